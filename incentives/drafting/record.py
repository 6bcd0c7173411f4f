"""Proposals as plain values for programs: what `draft_measures --format json` prints. Pure."""

from dataclasses import asdict
from decimal import Decimal

from incentives.drafting.proposal import Proposal, Proposals, SaidAt
from policies.enums import TermKind

_NAMES = {TermKind.VALIDITY: "expires_on", TermKind.EFFECT: "effective_on"}


def record(slug: str, doc_number: str, found: Proposals) -> dict[str, object]:
    """A whole text: terms by name, each with value and clauses; proposals; context with its reasons."""
    return {
        "document": slug,
        "shape": found.shape.value,
        "terms": _terms(doc_number, found),
        "proposals": [_proposal(proposal) for proposal in found.proposals],
        "context": [{"clause": one.path, "reason": one.reason.value} for one in found.context],
    }


def _terms(doc_number: str, found: Proposals) -> dict[str, object]:
    terms: dict[str, object] = {"doc_number": {"value": doc_number, "clauses": []}} if doc_number else {}
    for term in found.terms:
        name = _NAMES.get(term.what, term.what.value)
        if term.what is TermKind.STACKING:
            held = terms.setdefault(name, {"value": [], "clauses": []})
            held["value"].append(term.value)
            held["clauses"].append(term.path)
        else:
            terms[name] = {"value": term.value, "clauses": [term.path]}
    return terms


def _proposal(proposal: Proposal) -> dict[str, object]:
    values = asdict(proposal) | {"kind": proposal.kind.value, "clauses": list(proposal.clauses)}
    for name in ("delivery", "stacking", "apply_from", "apply_until", "apply_url"):
        values[name] = _said(getattr(proposal, name))
    for name in ("materials", "agencies", "phones"):
        values[name] = [_said(said) for said in getattr(proposal, name)]
    values["rows"] = [_plain(row) for row in values["rows"]]
    return values


def _said(said: SaidAt | None) -> dict[str, object] | None:
    return None if said is None else {"value": said.value, "clauses": [said.path]}


def _plain(row: dict[str, object]) -> dict[str, object]:
    plain = {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}
    thresholds = [_plain(one) for one in row.get("thresholds", ())]
    return plain | ({"thresholds": thresholds, "per": list(row["per"])} if "thresholds" in row else {})
