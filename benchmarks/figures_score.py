"""Score the reading of figures on policy texts with annotated measures: `python benchmarks/figures_score.py [CORPUS]`.

The corpus has `docs/NAME.txt` and `gold/NAME.json`. Every figure is read from the document, sentence by sentence with
the one before it, never from the gold's quotation; the quotation only tells the place. Scored are

- found: a gold amount is read at its place with the right value (both ends: a cap taken for an exact sum is wrong)
  and unit;
- nature: an amount of a grant is an award (of a `quota`: a ratio); a figure of `not_amounts` or `statistics` is
  read and is no award;
- paired: every amount of a 分别 list goes to the subject which the gold names.

Awards read outside every quotation are listed too; they do not count, since the gold does not annotate every sentence.

Exit code 1 if a share is below the target, 2 if there is no corpus. Nothing is written.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file, Python looks in benchmarks/ only

from policies.figures.pairing import Pairing, read_pairings
from policies.figures.quantities import FigureKind, Nature
from policies.figures.read import Figure, read_figures

DEFAULT_CORPUS = Path("../shared/corpus")
TARGETS = {"found": 95, "nature": 90, "paired": 85}
_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*|\n|$)")
_LIST_WORD = re.compile("分别|依次")

Span = tuple[int, int]
Gold = dict[str, Any]


@dataclass
class Score:
    """Right and all answers per measure, the misses, and awards seen where the gold has none."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)

    def note(self, measure: str, right: bool, miss: str) -> None:
        self.total[measure] += 1
        self.right[measure] += right
        if not right:
            self.misses.append(f"{measure:7}{miss}")

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.total += other.total

    def share(self, measure: str) -> float:
        return 100 * self.right[measure] / self.total[measure] if self.total[measure] else 100.0

    def line(self, name: str) -> str:
        shares = (
            f"{measure} {self.right[measure]:4}/{self.total[measure]:<4}{self.share(measure):6.1f} %"
            for measure in TARGETS
        )
        return f"{name:36}" + "   ".join(shares)


@dataclass(frozen=True)
class Reading:
    """A document with its figures and 分别 lists, in the document's own places."""

    text: str
    figures: list[Figure]
    spans: list[Span]
    pairings: list[tuple[int, Pairing]]

    def within(self, span: Span) -> Iterator[Figure]:
        for figure, place in zip(self.figures, self.spans, strict=True):
            if place[0] < span[1] and span[0] < place[1]:
                yield figure


def read(text: str) -> Reading:
    figures: list[Figure] = []
    spans: list[Span] = []
    pairings: list[tuple[int, Pairing]] = []
    before = ""
    for match in _SENTENCE.finditer(text):
        sentence, offset = match[0], match.start()
        found = read_figures(sentence, before)
        figures += found
        spans += [(offset + figure.start, offset + figure.end) for figure in found]
        pairings += [(offset, pairing) for pairing in read_pairings(sentence, before)]
        before = sentence if sentence.strip() else before
    return Reading(text, figures, spans, pairings)


def score(text: str, gold: Gold) -> Score:
    reading = read(text)
    result = Score()
    quoted: list[Span] = []
    for grant in gold["grants"]:
        span = locate(grant["quote"], text)
        if span is None:
            raise ValueError(f"the quotation is not in the document: {grant['quote']}")
        quoted.append(span)
        score_grant(result, reading, grant, span)
    for said in gold.get("statistics", []):
        score_statistic(result, reading, said)
    result.unexpected = list(unexpected_awards(reading, quoted))
    return result


def score_grant(result: Score, reading: Reading, grant: Gold, span: Span) -> None:
    quote = reading.text[span[0] : span[1]]
    wanted = Nature.RATIO if grant.get("kind") == "quota" else Nature.AWARD
    places = places_of(grant["amounts"], reading.text, span)
    for amount, place in zip(grant["amounts"], places, strict=True):
        matching = [figure for figure in reading.within(place) if has_value(figure, amount)]
        label = f"{amount['text']} in …{squeezed(quote)[:60]}"
        result.note("found", bool(matching), f"{label}: read as {shown(reading.within(place))}")
        seen = matching or list(reading.within(place))
        result.note(
            "nature", any(figure.nature is wanted for figure in seen), f"{label}: {natures(seen)}, not {wanted}"
        )
    if _LIST_WORD.search(quote) and any("for" in amount for amount in grant["amounts"]):
        score_list(result, reading, grant, span, places)
    for condition in grant.get("not_amounts", []):
        for place in all_places(condition, reading.text, span):
            if not any(start <= place[0] and place[1] <= end for start, end in places):
                score_denied(result, reading, condition, place)


def score_statistic(result: Score, reading: Reading, said: Gold) -> None:
    span = locate(said["text"], reading.text)
    for figure in reading.within(span) if span else ():
        if figure.kind in (FigureKind.AMOUNT, FigureKind.PERCENT):
            score_denied(result, reading, f"{figure.text} ({said['text']})", span, [figure])


def score_denied(result: Score, reading: Reading, label: str, place: Span, seen: list[Figure] | None = None) -> None:
    seen = list(reading.within(place)) if seen is None else seen
    right = bool(seen) and all(figure.nature is not Nature.AWARD for figure in seen)
    result.note("nature", right, f"{label}, no award: {natures(seen)}")


def score_list(result: Score, reading: Reading, grant: Gold, span: Span, places: list[Span]) -> None:
    lists = [(offset, found) for offset, found in reading.pairings if span[0] <= offset + found.start < span[1]]
    wanted = [
        (amount["for"], place)
        for amount, place in zip(grant["amounts"], places, strict=True)
        if "for" in amount and any(offset + found.start < place[0] < offset + found.end for offset, found in lists)
    ]
    right = len(wanted) > 1 and all(is_paired(subject, place, lists, wanted) for subject, place in wanted)
    seen = [(pair.subject, pair.figure.text) for _, found in lists for pair in found.pairs]
    problems = [(str(found.problem), found.subjects) for _, found in lists if found.problem]
    result.note("paired", right, f"{squeezed(grant['quote'])[:60]}: {seen or problems}")


def is_paired(subject: str, place: Span, lists: list[tuple[int, Pairing]], wanted: list[tuple[str, Span]]) -> bool:
    """Whether the figure there has the gold's subject, and has it rather than another subject of the list."""
    for offset, found in lists:
        for pair in found.pairs:
            if any(offset + figure.start < place[1] and place[0] < offset + figure.end for figure in pair.figures):
                others = [name for name, _ in wanted if name != subject and in_order(subject, name)]
                return in_order(subject, pair.subject) and not any(in_order(name, pair.subject) for name in others)
    return False


def unexpected_awards(reading: Reading, quoted: list[Span]) -> Iterator[str]:
    for figure, (start, end) in zip(reading.figures, reading.spans, strict=True):
        quoted_here = any(first <= start and end <= last for first, last in quoted)
        if figure.nature is Nature.AWARD and not quoted_here:
            yield f"{figure.text} in …{squeezed(reading.text[max(0, start - 30) : end + 12])}…"


# -- Finding the gold's words in the document, where spaces may differ --


def squeezed(text: str) -> str:
    return "".join(text.split())


def locate(words: str, text: str, within: Span | None = None) -> Span | None:
    return next(iter(all_places(words, text, within or (0, len(text)))), None)


def all_places(words: str, text: str, within: Span) -> list[Span]:
    """Where the words stand, white space aside; a number is not found inside a longer one."""
    pattern = r"\s*".join(re.escape(char) for char in squeezed(words))
    if words[:1].isdigit():
        pattern = r"(?<![0-9.])" + pattern
    return [match.span() for match in re.compile(pattern).finditer(text, *within)]


def places_of(amounts: list[Gold], text: str, span: Span) -> list[Span]:
    """The place of each amount; equal amounts take their places in order."""
    taken: list[Span] = []
    for amount in amounts:
        found = all_places(amount["text"], text, span)
        if not found:
            raise ValueError(f"the amount {amount['text']} is not in its quotation")
        behind = [place for place in found if not taken or place[0] >= taken[-1][1]]
        free = behind or [place for place in found if place not in taken] or found
        taken.append(free[0])
    return taken


def has_value(figure: Figure, amount: Gold) -> bool:
    if amount.get("ratio"):
        return figure.value == Fraction(amount["ratio"])
    if amount["percent"] is None:
        return figure.unit == "元" and (figure.low, figure.high) == (amount["min"], amount["max"])
    return figure.unit == "%" and (figure.low, figure.high) == percent_ends(amount)


def percent_ends(amount: Gold) -> tuple[Decimal | None, Decimal | None]:
    percent = Decimal(str(amount["percent"]))
    if "percent_min" in amount:
        return Decimal(str(amount["percent_min"])), Decimal(str(amount["percent_max"]))
    qualifier = amount.get("qualifier")
    return (None if qualifier == "cap" else percent), (None if qualifier == "floor" else percent)


def in_order(part: str, whole: str) -> bool:
    """Whether the characters of one text, marks aside, occur in this order in the other."""
    rest = iter(whole)
    return all(char in rest for char in part if char.isalnum())


def shown(figures: Iterator[Figure]) -> str:
    return ", ".join(f"{figure.low}..{figure.high} {figure.unit}" for figure in figures) or "nothing"


def natures(figures: list[Figure]) -> str:
    return ", ".join(f"{figure.nature} {'/'.join(figure.nature_words)}" for figure in figures) or "nothing"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the reading of figures on an annotated corpus.")
    parser.add_argument("corpus", nargs="?", type=Path, default=DEFAULT_CORPUS, help="folder with docs/ and gold/")
    corpus: Path = parser.parse_args(arguments).corpus
    golds = sorted((corpus / "gold").glob("*.json"))
    if not golds:
        print(f"No corpus at {corpus}: docs/NAME.txt and gold/NAME.json are wanted there.", file=sys.stderr)
        return 2
    overall = Score()
    for path in golds:
        text = (corpus / "docs" / path.name).with_suffix(".txt").read_text(encoding="utf-8")
        result = score(text, json.loads(path.read_text(encoding="utf-8")))
        overall.add(result)
        print(result.line(path.stem))
        for miss in result.misses:
            print(f"    miss  {miss}")
        for award in result.unexpected:
            print(f"    award the gold does not have  {award}")
    print(overall.line("all"))
    below = [measure for measure, target in TARGETS.items() if overall.share(measure) < target]
    print(f"below target: {', '.join(below)}" if below else "every target reached (95 / 90 / 85 %)")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
