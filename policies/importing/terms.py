"""The terms (通则) of a stored text, read by machine until somebody confirms them."""

from django.db import transaction

from config import audit
from policies.caching import content_version
from policies.enums import TermKind
from policies.models import Document, DocumentTerm
from policies.parsing.terms import ReadTerm, TermSentence, is_closing, read_terms

_FIELDS = {TermKind.EFFECT: "effective_on", TermKind.VALIDITY: "expires_on"}


@transaction.atomic
def store_terms(*, document: Document, by: str = "") -> int:
    """Read the terms of a document's latest edition and store them unconfirmed; how many the text states.

    What somebody confirmed stays. A term that the text does not state is stored too, without a value: it was looked
    for. The dates of effect and expiry are filled in where the document has none.
    """
    content_version.lock()
    rows = document.clauses.filter(edition=document.edition).exclude(text="").order_by("position")
    stored = rows.values_list("pk", "path", "text", "headings")
    keys = {path: pk for pk, path, _, _ in stored}
    sentences = [
        TermSentence(path, text, is_closing(path, text), headings.rpartition("\n")[2])
        for _, path, text, headings in stored
    ]
    written = document.written_on or document.published_on
    settled = set(document.terms.filter(confirmed=True).values_list("what", flat=True))
    found = [term for term in read_terms(sentences, written.year if written else None) if term.what not in settled]
    missing = [what for what in TermKind if what not in settled and what not in {term.what for term in found}]
    document.terms.filter(confirmed=False).delete()
    with content_version.changing(document):
        DocumentTerm.objects.bulk_create(
            [
                *(
                    DocumentTerm(document=document, what=one.what, value=one.value, clause_id=keys[one.path])
                    for one in found
                ),
                *(DocumentTerm(document=document, what=what) for what in missing),
            ]
        )
        _fill_dates(document, found)
    audit.note("terms-read", by=by, of=document.slug, stated=len(found))
    return len(found)


def _fill_dates(document: Document, found: list[ReadTerm]) -> None:
    """Set the document's dates of effect and expiry from its terms, where it has none and they are in order."""
    for term in found:
        field = _FIELDS.get(term.what)
        if field and getattr(document, field) is None:
            setattr(document, field, DocumentTerm(what=term.what, value=term.value).date)
    if document.effective_on and document.expires_on and document.expires_on < document.effective_on:
        document.refresh_from_db(fields=list(_FIELDS.values()))
        return
    Document.objects.filter(pk=document.pk).update(**{name: getattr(document, name) for name in _FIELDS.values()})


@transaction.atomic
def confirm_terms(*, document: Document, by: str) -> int:
    """Confirm all terms of a document as they stand, those without a value too; how many were open.

    Once confirmed they are inherited by its measures, which may then be published.
    """
    content_version.lock()
    with content_version.changing(document):
        count = document.terms.filter(confirmed=False).update(confirmed=True)
    audit.note("terms-confirmed", by=by, of=document.slug, terms=count)
    return count
