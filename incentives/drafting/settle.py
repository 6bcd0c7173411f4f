"""A new draft keeps only what its sentences prove: what the check of evidence refutes is taken back and told."""

from collections.abc import Callable, Iterator

from incentives.drafting.grammar.words import gift_named
from incentives.enums import Delivery
from incentives.evidence.claims import Finding
from incentives.evidence.report import check_measure
from incentives.models import Measure
from incentives.models.provision import Provision
from policies.enums import Stacking
from policies.text.wording import quoted

_TICKS = ("first_time", "one_off")
_BLANK = {"delivery": Delivery.NOT_STATED, "stacking": Stacking.NOT_STATED, "audience": "", "contact_phone": ""}


def settle(measure: Measure) -> list[str]:
    """Take back what the check refutes; a line in Chinese for each value that was taken back.

    What is left as wrong is what no value mends; the editor sees it on the form.
    """
    told: list[str] = []
    for undo in _undoings(measure):
        wrong = refuted(measure)
        if not wrong:
            break
        told += undo(wrong)
    return told


def refuted(measure: Measure) -> list[Finding]:
    """What the check of evidence finds wrong in a stored draft."""
    return [finding for finding in check_measure(measure) if finding.is_wrong and finding.sentence_is_chosen]


def _undoings(measure: Measure) -> Iterator[Callable[[list[Finding]], list[str]]]:
    yield lambda wrong: _without_fields(measure, wrong)
    yield lambda wrong: _plain_promise(measure, wrong)
    for row in measure.provisions:
        if hasattr(row, "form"):
            yield lambda wrong, row=row: _without_form(row, wrong)
        if hasattr(row, "rate_max"):
            yield lambda wrong, row=row: _without_rate(measure, row, wrong)
        for name in _TICKS:
            if hasattr(row, name):
                yield lambda wrong, row=row, name=name: _other_tick(measure, row, name, wrong)


def _without_fields(measure: Measure, wrong: list[Finding]) -> list[str]:
    names = {finding.item.field for finding in wrong} & _BLANK.keys()
    for name in names:
        setattr(measure, name, _BLANK[name])
    if names:
        measure.save(update_fields=sorted(names))
    return [f"{quoted(Measure._meta.get_field(name).verbose_name)}没有填入：原文没有写明。" for name in sorted(names)]


def _plain_promise(measure: Measure, wrong: list[Finding]) -> list[str]:
    """A promise without figures, where the words around a figure in it could mislead."""
    if not any(finding.item.field == "promise" for finding in wrong):
        return []
    measure.promise = f"给予{gift_named(measure.promise)}"
    measure.save(update_fields=["promise"])
    return [f"“一句话”只写了{quoted(measure.promise)}：请补写金额。"]


def _without_form(row: Provision, wrong: list[Finding]) -> list[str]:
    if not row.form or not any(one.item.part == "支持方式" and one.item.row == row.label for one in wrong):
        return []
    row.form = ""
    row.save(update_fields=["form"])
    return [f"{quoted(row.label)}的“支持方式”没有填入：原文没有写明。"]


def _without_rate(measure: Measure, row: Provision, wrong: list[Finding]) -> list[str]:
    """A rate that the sentence does not give, such as 3个百分点 on top of another; its words become the note."""
    if row.rate_max is None or not any(one.item.part == "比例" and one.item.row == row.label for one in wrong):
        return []
    row.rate_min = row.rate_max = None
    row.rate_base, row.note = "", row.note or measure.promise
    row.save(update_fields=["rate_min", "rate_max", "rate_base", "note"])
    return [f"{quoted(row.label)}的“比例”没有填入：原文没有这样的比例。"]


def _other_tick(measure: Measure, row: Provision, name: str, wrong: list[Finding]) -> list[str]:
    """Turn a tick of a row if fewer values are refuted then."""
    if not any(finding.item.row == row.label for finding in wrong):
        return []
    before = getattr(row, name)
    setattr(row, name, None if before else True)
    if name == "one_off" and getattr(row, "period", ""):
        setattr(row, name, before)
        return []
    row.save(update_fields=[name])
    if len(refuted(measure)) >= len(wrong):
        setattr(row, name, before)
        row.save(update_fields=[name])
    return []
