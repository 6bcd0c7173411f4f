"""The clauses of a text as path, place and sentence."""

from policies.parsing.document import parse_document
from tests.policies.sample_document import document


def clauses(*body: str) -> list[tuple[str, str, str]]:
    return [(clause.path, clause.place, clause.text) for clause in parse_document(document(body=list(body))).clauses]


def paths(*body: str) -> list[str]:
    return [path for path, _, _ in clauses(*body)]
