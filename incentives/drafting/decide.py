"""What editors decide of proposals: accept, drop, merge, split, think again; and context marked in bulk."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction

from incentives.drafting.accept import Accepted, accept
from incentives.drafting.rounds import facts_of, fill_into
from incentives.drafting.sentence_queue import mark_context
from incentives.drafting.text_desk import DeskText, ProposalAtDesk
from incentives.editorial.publication_gate import missing_for_review
from incentives.editorial.transitions import Refused
from incentives.editorial.workflow import submit_measure
from incentives.enums import MeasureStatus, ProposalOutcome
from incentives.models import Measure, ProposalDecision
from policies.caching import content_version
from policies.models import Document
from policies.text.wording import quoted


class Undecided(Exception):
    """A decision that cannot be taken; its text says why."""


@transaction.atomic
def accept_proposals(*, document: Document, keys: set[str], by: AbstractUser) -> list[Accepted]:
    """Make a draft of each open proposal with a key in `keys`; what a colleague decided meanwhile is left alone."""
    content_version.lock()
    text = DeskText(document)
    made = []
    for row in text.proposals:
        if row.key in keys and row.is_open:
            try:
                accepted = accept(proposal=row.proposal, clauses=text.by_path, by=by)
            except ValidationError as refusal:
                raise Undecided(f"{quoted(row.proposal.title)}：{' '.join(refusal.messages)}") from None
            _decide(document, row.key, ProposalOutcome.ACCEPTED, by, measure=accepted.measure)
            made.append(accepted)
    return made


@transaction.atomic
def fill_into_measure(*, document: Document, key: str, slug: str, by: AbstractUser) -> Measure:
    """Fill a call to apply, or a 问答, into a draft of the published measure `slug`; that draft."""
    content_version.lock()
    text = DeskText(document)
    row = _open(text, key)
    measure = Measure.objects.published().filter(slug=slug).first()
    if row.proposal.form == "measure" or measure is None:
        raise Undecided("请选一个已发布的事项。")
    year = document.written_on or document.published_on
    facts = facts_of(text.clauses, year.year if year else None)
    try:
        draft = fill_into(proposal=row.proposal, clauses=text.by_path, facts=facts, measure=measure, by=by)
    except Refused as refusal:
        raise Undecided(str(refusal)) from None
    _decide(document, key, ProposalOutcome.ACCEPTED, by, measure=draft)
    return draft


@transaction.atomic
def drop(*, document: Document, key: str, reason: str, by: AbstractUser) -> None:
    """Say that a proposal is no measure, and mark its sentences as context. An award needs a reason."""
    content_version.lock()
    text = DeskText(document)
    row = _open(text, key)
    if row.proposal.rows and not reason.strip():
        raise Undecided("这一项有金额或比例。请写明为什么不是事项。")
    _decide(document, key, ProposalOutcome.DROPPED, by, reason=reason)
    elsewhere = {path for other in text.proposals if other.key != key for path in other.proposal.clauses}
    for path in row.proposal.clauses:
        clause = text.by_path[path]
        if path not in elsewhere and clause.pk not in text.citing and not clause.is_context:
            mark_context(clause=clause, gist=clause.gist, reason=reason or "不是事项", by=by)


@transaction.atomic
def reshape(*, document: Document, key: str, outcome: ProposalOutcome, by: AbstractUser) -> None:
    """Merge a proposal into the one before it, or split it."""
    content_version.lock()
    row = _open(DeskText(document), key)
    if not {ProposalOutcome.MERGED: row.can_be_merged, ProposalOutcome.SPLIT: row.row.can_be_split}[outcome]:
        raise Undecided("这一项不能这样处理：前一项已经处理，或没有可以拆开的内容。")
    _decide(document, key, outcome, by)


@transaction.atomic
def reopen(*, document: Document, key: str, by: AbstractUser) -> None:
    """Take back what was decided, but for a draft, which is put aside by 作废草稿. Merged ones part again."""
    content_version.lock()
    text = DeskText(document)
    row = next((row for row in text.proposals if key in {row.key, row.row.split_of}), None)
    if row is None or row.state == ProposalOutcome.ACCEPTED:
        raise Undecided("这一项不能重新考虑；已接受的，请在草稿页作废草稿。")
    keys = {row.key, *row.row.merged, row.row.split_of}
    ProposalDecision.objects.filter(document=document, key__in=keys).exclude(decision=ProposalOutcome.ACCEPTED).delete()
    for path in row.proposal.clauses:
        if (clause := text.by_path[path]).is_context:
            clause.is_context = False
            with content_version.changing(clause):
                clause.save(update_fields=["is_context"])
    _record(document, "重新考虑", by)


@transaction.atomic
def mark_proposed_context(*, document: Document, reasons: dict[str, str], by: AbstractUser) -> int:
    """Mark all sentences proposed as context; those that name an award only with a reason by path. How many."""
    content_version.lock()
    marked = 0
    for clause, reason, has_award in DeskText(document).context:
        given = reasons.get(clause.path, "").strip()
        if given or not has_award:
            mark_context(clause=clause, gist=clause.gist, reason=given or reason, by=by)
            marked += 1
    return marked


def submit_drafts(*, document: Document, by: AbstractUser) -> tuple[int, list[tuple[Measure, str]]]:
    """Hand over every draft of this document that could be published with it; how many went, and what the others lack.

    Raises Undecided while terms of the document are open.
    """
    if names := [term.get_what_display() for term in document.terms.open()]:
        raise Undecided(f"通则尚未核对：{'、'.join(dict.fromkeys(names))}。请先核对通则，再提交。")
    drafts = Measure.objects.filter(decisions__document=document, status=MeasureStatus.DRAFT).distinct()
    sent, kept = 0, []
    for draft in drafts.order_by("pk"):
        if missing := missing_for_review(draft):
            kept.append((draft, "还不能提交：" + "".join(requirement.sentence for requirement in missing)))
            continue
        try:
            submit_measure(measure=draft, by=by)
        except Refused as refusal:
            kept.append((draft, str(refusal)))
        else:
            sent += 1
    return sent, kept


def _open(text: DeskText, key: str) -> ProposalAtDesk:
    row = next((row for row in text.proposals if row.key == key), None)
    if row is None or not row.is_open:
        raise Undecided("这一项已经有人处理过了，请看现在的状态。")
    return row


def _decide(document: Document, key: str, outcome: ProposalOutcome, by: AbstractUser, **values: object) -> None:
    values["reason"] = str(values.get("reason", "")).strip()[:200]
    ProposalDecision.objects.update_or_create(
        document=document, key=key, defaults={"decision": outcome, "by": by, **values}
    )
    _record(document, outcome.label, by)


def _record(document: Document, done: str, by: AbstractUser) -> None:
    LogEntry.objects.log_actions(by.pk, [document], CHANGE, change_message=f"拆解：{done}", single_object=True)
