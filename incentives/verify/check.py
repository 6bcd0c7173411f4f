"""A text held against the sources: each statement with its verdict. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incentives.verify import judge, words
from incentives.verify.judge import Judgement, SourceVerdict
from incentives.verify.knowledge import Knowledge, Topic
from incentives.verify.slips import NameSlip, corrected, slips
from incentives.verify.statements import TextStatement, statements

MOST_BYTES = 20_000  # of a text in UTF-8
_SURE, _LIKELY = 0.7, 0.45  # how near a fact must be to differ, and to agree
_SPOKEN, _ALIKE = (
    0.34,
    0.9,
)  # the share of its words by which a topic is spoken of, and that of the best by which two are alike
_MOST_CANDIDATES = 4


@dataclass(frozen=True)
class StatementAnswer:
    """A statement `text[start:start+length]` and what the sources say of it."""

    start: int
    length: int
    verdict: SourceVerdict
    topic: Topic | None
    clause: str
    difference: str
    notes: tuple[str, ...] = ()  # that the offer is over, which name was read for another
    candidates: tuple[Topic, ...] = ()  # what it may speak of, where it names none of them


def check(text: str, known: Knowledge) -> list[StatementAnswer]:
    """The answers in order of the text. A stretch without figure and without a known offer has none."""
    found = slips(text, known.spoken)
    return list(_answers(corrected(text, found), found, known))


def _answers(text: str, misspelt: list[NameSlip], known: Knowledge) -> Iterator[StatementAnswer]:
    before: Topic | None = None
    for statement in statements(text, known.names):
        paper = words.paper_of(statement, known)
        ranked = [] if paper else _ranked(statement, known)
        topic, found = (None, paper) if paper else _found(statement, ranked, before, known)
        before = topic or before
        if found.verdict is SourceVerdict.NOT_COVERED and not (statement.held or topic or _tells(statement)):
            continue
        yield _answer(statement, topic, _of_today(found, known), misspelt, _candidates(statement, ranked, known))


def _answer(statement, topic, found, misspelt, candidates) -> StatementAnswer:
    told = found.verdict is not SourceVerdict.NOT_COVERED
    notes = [f"“{slip.written}”按“{slip.meant}”核对" for slip in misspelt if _within(slip.start, statement)]
    if told and topic and topic.ended:
        notes.append(f"已截止：{topic.ended}")
    return StatementAnswer(
        start=statement.start,
        length=len(statement.text),
        verdict=found.verdict,
        topic=topic if told else None,
        clause=found.clause if told else "",
        difference=found.difference,
        notes=tuple(notes),
        candidates=candidates if found.verdict is not SourceVerdict.AGREES else (),
    )


def _within(place: int, statement: TextStatement) -> bool:
    return statement.start <= place < statement.end


def _of_today(found: Judgement, known: Knowledge) -> Judgement:
    """What agrees with a sentence of an older edition agrees with words that have changed since."""
    if found.verdict is SourceVerdict.AGREES and found.clause in known.changed:
        return Judgement(SourceVerdict.IMPRECISE, found.clause, "与旧版原文一致；原文已改，待核对")
    return found


def _candidates(statement: TextStatement, ranked: list[tuple[float, Topic]], known: Knowledge) -> tuple[Topic, ...]:
    """The topics that a statement may speak of alike, if it names none of them; without words, those with its sum."""
    best = ranked[0][0] if ranked else 0.0
    if any(name in statement.text for name in known.names):
        return ()
    near = [topic for cover, topic in ranked[:_MOST_CANDIDATES] if cover >= max(_SPOKEN, _ALIKE * best)]
    if best < _SPOKEN:
        near = [topic for topic in known.topics if judge.gives(topic, statement.held)][: _MOST_CANDIDATES + 1]
    return tuple(near) if 1 < len(near) <= _MOST_CANDIDATES else ()


def _tells(statement: TextStatement) -> bool:
    return bool(re.search(r"\d", statement.text)) or len(statement.text) > 8


def _found(
    statement: TextStatement, ranked: list[tuple[float, Topic]], before: Topic | None, known: Knowledge
) -> tuple[Topic | None, Judgement]:
    found = _by_figures(statement, ranked, before, known) if statement.held else (None, judge.NOTHING)
    if found[1].verdict is not SourceVerdict.NOT_COVERED:
        return found
    if before and ranked and ranked[0][1] is before and (found := judge.rung(statement, before)) != judge.NOTHING:
        return before, found
    if before and (again := judge.combined(statement, before)).verdict is not SourceVerdict.NOT_COVERED:
        return before, again
    return words.by_words(statement, ranked, known)


def _ranked(statement: TextStatement, known: Knowledge) -> list[tuple[float, Topic]]:
    """The topics by how much of the statement's words they hold."""
    pieces = {piece for piece in known.pieces(statement.text) if not piece[0].isdigit() and not piece[1].isdigit()}
    scored = [
        (known.share(pieces, topic.grams) + 0.1 * known.share(pieces, topic.own) + _named(statement, topic), topic)
        for topic in known.topics
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def _named(statement: TextStatement, topic: Topic) -> float:
    return 0.2 if any(name in statement.text for name in topic.names) else 0.0


def _by_figures(statement, ranked, before, known) -> tuple[Topic | None, Judgement]:
    """The topic whose facts the figures speak of, and the strongest finding on them."""
    best = ranked[0][0] if ranked else 0.0
    findings: list[tuple[float, Topic, Judgement]] = []
    for figure in statement.held:
        options = []
        for cover, topic in ranked:
            found, near = judge.figure_of(statement, figure, topic)
            differs = found.verdict is SourceVerdict.DIFFERS
            carried = topic is before and (not differs or near > 0.85)
            close = cover if cover >= 0.7 * best else 0.0
            if near + (close / 2 if differs else 0) >= (_SURE if differs else _LIKELY) and (
                carried or near > 1.1 or cover >= (0.7 if differs else 0.4) * best
            ):
                options.append((near + cover + (0.2 if topic is before else 0), topic, found))
        if options:
            findings.append(max(options, key=lambda option: option[0]))
    if not findings:
        return None, judge.NOTHING
    found = judge.strongest([found for *_, found in findings])
    return next(topic for _, topic, one in findings if one == found), found
