"""The rules of the published, open measures as plain tuples, read in a constant number of queries without instances."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from incentives.eligibility.checks import Check
from incentives.eligibility.decision import Decision, Rule, Targets, decide, rules_by_check
from incentives.eligibility.explanation import sentence_of
from incentives.eligibility.profile import EnterpriseProfile
from incentives.eligibility.provision_checks import FIRST_TIME, SUBJECTS, Columns, column_checks
from incentives.enums import Delivery
from incentives.models import PROVISIONS, Condition, EnterpriseTier, Measure, SubsidyTier, TalentGrant
from incentives.models.computed import attainable
from incentives.models.measure import MeasureQuerySet
from incentives.models.provision import AWARDS
from policies.caching import content_version

Subjects = dict[tuple[int, int | None], str]


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
    subjects: Subjects

    def decide(self, profile: EnterpriseProfile) -> dict[int, Decision]:
        return decide(self.measures, self.rules, self.rows, profile)

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

    def check(self, condition: Condition, row: int | None) -> Check:
        """The check of a condition; `row` is the key of its row, or None for the whole measure."""
        rule = (condition.measure_id, row, condition.field, condition.operator, condition.value)
        return Check(*(with_subject(rule, self.subjects) if condition.field == FIRST_TIME else rule)[2:])


def rulebook(on: datetime.date, region: str = "") -> Rulebook:
    """The rules of the public measures that are open on the day `on`, cached in memory until the content changes.

    With `region`, only of those that an enterprise registered there can have.
    """
    stamp = content_version.current()
    return cached_rulebook(stamp, on, region) if stamp.number else read_rules(_offered(on, region))


@lru_cache(maxsize=4)  # two regions on two days, for requests around midnight
def cached_rulebook(stamp: content_version.Stamp, on: datetime.date, region: str = "") -> Rulebook:
    """The rulebook for a content stamp. The stamp is read before the rules, so the rules are never older than it."""
    return read_rules(_offered(on, region))


def _offered(on: datetime.date, region: str) -> MeasureQuerySet:
    return Measure.objects.published().offers().open_on(on).within(region)


def rulebook_of(slugs: Collection[str], on: datetime.date | None = None) -> Rulebook:
    """The rules of the public measures with these slugs; with `on`, only of those that are open on that day."""
    named = Measure.objects.published().filter(slug__in=slugs)
    return read_rules(named if on is None else named.open_on(on))


def read_rules(measures: MeasureQuerySet) -> Rulebook:
    """Read the rules of `measures` from the database, in six queries."""
    keys = list(measures.order_by("pk").values_list("pk", flat=True))
    stored = list(Condition.objects.filter(measure__in=measures.order_by()).order_by().rules())
    tiers = {
        pk: TierName(slug, name, rank is not None)
        for pk, slug, name, rank in EnterpriseTier.objects.values_list("pk", "slug", "name", "rank")
    }
    subjects = subjects_of(stored)
    rules: list[Rule] = []
    positions: dict[tuple[int, int | None], int | None] = {(measure, None): None for measure in keys}
    rows: dict[int, list[int]] = defaultdict(list)
    provision_checks: dict[tuple[int, int], list[Check]] = {}
    awards: dict[tuple[int, int], int] = {}
    checks_of = cache(column_checks)  # many rows have the same columns
    for measure, key, row, columns, yuan in provisions(measures, tiers, subjects):
        positions[measure, key] = row
        rows[measure].append(row)
        if yuan:
            awards[measure, row] = yuan
        provision_checks[measure, row] = checks_of(columns)
        rules += [(measure, row, *check) for check in checks_of(columns)]
    for rule in stored:
        measure, key, *check = rule if rule[2] != FIRST_TIME else with_subject(rule, subjects)
        known = (measure, key) in positions
        rules.append((measure, positions[measure, key], *check) if known else (measure, None, *Check()))
    return Rulebook(keys, rules_by_check(rules), dict(rows), provision_checks, awards, tiers, subjects)


def subjects_of(rules: list[Rule]) -> Subjects:
    """The fact that 首次 is about, by measure and key of the row (None: the whole measure)."""
    return {(measure, row): fact for measure, row, fact, _, _ in rules if fact in SUBJECTS}


def subject(subjects: Subjects, measure: int, row: int | None) -> str:
    return subjects.get((measure, row)) or subjects.get((measure, None), "")


def with_subject(rule: Rule, subjects: Subjects) -> Rule:
    """The rule 首次获得 as a rule on the fact that it is about; unchanged if no condition names that fact."""
    measure, row, _, operator, value = rule
    return measure, row, SUBJECTS.get(subject(subjects, measure, row), FIRST_TIME), operator, value


def provisions(
    measures: MeasureQuerySet, tiers: dict[int, TierName], subjects: Subjects
) -> Iterator[tuple[int, int, int, Columns, int | None]]:
    """Measure, key, position, columns and greatest award (元) of each row that has an award or a rule of its own."""
    of_measures = {"measure__in": measures.order_by()}
    rungs = SubsidyTier.objects.filter(**of_measures).order_by("measure_id", "position")
    fields = ("measure_id", "pk", "position", attainable())
    for measure, key, row, yuan, tier, over, first, one_off, delivery in rungs.values_list(
        *fields, "enterprise_tier_id", "revenue_over", "first_time", "one_off", "measure__delivery"
    ):
        about = subject(subjects, measure, key) if first else ""
        standing = tiers.get(tier, NO_TIER)
        recognised = delivery == Delivery.RECOGNITION
        columns = Columns(standing.slug, standing.on_ladder, recognised, over, first, one_off, subject=about)
        yield measure, key, row, columns, yuan
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
