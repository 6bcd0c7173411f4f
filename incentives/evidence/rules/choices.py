"""A condition's rule for the machine against its words for people: both must mean the same choices. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from incentives.evidence.claims import NO_CLAUSE, NO_TEXT, Finding, FindingState, Item, Sentence
from incentives.evidence.rules.names import bare, speaks_of
from incentives.evidence.rules.pairing import mentions

_NO = re.compile("[不未无非没]|以外")


@dataclass(frozen=True, kw_only=True)
class WordedRule:
    """What a condition compares with: the labels of the chosen values among the labels of all."""

    item: Item
    words: str  # the condition as people read it
    label: str  # of the row that the condition is for; '' for the whole measure
    chosen: frozenset[str]
    labels: Mapping[str, str]  # by value
    sentence: Sentence | None
    full_names: Mapping[str, str] = field(default_factory=dict)  # of enterprise tiers: a text may name them in part
    is_plain: bool = False  # yes or no to the fact named by `fact`
    fact: str = ""


def check_rule(rule: WordedRule) -> Finding:
    """Proved where the condition's words, its row's and its sentence name what is chosen, and the words no other."""
    fault = _fault_of_answer(rule) if rule.is_plain else _fault_of_choice(rule)
    if fault:
        return _finding(rule, FindingState.WRONG, fault)
    if rule.sentence is None:
        return _finding(rule, FindingState.WRONG, NO_CLAUSE)
    if not rule.sentence.text:
        return _finding(rule, FindingState.NO_TEXT, NO_TEXT)
    text = rule.sentence.before + rule.sentence.text
    missing = [] if rule.is_plain else [rule.labels[value] for value in _unnamed(rule, text)]
    if missing and not all(mentions(text, rule.full_names.get(value, "")) for value in rule.chosen):
        return _finding(rule, FindingState.WRONG, f"原文没有说到“{'”“'.join(missing)}”")
    return _finding(rule, FindingState.PROVED, f"“{rule.words}”")


def _fault_of_choice(rule: WordedRule) -> str:
    unnamed = [rule.labels[value] for value in _unnamed(rule, rule.words)]
    if unnamed:
        return f"条件的文字“{rule.words}”没有说到“{'”“'.join(unnamed)}”"
    cores = cores_of(rule.labels)
    extra = [rule.labels[value] for value in rule.labels.keys() - rule.chosen if names(rule.words, cores[value], cores)]
    if extra:
        return f"条件的文字“{rule.words}”还说到“{'”“'.join(extra)}”，比较值中没有"
    of_row = {value for value in rule.labels if names(rule.label, cores[value], cores)}
    if of_row and not of_row & rule.chosen:
        return f"所属的明细行是“{rule.label}”，比较值说的是“{'”“'.join(rule.labels[value] for value in rule.chosen)}”"
    return ""


def _fault_of_answer(rule: WordedRule) -> str:
    """是 and 否 stand for what the condition says: 人才已经到岗 asks for a yes to 已到岗."""
    if not speaks_of(rule.words, rule.fact):
        return f"条件的文字“{rule.words}”没有说到“{rule.fact}”"
    denied = bool(_NO.search(re.sub("（[^（）]*）", "", rule.words)))
    wants_no = "no" in rule.chosen
    return f"条件的文字“{rule.words}”与比较值“{'否' if wants_no else '是'}”相反" if denied != wants_no else ""


def _unnamed(rule: WordedRule, text: str) -> list[str]:
    cores = cores_of(rule.labels)
    return sorted(value for value in rule.chosen if value in cores and not names(text, cores[value], cores))


def cores_of(labels: Mapping[str, str]) -> dict[str, str]:
    """What tells each label from the others: 微 of 微型企业 beside 小型企业; all of it where they end differently."""
    bares = {value: bare(label) for value, label in labels.items()}
    columns = zip(*(label[::-1] for label in bares.values()), strict=False)
    ending = sum(1 for _ in takewhile(lambda signs: len(set(signs)) == 1, columns)) if len(bares) > 1 else 0
    return {value: label[: len(label) - ending] or label for value, label in bares.items()}


def names(text: str, core: str, cores: Mapping[str, str]) -> bool:
    """Whether a text names a choice; one character counts only beside 型, 级 or another: 中 of 中小微, not of 中介."""
    text = bare(text)
    if len(core) > 1:
        return core in text
    others = "".join(other for other in cores.values() if len(other) == 1)
    return bool(re.search(f"{core}(?=[型级{others}])|(?<=[{others}]){core}", text))


def _finding(rule: WordedRule, state: FindingState, stated: str) -> Finding:
    ours = rule.fact if rule.is_plain else "、".join(rule.labels.get(value, value) for value in sorted(rule.chosen))
    advice = "请让条件的文字、比较值、所属的行与原文一致" if state is FindingState.WRONG else ""
    return Finding(state=state, item=rule.item, expected=ours, stated=stated, sentence=rule.sentence, advice=advice)
