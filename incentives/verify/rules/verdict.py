"""What is found on a statement: the verdict, where the source speaks of it, and what it says instead. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from incentives.verify.knowledge import SourceFact


class SourceVerdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    IMPRECISE = "imprecise"
    NOT_COVERED = "not_covered"


_RANK = {SourceVerdict.DIFFERS: 3, SourceVerdict.IMPRECISE: 2, SourceVerdict.AGREES: 1, SourceVerdict.NOT_COVERED: 0}


@dataclass(frozen=True)
class Judgement:
    verdict: SourceVerdict
    clause: str = ""
    difference: str = ""
    fact: SourceFact | None = None  # the figure of the source that it was held against


NOTHING = Judgement(SourceVerdict.NOT_COVERED)


def strongest(findings: list[Judgement]) -> Judgement:
    return max(findings, key=lambda one: _RANK[one.verdict], default=NOTHING)
