"""Title, issuer, numbers and dates of a document, against its original."""

import datetime

import pytest

from incentives.evidence.claims import FindingState
from incentives.evidence.report import check_content
from policies.models import SourceFile
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """发文机关：绿谷市商务局
发文字号：绿商〔2031〕5号
成文日期：2031年3月6日
绿谷市茶叶产业扶持办法
第一条 对首次上规的茶企给予8万元奖励。
第二条 本办法自2031年4月1日起施行。
"""
STATED = {
    "title": "绿谷市茶叶产业扶持办法",
    "doc_number": "绿商〔2031〕5号",
    "written_on": datetime.date(2031, 3, 6),
    "effective_on": datetime.date(2031, 4, 1),
}


def findings(text=TEXT, issuer="绿谷市商务局", **values):
    document = factories.document(**STATED | values)
    document.issuers.set([factories.agency(name=issuer, short_name=issuer[-3:])])
    SourceFile.objects.create(
        name="原.txt",
        sha256="1" * 64,
        content=text.encode(),
        brought_by=factories.user("编辑"),
        document=document,
        edition=document.edition,
    )
    return {finding.item.field: finding for finding in check_content(document) if finding.item.owner == document.title}


def test_header_as_the_original_states_it():
    found = findings()

    assert {name: finding.mark for name, finding in found.items()} == dict.fromkeys([*STATED, "issuer"], "✓")
    assert found["effective_on"].stated == "“2031年4月1日”"  # not in the header but in the text


@pytest.mark.parametrize(
    ("name", "value", "stated"),
    [
        ("title", "绿谷市茶业扶持办法", "绿谷市茶叶产业扶持办法"),
        ("doc_number", "绿商〔2031〕6号", "绿商〔2031〕5号"),
        ("doc_number", "", "绿商〔2031〕5号"),
        ("written_on", datetime.date(2031, 3, 7), "2031年3月6日"),
        ("effective_on", datetime.date(2031, 4, 2), "没有写明"),
        ("issuer", "绿谷市财政局", "绿谷市商务局"),
    ],
)
def test_header_that_says_something_else(name, value, stated):
    finding = findings(**{name: value})[name]

    assert (finding.state, stated in finding.stated) == (FindingState.WRONG, True)


def test_what_was_read_elsewhere_has_its_note():
    found = findings(published_on=datetime.date(2031, 3, 9), source_note="市政府公报")

    assert (found["published_on"].state, found["published_on"].stated) == (FindingState.NOTED, "市政府公报")


def test_original_that_cannot_be_read_says_nothing():
    assert findings(text="\x00") == {}
