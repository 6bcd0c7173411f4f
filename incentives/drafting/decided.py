"""Proposals with what people decided of them: kept under the words they rest on, merged and split. Pure.

The key of a proposal follows from its sentences' words and not from their places, so that a decision holds in a new
edition as long as the sentences are the same.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from incentives.drafting.proposal import Proposal
from incentives.enums import ProposalOutcome


@dataclass(frozen=True)
class KeyedProposal:
    """A proposal as the desk shows it, with the key of the decision on it and the keys of what was merged into it."""

    key: str
    proposal: Proposal
    merged: tuple[str, ...] = ()
    split_of: str = ""  # the key of the proposal it is a part of

    @property
    def can_be_split(self) -> bool:
        return not self.split_of and len(_parts(self.proposal)) > 1


def keyed(proposals: Sequence[Proposal], texts: Mapping[str, str]) -> list[KeyedProposal]:
    """Each proposal with its key; `texts` has the words of each path. Several of the same sentences are numbered."""
    seen: Counter[str] = Counter()
    rows = []
    for proposal in proposals:
        words = "\n".join(texts[path] for path in proposal.clauses)
        seen[words] += 1
        rows.append(KeyedProposal(_digest(words, str(seen[words])), proposal))
    return rows


def after_decisions(rows: Sequence[KeyedProposal], decided: Mapping[str, str]) -> list[KeyedProposal]:
    """The proposals as the desk shows them: first some merged with the one before them, then some split in parts."""
    whole: list[KeyedProposal] = []
    for row in rows:
        if decided.get(row.key) == ProposalOutcome.MERGED and whole:
            before = whole[-1]
            joined = together(before.proposal, row.proposal)
            whole[-1] = replace(before, proposal=joined, merged=(*before.merged, row.key))
        else:
            whole.append(row)
    return [part for row in whole for part in _split(row, decided)]


def together(first: Proposal, second: Proposal) -> Proposal:
    """One proposal of two: the first, with what the second adds."""
    several = ("clauses", "rows", "conditions", "materials", "agencies", "phones")
    added = {name: tuple(dict.fromkeys((*getattr(first, name), *getattr(second, name)))) for name in several}
    single = ("delivery", "stacking", "apply_from", "apply_until", "apply_url")
    filled = {name: getattr(first, name) or getattr(second, name) for name in single}
    return replace(first, **added, **filled)


def _split(row: KeyedProposal, decided: Mapping[str, str]) -> list[KeyedProposal]:
    parts = _parts(row.proposal)
    if decided.get(row.key) != ProposalOutcome.SPLIT or len(parts) < 2:
        return [row]
    return [
        KeyedProposal(_digest(row.key, str(number)), part, split_of=row.key)
        for number, part in enumerate(parts, start=1)
    ]


def _parts(proposal: Proposal) -> list[Proposal]:
    """One part for each row, or, with fewer than two rows, for each sentence."""
    if len(proposal.rows) > 1:
        return [
            replace(
                proposal,
                title=f"{proposal.title}：{row.label}"[:60] if row.label else proposal.title,
                promise=row.amount.text[:40],
                rows=(row,),
                clauses=tuple(dict.fromkeys((proposal.clauses[0], row.path))),
            )
            for row in proposal.rows
        ]
    return [
        replace(
            proposal,
            clauses=(path,),
            rows=tuple(row for row in proposal.rows if row.path == path),
            conditions=tuple(condition for condition in proposal.conditions if condition.path == path),
        )
        for path in proposal.clauses
    ]


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
