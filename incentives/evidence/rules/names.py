"""Compare our names (labels, products, conditions, titles) with the words of a text.

Our names put the source's words in another order and add small words of their own. So a name is compared by its pairs
of neighbouring characters, the small words apart. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incentives.evidence.claims import NO_CLAUSE, NO_TEXT, Finding, FindingState, Item, Sentence

ENOUGH = 0.5  # the share of a name's own characters that the text must hold

_SEGMENT = re.compile("[^。；;！？]+")
_CLAUSE = re.compile("[^，,：:]+")
# What we say of a source's silence is no part of a name.
_SILENCE = re.compile("（[^（）]*来源[^（）]*）|[，。；][^，。；]*来源[^，。；]*")
# Words that join and introduce, or that any measure has.
_SMALL = re.compile(
    "属于|位于|已经|获得|获评|评上|评为|认定为|认定|取得|满足|具备|需要|条件|企业|单位|人才|项目|给予|奖励|支持|"
    "[经被已须应获为由在以按对将的或和及与等是]"
)
_SPEAKS = 0.5  # the share of a clause, or of one of our names, that the other must hold
_LONGEST_PLAIN = 3  # characters; what is left of a clause without a subject of its own
# Words of procedure and of whoever applies: a clause of them alone has no subject of its own.
_PLAIN = re.compile(
    "符合条件|申请人|申报人|申请|申报|企业|单位|个人|主体|法人|机构|项目|部门|政策|奖励|资金|补贴|补助|资助|经费|兑现|拨付|"
    "实现|实行|采取|采用|推行|通过|方式|办法|办理|程序|材料|平台|系统|线上|网上|给予|予以|审核|公示|"
    "[一-鿿]{0,6}?(?:局|厅|委|办公室|中心|政府)|[由经按可应须需向在的等后并即对各将以从与和或]"
)


def bare(text: str) -> str:
    """The text without spaces, quotation marks and other signs."""
    return re.sub(r"[\W_]", "", text)


def covered(name: str, text: str) -> float:
    """The share, 0 to 1, of a name's own characters that stand in the text beside a neighbour they have in the name.

    A name of small words alone (给予奖励) says nothing of its own, and every text holds it.
    """
    name, text = bare(_SILENCE.sub("", name)), bare(text)
    held = {place + shift for place in range(len(name) - 1) if name[place : place + 2] in text for shift in (0, 1)}
    small = {place for match in _SMALL.finditer(name) for place in range(*match.span())}
    own = set(range(len(name))) - small
    return len(own & held) / len(own) if own else 1.0


def speaks_of(text: str, name: str) -> bool:
    """Whether the text holds enough of the name."""
    return covered(name, text) >= ENOUGH


def nearest_part(text: str, name: str, *, whole_segment: bool = False) -> str:
    """The part between semicolons that speaks most of the name; of that, the one between commas that holds it whole."""
    best = max((match[0] for match in _SEGMENT.finditer(text)), key=lambda part: covered(name, part), default=text)
    clauses = [] if whole_segment else [match[0] for match in _CLAUSE.finditer(best)]
    return next((clause for clause in clauses if bare(name) in bare(clause)), best)


def parts_that_govern(sentence: Sentence, words: str, names: tuple[str, ...]) -> Iterator[str]:
    """The clauses with one of the words that speak of our names, or have no subject and stand beside one that does.

    A sentence that awards nothing may be procedure throughout: there a clause without a subject needs none beside it.
    """
    awarding = any(figure.is_award for figure in sentence.figures)
    for segment in _SEGMENT.findall(sentence.text):
        clauses = _CLAUSE.findall(segment)
        for place, clause in enumerate(clauses):
            if not re.search(words, clause):
                continue
            beside = clauses[place - 1] if place else "".join(clauses[1:2])
            alone = _is_plain(clause, words) and (not awarding or _shares_words(beside, names))
            if alone or _shares_words(re.sub(words, "", clause), names) or _shares_words(clause, names):
                yield clause.strip()


def _is_plain(clause: str, words: str) -> bool:
    return len(bare(_PLAIN.sub("", re.sub(words, "", clause)))) <= _LONGEST_PLAIN


def _shares_words(clause: str, names: tuple[str, ...]) -> bool:
    own = _PLAIN.sub("", clause)
    whole = "；".join(names)
    return (len(bare(own)) > 1 and covered(own, whole) >= _SPEAKS) or any(
        bare(_PLAIN.sub("", name)) and covered(_PLAIN.sub("", name), clause) >= _SPEAKS for name in names
    )


@dataclass(frozen=True, kw_only=True)
class Name:
    """One of our names for a thing, and the sentences that must speak of it."""

    item: Item
    name: str
    sentences: tuple[Sentence, ...]
    share: float = ENOUGH
    note: str = ""  # a person's note on why it stands


def check_name(name: Name) -> Finding:
    """Proved where the sentences hold enough of the name."""
    if not name.sentences:
        return _finding(name, FindingState.WRONG, NO_CLAUSE)
    if not all(sentence.text for sentence in name.sentences):
        return _finding(name, FindingState.NO_TEXT, NO_TEXT)
    text = "。".join(f"{one.headings}。{one.before}{one.text}" for one in name.sentences)
    if covered(name.name, text) >= name.share:
        return _finding(name, FindingState.PROVED, "所引的句子说到了它")
    if name.note:
        return _finding(name, FindingState.NOTED, f"核实说明：{name.note}")
    return _finding(name, FindingState.WRONG, "所引的句子没有说到它")


def _finding(name: Name, state: FindingState, stated: str) -> Finding:
    return Finding(
        state=state,
        item=name.item,
        expected=f"“{name.name}”",
        stated=stated,
        sentence=name.sentences[0] if name.sentences else None,
        advice="请改引说到它的条款，或用原文的说法" if state is FindingState.WRONG else "",
    )
