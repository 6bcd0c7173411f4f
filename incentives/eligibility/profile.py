"""The answers of one reader by fact, and the flags that the outcome of a check is made of. Pure."""

from dataclasses import dataclass, fields

Choice = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class EnterpriseProfile:
    """A reader's answers by fact; None means unanswered, an empty set 都没有. Amounts are in 元."""

    held: Choice | None = None  # slugs of tiers held, no word on since when; empty: holds none at all
    held_earlier: Choice | None = None  # slugs of tiers granted in an earlier year
    won: Choice | None = None  # slugs of tiers granted this year for the first time
    applying: Choice | None = None  # slugs of tiers being applied for
    paid: Choice | None = None  # slugs of tiers whose award has been received
    size: Choice | None = None
    revenue: int | None = None  # 元, main business, this year
    passed: int | None = None  # 元, the highest revenue line exceeded before last year; 0 for none
    passed_last: int | None = None  # 元, the highest revenue line first exceeded last year; 0 for none
    industry: Choice | None = None
    benchmark: Choice | None = None
    first_benchmark: Choice | None = None
    front_runner: Choice | None = None
    first_front_runner: Choice | None = None
    front_runner_years: int | None = None
    first_time: Choice | None = None
    age: int | None = None
    doctorate: Choice | None = None
    employer: Choice | None = None
    talent_class: Choice | None = None
    on_post: Choice | None = None
    project_lead: Choice | None = None
    selected: Choice | None = None  # programmes whose selection the person or project has passed
    talent_project: Choice | None = None
    tech_loan: Choice | None = None


FACTS = tuple(field.name for field in fields(EnterpriseProfile))
NUMBERS = frozenset({"revenue", "passed", "passed_last", "age", "front_runner_years"})

LISTED, FAILED, PERSON = 1, 2, 4  # has a check; fails; needs a person to check
MISSING = {fact: 8 << place for place, fact in enumerate(FACTS)}
ANY_MISSING = sum(MISSING.values())
