"""Made-up texts for the tests of the grammar."""

from incentives.drafting.grammar.read import read_proposals
from incentives.drafting.proposal import DraftClause, Proposals
from policies.parsing.document import parse_document


def proposals(text: str, title: str = "绿谷市支持工业发展若干措施", year: int | None = None) -> Proposals:
    """What a text proposes, parsed as an import does it."""
    parsed = parse_document(f"{title}\n{text}", title)
    clauses = [DraftClause(one.path, one.text, one.place, one.headings) for one in parsed.clauses]
    return read_proposals(clauses, title, year)


def rows(text: str) -> list[tuple]:
    """Label and values of every row of a text of one item."""
    return [(row.label, *row.values) for one in proposals(f"一、奖补措施\n{text}").proposals for row in one.rows]
