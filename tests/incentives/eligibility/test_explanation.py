"""Checks and verdicts in words."""

import datetime

import pytest

from incentives.eligibility.checks import Check
from incentives.eligibility.decision import CheckState
from incentives.eligibility.explanation import MARKS, FactWords, reason, sentence_of

FACTS = {
    "size": FactWords("企业规模", "one"),
    "doctorate": FactWords("博士学位", "yes_no"),
    "first_time": FactWords("首次获得", "yes_no"),
    "benchmark": FactWords("质量标杆", "many"),
    "honour": FactWords("企业荣誉", "honour"),
    "revenue": FactWords("年主营业务收入", "number", "元"),
    "age": FactWords("年龄", "number", "岁"),
    "founded_on": FactWords("成立日期", "date"),
}
YI = 100_000_000


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (Check("honour", "reach_first", "a"), "首次获评甲，以主管部门认定为准"),
        (Check("honour", "reach", "a"), "由主管部门认定为甲"),
        (Check("honour", "belong", "a"), "属于甲"),
        (Check("honour", "eq", "a"), "持有甲"),
        (Check("size", "in", "micro"), "属于中小微企业"),
        (Check("paid", "once", "a"), "没有领过这项一次性奖励"),
        (Check("age", "lte", "40"), "年龄不超过 40 岁"),
        (Check("doctorate", "eq", "yes"), "具有博士学位"),
        (Check("first_time", "eq", "yes"), "首次获得"),
    ],
)
def test_column_in_words(check, said):
    assert sentence_of(check, {"a": "甲"}) == said


@pytest.mark.parametrize(
    ("check", "answers", "gap"),
    [
        (Check("size", "eq", "micro"), {"size": frozenset()}, "所填企业规模不在其中"),
        (Check("doctorate", "eq", "yes"), {"doctorate": frozenset({"no"})}, "填了“否”"),
        (Check("first_time", "eq", "yes"), {"first_time": frozenset({"no"})}, "不是首次"),
        (Check("benchmark", "eq", "national"), {"benchmark": frozenset()}, "还没有评上或认定"),
        (Check("benchmark", "first", "national"), {"first_benchmark": frozenset({"no"})}, "不是首次"),
        (Check("honour", "eq", "a"), {"honour-a": frozenset({"none"})}, "还没有评上"),
        (Check("honour", "reach", "a"), {"honour-a": frozenset({"none"})}, "还没有评上"),
        (Check("paid", "once", "a"), {"paid": frozenset("a")}, "已经领过，一次性奖励不再给"),
        (Check("revenue", "gt", str(50 * YI)), {"revenue": 42 * YI}, "年主营业务收入还差 8 亿元"),
        (Check("revenue", "gt", str(50 * YI)), {"revenue": 50 * YI}, "年主营业务收入正好 50 亿元，须超过才算"),
        (Check("revenue", "first_gt", str(YI)), {"passed": YI}, "以前年度已经超过"),
        (Check("revenue", "first_gte", str(YI)), {"passed": YI}, "以前年度已经达到"),
        (Check("age", "lte", "40"), {"age": 41}, "年龄超出 1 岁"),
        (Check("age", "lt", "40"), {"age": 40}, "年龄正好 40 岁，须少于才算"),
        (
            Check("founded_on", "gte", "2020-01-01"),
            {"founded_on": datetime.date(2019, 5, 6)},
            "成立日期是 2019年5月6日，不在所要求的时间",
        ),
    ],
)
def test_failed_check_says_why(check, answers, gap):
    said = reason([check], answers, "", FACTS)

    assert (said.mark, said.gap) == ("不满足", gap)


def test_of_several_checks_the_failed_one_is_told():
    checks = [Check("revenue", "gt", str(YI)), Check("revenue", "first_gt", str(YI))]

    assert reason(checks, {"revenue": 2 * YI, "passed": YI}, "", FACTS).gap == "以前年度已经超过"
    assert reason(checks, {"revenue": 2 * YI}, "", FACTS).missing == ("passed",)


def test_mark_is_one_word_for_each_state():
    assert len({MARKS[state] for state in CheckState}) == len(CheckState)


def test_reason_names_what_is_missing():
    said = reason([Check("honour", "reach_first", "a")], {"age": 35}, "首次", FACTS)

    assert (said.state, said.missing, said.gap) == (CheckState.UNANSWERED, ("honour-a",), "")
    assert said.mark == "待填"
