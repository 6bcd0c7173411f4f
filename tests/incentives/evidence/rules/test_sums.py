import pytest

from incentives.evidence.rules.sums import totals
from tests.incentives.evidence.made_up import PARTS, sentence


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
