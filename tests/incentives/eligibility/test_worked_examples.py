"""Questions that owners really ask, answered from the content in fixtures/."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from incentives.eligibility.decision import CheckState, Verdict
from incentives.eligibility.match_form import MatchForm
from incentives.eligibility.rulebook import rulebook
from incentives.models import Measure
from incentives.pages.match import Results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

LADDER = "ladder-awards"
LEADING = "leading-enterprise-award"
SCIENTIST = "young-scientist-funding"
PROJECT = "young-innovation-projects"


def results(query: str) -> Results:
    book = rulebook(timezone.localdate())
    form = MatchForm(QueryDict(query), book)
    assert form.is_valid(), form.errors
    return Results(form, book)


def found(query: str, slug: str):
    measure = Measure.objects.get(slug=slug)
    return results(query).result_of(measure)


def gaps(query: str, slug: str) -> list[str]:
    one = found(query, slug)
    return [reason.gap for offer in [*one.offers, *one.lesser] for reason in offer.reasons if reason.gap]


def amounts(query: str, slug: str) -> list[str]:
    return [str(offer.row.amount) for offer in found(query, slug).offers]


def test_specialized_firm_aiming_at_little_giant():
    query = "held=specialized&applying=little-giant"
    one = found(query, LADDER)

    assert one.verdict == Verdict.POSSIBLE
    assert amounts(query, LADDER) == ["50 万元", "200 万元"]
    assert one.for_people == 2  # whether it is the first time, whether it was paid
    assert gaps(query, LADDER) == []
    assert results(query).highest == "200 万元"


def test_firm_whose_revenue_passed_5_billion_for_the_first_time():
    query = "revenue=520000&passed=0"
    one = found(query, LEADING)

    assert one.verdict == Verdict.POSSIBLE
    assert amounts(query, LEADING) == ["100 万元"]
    assert [reason.sentence for reason in one.offers[0].reasons if reason.state == CheckState.PERSON] == [
        "属于领军型企业（集团）"
    ]
    assert [reason.mark for reason in one.reasons] == ["须核对"]  # whether industries beside manufacturing are served
    assert gaps(query, LEADING) == ["年主营业务收入还差 48 亿元"]
    assert found(query + "&held=leading&industry=manufacturing", LEADING).verdict == Verdict.FITS


def test_firm_short_of_the_line_learns_by_how_much():
    assert gaps("revenue=420000", LEADING) == ["年主营业务收入还差 8 亿元", "年主营业务收入还差 58 亿元"]
    assert gaps("revenue=500000", LEADING)[0] == "年主营业务收入正好 50 亿元，须超过才算"
    assert gaps("revenue=499999.5", LEADING)[0] == "年主营业务收入还差 5000 元"
    assert found("revenue=420000", LEADING).verdict == Verdict.FAILS


def test_firm_that_passed_the_line_in_an_earlier_year():
    one = found("revenue=1100000&passed=500000", LEADING)

    assert amounts("revenue=1100000&passed=500000", LEADING) == ["200 万元"]
    assert [reason.gap for offer in one.lesser for reason in offer.reasons] == ["以前年度已经超过"]


def test_doctor_of_35_hired_by_a_key_enterprise():
    query = "age=35&doctorate=yes&employer=key_enterprise"

    assert found(query, SCIENTIST).verdict == Verdict.POSSIBLE
    assert amounts(query, SCIENTIST) == ["10 万元"]
    assert found(query, SCIENTIST).for_people == 1
    assert found(query, PROJECT).questions == [("project_lead", "本人领衔创新创业项目吗")]


def test_person_of_41_is_over_the_age():
    query = "age=41&doctorate=yes&employer=key_enterprise&project_lead=yes"

    assert found(query, SCIENTIST).verdict == Verdict.FAILS
    assert gaps(query, SCIENTIST) == gaps(query, PROJECT) == ["年龄超出 1 岁"]
    assert found(query.replace("41", "40"), SCIENTIST).verdict == Verdict.POSSIBLE


def test_firm_that_answers_nothing_is_excluded_from_nothing():
    said = results("")

    assert {decision.verdict for decision in said.decisions.values()} == {Verdict.POSSIBLE, Verdict.UNKNOWN}
    assert said.ranked[Verdict.FAILS] == []
    assert sum(number for _, _, number in said.counts) == Measure.objects.offers().count()
    assert said.highest == ""
    assert said.next_question[0] == "honour-champion-enterprise"  # alone it decides 500 万元


def test_little_giant_that_holds_the_honour_may_not_have_been_paid():
    """Holding it says neither that it was not the first time nor that the award was paid."""
    query = "held=little-giant&held=champion-product"

    assert found(query, LADDER).verdict == Verdict.POSSIBLE
    assert amounts(query, LADDER) == ["200 万元", "100 万元"]
    assert found(query + "&paid=none", LADDER).verdict == Verdict.POSSIBLE


def test_award_that_was_paid_is_not_given_again():
    query = "held_earlier=specialized&won=none&applying=none&paid=specialized"

    assert found(query, LADDER).verdict == Verdict.FAILS
    assert gaps(query, LADDER)[0] == "已经领过，一次性奖励不再给"


def test_firm_granted_this_year_and_not_yet_paid_qualifies():
    assert found("won=specialized", LADDER).verdict == Verdict.POSSIBLE
    assert found("won=specialized&paid=none", LADDER).verdict == Verdict.FITS
    assert amounts("won=specialized&paid=none", LADDER) == ["50 万元"]


def test_firm_that_first_passed_the_line_last_year_may_not_be_awarded_yet():
    assert found("revenue=600000&passed=0&passed_last=500000", LEADING).verdict == Verdict.POSSIBLE
    assert found("revenue=600000&passed=500000", LEADING).verdict == Verdict.FAILS


def test_awards_of_several_steps_are_never_added_up():
    one = found("held=none&applying=specialized&applying=little-giant", LADDER)

    assert len(one.offers) == 2
    assert one.combined.sentence == "来源未载明能否叠加，请不要自行相加；单项最高 200 万元"
    assert one.combined.total is None


def test_benchmark_for_the_first_time_and_again():
    first = found("benchmark=national&first_benchmark=yes", "quality-benchmark-award")
    again = found("benchmark=national&first_benchmark=no", "quality-benchmark-award")

    assert first.verdict == Verdict.POSSIBLE
    assert [reason.sentence for reason in first.reasons] == ["按有关规定给予奖励（规定内容来源未载明）"]
    assert again.verdict == Verdict.FAILS
    assert again.offers[0].reasons[0].gap == "不是首次"


def test_front_runner_for_less_than_a_year():
    one = found("front_runner=municipal&front_runner_years=0", "standards-front-runner-support")

    assert one.verdict == Verdict.FAILS
    assert [reason.gap for reason in one.reasons] == ["连续保持还差 1 年"]


def test_every_reason_of_the_content_links_to_its_clause():
    said = results("")
    for measure in Measure.objects.offers():
        one = said.result_of(measure)
        reasons = [*one.reasons, *(reason for offer in one.offers for reason in offer.reasons)]
        assert all(reason.clause and reason.sentence for reason in reasons), measure.slug
