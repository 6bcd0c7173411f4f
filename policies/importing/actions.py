"""What is done to documents, each in one transaction: import, publish, archive."""

from dataclasses import dataclass

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.db import transaction

from config import audit
from policies.caching import content_version
from policies.enums import DocumentStatus
from policies.importing.editions import store_edition
from policies.importing.plan import NO_TITLE, Outcome, Plan, fill, make_document, plan_import
from policies.importing.reading import boundaries_of, read_source
from policies.importing.terms import store_terms
from policies.intake.lines import ParsingError, Progress, silent
from policies.models import Clause, Document, SourceFile
from policies.parsing.document import ParsedClause, ParsedDocument
from policies.text.wording import quoted


class StillCited(Exception):
    """A document that cannot be hidden: what is published rests on it; the text names it."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did; counts are clauses. Without a document it was only planned."""

    plan: Plan
    document: Document | None
    matching: int
    filled: int

    @property
    def created(self) -> bool:
        return self.plan.outcome is Outcome.NEW


@transaction.atomic
def import_document(
    *, data: bytes, title: str = "", dry_run: bool = False, progress: Progress = silent
) -> ImportReport:
    """Store an official text: fill the document with its index number, or make a draft one.

    `title` is that of a text whose first line is none. Raises ParsingError with the place of the fault: an unreadable
    file, or one that contradicts what is stored. Importing the same file again changes nothing. A new edition is made
    in the admin alone, where it is looked at. With `dry_run` nothing is stored.
    """
    parsed, _ = read_source(data, title, progress=progress)
    content_version.lock()
    plan = plan_import(parsed)
    if boundaries := boundaries_of(plan.document):  # staff drew the sentences of this text otherwise
        plan = plan_import(read_source(data, title, boundaries)[0])
    if plan.document is None and not plan.title:
        raise ParsingError(NO_TITLE)
    if plan.outcome is Outcome.EDITION:
        raise _other_places({clause.path: clause for clause in plan.stored}, plan)
    matching = sum(bool(clause.fingerprint) for clause in plan.stored)
    document, filled = (plan.document, 0) if dry_run else _store(plan)
    return ImportReport(plan, document, matching, filled)


@transaction.atomic
def take_over(*, source: SourceFile, parsed: ParsedDocument, by: AbstractUser) -> Plan:
    """Store what was handed in, as it was parsed and looked at; the plan that was carried out."""
    content_version.lock()
    source = SourceFile.objects.get(pk=source.pk)
    if source.edition is not None:
        raise ParsingError("这份原件已经导入过了。")
    plan = plan_import(parsed, document=source.document)
    document, _ = _store(plan, by.get_username())
    source.document, source.edition = document, plan.edition
    source.save(update_fields=["document", "edition"])
    flag = ADDITION if plan.outcome is Outcome.NEW else CHANGE
    words = f"{plan.outcome.label}（第 {plan.edition} 版），原件 {source.name}，SHA-256 {source.sha256}"
    LogEntry.objects.log_actions(by.pk, [document], flag, change_message=words, single_object=True)
    return plan


@transaction.atomic
def publish_document(*, document: Document, by: AbstractUser) -> Document:
    """Show a document and its sentences to the public."""
    return _move(_locked(document), DocumentStatus.PUBLISHED, by)


@transaction.atomic
def archive_document(*, document: Document, by: AbstractUser) -> Document:
    """Take a document off the site; raises StillCited if a published measure rests on it."""
    document = _locked(document)
    resting = document.measures.model.objects.published().resting_on(document)
    if names := "、".join(map(quoted, resting)):
        raise StillCited(f"不能归档：已发布的事项 {names} 以它为出处或依据。请先修订或归档这些事项。")
    return _move(document, DocumentStatus.ARCHIVED, by)


def refuse_hiding(*, clause: Clause, document: Document) -> None:
    """Raise StillCited if moving `clause` into `document` would hide a sentence that published measures cite.

    Takes the content lock in the caller's transaction, so that the answer holds until the move is stored.
    """
    stored = _locked(document)
    citing = clause.measures.model.objects.published().citing(clause)
    if stored.status != DocumentStatus.PUBLISHED and (names := "、".join(map(quoted, citing))):
        raise StillCited(f"{quoted(document)}未公开，而已发布的事项 {names} 引用这一句。请先发布文件，或修订这些事项。")


def _locked(document: Document) -> Document:
    """The stored row, read under the content lock: no other transaction publishes, archives or imports meanwhile."""
    content_version.lock()
    return Document.objects.get(pk=document.pk)


def _move(document: Document, status: DocumentStatus, by: AbstractUser) -> Document:
    document.status = status
    with content_version.changing(document):
        Document.objects.filter(pk=document.pk).update(status=status)
    LogEntry.objects.log_actions(by.pk, [document], CHANGE, change_message=status.label, single_object=True)
    audit.note("document", by=by.get_username(), of=document.slug, done=status.label)
    return document


def _store(plan: Plan, by: str = "") -> tuple[Document, int]:
    """Write a plan for the user named `by`; the document and how many clauses were written."""
    document = plan.document or make_document(plan)
    if plan.outcome is Outcome.EDITION:
        store_edition(document, plan)
        written = len(plan.clauses)
    else:
        written = fill(document, plan)
    if plan.outcome in (Outcome.NEW, Outcome.EDITION):
        store_terms(document=document, by=by)
    if written:
        content_version.raise_version()
    created = plan.outcome is Outcome.NEW
    audit.note("imported", by=by, of=document.index_number or document.slug, created=created, filled=written)
    return document, written


def _other_places(stored: dict[str, Clause], plan: Plan) -> ParsingError:
    """Names every place that is missing, surplus, or whose sentence is another."""
    theirs: dict[str, ParsedClause] = {clause.path: clause for clause in plan.clauses}
    faults = {
        "文件中缺少": [stored[path].locator for path in stored.keys() - theirs.keys()],
        "文件中多出": [theirs[path].path for path in theirs.keys() - stored.keys()],
        "与已收录的指纹不符": [
            stored[path].locator
            for path in stored.keys() & theirs.keys()
            if stored[path].fingerprint and stored[path].fingerprint != theirs[path].fingerprint
        ],
    }
    details = [f"{fault}：{'、'.join(sorted(places))}" for fault, places in faults.items() if places]
    return ParsingError(
        f"文件与已收录的条款不一致。{'；'.join(details)}。未作任何改动，请核对原文版本；若原文确有修改，请在后台“导入原文”。"
    )
