from django.template.loader import render_to_string

from incentives.evidence.annotation import pieces
from incentives.evidence.claims import Sentence


def test_a_figure_without_value_says_which_characters_were_not_understood():
    words = pieces(Sentence(1, "第一条", text="奖励茶企5元5。"), ())

    assert [(piece.text, piece.unread) for piece in words if piece.is_figure] == [("5元", "5元5")]
    assert "未读懂“5元5”" in render_to_string("policies/pages/_words.html", {"pieces": words, "clause": {"text": "x"}})


def test_a_number_without_unit_is_no_figure():
    words = pieces(Sentence(1, "第一条", text="邮编450099，奖励5万元。"), ())

    assert [piece.text for piece in words if piece.is_figure] == ["5万元"]
