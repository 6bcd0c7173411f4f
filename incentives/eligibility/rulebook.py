"""The rules of the published, open measures as plain tuples, read in a constant number of queries without instances."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from incentives.eligibility.checks import FIRST_OVER, Check, Columns, checks_of, column_checks, facts_of
from incentives.eligibility.decision import Decision, Rule, Targets, decide, rules_by_check
from incentives.eligibility.explanation import FactWords, sentence_of
from incentives.eligibility.profile import Profile
from incentives.enums import Delivery
from incentives.models import (
    PROVISIONS,
    Condition,
    EnterpriseTier,
    Fact,
    FactChoice,
    Measure,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.computed import attainable
from incentives.models.measure import MeasureQuerySet
from incentives.models.provision import AWARDS
from policies.caching import content_version

Place = tuple[int, int | None]  # measure and key of the row (None: the whole measure)


class TierName(NamedTuple):
    slug: str
    name: str
    on_ladder: bool


class Terms(NamedTuple):
    """Conditions in words; `label` names the row they belong to and is empty for conditions of the whole measure."""

    label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Rulebook:
    """The data needed for decisions: measures by key, their rules, their rows, and each row's greatest award (元).

    `provision_checks` holds the checks of each row's own columns; `rules` contains them as well.
    """

    measures: list[int]
    rules: dict[Check, Targets]
    rows: dict[int, list[int]]
    provision_checks: dict[tuple[int, int], list[Check]]
    awards: dict[tuple[int, int], int]
    tiers: dict[int, TierName]
    facts: dict[str, Fact]
    choices: dict[str, dict[str, str]]

    def decide(self, profile: Profile) -> dict[int, Decision]:
        return decide(self.measures, self.rules, self.rows, profile)

    @cached_property
    def words(self) -> dict[str, FactWords]:
        """What words need to know of each fact, by slug."""
        return {slug: FactWords(fact.name, fact.kind, fact.unit) for slug, fact in self.facts.items()}

    @cached_property
    def worth(self) -> dict[str, tuple[int, int]]:
        """Each fact in use with the money (元) of the rows that compare it, and their number with that of measures."""
        worth: dict[str, tuple[int, int]] = {}
        for check, targets in self.rules.items():
            whole = [(measure, row) for measure in targets.measures for row in self.rows.get(measure, [0])]
            places = [*targets.rows, *whole]
            money = sum(self.awards.get(place, 0) for place in places)
            for fact in facts_of(check):
                before = worth.get(fact, (0, 0))
                worth[fact] = (before[0] + money, before[1] + len(places))
        return worth

    @property
    def checks(self) -> set[Check]:
        """Every distinct check in use."""
        return set(self.rules)

    def terms(self, measure: Measure) -> list[Terms]:
        """A measure's conditions in words: first those of all rows together, then those of each row that has more."""
        names = {tier.slug: tier.name for tier in self.tiers.values()}
        conditions = measure.conditions.all()
        rows = [
            (
                row.label,
                [sentence_of(check, names) for check in self.provision_checks.get((measure.pk, row.position), ())]
                + [condition.sentence for condition in conditions if condition.row_key == row.pk],
            )
            for row in measure.provisions
        ]
        shared = [sentence for sentence in (rows[0][1] if rows else []) if all(sentence in own for _, own in rows)]
        whole = [*shared, *(condition.sentence for condition in conditions if condition.row_key is None)]
        terms = [("", whole), *((label, [one for one in own if one not in shared]) for label, own in rows)]
        return [Terms(label, tuple(dict.fromkeys(sentences))) for label, sentences in terms if sentences]

    def award(self, measure: int, decision: Decision) -> int:
        """The greatest award (元) among the rows whose verdict equals the measure's; 0 if none states a sum."""
        fitting = [row for row, verdict in decision.rows if verdict == decision.verdict]
        return max((self.awards.get((measure, row), 0) for row in fitting), default=0)


@content_version.kept(4)  # two regions on two days, for requests around midnight
def rulebook(on: datetime.date, region: str = "") -> Rulebook:
    """The rules of the public measures that are open on the day `on`, kept in memory until the content changes.

    With `region`, only of those that an enterprise registered there can have.
    """
    return read_rules(Measure.objects.published().offers().open_on(on).within(region))


def rulebook_of(slugs: Collection[str], on: datetime.date | None = None) -> Rulebook:
    """The rules of the public measures with these slugs; with `on`, only of those that are open on that day."""
    named = Measure.objects.published().filter(slug__in=slugs)
    return read_rules(named if on is None else named.open_on(on))


def read_rules(measures: MeasureQuerySet) -> Rulebook:
    """Read the rules of `measures` from the database, in eight queries."""
    keys = list(measures.order_by("pk").values_list("pk", flat=True))
    stored = list(Condition.objects.filter(measure__in=measures.order_by()).order_by().rules())
    tiers = {
        pk: TierName(slug, name, rank is not None)
        for pk, slug, name, rank in EnterpriseTier.objects.values_list("pk", "slug", "name", "rank")
    }
    rules: list[Rule] = []
    positions: dict[Place, int | None] = {(measure, None): None for measure in keys}
    rows: dict[int, list[int]] = defaultdict(list)
    provision_checks: dict[tuple[int, int], list[Check]] = {}
    awards: dict[tuple[int, int], int] = {}
    checks = cache(column_checks)  # many rows have the same columns
    for measure, key, row, columns, yuan in provisions(measures, tiers, stored):
        positions[measure, key] = row
        rows[measure].append(row)
        if yuan:
            awards[measure, row] = yuan
        provision_checks[measure, row] = checks(columns)
        rules += [(measure, row, *check) for check in checks(columns)]
    for measure, key, *rule in stored:
        known = (measure, key) in positions
        row, own = (positions[measure, key], checks_of(*rule)) if known else (None, (Check(),))
        rules += [(measure, row, *check) for check in own]
    facts, choices = Fact.objects.all().by_slug(), FactChoice.objects.labels()
    return Rulebook(keys, rules_by_check(rules), dict(rows), provision_checks, awards, tiers, facts, choices)


def provisions(
    measures: MeasureQuerySet, tiers: dict[int, TierName], stored: list[tuple]
) -> Iterator[tuple[int, int, int, Columns, int | None]]:
    """Measure, key, position, columns and greatest award (元) of each row that has an award or a rule of its own."""
    lines = {(measure, key) for measure, key, _, operator, *_ in stored if operator in FIRST_OVER}
    firsts = {(measure, key) for measure, key, *_, first in stored if first}
    of_measures = {"measure__in": measures.order_by()}
    rungs = SubsidyTier.objects.filter(**of_measures).order_by("measure_id", "position")
    fields = ("measure_id", "pk", "position", attainable())
    for measure, key, row, yuan, tier, first, one_off, delivery in rungs.values_list(
        *fields, "enterprise_tier_id", "first_time", "one_off", "measure__delivery"
    ):
        standing, place = tiers.get(tier, NO_TIER), (measure, key)
        recognised = delivery == Delivery.RECOGNITION
        own = (place in lines, first, place in firsts, one_off)
        yield measure, key, row, Columns(standing.slug, standing.on_ladder, recognised, *own), yuan
    grants = TalentGrant.objects.filter(**of_measures).order_by("measure_id", "position")
    for measure, key, row, yuan, age, doctorate in grants.values_list(*fields, "max_age", "doctorate"):
        yield measure, key, row, Columns(max_age=age, doctorate=doctorate), yuan
    row_conditions = Condition.objects.of_rows().filter(measure=OuterRef("measure"))
    for table in PROVISIONS:
        rows = table.objects.filter(**of_measures).order_by("measure_id", "position")
        if table in AWARDS and table not in (SubsidyTier, TalentGrant):  # their columns are not rules
            for measure, key, row, yuan in rows.values_list(*fields):
                yield measure, key, row, NO_COLUMNS, yuan
        elif table not in AWARDS:
            for place in rows.filter(Exists(row_conditions)).values_list("measure_id", "pk", "position"):
                yield *place, NO_COLUMNS, None


NO_TIER = TierName("", "", False)
NO_COLUMNS = Columns()
