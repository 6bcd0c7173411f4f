"""What we say of a document itself (title, issuer, numbers, dates), checked against its original file."""

import datetime
import re
from collections.abc import Iterable, Iterator

from incentives.evidence.claims import Finding, FindingState, Item
from incentives.evidence.rules import words
from policies.importing.reading import read_source
from policies.intake.lines import ParsingError
from policies.models import Document, SourceFile
from policies.parsing.document import ParsedDocument
from policies.text.labels import FIELD_NAMES
from policies.text.wording import dated

_NUMBERS = ("doc_number", "index_number")
_DATES = ("written_on", "published_on", "effective_on", "expires_on")
_ADVICE = "请按原件改正，或在“文号和日期的来历”中写明从哪里查到"


def check_headers(documents: Iterable[Document]) -> Iterator[Finding]:
    """The header of each document whose original is held; one that cannot be read any more says nothing."""
    for document in documents:
        source = SourceFile.objects.filter(document=document, edition=document.edition).first()
        if source is not None:
            try:
                parsed, _ = read_source(bytes(source.content), source.title, source.boundaries)
            except ParsingError:
                continue
            yield from _check(document, parsed)


def _check(document: Document, parsed: ParsedDocument) -> Iterator[Finding]:
    text = "\n".join(clause.text for clause in parsed.clauses)
    for name in (*_NUMBERS, *_DATES):
        finding = _value(document, name, getattr(parsed.header, name), text)
        if finding:
            yield finding
    yield from _names(document, parsed.header.title, parsed.header.issuer)


def _value(document: Document, name: str, stated: str | datetime.date | None, text: str) -> Finding | None:
    """One number or date: as the header states it, or else as a sentence of the text does."""
    ours = getattr(document, name)
    if not ours and not stated:
        return None
    if stated:
        state = FindingState.PROVED if _same(ours, stated) else FindingState.WRONG
        return _finding(document, name, _said(ours), f"原件写明“{_said(stated)}”", state)
    pattern = words.day_words(ours) if isinstance(ours, datetime.date) else words.spaced(ours)
    if match := re.search(pattern, text):
        return _finding(document, name, _said(ours), f"“{match[0]}”", FindingState.PROVED)
    if document.source_note:
        return _finding(document, name, _said(ours), document.source_note, FindingState.NOTED)
    return _finding(document, name, _said(ours), "原件没有写明", FindingState.WRONG)


def _names(document: Document, title: str, issuer: str) -> Iterator[Finding]:
    """Title and issuer, where the header states them; for a joint text it may name only the first issuer."""
    if title and document.title_is_exact:
        state = FindingState.PROVED if _same(document.title, title) else FindingState.WRONG
        yield _finding(document, "title", document.title, f"原件写作“{title}”", state)
    agencies = list(document.issuers.all())
    if issuer:
        named = any(name and _bare(name) in _bare(issuer) for one in agencies for name in (one.name, one.short_name))
        state = FindingState.PROVED if named else FindingState.WRONG
        yield _finding(document, "issuer", "、".join(one.name for one in agencies), f"原件写作“{issuer}”", state)


def _same(ours: str | datetime.date | None, stated: str | datetime.date) -> bool:
    return ours == stated or (isinstance(ours, str) and isinstance(stated, str) and _bare(ours) == _bare(stated))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _said(value: str | datetime.date | None) -> str:
    return dated(value) if isinstance(value, datetime.date) else value or "来源未载明"


def _finding(document: Document, name: str, expected: str, stated: str, state: FindingState) -> Finding:
    item = Item(
        owner=str(document), part=FIELD_NAMES[name], field=name, anchor=f"id_{name}", url=document.get_absolute_url()
    )
    advice = _ADVICE if state is FindingState.WRONG else ""
    return Finding(state=state, item=item, expected=expected, stated=stated, advice=advice)
