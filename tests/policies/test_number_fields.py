from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from policies.number_fields import NumberField, SumField


class OwnNumbers(forms.Form):
    turnover = SumField(unit=10_000, decimal_places=4, min_value=0, max_digits=16, required=False)
    years = NumberField(words=("年",), max_value=90, required=False)


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("37万", 37, "＝ 37 万元"),
        ("37", 37, "＝ 37 万元"),
        ("三亿", 30_000, "＝ 3 亿元"),
        ("12345元", Decimal("1.2345"), "＝ 1.2345 万元"),
    ],
)
def test_sum_is_cleaned_in_the_unit_of_its_box_and_shown_in_words(typed, value, shown):
    form = OwnNumbers({"turnover": typed})

    assert form.is_valid()
    assert form.cleaned_data["turnover"] == value
    assert f'<output class="understood" for="id_turnover">{shown}</output>' in str(form["turnover"])
    assert f'value="{typed}"' in str(form["turnover"])


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("约37万", "“约37万”读不出金额。请只填一个数，如 50万、五十万元、1.2亿。"),
        ("-1", "最小填 0。"),
        ("1.23456", "最多 4 位小数。"),
        ("123456789012345678", "数字太长，请检查。"),
    ],
)
def test_sum_that_cannot_be_read_keeps_what_was_typed_beside_the_error(typed, error):
    form = OwnNumbers({"turnover": typed})

    assert error in form.errors["turnover"]
    assert f'value="{typed}"' in str(form["turnover"])
    assert "understood" not in str(form["turnover"])


def test_whole_number_is_an_int_and_shown_only_if_it_was_written_otherwise():
    form = OwnNumbers({"years": "三年"})

    assert form.is_valid()
    assert form.cleaned_data == {"turnover": None, "years": 3}
    assert type(form.cleaned_data["years"]) is int
    assert "＝ 3<" in str(form["years"])
    assert "understood" not in str(OwnNumbers({"years": "3"})["years"])


def test_fields_of_two_forms_do_not_share_what_they_understood():
    first, second = OwnNumbers({"years": "三"}), OwnNumbers({"years": "四"})

    assert "＝ 3<" in str(first["years"])
    assert "＝ 4<" in str(second["years"])


def test_field_refuses_a_fraction_and_an_empty_required_answer():
    with pytest.raises(ValidationError, match="最多 0 位小数"):
        NumberField().clean("2.5")
    with pytest.raises(ValidationError):
        NumberField().clean("")
