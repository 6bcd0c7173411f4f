"""Words that stand in the place of others."""

import pytest

from incentives.verify.knowledge import Knowledge, Topic
from incentives.verify.rules.replaced import replaced

PART = "顾问团为商户提供上门咨询服务"
TOPIC = Topic(measure="a", title="顾问上门", url="/a/", passages=((PART, "/1/"), ("商户可以预约", "/2/")))
KNOWN = Knowledge((TOPIC,), (), synonyms=(("登门", "上门"),))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("顾问团为商户提供书信咨询服务", True),
        ("顾问团为商户提供登门咨询服务", False),
        ("顾问团为商户提供预约咨询服务", False),
        ("顾问团为商户提供咨询服务", False),
        ("书信咨询", False),
    ],
)
def test_a_word_in_the_place_of_another(words, expected):
    assert replaced(words, PART, TOPIC, KNOWN) is expected
