"""The subject of a figure, told by 分别 or by the words before it. Pure."""

import re
from collections import Counter

from incentives.evidence.claims import Claim, Reach, Sentence
from incentives.evidence.rules.names import speaks_of
from policies.figures.pairing import Pairing, PairingProblem
from policies.figures.quantities import FigureKind
from policies.figures.read import Figure, read_figures

_LEADING = re.compile(
    "^(?:对|首次|新|经|被|凡|获评|获批|获得|获|认定|评定|评选|评|确定|批准|命名|入选|列入|纳入|当选|成为|为|的|年度)+"
)
_GENERIC = {"企业", "单位", "项目", "个人", "机构", "平台", "人才", "团队", "园区", ""}
_OF_ANY_TIER = {"企业", "中小", "小企", "小微", "微企"}
_CLOSER = 2  # so many more shared words must stand before another figure for it to be the one meant


def faults(claim: Claim, figure: Figure, rivals: list[tuple[Claim, list[Figure]]]) -> list[str]:
    """Reasons why the figure is not the claim's: 分别 or its neighbours give it to another subject."""
    pairing = pairing_of(claim.sentence, figure)
    text = claim.sentence.text if pairing else claim.sentence.before + claim.sentence.text
    if claim.tier and not mentions(text, claim.tier):
        return [f"原文没有说到“{claim.tier}”"]
    if pairing:
        return against_pairing(claim, figure, pairing)
    return _against_subject(claim, figure) or _against_neighbours(claim, figure, rivals)


def _against_subject(claim: Claim, figure: Figure) -> list[str]:
    """The same figure for somebody else: the part that states it does not speak of our row, and another part does."""
    text, part = claim.sentence.text, own_part(claim.sentence, figure, Reach.SEGMENT)
    if not claim.name or speaks_of(part, claim.name) or of_column(claim, figure) >= _CLOSER:
        return []
    elsewhere = [
        other
        for other in claim.sentence.figures
        if (other.kind, other.nature) == (figure.kind, figure.nature)
        and speaks_of(own_part(claim.sentence, other, Reach.SEGMENT), claim.name)
    ]
    if not elsewhere and speaks_of(claim.sentence.before + text, claim.name):
        return []  # what a part leaves unsaid stands before it: …；再给予5万元
    return [f"原文中这个数字说的是“{_before(claim, figure) or part}”，没有说到“{claim.name}”"]


def pairing_of(sentence: Sentence, figure: Figure) -> Pairing | None:
    """The 分别 that the figure belongs to."""
    return next((p for p in sentence.pairings if any(member.start == figure.start for member in p.figures)), None)


def own_part(sentence: Sentence, figure: Figure, reach: Reach) -> str:
    """The part of the sentence that speaks of the figure: its 分别 from the one before, else as far as `reach` says."""
    pairing = pairing_of(sentence, figure)
    if pairing:
        start = max((other.end for other in sentence.pairings if other.end <= pairing.start), default=0)
        return sentence.text[start : _end_of("[，,；;。]", sentence.text, pairing.end)]
    if reach is Reach.SENTENCE:
        return sentence.text
    marks = "，,；;。" if reach is Reach.CLAUSE else "；;。"
    start = re.search(f"[^{marks}]*$", sentence.text[: figure.start]).start()
    if reach is Reach.OWN:
        awards = [other.end for other in sentence.figures if other.is_award and other.end <= figure.start]
        start = max(start, *awards) if awards else start
    ends = "[，,；;。]" if reach is Reach.OWN else f"[{marks}]"
    return sentence.text[start : _end_of(ends, sentence.text, figure.end)]


def _end_of(marks: str, text: str, place: int) -> int:
    match = re.search(marks, text[place:])
    return place + match.start() if match else len(text)


def beside(claim: Claim, figure: Figure) -> int:
    """How many words (as pairs of characters) of the claim's subject stand before the figure."""
    return _shared(claim.subject, _before(claim, figure))


def of_column(claim: Claim, figure: Figure) -> int:
    """How many words of our column's name stand beside the figure."""
    return _shared(claim.item.part, words_around(claim, figure))


def likeness(claim: Claim, figure: Figure) -> int:
    """How many words of the claim's subject stand beside the figure, before it as far as the figure before it."""
    behind = re.split(r"[\W\d]", claim.sentence.text[figure.end :])[0]
    before, start = _before(claim, figure), figure.start
    for other in reversed([other for other in claim.sentence.figures if other.end <= figure.start]):
        if before or claim.sentence.text[other.end : start].strip("，,、和及或与 "):
            break
        # 50亿元、100亿元: what is before a list holds for its members
        before, start = _before(claim, other), other.start
    return _shared(claim.subject, f"{before}；{behind}")


def words_around(claim: Claim, figure: Figure) -> str:
    """The words from the comma or figure before the figure, and those right behind it."""
    behind = re.split(r"[\W\d]", claim.sentence.text[figure.end :])[0]
    return f"{re.split('[，,]', _before(claim, figure))[-1]}；{behind}"


def against_pairing(claim: Claim, figure: Figure, pairing: Pairing) -> list[str]:
    if pairing.problem is not PairingProblem.NONE:
        subjects = "、".join(pairing.subjects) or "没有读出对象"
        return [f"“{pairing.word}”前后个数不等，无法核对：{subjects}"]
    nearer = _nearer_list(claim, pairing)
    if nearer:
        return [f"本行更像另一处“{nearer.word}”所说的：{'、'.join(nearer.subjects)}"]
    index = subject_of(claim, pairing)
    text = claim.sentence.before + claim.sentence.text
    if len(pairing.subjects) == 1 and claim.name and not speaks_of(text, claim.name):
        return [f"原文说的是“{pairing.subjects[0]}”，没有说到“{claim.name}”"]
    if index is None:
        subjects = "还是".join(f"“{pair.subject}”" for pair in pairing.pairs)
        return [f"看不出本行指{subjects}，请让名目与原文的说法一致"]
    pair = pairing.pairs[index]
    if any(_same(member, figure) for member in pair.figures):
        return _against_line(claim, pairing, pair.subject)
    return [f"按“{pairing.word}”，“{pair.subject}”对应{'、'.join(member.text for member in pair.figures)}"]


def against_subject_of(claim: Claim, figure: Figure, pairing: Pairing) -> str:
    """The same for prose, which need not name a subject: a fault only where its words mean another of the subjects."""
    nearer = _nearer_list(claim, pairing)
    if nearer:
        return f"更像另一处“{nearer.word}”所说的：{'、'.join(nearer.subjects)}"
    index = subject_of(claim, pairing)
    pair = pairing.pairs[index] if index is not None else None
    if pair is None or any(_same(member, figure) for member in pair.figures):
        return ""
    return f"按“{pairing.word}”，“{pair.subject}”对应{'、'.join(member.text for member in pair.figures)}"


def lists(sentence: Sentence) -> list[tuple[Figure, ...]]:
    """The awards that belong together: those of each 分别, and those between two semicolons."""
    groups = [tuple(pairing.figures) for pairing in sentence.pairings]
    segments: dict[int, list[Figure]] = {}
    for figure in sentence.figures:
        if figure.is_award:
            segments.setdefault(len(re.findall("[；;。]", sentence.text[: figure.start])), []).append(figure)
    return groups + [tuple(members) for members in segments.values()]


def subject_of(claim: Claim, pairing: Pairing) -> int | None:
    """Which of the subjects the claim's words mean; None where they fit none, or several alike."""
    subjects = [pair.subject for pair in pairing.pairs]
    by_line = _by_figures(claim, subjects)
    if by_line is not None or len(subjects) == 1:
        return by_line or 0
    by_words, by_tier = _by_words(claim.subject, subjects), _by_words(claim.tier, subjects)
    return None if by_tier not in (None, by_words) else by_words


def _by_words(text: str, subjects: list[str]) -> int | None:
    """The one subject whose distinctive words the text has."""
    names = [_core(subject, subjects) for subject in subjects]
    text = _bare(text)
    scores = []
    for index, name in enumerate(names):
        own = _distinctive(name, names[:index] + names[index + 1 :])
        hits = [text.rfind(word) for word in own if word in text]
        # In a Chinese name the head stands last: 专精特新“小巨人”企业 is a 小巨人, not a 专精特新.
        scores.append((len(hits) / len(own), max(hits)) if own and hits else (0.0, -1))
    best = max(scores)
    return scores.index(best) if best[0] and scores.count(best) == 1 else None


def _nearer_list(claim: Claim, pairing: Pairing) -> Pairing | None:
    """Another 分别 of the sentence whose subjects share more words with the row's name or tier."""
    for words in filter(None, (claim.subject, claim.tier)):
        own = _fits(words, pairing)
        for other in claim.sentence.pairings:
            if _fits(words, other) > own:
                return other
    return None


def _fits(words: str, pairing: Pairing) -> int:
    return max((_shared(words, subject) for subject in pairing.subjects), default=0)


def mentions(text: str, tier: str) -> bool:
    """Whether a text speaks of the tier: has more than a third of the words of its name."""
    text = _bare(text)
    own = _words(tier) - _OF_ANY_TIER
    return sum(word in text for word in own) * 3 > len(own) if own else bool(tier) and tier.removesuffix("企业") in text


def _against_line(claim: Claim, pairing: Pairing, subject: str) -> list[str]:
    """A revenue line in the subject that our row leaves out would offer its award to everybody."""
    if not claim.takes_lines or not re.search("收入|营收|销售", "".join(pairing.subjects)):
        return []
    lines = [figure for figure in read_figures(subject) if figure.kind is FigureKind.AMOUNT]
    return [f"原文的门槛是{line.text}，本行没有填" for line in lines if line.value not in claim.told.union(claim.lines)]


def _by_figures(claim: Claim, subjects: list[str]) -> int | None:
    """The one subject that names a figure which the claim's row names too: 超过50亿元的企业."""
    ours = set(claim.lines) | {figure.value for figure in read_figures(claim.subject)}
    indexes = [
        index
        for index, subject in enumerate(subjects)
        if ours & {figure.value for figure in read_figures(subject) if figure.value is not None}
    ]
    return indexes[0] if len(indexes) == 1 else None


def _core(subject: str, subjects: list[str]) -> str:
    """A subject without the words that govern the whole list: 首次获评的“小巨人”企业."""
    if subject == subjects[0] and not any("的" in other for other in subjects[1:]):
        name = subject.partition("的")[2]
        subject = name if _bare(name) not in _GENERIC else subject
    return _bare(_LEADING.sub("", subject) or subject)


def _distinctive(name: str, others: list[str]) -> set[str]:
    """The words of a name that no other name has, rather from the part in which the names differ."""
    end = 0
    while all(other[-end - 1 :] == name[-end - 1 :] for other in others) and end < len(name) - 1:
        end += 1
    residue = name[: len(name) - end]
    for part in (residue, name) if len(residue) > 1 else (name,):
        own = _words(part) - set().union(*map(_words, others))
        if own:
            return own
    return set()


def _against_neighbours(claim: Claim, figure: Figure, rivals: list[tuple[Claim, list[Figure]]]) -> list[str]:
    """Two claims whose figures would fit better the other way round, or a figure next door that fits far better."""
    own = beside(claim, figure)
    for rival, theirs in rivals:
        same_part = (rival.group, rival.item.part) == (claim.group, claim.item.part)
        for other in theirs if same_part else ():
            swapped = beside(claim, other) + beside(rival, figure)
            if not _same(other, figure) and other.kind is figure.kind and swapped > own + beside(rival, other):
                return [
                    f"原文中“{_before(claim, other)}{other.text}”，与“{rival.item.row or rival.item.owner}”可能互换"
                ]
    rival_starts = {other.start for _, theirs in rivals for other in theirs}
    for other in claim.sentence.figures:
        fits = other.is_award or not figure.is_award  # a threshold is no other award
        free = fits and other.start not in rival_starts and other.unit == figure.unit and not _same(other, figure)
        if free and beside(claim, other) - own >= _CLOSER:
            return [f"原文中“{_before(claim, other)}{other.text}”"]
    return []


def _before(claim: Claim, figure: Figure) -> str:
    """The words between the figure and the one before it, or the last full stop."""
    text, earlier = claim.sentence.text, [one for one in claim.sentence.figures if one.end <= figure.start]
    if earlier and earlier[-1].cap is not None and earlier[-1].cap == figure.high:
        figure = earlier.pop()  # 按花费的30%给予最高90万元: a rate and its cap are one award
    start = earlier[-1].end if earlier else 0
    return re.split("[。；;：:]", text[start : figure.start])[-1].strip("，,、 ")


def _same(first: Figure, second: Figure) -> bool:
    return (first.low, first.high, first.unit) == (second.low, second.high, second.unit)


def _shared(ours: str, theirs: str) -> int:
    return sum((_bag(ours) & _bag(theirs)).values())


def _words(text: str) -> set[str]:
    return set(_bag(text))


def _bag(text: str) -> Counter[str]:
    """The text as pairs of neighbouring characters; a single character stands alone."""
    bare = _bare(text)
    return Counter([bare[place : place + 2] for place in range(len(bare) - 1)] or list(bare))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
