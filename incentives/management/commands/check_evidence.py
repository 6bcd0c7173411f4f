"""Checks what is public against the clauses that it cites."""

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from incentives.evidence.claims import Finding, FindingState
from incentives.evidence.report import check_content
from policies.models import Document


class Command(BaseCommand):
    help = (
        "Check every figure, name and value in words of the published measures and of the indicators against its "
        "sentence, and every blank that the sentence fills. Prints one line each (✓ proved, ✗ wrong, 人工: a person's "
        "note says why it stands, 无原文: not held here); exit code 1 if any is ✗. Changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--document", metavar="SLUG", help="only what rests on this document")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")

    def handle(self, *args: Any, document: str | None, json: bool, **options: Any) -> None:
        findings = check_content(self.document(document))
        self.stdout.write(as_json(findings) if json else as_table(findings))
        if wrong := sum(finding.is_wrong for finding in findings):
            raise CommandError(f"{wrong} value(s) are not what their sentence says (✗).", returncode=1)

    def document(self, slug: str | None) -> Document | None:
        if slug is None:
            return None
        document = Document.objects.filter(slug=slug).first()
        if document is None:
            raise CommandError(f"There is no document with the slug {slug}.")
        return document


def counts(findings: list[Finding]) -> dict[str, int]:
    """The number of findings by the value of their state."""
    numbers = Counter(finding.state for finding in findings)
    return {state.value: numbers[state] for state in FindingState}


def as_table(findings: list[Finding]) -> str:
    """One line per value: mark, item, expected value, stated value, clause; then a line with the totals."""
    lines = [
        "  ".join(
            (finding.mark, str(finding.item), f"应有：{finding.expected}", f"原文：{finding.stated}", place(finding))
        )
        for finding in findings
    ]
    total = "，".join(
        f"{state.mark} {number}" for state, number in zip(FindingState, counts(findings).values(), strict=True)
    )
    return "\n".join([*lines, f"共 {len(findings)} 处：{total}"])


def as_json(findings: list[Finding]) -> str:
    rows = [
        {
            "state": finding.state,
            "owner": finding.item.owner,
            "row": finding.item.row,
            "part": finding.item.part,
            "looked_for": finding.expected,
            "found": finding.stated,
            "clause": place(finding),
            "span": [finding.figure.start, finding.figure.end] if finding.figure else None,
        }
        for finding in findings
    ]
    return json.dumps({"counts": counts(findings), "findings": rows}, ensure_ascii=False, indent=2)


def place(finding: Finding) -> str:
    return finding.sentence.place if finding.sentence else ""
