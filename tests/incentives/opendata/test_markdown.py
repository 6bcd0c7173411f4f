"""Measures, clauses and the list of offers as Markdown."""

import pytest

from incentives.enums import Availability, Kind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    document = factories.document(slug="reply", title="绿谷市答复", source_url="https://lvgu.example.cn/1")
    clause = factories.clause(document, path="1.1", position=1, gist="奖励的提要")
    row = factories.measure(
        slug="ears", title="谷穗奖励", promise="评上谷穗，得奖励", kind=Kind.SUBSIDY, summary="说明。"
    )
    factories.link(row, "clauses", clause)
    factories.link(row, "indicators", factories.indicator(name="谷穗企业", value=12, unit="家", clause=clause))
    factories.subsidy_tier(row, 350_000, label="首次评上谷穗", first_time=True, clause=clause)
    factories.condition(row, sentence="在本市注册")
    factories.measure(slug="talks", title="谷穗座谈", availability=Availability.ACTIVITY)
    return factories.listed(row)


def test_measure(client, measure):
    answer = client.get("/measures/ears.md")

    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    text = answer.content.decode()
    cited = "（[第一部分第1句](http://testserver/documents/reply/1.1/)）"
    assert f"- 首次评上谷穗：35 万元，限首次{cited}" in text
    assert f"- 谷穗企业：12 家{cited}" in text
    assert "- 在本市注册（" in text
    assert "叠加规则：来源未载明" in text


def test_clause(client, measure):
    text = client.get("/documents/reply/1.1.md").content.decode()

    assert "奖励的提要（原文尚未导入，以上是提要）" in text
    assert "官方页面：https://lvgu.example.cn/1" in text
    assert "[谷穗奖励](http://testserver/measures/ears/)" in text


def test_list_of_offers(client, measure):
    text = client.get("/llms.txt").content.decode()

    assert "[谷穗奖励](http://testserver/measures/ears.md)：评上谷穗，得奖励" in text
    assert "谷穗座谈" not in text


@pytest.mark.parametrize("path", ["/measures/none.md", "/documents/reply/9.9.md", "/documents/none/1.1.md"])
def test_unknown(client, measure, path):
    assert client.get(path).status_code == 404
