"""A text held against the sources: each statement with its verdict. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from incentives.verify.knowledge import Knowledge, SourceFact, Topic
from incentives.verify.reading.slips import NameSlip, corrected, slips
from incentives.verify.reading.statements import TextStatement, statements
from incentives.verify.reading.wordings import grams, simplified
from incentives.verify.rules import carried, judge, limits, support, words
from incentives.verify.rules.carried import SpokenOf
from incentives.verify.rules.verdict import NOTHING, Judgement, SourceVerdict, strongest
from policies.figures.quantities import Nature

MOST_BYTES = 20_000  # of a text in UTF-8
MOST_STATEMENTS = 800  # a text of 20 kB with more is no prose
_SURE, _LIKELY = 0.7, 0.45  # how near a fact must be to differ, and to agree
_SPOKEN = 0.34  # the share of its words by which a topic is spoken of
_SHARED = 0.6  # the share by which one without figures goes on with what was spoken of
_ANSWER = 40  # characters behind a question within which its answer stands
_TURNS = 3  # characters of a question's own subject with which it turns to something else
_ALIKE = 0.9  # the share of the best by which two topics are alike
_SUBJECT = 0.6  # how much of a fact's subject stands in a statement that speaks of it by name
_NAMED = 0.5  # the share of words by which the next statement may go on with a topic
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
    """The first answers in order of the text. A stretch without figure and without a known offer has none."""
    text = simplified(text)
    found = slips(text, known.spoken)
    return list(islice(_answers(corrected(text, found), found, known), MOST_STATEMENTS))


def _answers(text: str, misspelt: list[NameSlip], known: Knowledge) -> Iterator[StatementAnswer]:
    before: SpokenOf | None = None
    last = asked = None
    for statement in statements(text, known.heads):
        paper = words.paper_of(statement, known)
        if statement.held and paper and paper.verdict is SourceVerdict.AGREES:
            paper = None  # the figures decide
        ranked = [] if paper else _ranked(statement, before, known)
        topic, found = (None, paper) if paper else _found(statement, ranked, before, known)
        if found == NOTHING and last and not statement.asked:
            topic, found = _together(last, asked, statement, known)
        last, asked = statement, statement if statement.asked else asked
        if topic and statement.held and support.elsewhere(statement, topic):
            topic, found, before = None, NOTHING, None
        else:
            spoken = _spoken_of(statement, topic, found.fact, ranked)
            ended = statement.asked and len(carried.subject(statement)) > _TURNS  # a question turns to something else
            before = spoken or (None if ended else before)
        if found.verdict is SourceVerdict.NOT_COVERED and not (statement.held or topic or _tells(statement)):
            continue
        yield _answer(statement, topic, _of_today(found, known), misspelt, _candidates(statement, ranked, known))


def _spoken_of(statement: TextStatement, topic: Topic | None, fact: SourceFact | None, ranked) -> SpokenOf | None:
    """What the next statement may go on with: what was found, or else what the words name, an award if they can."""
    best = ranked[0][0] if ranked else 0.0
    topics = [topic] if topic else [one for cover, one in ranked[:6] if cover >= max(_NAMED, _ALIKE * best)]
    named = [
        (one.nature is Nature.AWARD, near, place, one)
        for place, each in enumerate(topics)
        for one in each.facts
        if (near := each.nearness(one, statement.grams)) >= _LIKELY
    ]
    if topic and fact:
        return SpokenOf(topic, fact, statement.said)
    if named:
        *_, place, near = max(named, key=lambda one: one[:2])
        return SpokenOf(topics[place], near, statement.said)
    return SpokenOf(topics[0], None, statement.said) if topics else None


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
    return bool(statement.figures) or len(statement.text) > 6


def _found(
    statement: TextStatement, ranked: list[tuple[float, Topic]], before: SpokenOf | None, known: Knowledge
) -> tuple[Topic | None, Judgement]:
    topic = before.topic if before else None
    if before and (again := carried.repeated(statement, before, known)) != NOTHING:
        return topic, again
    found = _by_figures(statement, ranked, topic, known) if statement.held else (None, NOTHING)
    if found[1] == NOTHING:
        found = carried.abbreviated(statement, known)
    if found[1] != NOTHING:
        return found
    if topic and ranked and ranked[0][1] is topic and (rung := judge.rung(statement, topic)) != NOTHING:
        return topic, rung
    for again in (limits.combined(statement, topic), carried.judged(statement, before, known)) if before else ():
        if again != NOTHING:
            return topic, again
    found = words.by_words(statement, ranked, known)
    if found[0] is None and before and all(map(judge.few, statement.held)):
        share, again = known.share(statement.grams, topic.grams), words.by_words(statement, [(1.0, topic)], known)
        if share >= (_SHARED if again[1].verdict is SourceVerdict.AGREES else _SPOKEN):
            return again
    return found


def _together(
    last: TextStatement, asked: TextStatement | None, statement: TextStatement, known: Knowledge
) -> tuple[Topic | None, Judgement]:
    """The finding where a statement takes its subject from the question that it answers, or from the one before it."""
    if asked and statement.start - asked.end < _ANSWER:
        ranked = _ranked(both := _joined(asked, statement), None, known)
        topic, found = _found(both, ranked, None, known) if statement.held else words.by_words(statement, ranked, known)
        if found.verdict is not SourceVerdict.AGREES or known.share(statement.grams, topic.grams) >= _SPOKEN:
            return topic, found
    if not all(map(judge.few, statement.held)) or last.held or not statement.lead.rstrip("，, ").endswith(last.text):
        return None, NOTHING
    both = _joined(last, statement)
    ranked = _ranked(both, None, known)
    topic, found = words.by_words(statement, ranked, known)
    if found.verdict is SourceVerdict.AGREES:
        topic, found = words.by_words(both, ranked, known)
    own = known.share(statement.grams, topic.grams) if topic else 0.0
    return (topic, found) if own >= _SPOKEN or found.verdict is SourceVerdict.DIFFERS else (None, NOTHING)


def _joined(before: TextStatement, statement: TextStatement) -> TextStatement:
    """A statement with the words of the one before it."""
    by = len(before.text) + 1
    figures = tuple(replace(one, start=one.start + by, end=one.end + by) for one in statement.figures)
    return replace(statement, text=f"{before.text}，{statement.text}", figures=figures, subjects={})


def _ranked(statement: TextStatement, before: SpokenOf | None, known: Knowledge) -> list[tuple[float, Topic]]:
    values = [end for figure in statement.held for end in (figure.low, figure.high)]
    return known.ranked(statement.text, values, before.topic if before else None)


def _by_figures(statement, ranked, before, known) -> tuple[Topic | None, Judgement]:
    """The topic whose facts the figures speak of, and the strongest finding on them."""
    best = ranked[0][0] if ranked else 0.0
    findings: list[tuple[float, Topic, Judgement]] = []
    for figure in statement.held:
        options, own = [], grams(judge.own_words(statement, figure))
        for cover, topic in ranked:
            found, near = judge.figure_of(statement, figure, own, topic, topic is before)
            differs = found.verdict is SourceVerdict.DIFFERS
            carried = topic is before and (not differs or near > 0.85)
            carried = carried or any(topic is other for _, other, _ in findings)
            close = cover if cover >= 0.7 * best else 0.0
            if near + (close / 2 if differs else 0) >= (_SURE if differs else _LIKELY) and (
                carried or near > 1.1 or cover >= (0.7 if differs else 0.4) * best
            ):
                options.append((near + cover + (0.2 if topic is before else 0), topic, found))
        if options:
            findings.append(max(options, key=lambda option: option[0]))
    if not findings:
        return None, NOTHING
    found = strongest([found for *_, found in findings])
    topic = next(topic for _, topic, one in findings if one == found)
    near = max(topic.nearness(fact, statement.grams) for fact in topic.facts)
    if near < _SUBJECT and support.unnamed(statement, topic, known):
        return None, NOTHING
    if found.verdict is SourceVerdict.AGREES:
        found = support.other_body(statement.asserted, topic) or support.added_term(statement, topic) or found
    return topic, found
