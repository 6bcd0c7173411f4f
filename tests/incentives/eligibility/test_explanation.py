"""Checks and verdicts in words."""

import pytest
from django.http import QueryDict

from incentives.eligibility.checks import Check
from incentives.eligibility.decision import CheckState
from incentives.eligibility.explanation import CHOICE_GAPS, MARKS, reason, sentence_of, values_by_fact
from incentives.eligibility.match_form import QUESTIONS, MatchForm
from incentives.eligibility.profile import NUMBERS, EnterpriseProfile


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (Check("held", "reach_first", "a"), "首次获评甲，以主管部门认定为准"),
        (Check("held", "reach", "a"), "由主管部门认定为甲"),
        (Check("held", "belong", "a"), "属于甲"),
        (Check("held", "eq", "a"), "持有甲"),
        (Check("size", "in", "micro"), "属于中小微企业"),
        (Check("revenue", "gt", "5000000000"), "年主营业务收入超过 50 亿元"),
        (Check("passed", "first_over", "5000000000"), "首次超过 50 亿元"),
        (Check("paid", "once", "a"), "没有领过这项一次性奖励"),
        (Check("age", "lte", "40"), "年龄不超过 40 岁"),
        (Check("doctorate", "eq", "yes"), "具有博士学位"),
        (Check("first_benchmark", "eq", "yes"), "首次获得"),
    ],
)
def test_column_in_words(check, said):
    assert sentence_of(check, {"a": "甲"}) == said


@pytest.mark.parametrize(
    ("check", "answer", "gap"),
    [
        (Check("size", "eq", "micro"), ("size", "none"), "所填规模不在其中"),
        (Check("doctorate", "eq", "yes"), ("doctorate", "no"), "填了“否”"),
        (Check("benchmark", "eq", "national"), ("benchmark", "none"), "还没有获评"),
        (Check("first_benchmark", "eq", "yes"), ("first_benchmark", "no"), "不是首次"),
    ],
)
def test_failed_choice_says_why(check, answer, gap):
    form = MatchForm(QueryDict("=".join(answer)), values_by_fact({check}), ())

    assert form.is_valid()
    assert reason(check, form.profile(), "").gap == gap


def test_every_choice_has_words_for_its_failure():
    firsts = {question.fact for question in QUESTIONS if question.fact.startswith("first_")}
    never_fail = {"selected", "industry"}
    worded = {"held", "held_earlier", "won", "applying", "paid", *never_fail, *NUMBERS, *firsts, *CHOICE_GAPS}

    assert worded == {question.fact for question in QUESTIONS}


def test_failed_one_off_award_says_that_it_was_paid():
    said = reason(Check("paid", "once", "a"), EnterpriseProfile(paid=frozenset("a")), "一次性")

    assert (said.mark, said.gap) == ("不满足", "已经领过，一次性奖励不再给")


def test_mark_is_one_word_for_each_state():
    assert len({MARKS[state] for state in CheckState}) == len(CheckState)


def test_reason_names_what_is_missing():
    said = reason(Check("held", "reach_first", "a"), EnterpriseProfile(age=35), "首次")

    assert (said.state, said.missing, said.gap) == (CheckState.UNANSWERED, ("held", "applying"), "")
    assert said.mark == "待填"
