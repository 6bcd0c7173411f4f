from dataclasses import dataclass

from policies.importing.compare import Fate, compare, words_apart


@dataclass
class Sentence:
    path: str
    text: str
    fingerprint: str


def edition(*texts):
    return [Sentence(f"1.{number}", text, text) for number, text in enumerate(texts, start=1)]


def fates(old, new):
    return [
        (str(change.fate), change.old and change.old.path, change.new and change.new.path)
        for change in compare(old, new)
    ]


def test_same_changed_moved_added_and_removed():
    old = edition("小店有奖励。", "每家发3万元奖励。", "窗口全年无休。", "旧的一句话。")
    new = edition("前言。", "小店有奖励。", "每家发5万元奖励。", "窗口全年无休。")

    assert fates(old, new) == [
        ("added", None, "1.1"),
        ("moved", "1.1", "1.2"),
        ("changed", "1.2", "1.3"),
        ("moved", "1.3", "1.4"),
        ("removed", "1.4", None),
    ]


def test_repeated_sentences_pair_in_order():
    assert fates(edition("同。", "同。"), edition("同。", "同。", "同。")) == [
        ("same", "1.1", "1.1"),
        ("same", "1.2", "1.2"),
        ("added", None, "1.3"),
    ]


def test_swapped_sentences_are_moved():
    assert [fate for fate, *_ in fates(edition("甲。", "乙。"), edition("乙。", "甲。"))] == ["moved", "moved"]


def test_unknown_sentences_are_compared_by_their_words():
    old = edition("每家发3万元奖励。")
    old[0].fingerprint = ""

    assert fates(old, edition("每家发3万元奖励。")) == [("changed", "1.1", "1.1")]


def test_each_fate_has_a_word():
    assert [fate.label for fate in Fate] == ["未变", "位置变动", "文字变动", "新增", "删去"]


def test_words_that_differ_are_told_apart_and_numbers_are_whole():
    assert words_apart("每家发50万元奖励。", "每家发60万元的奖励。") == (
        [("每家发", False), ("50", True), ("万元", False), ("奖励。", False)],
        [("每家发", False), ("60", True), ("万元", False), ("的", True), ("奖励。", False)],
    )
    assert words_apart("", "新。") == ([], [("新。", True)])
