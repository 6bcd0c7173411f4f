"""One text at the desk: its sentences beside the proposals made of them, and what was decided of each."""

from dataclasses import dataclass, field
from functools import cached_property

from incentives.drafting.decided import KeyedProposal, after_decisions, keyed
from incentives.drafting.grammar.read import read_proposals
from incentives.drafting.proposal import DraftClause, Proposals
from incentives.drafting.rounds import measures_meant
from incentives.drafting.sentence_queue import LIVING
from incentives.enums import MeasureStatus, ProposalOutcome
from incentives.evidence.annotation import Piece, desk_use, pieces
from incentives.evidence.clauses import Citing, measures_citing, sentences_of
from incentives.models import Measure, ProposalDecision
from policies.models import Clause, Document

OPEN = ""  # the state of a proposal that waits for a decision
KNOWN = "known"  # a measure cites its sentence already, and nobody decided here


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


@dataclass(frozen=True)
class ProposalAtDesk:
    """One proposal with its state, and the measure that was made of it or that cites its sentence already."""

    row: KeyedProposal
    state: str = OPEN
    measure: Measure | None = None
    reason: str = ""
    can_be_merged: bool = False
    meant: list[Measure] = field(default_factory=list)  # published measures that a call or a 问答 may be about

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def proposal(self):
        return self.row.proposal

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


@dataclass
class TextBlock:
    """Sentences that stand together, with the proposals that begin in them."""

    clauses: list[Clause] = field(default_factory=list)
    proposals: list[ProposalAtDesk] = field(default_factory=list)


@dataclass
class TextPart:
    """One part of a text, such as 第二章: its blocks, and how many of its proposals are open."""

    number: str
    name: str
    blocks: list[TextBlock] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(proposal.is_open for block in self.blocks for proposal in block.proposals)


class DeskText:
    """The latest edition of a document as the 拆解 page shows it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.clauses = list(
            document.clauses.filter(edition=document.edition).order_by("position").select_related("document")
        )
        self.by_path = {clause.path: clause for clause in self.clauses}
        self.read: Proposals = propose(document)

    @cached_property
    def decisions(self) -> dict[str, ProposalDecision]:
        """The decisions that still hold, by key: a draft that was put aside is open again."""
        rows = ProposalDecision.objects.filter(document=self.document).select_related("measure", "by")
        return {row.key: row for row in rows if not (row.measure and row.measure.status == MeasureStatus.ARCHIVED)}

    @cached_property
    def citing(self) -> dict[int, Citing]:
        """The measures that cite a sentence, by its key."""
        return measures_citing(self.clauses, *LIVING)

    @cached_property
    def proposals(self) -> list[ProposalAtDesk]:
        """All proposals in the order of the text, with what was decided of each."""
        texts = {path: clause.text for path, clause in self.by_path.items()}
        outcomes = {key: row.decision for key, row in self.decisions.items()}
        rows = after_decisions(keyed(self.read.proposals, texts), outcomes)
        made = {row.measure_id for row in self.decisions.values()}
        shown: list[ProposalAtDesk] = []
        for row in rows:
            mergeable = bool(shown) and shown[-1].is_open and not row.split_of
            shown.append(self._at_desk(row, made, mergeable))
        return shown

    def _at_desk(self, row: KeyedProposal, made: set[int | None], mergeable: bool) -> ProposalAtDesk:
        if decision := self.decisions.get(row.key):
            return ProposalAtDesk(row, decision.decision, decision.measure, decision.reason)
        citing = self.citing.get(self.by_path[row.proposal.clauses[0]].pk)
        others = [measure for measure in citing.first if measure.pk not in made] if citing else []
        if others:
            return ProposalAtDesk(row, KNOWN, others[0])
        meant = [] if row.proposal.form == "measure" else measures_meant(row.proposal)
        return ProposalAtDesk(row, can_be_merged=mergeable, meant=meant)

    @property
    def counts(self) -> dict[str, int]:
        """How many proposals there are, and how many of each state."""
        states = [proposal.state for proposal in self.proposals]
        return {
            "all": len(states),
            "accepted": states.count(ProposalOutcome.ACCEPTED) + states.count(KNOWN),
            "dropped": states.count(ProposalOutcome.DROPPED),
            "open": states.count(OPEN),
        }

    @property
    def parts(self) -> list[TextPart]:
        """The text in its parts. Sentences of one proposal stand in one block, beside it."""
        at: dict[str, list[ProposalAtDesk]] = {}
        for proposal in self.proposals:
            for path in proposal.proposal.clauses:
                at.setdefault(path, []).append(proposal)
        parts: list[TextPart] = []
        held: set[str] = set()
        for clause in self.clauses:
            if not parts or parts[-1].number != clause.part:
                parts.append(TextPart(clause.part, clause.section_heading or clause.part_name))
            here = {proposal.key for proposal in at.get(clause.path, ())}
            blocks = parts[-1].blocks
            if not blocks or (held and not here & held):  # what leads up to a proposal stands with it
                blocks.append(TextBlock())
                held = set()
            held = held | here
            blocks[-1].clauses.append(clause)
            blocks[-1].proposals += [
                proposal for proposal in at.get(clause.path, ()) if proposal.proposal.clauses[0] == clause.path
            ]
        return parts

    @cached_property
    def pieces(self) -> dict[int, list[Piece]]:
        """Each sentence with its figures marked, by the key of the clause."""
        keys = [clause.pk for clause in self.clauses if clause.text]
        return {key: pieces(sentence, (), desk_use) for key, sentence in sentences_of(keys).items()}

    @property
    def context(self) -> list[tuple[Clause, str, bool]]:
        """Sentences proposed as context that nobody marked yet: each with the reason, and whether it names an award."""
        reasons = {row.path: row.reason.label for row in self.read.context}
        reasons |= {term.path: "通则" for term in self.read.terms if term.path not in reasons}
        used = {path for proposal in self.read.proposals for path in proposal.clauses}
        waiting = [
            clause
            for clause in self.clauses
            if clause.path in reasons.keys() - used and not clause.is_context and clause.pk not in self.citing
        ]
        sentences = sentences_of([clause.pk for clause in waiting])
        return [(clause, reasons[clause.path], names_award(sentences[clause.pk])) for clause in waiting]


def names_award(sentence) -> bool:
    """Whether a sentence states a figure that is an award."""
    return any(figure.is_award for figure in sentence.figures)
