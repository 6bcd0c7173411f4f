"""The results of the match."""

import pytest
from django.utils import timezone

from incentives.eligibility.decision import Verdict
from incentives.eligibility.rulebook import rulebook_of
from incentives.enums import Kind, ReformMode
from incentives.pages.match import FIRST, FIRST_FAILED, PER_PAGE
from policies.caching import content_version
from policies.enums import Stacking
from tests import factories
from tests.incentives.pages.match_answers import URL, YI, asked, parts


def test_results_are_grouped_by_verdict_the_greater_award_first(client, db):
    for yuan in (10_000, 30_000, 20_000):
        measure = factories.measure(kind=Kind.SUBSIDY, title=f"奖 {yuan}")
        factories.subsidy_tier(measure, yuan)
        factories.condition(measure, fact="size", operator="eq", value="micro")
    factories.measure(title="没有条件")

    assert parts(client.get(URL)) == {"unknown": ["奖 30000", "奖 20000", "奖 10000"], "unlisted": ["没有条件"]}
    assert list(parts(client.get(f"{URL}?size=micro"))) == ["fits", "unlisted"]
    assert list(parts(client.get(f"{URL}?size=none"))) == ["unlisted", "fails"]


def test_page_says_by_how_much_and_where_it_is_written(client, age_limit):
    page = client.get(f"{URL}?age=41").content.decode()

    assert "年龄超出 1 岁" in page
    assert f'href="{age_limit.clauses.get().get_absolute_url()}"' in page


def test_page_leads_to_the_most_decisive_question(client, age_limit):
    response = client.get(URL)

    assert response.context["results"].next_question == ("age", "年龄（周岁）", 1)
    assert 'href="#age">年龄（周岁）</a>' in response.content.decode()
    assert client.get(f"{URL}?age=30").context["results"].next_question is None


def test_answers_are_chips_each_with_the_way_back(client, age_limit):
    factories.condition(age_limit, fact="talent_class", operator="in", value="high_level,industry_backbone")
    factories.condition(age_limit, fact="on_post", operator="eq", value="yes")

    chips = client.get(f"{URL}?age=35&talent_class=high_level&on_post=yes&page=1").context["results"].chips

    assert [chip.label for chip in chips] == ["年龄（周岁）：35 岁", "已认定的人才类别：高层次人才", "已经到岗吗：是"]
    assert chips[0].url == "?talent_class=high_level&on_post=yes"
    assert chips[1].url == "?age=35&on_post=yes"


def test_revenue_is_taken_in_ten_thousands(client, db):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 1_000_000, over=50 * YI, first_time=True)

    results = client.get(f"{URL}?revenue=420000.5&passed=0").context["results"]

    assert (results.profile["revenue"], results.profile["passed"]) == (4_200_005_000, 0)
    assert results.chips[0].label == "今年主营业务收入：420000.5 万元"


def test_answers_that_contradict_each_other_get_a_hint(client, db):
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, 1_000_000, over=50 * YI)
    factories.condition(measure, fact="size", operator="in", value="micro,small")

    page = client.get(f"{URL}?revenue=600000&size=micro").content.decode()

    assert "企业规模填了微型企业，收入却到过 60 亿元" in page
    assert 'href="#size">去看这一问' in page
    assert client.get(f"{URL}?revenue=60&size=micro").context["results"].hints == []


def test_groups_are_folded_but_the_first_and_those_that_matter(client, age_limit):
    factories.condition(age_limit, fact="size", operator="eq", value="micro")
    factories.tier("specialized")
    factories.condition(factories.measure(), fact="honour", operator="eq", value="specialized")

    def unfolded(query):
        return {part.about: part.is_open for part in client.get(f"{URL}?{query}").context["form_parts"]}

    assert unfolded("honour-specialized=none&size=micro&age=30") == {
        "企业荣誉": True,
        "您的企业": True,
        "您要引进或培养的人才": True,
    }
    assert unfolded("") == {"企业荣誉": True, "您的企业": False, "您要引进或培养的人才": True}
    assert "已填 1，共 1 问" in client.get(f"{URL}?age=30").content.decode()


def test_hint_stands_beside_its_question_too(client, age_limit):
    factories.talent_grant(age_limit, doctorate=True)

    page = client.get(f"{URL}?age=12&doctorate=yes").content.decode()

    assert page.count("年龄 12 岁又是博士，请核对年龄和学位。") == 2


def test_bar_tells_how_many_may_fit_before_the_end_of_the_form(client, age_limit):
    assert "可能符合 0 项 · 看结果" in client.get(URL).content.decode()
    assert "符合 1 项 · 看结果" in client.get(f"{URL}?age=30").content.decode()


def test_long_part_is_continued_on_its_own_pages(client, db):
    for _ in range(PER_PAGE + 1):
        factories.measure()

    part = client.get(URL).context["parts"][0]
    second = client.get(f"{URL}?part=unlisted&page=2")

    assert (part.total, len(part.results), part.rest) == (PER_PAGE + 1, FIRST, PER_PAGE + 1 - FIRST)
    assert len(second.context["parts"][0].results) == 1
    assert client.get(f"{URL}?part=unlisted&page=3").status_code == 404


def test_of_what_one_fails_fewer_are_shown(client, db):
    for _ in range(FIRST_FAILED + 2):
        factories.condition(factories.measure(), fact="age", operator="lte", value="40")

    (part,) = client.get(f"{URL}?age=50").context["parts"]

    assert (part.name, len(part.results), part.rest) == ("fails", FIRST_FAILED, 2)


def test_one_measure_alone(client, age_limit):
    other = factories.measure()
    factories.condition(other, fact="size", operator="eq", value="micro")

    response = client.get(f"{URL}?measure={age_limit.slug}")

    assert parts(response) == {"unknown": ["青年资助"]}
    assert [asked(part) for part in response.context["form_parts"]] == [["age"]]
    assert "我符合“青年资助”吗" in response.content.decode()


@pytest.mark.parametrize("slug", ["no-such", "不是"])
def test_unknown_measure_is_said(client, age_limit, slug):
    response = client.get(f"{URL}?measure={slug}")

    assert response.status_code == 200
    assert ("没有找到这个事项" in response.content.decode()) or response.context["form"].errors


def test_stackable_awards_alone_are_added_up(client, db):
    stackable = factories.measure(kind=Kind.SUBSIDY, stacking=Stacking.STACKABLE)
    silent = factories.measure(kind=Kind.SUBSIDY)
    for measure in (stackable, silent):
        factories.subsidy_tier(measure, 10_000)
        factories.subsidy_tier(measure, 20_000)
        factories.condition(measure, fact="size", operator="eq", value="micro")

    page = client.get(f"{URL}?size=micro").content.decode()

    assert page.count("合计 3 万元") == 1
    assert page.count("来源未载明能否叠加，请不要自行相加；单项最高 2 万元") == 1


def test_rows_of_approvals_and_loans_stand_apart_where_conditions_tell_them_apart(client, db):
    approval = factories.measure(kind=Kind.APPROVAL, title="审批")
    factories.approval_reform(approval)
    factories.approval_reform(approval, mode=ReformMode.RECORD)
    loan = factories.measure(kind=Kind.LOAN, title="贷款")
    factories.loan_product(loan)
    for measure in (approval, loan):
        factories.condition(measure, row=1, fact="size", operator="eq", value="micro")

    results = client.get(f"{URL}?size=none").context["results"]

    assert results.decisions[approval.pk].rows == ((1, Verdict.FAILS), (2, Verdict.POSSIBLE))
    assert results.decisions[loan.pk].verdict == Verdict.FAILS


def test_condition_for_the_first_time_asks_about_its_fact(client, db):
    measure = factories.measure()
    factories.condition(measure, fact="front_runner", operator="eq", value="national", first_time=True)
    other = factories.measure()
    factories.condition(other, fact="first_time", operator="eq", value="yes")

    results = client.get(f"{URL}?front_runner=national&first_front_runner=no").context["results"]

    assert results.decisions[measure.pk].verdict == Verdict.FAILS
    assert results.decisions[other.pk].verdict == Verdict.UNKNOWN
    assert results.result_of(measure).reasons[0].gap == "不是首次"


def test_number_of_queries_does_not_grow(client, db, django_assert_num_queries):
    def fill(number):
        drafts = [factories.draft(kind=list(Kind)[place % 3]) for place in range(number)]
        for measure in drafts:
            if measure.kind == Kind.SUBSIDY:
                factories.subsidy_tier(measure, 10_000)
            factories.condition(measure, fact="size", operator="in", value="micro,small")
            factories.condition(measure, fact="age", operator="lte", value="40")
        factories.publish(drafts)

    for number in (3, 30):
        fill(number)
        with django_assert_num_queries(19):
            client.get(f"{URL}?size=micro")


def test_rules_stay_in_memory_until_the_content_changes(client, age_limit, django_assert_num_queries):
    content_version.raise_version()
    client.get(URL)

    with django_assert_num_queries(9):
        client.get(f"{URL}?age=35")

    factories.condition(age_limit, fact="size", operator="eq", value="micro")
    content_version.raise_version()

    assert "size" in client.get(URL).context["form"].fields


def test_form_and_its_ways_back_lead_to_the_bare_address(client, age_limit):
    answered = client.get(f"{URL}?age=35").content.decode()
    wrong = client.get(f"{URL}?age=old").content.decode()

    assert f'hx-get="{URL}"' in answered  # an empty one would add to the answers before, never take one back
    assert f'action="{URL}#results"' in answered
    assert f'href="{URL}">全部清除' in answered
    assert f'href="{URL}">清空重填' in wrong


def test_answers_are_neither_kept_nor_sent_on(client, age_limit):
    response = client.get(f"{URL}?age=35")

    assert response.headers["Referrer-Policy"] == "same-origin"
    assert set(response.headers["Cache-Control"].replace(" ", "").split(",")) == {"private", "no-store"}
    assert "Set-Cookie" not in response.headers
    assert client.post(URL).status_code == 405


def test_rulebook_of_one_measure_is_also_of_a_closed_one(age_limit):
    type(age_limit)._base_manager.update(valid_until="2001-01-01")

    assert rulebook_of([age_limit.slug], timezone.localdate()).measures == []
    assert rulebook_of([age_limit.slug]).terms(age_limit) == [("", ("年龄不超过 40 岁",))]


def test_condition_of_another_measures_row_is_for_a_person(client, db):
    measure, other = factories.measure(kind=Kind.SUBSIDY), factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure)
    elsewhere = factories.subsidy_tier(other)
    factories.condition(measure, subsidytier=elsewhere, fact="size", operator="eq", value="micro")

    decision = client.get(f"{URL}?size=none").context["results"].decisions[measure.pk]

    assert (decision.verdict, decision.is_listed) == (Verdict.POSSIBLE, True)
