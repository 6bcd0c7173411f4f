"""The questions of the match, and answers that are none."""

import datetime

import pytest
from django.utils import timezone

from incentives.eligibility.questions import line_steps
from incentives.enums import Kind
from tests import factories
from tests.incentives.pages.match_answers import URL, asked, parts


def test_form_asks_what_rules_in_use_ask(client, age_limit):
    assert list(client.get(URL).context["form"].fields) == ["measure", "part", "page", "age"]

    factories.condition(age_limit, fact="employer", operator="in", value="key_enterprise,public_hospital")
    response = client.get(URL)
    form = response.context["form"]

    assert [asked(part) for part in response.context["form_parts"]] == [["age", "employer"]]
    assert form.fields["employer"].choices == [
        ("", "未填"),
        ("key_enterprise", "重点企业"),
        ("public_hospital", "公立医院"),
        ("none", "其他单位"),
    ]


def test_form_shrinks_when_a_measure_is_closed_or_a_draft(client, age_limit):
    type(age_limit)._base_manager.update(apply_until=timezone.localdate() - datetime.timedelta(days=1))
    factories.condition(factories.draft(), fact="size", operator="eq", value="micro")

    assert client.get(URL).context["form_parts"] == []


def test_every_honour_has_one_question_with_four_answers(client, age_limit):
    factories.tier("specialized", name="专精特新中小企业")
    factories.condition(age_limit, fact="honour", operator="eq", value="specialized")

    response = client.get(URL)
    form = response.context["form"]

    assert [part.about for part in response.context["form_parts"]] == ["企业荣誉", "您要引进或培养的人才"]
    assert form["honour-specialized"].label == "专精特新中小企业"
    assert [label for _, label in form.fields["honour-specialized"].choices] == [
        "未填",
        "没有",
        "正在申报",
        "今年首次获评",
        "早就持有",
    ]


def test_question_that_decides_most_money_comes_first(client, age_limit):
    factories.condition(age_limit, fact="employer", operator="eq", value="key_enterprise")
    dear = factories.measure(kind=Kind.TALENT)
    factories.talent_grant(dear, 9_000_000)
    factories.condition(dear, fact="on_post", operator="eq", value="yes")

    (part,) = client.get(URL).context["form_parts"]

    assert asked(part) == ["on_post", "age", "employer"]


def test_revenue_lines_are_the_steps_between_them():
    assert line_steps(["10000000000", "5000000000"], "元") == (
        ("0", "从未超过 50 亿元"),
        ("500000", "超过 50 亿元，未超过 100 亿元"),
        ("1000000", "超过 100 亿元"),
    )
    assert line_steps(["40"], "人", "达到") == (("0", "从未达到 40 人"), ("40", "达到 40 人"))
    assert line_steps(["许多"], "元") == ()


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("age=x", "age", "“x”读不出一个数。请只填一个数，如 50、五十。"),
        ("age=-1", "age", "最小填 0。"),
        ("age=200", "age", "最大填 120。"),
        ("age=35.5", "age", "请填整数。"),
        ("part=best", "part", "没有“best”这一项。"),
        ("page=0", "page", "最小填 1。"),
        ("honour-specialized=emperor", "honour-specialized", "没有“emperor”这一项。"),
        ("talent_class=none&talent_class=high_level", "talent_class", "“以上都没有”不能和别的一起选。"),
    ],
)
def test_wrong_answer_is_named_and_nothing_is_shown(client, age_limit, query, field, said):
    factories.condition(age_limit, fact="honour", operator="eq", value="specialized")
    factories.condition(age_limit, fact="talent_class", operator="eq", value="high_level")
    factories.tier("specialized")

    response = client.get(f"{URL}?{query}")

    assert response.status_code == 200
    assert response.context["form"].errors[field] == [said]
    assert response.context["results"] is None
    assert "没有显示结果" in response.content.decode()


def test_unknown_parameter_is_ignored(client, age_limit):
    assert parts(client.get(f"{URL}?utm=x&shoe_size=43")) == {"unknown": ["青年资助"]}
