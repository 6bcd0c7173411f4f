"""What the sources state of tiers of the ladder, to stand side by side on `/compare/`."""

import datetime
from collections.abc import Sequence

from incentives.models import EnterpriseTier, SubsidyTier
from incentives.pages.compare.fields import SideBySide, compared
from incentives.pages.ladder.rungs import rungs
from incentives.pages.ladder.steps import LadderStep, ladder_steps
from incentives.paper.fields import FieldValue, text
from policies.models import Clause


def compared_tiers(tiers: Sequence[EnterpriseTier], on: datetime.date) -> SideBySide:
    """The fields of `tiers` of the ladder, in their order, with the measures open on the day `on`."""
    steps = {step.tier.pk: step for step in ladder_steps(rungs(on), on)}
    fields = (
        ("级别", level),
        ("企业数", enterprises),
        ("奖励", awards),
        ("认定条件", conditions),
        ("点名它的其他惠企事项", others),
    )
    return compared([(tier.name, tier.get_absolute_url(), steps[tier.pk]) for tier in tiers], fields)


def level(step: LadderStep) -> FieldValue:
    return text(" · ".join(filter(None, [f"第 {step.rank} 级", step.tier.get_level_display()])))


def enterprises(step: LadderStep) -> FieldValue:
    figure = step.tier.enterprises
    return resting_on([figure.clause], figure.quantity, figure.as_of_text) if figure else FieldValue()


def awards(step: LadderStep) -> FieldValue:
    stated = [award for award in step.awards if award.amount.is_stated]
    lines = [line for award in stated for line in (str(award.amount), rules_of(award))]
    return resting_on([award.clause for award in stated], *lines, is_money=True)


def rules_of(award: SubsidyTier) -> str:
    """首次获评，一次性"""
    return "，".join(filter(None, ["首次获评" if award.first_time else "认定", "一次性" if award.one_off else ""]))


def conditions(step: LadderStep) -> FieldValue:
    return resting_on([one.clause for one in step.conditions], *(one.sentence for one in step.conditions))


def others(step: LadderStep) -> FieldValue:
    """The titles of the measures; that there is none is our own finding, not a gap of the sources."""
    named, total = [title for _, title in step.others.named], step.others.total
    return text(*named, f"共 {total} 项" if total > len(named) else "") if named else text("没有")


def resting_on(clauses: Sequence[Clause | None], *lines: str, is_money: bool = False) -> FieldValue:
    """`lines` with the clauses that state them, each once."""
    cited = tuple(dict.fromkeys(clause for clause in clauses if clause))
    return FieldValue(tuple(filter(None, lines)), is_money, any(one.is_superseded for one in cited), cited)
