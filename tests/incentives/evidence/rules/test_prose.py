import dataclasses

import pytest

from incentives.evidence.claims import FindingState, Item
from incentives.evidence.rules.prose import Prose, check_prose
from tests.incentives.evidence.made_up import LINES, PAIRED, PARTS, sentence


def checked(text, *sentences):
    prose = Prose(item=Item(owner="奖励", part="一句话"), text=text, sentences=tuple(map(sentence, sentences)))
    return [(finding.state, finding.expected) for finding in check_prose(prose)]


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


GRANTS = "遴选青竹人才给予10万元培养经费；对榕树人才领衔的项目，给予20万元资助。"
SCALE = "按等级分别给予5万元、10万元、30万元奖励；每年安排9万元经费。"


@pytest.mark.parametrize(
    ("text", "source", "fault"),
    [
        ("首次获评大榕树得 200 万元", PAIRED, ""),
        ("首次获评大榕树得 50 万元", PAIRED, "“首次获评的“大榕树”企业”对应200万元"),
        ("大榕树、青竹企业分别得 200 万元、50 万元", PAIRED, ""),
        ("大榕树、青竹企业分别得 50 万元、200 万元", PAIRED, "对应"),
        ("青竹企业得五十万元奖励", PAIRED, ""),
        ("青竹企业得五百万元奖励", PAIRED, "没有这个数字"),
        ("青竹人才得 10 万元培养经费", GRANTS, ""),
        ("青竹人才得 20 万元培养经费", GRANTS, "更像原文的"),
        ("青竹人才每年得 10 万元培养经费", GRANTS, "没有写“每年”"),
        ("一次性给予青竹人才 10 万元培养经费", GRANTS, "没有说一次性"),
        ("按等级给予 5 万元至 30 万元奖励", SCALE, ""),
        ("按等级给予 5 万元至 20 万元奖励", SCALE, "没有这个数字"),
        ("企业可得 5 亿元", LINES, "门槛，不是奖励标准"),
        ("营业收入须超过 20 万元的企业，给予支持", LINES, "奖励标准，不是门槛"),
        ("新增 300 个事项", PARTS, "没有这个数字"),
    ],
)
def test_whose_figure_prose_speaks_of(text, source, fault):
    prose = Prose(item=Item(owner="奖励"), text=text, sentences=(sentence(source),))

    stated = [finding.stated for finding in check_prose(prose) if finding.is_wrong]

    assert fault in "；".join(stated)
    assert bool(stated) is bool(fault)


def test_words_of_scope_must_stand_in_a_sentence():
    assert checked("按级别每年得奖励", PAIRED) == [(FindingState.WRONG, "每年")]
    assert checked("按级别一次性得奖励", PAIRED) == []
    assert checked("每年得奖励", PAIRED, "") == []


@pytest.mark.parametrize(("field", "wrong"), [("title", []), ("promise", ["2031年"])])
def test_title_may_have_the_year_of_its_document(field, wrong):
    source = dataclasses.replace(sentence("给予竹编企业奖励。"), place="《2031年绿谷市办法》第一部分第1句")
    prose = Prose(item=Item(owner="奖励", field=field), text="2031年竹编企业奖励", sentences=(source,))

    assert [finding.expected for finding in check_prose(prose) if finding.is_wrong] == wrong
