"""What is done to documents, each in one transaction."""

from dataclasses import dataclass

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.db import transaction

from config import audit
from policies import content
from policies.editions import store_edition
from policies.importing import Outcome, Plan, fill, make_document, plan_import
from policies.intake import read_file
from policies.models import Agency, Clause, Document, SourceFile
from policies.parsing import ParsedClause, ParsingError, decode


@dataclass(frozen=True)
class ImportReport:
    """What an import did; counts are clauses."""

    document: Document
    created: bool
    matching: int
    filled: int
    unknown_issuer: str


@transaction.atomic
def import_document(*, data: bytes) -> ImportReport:
    """Store an official text: fill the document with its index number, or make a draft one.

    Raises ParsingError with the place of the fault: an unreadable file, or one that contradicts what is stored.
    Importing the same file again changes nothing. A new edition is made in the admin alone, where it is looked at.
    """
    plan = plan_import(decode(data))
    if plan.outcome is Outcome.EDITION:
        raise _other_places({clause.path: clause for clause in plan.stored}, plan)
    known = sum(bool(clause.fingerprint) for clause in plan.stored)
    document, filled = _store(plan)
    issuer = plan.header.issuer
    unknown = "" if Agency.objects.filter(name=issuer).exists() else issuer
    return ImportReport(document, plan.outcome is Outcome.NEW, known, filled, unknown)


@transaction.atomic
def take_over(*, source: SourceFile, by: AbstractUser) -> Plan:
    """Store what was handed in and looked at; the plan that was carried out."""
    source = SourceFile.objects.select_for_update().get(pk=source.pk)
    if source.edition is not None:
        raise ParsingError("这份原件已经导入过了。")
    plan = plan_import(read_file(bytes(source.content)).text, document=source.document, title=source.title)
    document, _ = _store(plan, by.get_username())
    source.document, source.edition = document, plan.edition
    source.save(update_fields=["document", "edition"])
    flag = ADDITION if plan.outcome is Outcome.NEW else CHANGE
    words = f"{plan.outcome.label}（第 {plan.edition} 版），原件 {source.name}，SHA-256 {source.sha256}"
    LogEntry.objects.log_actions(by.pk, [document], flag, change_message=words, single_object=True)
    return plan


def _store(plan: Plan, by: str = "") -> tuple[Document, int]:
    """Write a plan for the user named `by`; the document and how many clauses were written."""
    document = plan.document or make_document(plan)
    Document.objects.select_for_update().get(pk=document.pk)
    if plan.outcome is Outcome.EDITION:
        store_edition(document, plan)
        written = len(plan.clauses)
    else:
        written = fill(document, plan)
    if written:
        content.raise_version()
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
    said = [f"{fault}：{'、'.join(sorted(places))}" for fault, places in faults.items() if places]
    return ParsingError(
        f"文件与已收录的条款不一致。{'；'.join(said)}。未作任何改动，请核对原文版本；若原文确有修改，请在后台“导入原文”。"
    )
