import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.parsing.sentences import fingerprint, split_sentences


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("甲!乙?丙｡丁;戊.", ["甲!", "乙?", "丙｡", "丁;戊."]),
        ("他说“甲。”（乙。）《丙！》丁", ["他说“甲。”", "（乙。）", "《丙！》", "丁"]),
        ("“甲。”。乙？！丙", ["“甲。”。", "乙？！", "丙"]),
        ("甲。“乙”丙。", ["甲。", "“乙”丙。"]),
        ("“甲，乙。丙。", ["“甲，乙。", "丙。"]),
        ("甲。 ”\u3000乙。 丙", ["甲。 ”", "乙。", "丙"]),
        ('他说"甲!"乙。"丙"丁。', ['他说"甲!"', "乙。", '"丙"丁。']),
        ("＂甲。＂乙", ["＂甲。＂", "乙"]),
        ("甲。\u200b", ["甲。"]),
        ("", []),
    ],
)
def test_split_sentences(paragraph, sentences):
    assert split_sentences(paragraph) == sentences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发 ３ 万元，共１０％！", "发3万元,共10%!"),
        ("甲\u3000乙\u200b丙\ufeff\n", "甲乙丙"),
        ("（甲）", "(甲)"),
        ("甲｡", "甲。"),
        ("e \u0301", "é"),
    ],
)
def test_fingerprint_ignores_width_and_space(one, other):
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发3万元。", "发30万元。"),
        ("发3万元。", "发3亿元。"),
        ("发3万元。", "发三万元。"),
        ("发3万元。", "发3万元！"),
        ("5万—10万元", "5万10万元"),
    ],
)
def test_fingerprint_counts_each_digit_and_word(one, other):
    assert fingerprint(one) != fingerprint(other)


def test_fingerprint_is_sha256_of_the_normalised_sentence():
    assert fingerprint(" ａｂｃ ") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert re.fullmatch("[0-9a-f]{64}", fingerprint("\ud800"))


@given(st.text(), st.data())
def test_fingerprint_invariant_under_spacing_and_width(sentence, data):
    wide = "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and data.draw(st.booleans()) else char for char in sentence
    )
    spaces = data.draw(st.lists(st.sampled_from(["", " ", "\u3000", "\t", "\u200b"]), min_size=1, max_size=8))
    spaced = "".join(char + spaces[place % len(spaces)] for place, char in enumerate(wide))

    assert fingerprint(spaced) == fingerprint(sentence)
