import re

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from incentives.enums import LICENCE_REFORM_MODES, Kind, ReformMode
from incentives.pages.charts import Bar, Span, bars, shares
from incentives.templatetags import charts
from tests import factories

LICENCE_COUNTS = (18, 7, 20, 82)


def test_bars_stand_on_the_scale_of_the_greatest():
    drawn = bars([Span("甲", "50 万元", 50), Span("乙", "200 万元", 200)])

    assert drawn == [Bar("甲", "50 万元", "0%", "25%"), Bar("乙", "200 万元", "0%", "100%")]


def test_bar_of_a_range_starts_at_its_low_end():
    drawn = bars([Span("甲", "10 万元", 10), Span("乙", "5 万—10 万元", 10, low=5)])

    assert (drawn[1].start, drawn[1].width) == ("50%", "50%")


@pytest.mark.parametrize("spans", [[], [Span("甲", "50 万元", 50)]])
def test_bars_need_two_figures_to_compare(spans):
    assert bars(spans) == []


def test_bars_of_nothing_but_zeros_have_no_width():
    assert [bar.width for bar in bars([Span("甲", "0 家", 0), Span("乙", "0 家", 0)])] == ["0%", "0%"]


def test_shares_of_the_127_lie_end_to_end():
    drawn = shares([(mode.label, count) for mode, count in zip(LICENCE_REFORM_MODES, LICENCE_COUNTS, strict=True)])

    assert [share.percent for share in drawn] == ["14.2%", "5.5%", "15.7%", "64.6%"]
    assert [share.start for share in drawn] == ["0%", "14.17%", "19.69%", "35.43%"]
    assert {share.whole for share in drawn} == {127}


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_shares_fill_the_whole(counts):
    drawn = shares([(str(n), count) for n, count in enumerate(counts)])

    assert sum(float(share.width.rstrip("%")) for share in drawn) == pytest.approx(100, abs=0.01 * len(counts))


@pytest.mark.django_db
def test_award_bars_draw_sums_ranges_and_caps():
    measure = factories.measure(kind=Kind.SUBSIDY)
    factories.subsidy_tier(measure, yuan=500_000)
    factories.subsidy_tier(measure, amount_min=500_000, amount_max=1_000_000)
    factories.subsidy_tier(measure, amount_max=1_000_000)
    factories.subsidy_tier(measure)

    drawn = charts.award_bars(measure)

    assert [(bar.start, bar.width) for bar in drawn] == [("0%", "50%"), ("50%", "50%"), ("0%", "100%")]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.APPROVAL, Kind.LOAN])
def test_award_bars_are_for_awards_alone(kind):
    assert charts.award_bars(factories.measure(kind=kind)) == []


@pytest.fixture
def licence_measure(db):
    return factories.measure(kind=Kind.APPROVAL)


def test_licence_shares_add_up_only_where_all_four_ways_are_there(licence_measure):
    for mode, count in zip(LICENCE_REFORM_MODES[:3], LICENCE_COUNTS, strict=False):
        factories.approval_reform(licence_measure, mode=mode, item_count=count)
    three = charts.licence_shares(licence_measure)

    factories.approval_reform(licence_measure, mode=ReformMode.OPTIMISE, item_count=82)
    factories.approval_reform(licence_measure, mode=ReformMode.PARALLEL, item_count=None)
    four = charts.licence_shares(licence_measure)

    assert three == []
    assert [share.count for share in four] == [18, 7, 20, 82]
    assert charts.share_of(four, ReformMode.CANCEL.label).percent == "14.2%"
    assert charts.share_of(four, ReformMode.PARALLEL.label) is None


def test_licence_shares_need_every_count(licence_measure):
    for mode in LICENCE_REFORM_MODES:
        factories.approval_reform(licence_measure, mode=mode, item_count=None)

    assert charts.licence_shares(licence_measure) == []


@pytest.mark.django_db
def test_indicators_are_set_side_by_side_only_within_a_sentence_and_unit():
    sentence, other = factories.clause(), factories.clause()
    figures = [
        factories.indicator(clause=sentence, value=94, unit="名"),
        factories.indicator(clause=sentence, value=84, unit="人"),
        factories.indicator(clause=sentence, value=512, unit="个"),
        factories.indicator(clause=other, value=30, unit="名"),
        factories.indicator(clause=other, value=None, unit="", status_note="已获批"),
    ]

    drawn = charts.indicator_bars(figures)

    assert [(place, [bar.text for bar in group]) for place, group in drawn] == [(sentence.locator, ["94 名", "84 人"])]


def test_qr_code_leads_to_the_absolute_address_and_holds_no_inline_style():
    request = RequestFactory().get("/measures/ladder-awards/", {"from": "mail"})

    svg = charts.qr_code(request, "/measures/ladder-awards/")

    assert re.match(r'<svg width="\d+px" height="\d+px" viewBox="0 0 ', svg)  # without CSS it fills the window
    assert 'class="qr"' in svg
    assert "style=" not in svg
