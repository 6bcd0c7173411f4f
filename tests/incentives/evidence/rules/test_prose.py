from incentives.evidence.claims import FindingState, Item
from incentives.evidence.rules.prose import Prose, check_prose
from tests.incentives.evidence.made_up import LINES, PARTS, sentence


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
