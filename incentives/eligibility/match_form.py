"""The form of `/match/`: one question for each fact that published rules use, and the profile made of the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import QueryDict

from incentives.eligibility.checks import bound
from incentives.eligibility.explanation import PARTS
from incentives.eligibility.profile import NUMBERS, EnterpriseProfile
from incentives.eligibility.rulebook import TierName
from incentives.enums import RULE_VALUES, Answer
from policies.text.parameters import WRONG
from policies.text.wording import WAN, money, plain

NONE = "none"
MOST_WAN = 10**11  # 万元; beyond any revenue, within both databases' integers
HONOURS = ("won", "held_earlier", "held", "applying", "paid")
ENTERPRISE, PERSON = "您的企业", "您要引进或培养的人才"
MONEY = frozenset({"revenue", "passed", "passed_last"})
MANY, ONE, YES_NO, NUMBER = "many", "one", "yes-no", "number"


@dataclass(frozen=True)
class Question:
    """How the form asks for a fact; `about` names the part of the form that shows the question."""

    fact: str
    label: str
    shape: str
    about: str = ENTERPRISE
    hint: str = ""
    none: str = "以上都没有"
    most: int = 0


QUESTIONS = (
    Question("won", "今年首次获评的荣誉", MANY),
    Question("held_earlier", "往年获评的荣誉", MANY, hint="评上过就算，已到期的也勾"),
    Question("held", "持有、但不清楚哪年获评的荣誉", MANY),
    Question("applying", "正在申报的荣誉", MANY, hint="结果还没有公布的"),
    Question("paid", "已经领过奖励的荣誉", MANY),
    Question("size", "企业规模", ONE, none="都不是"),
    Question("revenue", "今年主营业务收入（万元）", NUMBER, most=MOST_WAN),
    Question("passed", "前年及更早，收入最高到过", ONE),
    Question("passed_last", "去年首次超过的收入", ONE),
    Question("industry", "行业", ONE, none="其他行业"),
    Question("benchmark", "获评质量标杆", MANY),
    Question("first_benchmark", "质量标杆是首次获得吗", YES_NO),
    Question("front_runner", "获评企业标准“领跑者”", MANY),
    Question("first_front_runner", "“领跑者”是首次获评吗", YES_NO),
    Question("front_runner_years", "“领跑者”连续保持了几年", NUMBER, most=100),
    Question("first_time", "所申请的荣誉是首次获得吗", YES_NO),
    Question("age", "年龄（周岁）", NUMBER, PERSON, most=120),
    Question("doctorate", "有博士学位吗", YES_NO, PERSON),
    Question("employer", "在哪里工作", ONE, PERSON, none="其他单位"),
    Question("talent_class", "已认定的人才类别", MANY, PERSON),
    Question("on_post", "已经到岗吗", YES_NO, PERSON),
    Question("project_lead", "本人领衔创新创业项目吗", YES_NO, PERSON),
    Question("selected", "已经入选的遴选", MANY, PERSON),
    Question("talent_project", "属于全市人才项目吗", YES_NO, PERSON),
    Question("tech_loan", "已经有科创贷吗", YES_NO),
)
LABELS = {question.fact: question.label.removesuffix("（万元）") for question in QUESTIONS}


class AboutForm(forms.Form):
    """The one measure that `/match/` is about; empty for all measures."""

    measure = forms.SlugField(required=False, max_length=80, label="事项")


class MatchForm(AboutForm):
    """The parameters of `/match/`: the answers, the measure it is about, and the part to show in full."""

    part = forms.ChoiceField(
        required=False,
        choices=[("", "全部"), *((name, words.label) for name, words in PARTS.items())],
        label="结果",
        error_messages=WRONG,
    )
    page = forms.IntegerField(required=False, min_value=1, label="页码", error_messages=WRONG)

    def __init__(self, data: QueryDict, values: Mapping[str, frozenset[str]], tiers: Iterable[TierName]) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)
        names = {tier.slug: tier.name for tier in tiers}
        for question in QUESTIONS:
            if question.fact in values:
                used = values[question.fact] | self.honours_given(question.fact, names)
                self.fields[question.fact] = field_for(question, used, names)

    def honours_given(self, fact: str, names: Mapping[str, str]) -> frozenset[str]:
        """The tiers in the address that no rule names.

        They count as answers too: a reader who ticks only 创新型 says that they hold no other tier.
        """
        return frozenset(self.data.getlist(fact)) & names.keys() if fact in HONOURS else frozenset()

    def clean(self) -> None:
        for question in QUESTIONS:
            chosen = self.cleaned_data.get(question.fact)
            if question.shape == MANY and chosen and NONE in chosen and len(chosen) > 1:
                self.add_error(question.fact, f"“{question.none}”不能和别的一起选。")

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions, grouped by what they are about."""
        parts = {
            about: [self[one.fact] for one in QUESTIONS if one.about == about and one.fact in self.fields]
            for about in (ENTERPRISE, PERSON)
        }
        return [(about, fields) for about, fields in parts.items() if fields]

    def profile(self) -> EnterpriseProfile:
        """The answers as facts: revenue in 元, choices as sets. Call it on a valid form only."""
        return EnterpriseProfile(**{fact: fact_of(fact, answer) for fact, answer in self.answers().items()})

    def answers(self) -> dict[str, object]:
        """The cleaned answers by fact, in the order of the form; revenue in 万元."""
        answers = {one.fact: self.cleaned_data[one.fact] for one in QUESTIONS if one.fact in self.fields}
        return {fact: answer for fact, answer in answers.items() if answer not in (None, "", [])}

    def answer_text(self, fact: str, value: object) -> str:
        """One answer in words: 博士学位：是, 年龄：41."""
        labels = dict(getattr(self.fields[fact], "choices", ()))
        if fact == "revenue":
            return money(value * WAN)
        return str(labels.get(str(value), plain(value) if isinstance(value, Decimal) else value))


def fact_of(fact: str, answer: object) -> frozenset[str] | int:
    """A cleaned answer as the profile stores it: a set for a choice, an integer for a number."""
    if fact in MONEY:
        return int(Decimal(answer) * WAN)
    if fact in NUMBERS:
        return int(answer)
    chosen = answer if isinstance(answer, list) else [answer]
    return frozenset(chosen) - {NONE}


def field_for(question: Question, values: frozenset[str], names: Mapping[str, str]) -> forms.Field:
    """The form field of a question; it offers the values that rules compare with, and 以上都没有."""
    shared = {"required": False, "label": question.label, "help_text": question.hint, "error_messages": WRONG}
    if question.shape == NUMBER:
        places = 4 if question.fact == "revenue" else 0
        number = {"invalid": "请填数字。", "max_decimal_places": "最多四位小数。"} if places else {}
        shared["error_messages"] = WRONG | {"max_decimal_places": WRONG["invalid"]} | number
        step = "any" if places else "1"
        widget = forms.NumberInput(attrs={"inputmode": "decimal" if places else "numeric", "step": step})
        return forms.DecimalField(
            min_value=0, max_value=question.most, max_digits=16, decimal_places=places, widget=widget, **shared
        )
    if question.shape == YES_NO:
        return forms.ChoiceField(choices=[("", "未填"), *Answer.choices], **shared)
    if question.shape == MANY:
        choices = [*options(question.fact, values, names), (NONE, question.none)]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **shared)
    is_line = question.fact in MONEY
    offered = revenue_choices(values) if is_line else options(question.fact, values, names)
    none = [] if is_line or question.fact == "industry" else [(NONE, question.none)]
    return forms.ChoiceField(choices=[("", "未填"), *offered, *none], **shared)


def options(fact: str, values: frozenset[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Value and label of each of `values` that has a name, in the order of `names`."""
    labels = names if fact in HONOURS else dict(RULE_VALUES[fact].choices)
    if fact == "industry":
        return list(labels.items())
    return [(value, label) for value, label in labels.items() if value in values]


def revenue_choices(values: frozenset[str]) -> list[tuple[str, str]]:
    """The ranges between the revenue lines `values` (元); the value of each option is its lower line in 万元."""
    limits = sorted(limit for limit in map(bound, values) if limit is not None)
    choices = [("0", f"从未超过 {money(limits[0])}")] if limits else []
    for place, limit in enumerate(limits):
        above = f"，未超过 {money(limits[place + 1])}" if place + 1 < len(limits) else ""
        choices.append((plain(limit / WAN), f"超过 {money(limit)}{above}"))
    return choices
