"""Form fields for numbers as people type them, read by `typed_number`; the box shows what was understood."""

import copy
from collections.abc import Callable, Sequence
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from policies.figures.typed import YUAN_WORDS, typed_number
from policies.text.parameters import WRONG
from policies.text.wording import money, plain


class NumberBox(forms.TextInput):
    """A text box for a number, followed by what was understood.

    A box of type `number` would drop what it does not know without a word: 50万 becomes 50, 五十万 becomes empty.
    """

    understood: Callable[[object], str] | None = None  # set by the field

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        words = self.understood(value) if self.understood and value not in (None, "") else ""
        if not words:
            return box
        return format_html(
            '{} <output class="understood" for="{}">＝ {}</output>', box, (attrs or {}).get("id", ""), words
        )


class NumberField(forms.DecimalField):
    """A number in digits or in Chinese numerals; whole unless `decimal_places` is given.

    `words` are the units that may be typed behind it (岁, 年).
    """

    default_error_messages = {
        "invalid": "“%(value)s”读不出一个数。请只填一个数，如 50、五十。",
        "max_decimal_places": "最多 %(max)s 位小数。",
        "max_digits": "数字太长，请检查。",
        "max_whole_digits": "数字太长，请检查。",
        "min_value": WRONG["min_value"],
        "max_value": WRONG["max_value"],
    }
    widget = NumberBox
    unit = 1

    def __init__(self, *, words: Sequence[str] = (), decimal_places: int = 0, **kwargs) -> None:
        self.words = words
        super().__init__(decimal_places=decimal_places, **kwargs)
        self.widget.understood = self.understood

    def __deepcopy__(self, memo):
        field = super().__deepcopy__(memo)
        field.widget = copy.copy(field.widget)
        field.widget.understood = field.understood
        return field

    def to_python(self, value: object) -> Decimal | None:
        if value in self.empty_values:
            return None
        number = typed_number(str(value), self.words, self.unit)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value})
        return number

    def clean(self, value: object) -> int | Decimal | None:
        number = super().clean(value)
        return int(number) if number is not None and self.decimal_places == 0 else number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {}  # DecimalField would limit what a box of type `number` takes

    def understood(self, value: object) -> str:
        """What the box's text was read as, in words; empty if that is the text itself or if it is no number."""
        try:
            number = self.clean(value)
        except ValidationError:
            return ""
        words = "" if number is None else self.in_words(number)
        return "" if words == str(value) else words

    def in_words(self, number: int | Decimal) -> str:
        return plain(number)


class SumField(NumberField):
    """A sum of money, typed as 50, 50万, 五十万元 or 1.2亿.

    `unit` is what 1 in the box is worth in 元: 10000 for a box in 万元. The value is in the unit of the box, so there
    50万 is 50.
    """

    default_error_messages = {"invalid": "“%(value)s”读不出金额。请只填一个数，如 50万、五十万元、1.2亿。"}

    def __init__(self, *, unit: int = 1, **kwargs) -> None:
        self.unit = unit
        super().__init__(words=YUAN_WORDS, **kwargs)

    def in_words(self, number: int | Decimal) -> str:
        return money(number * self.unit)
