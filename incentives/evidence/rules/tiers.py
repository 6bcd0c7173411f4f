"""Enterprise tiers: of a row, of a measure, and the indicator that counts a tier's enterprises. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from incentives.evidence.claims import NO_TEXT, Finding, FindingState, Item, Sentence
from incentives.evidence.rules.names import bare
from incentives.evidence.rules.pairing import mentions


@dataclass(frozen=True, kw_only=True)
class TierClaim:
    """A tier that we say gets something, or counts; `key` and `name` are empty where none is chosen."""

    item: Item
    key: str
    name: str
    sentences: tuple[Sentence, ...] = ()  # any must speak of it; empty: no text is asked
    words: str = ""  # our words beside it; a tier named there must be this one
    tiers: Mapping[str, tuple[str, ...]]  # the names of every tier, by key
    among: frozenset[str] | None = None  # the keys it must be one of


def check_tier(claim: TierClaim) -> Finding | None:
    """Proved if a sentence speaks of the tier and our own words name no other; None if there is nothing to prove."""
    named = tier_named_in(claim.words, claim.tiers)
    if named and named != claim.key:
        chosen = f"选的是“{claim.name}”" if claim.key else "没有填"
        return _finding(claim, FindingState.WRONG, f"“{claim.words}”说的是“{claim.tiers[named][0]}”，企业梯次{chosen}")
    if not claim.key:
        return None
    if claim.among is not None and claim.key not in claim.among:
        return _finding(claim, FindingState.WRONG, "不在本事项的企业梯次中")
    if any(mentions(sentence.before + sentence.text, claim.name) for sentence in claim.sentences):
        return _finding(claim, FindingState.PROVED, "所引的句子说到了它")
    if not all(sentence.text for sentence in claim.sentences):
        return _finding(claim, FindingState.NO_TEXT, NO_TEXT)
    return _finding(claim, FindingState.WRONG, "所引的句子没有说到它") if claim.sentences else None


def tier_named_in(text: str, tiers: Mapping[str, tuple[str, ...]]) -> str:
    """The key of the tier whose name stands last in a text, '' for none: 专精特新“小巨人”企业 is a 小巨人."""
    text = bare(text)
    places = [
        (text.rfind(bare(name)), len(name), key) for key, names in tiers.items() for name in names if bare(name) in text
    ]
    return max(places)[2] if text and places else ""


def _finding(claim: TierClaim, state: FindingState, stated: str) -> Finding:
    return Finding(
        state=state,
        item=claim.item,
        expected=claim.name or "来源未限定",
        stated=stated,
        sentence=claim.sentences[0] if claim.sentences else None,
        advice="请让企业梯次与名目、原文一致" if state is FindingState.WRONG else "",
    )
