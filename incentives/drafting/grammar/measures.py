"""From a measure in the making to the proposal that a person sees. Pure."""

import re

from incentives.drafting.grammar import words
from incentives.drafting.grammar.items import Draft
from incentives.drafting.grammar.particulars import particulars
from incentives.drafting.grammar.rows import label_of, rows_of
from incentives.drafting.proposal import DraftRow, DraftShape, Proposal

TITLE, PROMISE, SUBJECT = 60, 40, 80  # characters of the columns
_FOR = re.compile("(?:对于?|面向|支持|鼓励|向)(?P<subject>[^，。；：:,;]{2,60}?)(?:的)?(?:，|,|给予|予以|按|：|:|。|$)")


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
        promise=_promise(rows, draft),
        clauses=tuple(dict.fromkeys(draft.paths)),
        rows=tuple(rows),
        form="round" if shape is DraftShape.ROUND and not rows else "measure",
        **particulars(draft),
    )


def _rows(draft: Draft) -> list[DraftRow]:
    """The rows of all pieces; the same sum said twice for the same thing is one row."""
    rows: list[DraftRow] = []
    for piece in draft.pieces:
        for row in rows_of(piece, draft.heading):
            if not any(_same(row, other) for other in rows):
                rows.append(row)
    return rows


def _same(row: DraftRow, other: DraftRow) -> bool:
    return row.values == other.values and (
        row.label == other.label or (row.path != other.path and row.per == other.per and _near(row, other))
    )


def _near(row: DraftRow, other: DraftRow) -> bool:
    one, two = set(row.label), set(other.label)
    return len(one & two) * 3 > min(len(one), len(two)) * 2


def _subject(draft: Draft) -> str:
    for piece in draft.pieces:
        match = _FOR.search(piece.lead)
        if match:
            return match["subject"]
    return label_of(draft.pieces[0].lead)


def _title(draft: Draft, subject: str, text: str) -> str:
    """The heading where it names one measure, else for whom with what is given."""
    heading = draft.heading.strip("。：: ")
    if heading and (words.NAMED.search(heading) or not words.THEME.search(heading)):
        return heading[:TITLE]
    form = words.gift_named(text)
    name = re.sub("^(?:首次|新)?(?:被)?(?:获得|认定为|评为|列入|入选)", "", subject) or heading
    return (name if name.endswith(form) else name[: TITLE - len(form)] + form) if name else heading or form


def _promise(rows: list[DraftRow], draft: Draft) -> str:
    """One line of what there is to get, in the text's words."""
    for piece in draft.pieces:
        if piece.awards:
            text = piece.sentence.text[piece.awards[0].start : piece.end]
            start = max(piece.start, piece.awards[0].start - 6)
            text = re.split("[，,。；;]", piece.sentence.text[start : piece.end])[0]
            return re.sub("^[^给予奖补按最一]*", "", text)[:PROMISE] or text[:PROMISE]
    return re.split("[。；;]", draft.pieces[0].text)[0][-PROMISE:]
