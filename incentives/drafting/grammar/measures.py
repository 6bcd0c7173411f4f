"""From a measure in the making to the proposal that a person sees. Pure."""

import re
from dataclasses import replace

from incentives.drafting.grammar import words
from incentives.drafting.grammar.items import Draft
from incentives.drafting.grammar.labels import label_of
from incentives.drafting.grammar.particulars import particulars
from incentives.drafting.grammar.pieces import SentencePart
from incentives.drafting.grammar.rows import rows_of
from incentives.drafting.proposal import DraftRow, DraftShape, Proposal

TITLE, PROMISE, SUBJECT = 60, 40, 80  # characters of the columns
_FOR = re.compile(
    "(?:对(?!象|口|接|标|外|比|照|应|于)|对于|面向|(?<!一)向)(?P<subject>[^，。；：:,;]{2,80}?)(?=的?[，,]|给予|予以|按|[：:。]|$)"
)
_NO_SUBJECT = re.compile("其|该|此|照|比|应|上述|符合条件")
_RECOGNISED = re.compile("^(?:首次|新|当年)?(?:被)?(?:获得|获评|认定为|评为|列入|入选|通过|取得)的?")
_EACH = re.compile("(?:分别|各|一次性|依次)+$")
# 年销售额首次达到＊、＊: lines to pass belong to the rows and conditions, not to the name.
_LINES = re.compile(
    "(?:首次)?(?:达到?|超过?|突破|满|不低于|不少于|在)?[0-9.,]+(?:万|亿)(?:美|欧)?元(?:[（(]?含[）)]?)?"
    "(?:(?:[、和及与至或-]|以上至?|以下)+[0-9.,]+(?:万|亿)(?:美|欧)?元)*(?:\\(含\\)|（含）|及?以[上下])*的?"
)
_GIVING = re.compile(
    "(?:分别|各|一次性|每[一-鿿]{1,4})?(?:给予|予以|奖励|奖补|补助|补贴|资助|减免|返还|最高|按|享受|提供)"
)
_GUIDE = re.compile("(?:申领|办事|办理|申报|申请|服务)(?:指南|须知)$")
_CAPS = re.compile(
    "(?:但|且|其中)?(?:每[个家户年]|单[个家户]|同一|年度|累计|总额|合计|最高|最多|补[助贴](?:总额|金额|资金)|奖励(?:总额|金额|资金)|总计|全年)"
)
_GIVES_MORE = re.compile("给予|再奖|另")


def proposal_of(draft: Draft, shape: DraftShape) -> Proposal:
    """The proposal with everything that is read of it."""
    text = "".join(piece.text for piece in draft.pieces)
    rows = _rows(draft)
    subject = _subject(draft)
    title = _title(draft, subject, text)
    heading = " ".join((*draft.above, draft.heading))
    kind = words.kind_of(title, text, bool(rows))
    return Proposal(
        title=title,
        kind=kind,
        category=words.category_of(title, heading, text),
        subject=subject[:SUBJECT],
        promise=_promise(draft),
        clauses=tuple(dict.fromkeys(draft.paths)),
        rows=tuple(rows),
        form=_form(shape, rows),
        **particulars(draft),
    )


def _form(shape: DraftShape, rows: list[DraftRow]) -> str:
    if shape is DraftShape.ANSWERS:
        return "source"
    return "round" if shape is DraftShape.ROUND and not rows else "measure"


def _rows(draft: Draft) -> list[DraftRow]:
    """The rows of all pieces; the same sum said twice for the same thing is one row, a cap behind them is none."""
    rows: list[DraftRow] = []
    for piece in draft.pieces:
        made = rows_of(piece, draft.heading)
        if rows and len(made) == 1 and _only_caps(piece, made[0]):
            rows = [_capped(row, made[0], piece) for row in rows]
            continue
        rows += [row for row in made if not any(_same(row, other) for other in rows)]
    return rows


def _only_caps(piece: SentencePart, row: DraftRow) -> bool:
    """单个项目最高不超过＊: a limit of what was said before."""
    capped = row.amount_min is None and row.amount_max is not None and row.rate_max is None
    return capped and bool(_CAPS.match(piece.text.strip("，,。；; "))) and not _GIVES_MORE.search(piece.lead)


def _capped(row: DraftRow, cap: DraftRow, piece: SentencePart) -> DraftRow:
    if row.rate_max is not None and row.amount_max is None and row.path == piece.path:
        per = tuple(dict.fromkeys((*row.per, *cap.per)))
        return replace(row, amount_max=cap.amount_max, currency=cap.currency, per=per)
    return replace(row, limit=row.limit or piece.text.strip("，,。；; "))


def _same(row: DraftRow, other: DraftRow) -> bool:
    return (row.values, row.currency) == (other.values, other.currency) and (
        row.label == other.label or (row.path != other.path and row.per == other.per and _near(row, other))
    )


def _near(row: DraftRow, other: DraftRow) -> bool:
    """Whether two labels may name one thing: most characters in common, and the same numbers."""
    if re.findall("[0-9.]+", row.label) != re.findall("[0-9.]+", other.label):
        return False
    one, two = set(row.label), set(other.label)
    return len(one & two) * 3 > min(len(one), len(two)) * 2


def _subject(draft: Draft) -> str:
    """For whom the measure is: what a line 支持对象 says, else the words behind the last 对 before what is given."""
    for one in draft.others:
        if one.label.endswith("对象"):
            return re.split("[:：]", one.text, maxsplit=1)[1].rstrip("。；")
    for piece in draft.pieces:
        found = [match for match in _FOR.finditer(piece.lead) if not _NO_SUBJECT.match(match["subject"])]
        opening = [match for match in found if piece.lead[: match.start()].endswith(("，", ",", "；", ";", "：", ":"))]
        opening += [match for match in found[:1] if match.start() == 0]
        if found:
            return (opening or found)[-1]["subject"]
    first = draft.pieces[0]
    return label_of(first.lead) if first.awards and len(first.lead) <= SUBJECT else ""


def _title(draft: Draft, subject: str, text: str) -> str:
    """The heading where it names this measure alone, else for whom with what is given."""
    heading = draft.heading.strip("。：: ")
    if heading and draft.alone and (words.NAMED.search(heading) or not words.THEME.search(heading)):
        return _GUIDE.sub("", heading)[:TITLE]
    form = words.gift_named(text)
    name = _RECOGNISED.sub("", _LINES.sub("", re.split("[，,]|可?享受", subject)[0])).strip("：:、")
    name = _EACH.sub("", name).removesuffix("的") or heading
    if not name:
        return (heading or re.split("[，,。；;]", text)[0])[:TITLE]
    return name[:TITLE] if name.endswith(form) else name[: TITLE - len(form)] + form


def _promise(draft: Draft) -> str:
    """One line of what there is to get, in the text's words."""
    for piece in draft.pieces:
        if piece.awards:
            first = piece.awards[0]
            text = piece.sentence.text
            comma = max(text.rfind(sign, piece.start, first.start) for sign in "，,") + 1
            given = list(_GIVING.finditer(text, max(piece.start, comma, first.start - 14), first.start))
            start = given[0].start() if given else first.start
            return re.split("[，,。；;]", piece.sentence.text[start : piece.end])[0][:PROMISE]
    text = draft.pieces[0].text
    given = _GIVING.search(text)
    return re.split("[，,。；;]", text[given.start() if given else 0 :])[0][:PROMISE]
