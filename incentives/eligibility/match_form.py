"""The answers of the match: its form, the question where the firm is, the lists of the API, the profile of either."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django import forms
from django.http import QueryDict

from incentives.eligibility.explanation import PARTS
from incentives.eligibility.profile import (
    APPLYING,
    EARLIER,
    HELD,
    PAID,
    WON,
    Answer,
    Profile,
    honour,
    honours_of_lists,
)
from incentives.eligibility.questions import (
    DATE,
    HONOURS,
    MANY,
    NONE_OF_ALL,
    NUMBER,
    ONE,
    Catalogue,
    Question,
    question_of,
    questions,
)
from incentives.eligibility.rulebook import Rulebook
from incentives.models import FacetCell
from policies.caching import content_version
from policies.number_fields import NumberField, SumField
from policies.text.parameters import WRONG
from policies.text.wording import WAN, dated, money, plain, quoted

NONE = "none"
LISTS = {
    "won": "今年首次获评的荣誉",
    "held_earlier": "往年获评的荣誉",
    "held": "持有、但不清楚哪年获评的荣誉",
    "applying": "正在申报的荣誉",
}


@dataclass(frozen=True)
class FormPart:
    """Questions about one thing, each with what is odd in its answer; how many are answered; whether it is open."""

    about: str
    questions: list[tuple[forms.BoundField, list[str]]]
    answered: int
    is_open: bool


class AboutForm(forms.Form):
    """The one measure that `/match/` is about; empty for all measures."""

    measure = forms.SlugField(required=False, max_length=80, label="事项")


@content_version.kept(1)
def regions_in_use() -> tuple[str, ...]:
    """The regions that public measures are for, the one with the most measures first; in memory until they change."""
    return tuple(FacetCell.objects.regions())


class PlaceForm(forms.Form):
    """Where the enterprise is registered. Without an answer it is `usual`, else the region with the most measures."""

    region = forms.ChoiceField(required=False, label="注册地", error_messages=WRONG)

    def __init__(self, data: Mapping[str, str], usual: str = "") -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)
        self.regions = sorted(regions_in_use(), key=lambda region: region != usual)
        self.fields["region"].choices = [(region, region) for region in self.regions]

    @property
    def is_asked(self) -> bool:
        return len(self.regions) > 1

    @cached_property
    def chosen(self) -> str:
        """The region that measures must be for; empty where all are for one region."""
        given = self.cleaned_data.get("region") if self.is_valid() else ""
        return (given or self.regions[0]) if self.is_asked else ""

    @property
    def question(self) -> forms.BoundField:
        return self["region"]


class AnswersForm(forms.Form):
    """The answers to the questions of a rulebook."""

    def __init__(self, data: QueryDict, book: Rulebook) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)
        self.tiers = {tier.slug: tier.name for tier in book.tiers.values()}
        catalogue = Catalogue(book.facts, book.choices, self.tiers)
        self.questions = {one.fact: one for one in self.asked(book, catalogue)}
        for question in self.questions.values():
            self.fields[question.fact] = field_for(question)

    def asked(self, book: Rulebook, catalogue: Catalogue) -> list[Question]:
        return questions(book.checks, catalogue, book.worth)

    def clean(self) -> None:
        for question in self.questions.values():
            chosen = self.cleaned_data.get(question.fact)
            if question.shape == MANY and chosen and NONE in chosen and len(chosen) > 1:
                self.add_error(question.fact, f"{quoted(question.none)}不能和别的一起选。")

    def answers(self) -> dict[str, object]:
        """The cleaned answers by fact, in the order of the form; sums in 万元."""
        answers = {fact: self.cleaned_data[fact] for fact in self.questions}
        return {fact: answer for fact, answer in answers.items() if answer not in (None, "", [])}

    def profile(self) -> Profile:
        """The answers as facts. Call it on a valid form only."""
        return profile_of(self.questions, self.answers(), self.tiers)

    def answer_text(self, fact: str, value: object) -> str:
        """One answer in words: 是, 41 岁, 60 亿元."""
        question = self.questions[fact]
        if question.shape == NUMBER:
            return money(value * WAN) if question.is_money else f"{plain(value)} {question.unit}"
        if isinstance(value, datetime.date):
            return dated(value)
        return dict(self.fields[fact].choices).get(str(value), str(value))


class MatchForm(AnswersForm, AboutForm):
    """The parameters of `/match/`: the answers, the measure it is about, and the part to show in full."""

    part = forms.ChoiceField(
        required=False,
        choices=[("", "全部"), *((name, words.label) for name, words in PARTS.items())],
        label="结果",
        error_messages=WRONG,
    )
    page = forms.IntegerField(required=False, min_value=1, label="页码", error_messages=WRONG)

    def __init__(self, data: QueryDict, book: Rulebook) -> None:
        super().__init__(one_question_each(data, [tier.slug for tier in book.tiers.values()]), book)

    @property
    def live_parts(self) -> str:
        """The parts of the page to renew with the results: the bar, and what is odd in each answer."""
        return "#results-bar," + "".join(f"#{fact}-hint," for fact in self.questions)

    @property
    def labels(self) -> dict[str, str]:
        """What each question is called, by its fact."""
        return {fact: question.label for fact, question in self.questions.items()}

    def parts(self, next_fact: str = "", hints: Iterable[tuple[str, str]] = ()) -> list[FormPart]:
        """The questions, grouped by what they are about.

        `next_fact` is the question to answer next, whose part is open; `hints` are pairs of a fact and what is odd.
        """
        beside: dict[str, list[str]] = {}
        for fact, hint in hints:
            beside.setdefault(fact, []).append(hint)
        asked: dict[str, list[tuple[forms.BoundField, list[str]]]] = {}
        for question in self.questions.values():
            asked.setdefault(question.about, []).append((self[question.fact], beside.get(question.fact, [])))
        filled = {fact for fact in self.questions if self.data.get(fact)}
        open_facts = filled | self.errors.keys() | {next_fact}
        parts = []
        for about, fields in asked.items():
            facts = {field.name for field, _ in fields}
            parts.append(FormPart(about, fields, len(facts & filled), not parts or bool(facts & open_facts)))
        return parts


class ListedHonoursForm(AnswersForm):
    """The answers as the API takes them: honours as lists of tiers, in place of one question each."""

    def asked(self, book: Rulebook, catalogue: Catalogue) -> list[Question]:
        """The questions of the rules, with lists for the honours, and the size of the enterprise.

        The size is always taken, since it may contradict the revenue.
        """
        used = super().asked(book, catalogue)
        singles = set(map(honour, self.tiers))
        tiers = tuple(self.tiers.items())
        lists = [Question(name, label, MANY, HONOURS, "", tiers, NONE_OF_ALL) for name, label in LISTS.items()]
        has_honours = any(question.about == HONOURS for question in used)
        others = [replace(one, options=tiers) if one.fact == PAID else one for one in used if one.fact not in singles]
        if all(one.fact != "size" for one in others):
            size, options = book.facts["size"], tuple(book.choices["size"].items())
            others.append(Question("size", size.question, ONE, "", "", options, size.none_label))
        return [*(lists if has_honours else []), *others]


class CaseForm(AnswersForm):
    """The answers of a case: any that some rule may ask for, whether or not the rules at hand do."""

    def asked(self, book: Rulebook, catalogue: Catalogue) -> list[Question]:
        named = {fact: question_of(fact, catalogue) for fact in self.data}
        self.unknown = [fact for fact, one in named.items() if one is None]
        return [one for one in named.values() if one]

    def clean(self) -> None:
        super().clean()
        if self.unknown:
            raise forms.ValidationError(f"没有这样的问题：{'、'.join(self.unknown)}。请从匹配页的网址里取回答。")


def one_question_each(data: QueryDict, tiers: Sequence[str]) -> QueryDict:
    """The parameters with the lists of honours of older addresses as one answer for each honour."""
    lists = {name: set(data.getlist(name)) - {NONE} for name in LISTS if name in data}
    if not lists:
        return data
    answers = data.copy()
    for name in lists:
        del answers[name]
    for fact, states in honours_of_lists(lists, tiers).items():
        said = next((state for state in (WON, EARLIER, HELD, APPLYING, NONE) if state in states), None)
        if said:
            answers.setdefault(fact, EARLIER if said == HELD else said)
    return answers


def profile_of(questions: Mapping[str, Question], answers: Mapping[str, object], tiers: Iterable[str]) -> Profile:
    """Cleaned answers as facts: sums in 元, choices as sets, lists of honours as one fact for each of `tiers`."""
    profile = {fact: fact_of(questions[fact], answer) for fact, answer in answers.items()}
    lists = {name: profile.pop(name) for name in LISTS if name in profile}
    return profile | honours_of_lists(lists, tiers)


def fact_of(question: Question, answer: object) -> Answer:
    """A cleaned answer as the profile stores it: a set for a choice, a number (sums in 元) or a day."""
    if question.shape == NUMBER or question.is_line:
        number = Decimal(answer) * (WAN if question.is_money else 1)
        return int(number) if number == number.to_integral_value() else number
    if isinstance(answer, datetime.date):
        return answer
    chosen = answer if isinstance(answer, list) else [answer]
    return frozenset(chosen) - ({NONE} if question.none else set())


def field_for(question: Question) -> forms.Field:
    """The form field of a question; it offers the values that rules compare with, and 以上都没有."""
    shared = {"required": False, "label": question.label, "help_text": question.help, "error_messages": WRONG}
    if question.shape == NUMBER:
        return _number_field(question, shared)
    if question.shape == DATE:
        wrong = {"invalid": "请填日期，如 2023-05-01。"}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, **shared | {"error_messages": WRONG | wrong})
    none = [(NONE, question.none)] if question.none else []
    if question.shape == MANY:
        return forms.MultipleChoiceField(
            choices=[*question.options, *none], widget=forms.CheckboxSelectMultiple, **shared
        )
    if question.is_line and not question.options:
        return forms.DecimalField(min_value=0, max_digits=16, decimal_places=4, **shared)
    return forms.ChoiceField(choices=[("", "未填"), *question.options, *none], **shared)


def _number_field(question: Question, shared: Mapping[str, object]) -> forms.Field:
    limits = {"min_value": 0, "max_value": question.most, "max_digits": 16, "required": False}
    words = {"label": question.label, "help_text": question.help}
    if question.is_money:
        words["label"] = f"{question.label}（万元）"
        return SumField(unit=WAN, decimal_places=4, **limits, **words)
    places = 2 if question.unit == "%" else 0
    whole = {} if places else {"max_decimal_places": "请填整数。"}
    return NumberField(words=(question.unit,), decimal_places=places, error_messages=whole, **limits, **words)
