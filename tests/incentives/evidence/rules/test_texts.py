"""Sums, slips and prose: what is checked in texts rather than in single figures."""

import pytest

from incentives.evidence.claims import FindingState, Item
from incentives.evidence.rules.prose import Prose, check_prose
from incentives.evidence.rules.sums import totals
from incentives.evidence.rules.wording import wording_faults
from tests.incentives.evidence.made_up import LINES, PARTS, sentence


def test_total_with_its_parts():
    total = next(totals(sentence(PARTS)))

    assert (total.whole.text, total.is_exhausted, total.is_exceeded) == ("27项", True, False)
    assert total.sum_text == "8项 + 7项 + 12项 = 27项"


@pytest.mark.parametrize(
    ("text", "exhausted", "exceeded"),
    [
        ("新增企业100家,其中高新企业20家、科技企业30家。", False, False),
        ("新增企业100家,其中高新企业70家、科技企业60家。", False, True),
    ],
)
def test_parts_need_not_be_all_but_never_more(text, exhausted, exceeded):
    total = next(totals(sentence(text)))

    assert (total.is_exhausted, total.is_exceeded) == (exhausted, exceeded)


@pytest.mark.parametrize(
    "text", ["其中高新企业20家、科技企业30家。", "新增100家,其中高新20家。", "新增100家;另有20项。"]
)
def test_no_total_without_a_whole_and_two_parts(text):
    assert list(totals(sentence(text))) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("创新性中小企业", ["创新性"]),
        ("创新性的做法", []),
        ("国家小巨人企业", ["小巨人"]),
        ("“小巨人”和“国家小巨人企业”", []),
        ("政网办[2022]15号", ["[2022]"]),
        ("第B(2024)059号、政网办〔2022〕15号", []),
        ("奖励50万，另加", ["万"]),
        ("5 万—10 万元", []),
        ("专特精新企业", ["专特精新"]),
        ("专精特型企业", ["专精特型"]),
        ("单向冠军", ["单向冠军"]),
    ],
)
def test_slips_of_the_field(text, wrong):
    assert [slip.wrong for slip in wording_faults(text)] == wrong


def checked(text, *sentences):
    prose = Prose(item=Item(owner="奖励", part="一句话"), text=text, sentences=tuple(map(sentence, sentences)))
    return [(finding.state, finding.wanted) for finding in check_prose(prose)]


def test_prose_figures_must_stand_in_a_cited_sentence():
    text = "收入首次超 5 亿元奖 20 万元，面向四类企业"

    assert checked(text, PARTS, LINES) == [(FindingState.PROVED, "5 亿元"), (FindingState.PROVED, "20 万元")]
    assert checked("奖 200 万元", LINES) == [(FindingState.WRONG, "200 万元")]
    assert checked("奖 200 万元", LINES, "") == [(FindingState.NO_TEXT, "200 万元")]


def test_prose_must_not_promise_a_threshold():
    assert checked("达标企业得 5 亿元奖励", LINES) == [(FindingState.WRONG, "5 亿元")]


def test_prose_may_count_items_with_either_word():
    assert checked("办理事项 27 个", PARTS) == [(FindingState.PROVED, "27 个")]
    assert checked("办理 27 家", PARTS) == [(FindingState.WRONG, "27 家")]
