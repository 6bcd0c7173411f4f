"""Proposed measures of a stored document."""

from incentives.drafting.grammar.read import read_proposals
from incentives.drafting.proposal import DraftClause, Proposals
from policies.models import Document


def propose(document: Document, edition: int | None = None) -> Proposals:
    """What an edition's text proposes, by default the latest one's. Sentences without text are left out."""
    clauses = document.clauses.filter(edition=edition or document.edition).exclude(text="").order_by("position")
    rows = clauses.values_list("path", "text", "place", "headings")
    written = document.written_on or document.published_on
    return read_proposals(
        [DraftClause(path, text, place, tuple(headings.split("\n"))) for path, text, place, headings in rows],
        document.title,
        written.year if written else None,
    )
