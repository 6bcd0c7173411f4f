import pytest

from incentives.eligibility.match_cases import broken_cases
from incentives.enums import CaseVerdict, Kind
from incentives.models import MatchCase, MatchCaseVerdict, Measure
from tests import factories

pytestmark = pytest.mark.django_db


def case(slug, answers, name="某人", **verdicts) -> MatchCase:
    """Verdicts by row: row_1="no"."""
    kept = MatchCase.objects.create(measure_slug=slug, name=name, answers=answers)
    for row, verdict in verdicts.items():
        MatchCaseVerdict.objects.create(case=kept, row=int(row.removeprefix("row_")), verdict=verdict)
    return kept


@pytest.fixture
def grant():
    measure = factories.measure(kind=Kind.TALENT, slug="grant")
    factories.talent_grant(measure, 100_000, max_age=40)
    return measure


@pytest.mark.parametrize(
    ("answers", "verdict"), [("age=40", "qualifies"), ("age=41", "no"), ("", "unknown"), ("age=四十", "qualifies")]
)
def test_case_that_holds(grant, answers, verdict):
    case("grant", answers, row_1=verdict)

    assert broken_cases(grant) == []


@pytest.mark.parametrize(
    ("answers", "row", "verdict", "told"),
    [
        ("age=41", "row_1", "qualifies", "案例“某人”：第 1 行应得“符合”，现在是“不符合”。"),
        ("age=30", "row_2", "no", "案例“某人”：没有第 2 行明细。"),
        ("age=30", "row_0", "no", "案例“某人”：这个事项有明细，请写明第几行。"),
        ("age=old", "row_1", "no", "案例“某人”：回答有误，“old”读不出一个数。请只填一个数，如 50、五十。"),
        ("shoe=43", "row_1", "no", "案例“某人”：回答有误，没有这样的问题：shoe。请从匹配页的网址里取回答。"),
    ],
)
def test_case_that_is_broken_is_told(grant, answers, row, verdict, told):
    case("grant", answers, **{row: verdict})

    assert broken_cases(grant) == [told]


def test_case_may_answer_what_its_own_rules_do_not_ask(grant):
    factories.facts()
    case("grant", "age=40&size=large&revenue=6亿&passed=100&first_benchmark=no", row_1="qualifies")

    assert broken_cases(grant) == []


def test_measure_that_is_no_offer():
    measure = factories.measure(slug="talk", availability="activity")
    case("talk", "", row_0=CaseVerdict.NOT_AN_OFFER)
    assert broken_cases(measure) == []

    Measure._base_manager.update(availability="offer")
    assert broken_cases(Measure.objects.get()) == ["案例“某人”：应得“没有可申领的”，现在是“可能符合”。"]


def test_case_is_for_every_version(grant):
    case("grant", "age=40", row_1="qualifies")
    draft = factories.draft(kind=Kind.TALENT, slug="grant", version=2)
    factories.talent_grant(draft, 100_000, max_age=39)

    assert broken_cases(draft) == ["案例“某人”：第 1 行应得“符合”，现在是“不符合”。"]
    assert broken_cases(grant) == []
