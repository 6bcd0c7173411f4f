"""Which figures of a piece make one row: a share with its cap, the members of a list. Pure."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from incentives.drafting.grammar.labels import label_of
from incentives.drafting.grammar.pieces import SentencePart
from incentives.models.amount import RECIPIENTS
from policies.figures.quantities import Bound, FigureKind, Nature
from policies.figures.read import Figure
from policies.figures.subjects import clauses, list_subjects

_NEW_SUBJECT = re.compile(
    "[；;]|的[，,]|[，,]对|再给|另给|[，,](?:[^，,]{0,12})(?:企业|单位|项目|机构|个人|人才|人员)[^，,]{0,8}(?:给予|奖励|补)"
)
_ANOTHER = re.compile("[；;]|的[，,]|[，,]对|再给|另给")
# …，每家企业最高…, （单个项目…）: a cap of what stands before.
_LIMIT_OF_EACH = re.compile(
    "(?:^|[，,（(])(?:但|且|其中)?(?:每[个家户年]|单[个家户]|同一|年度|累计|总额|合计|最高|最多|补[助贴](?:总额|金额)|"
    "奖励(?:总额|金额)|总计|全年)(?![^，,；;]*(?:给予|予以))[^，,；;]{0,16}$"
)
# 最高＊且不超过投资额的＊
_SHARE_OF_CAP = re.compile("(?:[，,、]|且|并|的)*(?:不超过|最高|按)[^，,；;]{0,14}")
_JOINT = re.compile("(?:的?(?:奖励|补助))?[、，,和及与或/]+(?:给予|最高|不超过)?")


@dataclass
class RowFigures:
    """Figures that make one row."""

    label: str
    figures: list[Figure]
    limit: str = ""
    thresholds: list[Figure] = field(default_factory=list)
    said: str = ""  # the words it was read from
    cap_said: str = ""  # its cap, in words
    end: int = 0  # of the last figure that belongs to it, in the sentence

    def limit_to(self, said: str) -> None:
        """Keep a further limit in words."""
        said = said.strip("，,、。；;() ")
        self.limit = f"{self.limit}，{said}" if self.limit else said


def groups_of(piece: SentencePart) -> list[RowFigures]:
    """The figures of a piece that can be had, as rows in order."""
    paired = _with_parallel_shares(piece, _paired(piece))
    taken = {figure.start for group in paired for figure in group.figures}
    groups = [*paired, *_single(piece, taken)]
    groups.sort(key=lambda group: group.figures[0].start)
    _runs(piece, groups)
    return _own_limits(_shared_shares(groups))


def _with_parallel_shares(piece: SentencePart, paired: list[RowFigures]) -> list[RowFigures]:
    """按＊、＊给予配套，最高分别为＊、＊: shares in a list as long as that of their caps, which follows."""
    caps = [group for group in paired if len(group.figures) == 1 and _is_cap(group.figures[0])]
    free = [figure for figure in piece.awards if not any(figure in group.figures for group in paired)]
    shares = [figure for figure in free if figure.kind is not FigureKind.AMOUNT]
    if len(caps) < 2 or len(caps) != len(paired) or len(shares) != len(caps) or shares != free:
        return paired
    return [replace(group, figures=[share, *group.figures]) for share, group in zip(shares, caps, strict=True)]


def _paired(piece: SentencePart) -> list[RowFigures]:
    groups = []
    awards = {figure.start for figure in piece.awards}
    for pairing in piece.sentence.pairings:
        for pair in pairing.pairs:
            figures = [figure for figure in pair.figures if figure.start in awards]
            if figures:
                start = max(piece.start, pairing.start - 160)
                said = piece.sentence.text[start : pairing.start]
                steps = [
                    one
                    for one in piece.figures
                    if one.nature is not Nature.AWARD and one.text and one.text in pair.subject
                ]
                groups.append(RowFigures(pair.subject, figures, thresholds=steps[:2], said=said))
    return groups


def _single(piece: SentencePart, taken: set[int]) -> list[RowFigures]:
    """Awards outside a list, each with the words before it; a cap joins the share or the sum that it limits."""
    groups: list[RowFigures] = []
    end = piece.start
    for figure in piece.awards:
        if figure.start in taken:
            end = figure.end
            continue
        said = piece.sentence.text[end : figure.start]
        if groups and groups[-1].end == end and _limits(groups[-1], figure, said):
            _limit(groups[-1], figure, said + figure.text)
        else:
            thresholds = [
                one for one in piece.figures if end <= one.start < figure.start and one.nature is Nature.THRESHOLD
            ]
            groups.append(RowFigures(said, [figure], thresholds=thresholds, said=said))
        groups[-1].end = end = figure.end
    return groups


def _limits(group: RowFigures, figure: Figure, said: str) -> bool:
    """Whether a figure is the cap of the row before it, and not a sum of its own."""
    if _ANOTHER.search(said):
        return False
    if figure.bound is Bound.CAP and _LIMIT_OF_EACH.search(said):
        return True
    if _NEW_SUBJECT.search(said):
        return False
    first = group.figures[0]
    share = first.kind is not FigureKind.AMOUNT
    if share and figure.kind is FigureKind.AMOUNT:
        return figure.bound is Bound.CAP or len(said) < 12
    if not share and figure.kind is not FigureKind.AMOUNT:
        return first.bound is Bound.CAP and bool(_SHARE_OF_CAP.fullmatch(said))
    return False


def _limit(group: RowFigures, figure: Figure, words_said: str) -> None:
    """Add a cap: to a share the sum of the whole, else that of one unit (每平方米最高＊); any other in words."""
    said = re.split("[，,（(]", words_said)[-1]
    kinds = {one.kind is FigureKind.AMOUNT for one in group.figures}
    if (figure.kind is FigureKind.AMOUNT) not in kinds:
        group.figures.append(figure)
        group.cap_said = said
    elif kinds == {True, False} and _is_price(group.figures[-1]) and not _is_price(figure):
        group.figures[-1] = figure
        group.limit_to(group.cap_said)
    else:
        group.limit_to(said)


def _is_price(figure: Figure) -> bool:
    """Whether a sum is of one unit and not of the whole."""
    return figure.paid_for not in RECIPIENTS


def _shared_shares(groups: list[RowFigures]) -> list[RowFigures]:
    """按＊给予奖励，分别不超过＊、＊: a share in front of a list of caps is a part of each."""
    made: list[RowFigures] = []
    for place, group in enumerate(groups):
        capped = [one for one in groups[place + 1 :] if all(map(_is_cap, one.figures))]
        alone = len(group.figures) == 1 and group.figures[0].kind is not FigureKind.AMOUNT
        if alone and len(capped) > 1 and len(capped) == len(groups) - place - 1:
            shared = [replace(one, figures=[*group.figures, *one.figures], said=group.said) for one in capped]
            return made + shared
        made.append(group)
    return made


def _is_cap(figure: Figure) -> bool:
    return figure.kind is FigureKind.AMOUNT and figure.bound is Bound.CAP


def _own_limits(groups: list[RowFigures]) -> list[RowFigures]:
    """The groups without those that only cap a list before them; each member of it keeps the words as its limit."""
    kept: list[RowFigures] = []
    for group in groups:
        figure = group.figures[0]
        clause = _ANOTHER.split(group.said)[-1]
        if kept and len(group.figures) == 1 and figure.bound is Bound.CAP and _LIMIT_OF_EACH.search(clause):
            said = (re.split("[，,（(]", group.said)[-1] + figure.text).strip()
            for other in kept:
                other.limit_to(said)
        else:
            kept.append(group)
    return kept


def _runs(piece: SentencePart, groups: list[RowFigures]) -> None:
    """70%、80%和90%: the members of a list without 分别 take the members of the list before it, if it is as long."""
    starts = [place for place, group in enumerate(groups) if not _JOINT.fullmatch(group.said)]
    for first, after in pairwise([*starts, len(groups)]):
        run = groups[first:after]
        if len(run) < 2:
            continue
        lists = (list_subjects(part, len(run)) for part in reversed(clauses(run[0].said)))
        named = next((one for one in lists if len(one) == len(run)), ())
        base = label_of(run[0].said)
        for place, group in enumerate(run):
            group.label = named[place] if named else f"{base}（第{place + 1}档）"
