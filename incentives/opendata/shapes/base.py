"""Base classes of the API's shapes: closed models that list the members that no source states. Pure."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, computed_field

# Enumerations have their own value for what no source states.
UNSTATED = (None, [], "not_stated", "unknown")
CHANGED = "，原文已改，待核对"  # the same words as beside a figure on the pages
NOT_STATED_FIELDS = "来源未载明的字段名；这些字段的值为 null、空数组或 not_stated、unknown"


def number(value: Decimal) -> int | float:
    """A decimal as the shortest JSON number: 50, 0.5."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(number, return_type=int | float)]
Yuan = Annotated[int, Field(description="整数，单位元", json_schema_extra={"unit": "元"})]
Percent = Annotated[Number, Field(description="百分数，50 即 50%", json_schema_extra={"unit": "%"})]


class Shape(BaseModel):
    """Something with the listed members and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def __init_subclass__(cls, **options: object) -> None:
        """Drop `Shape` from the public name: MeasureShape is Measure in OpenAPI, JSON Schema and dictionary."""
        super().__init_subclass__(**options)
        cls.__qualname__ = cls.__qualname__.removesuffix("Shape")


class Sourced(Shape):
    """Something read in a source; `STATED` names the members that the source may leave open."""

    STATED: ClassVar[tuple[str, ...]] = ()

    @computed_field(description=NOT_STATED_FIELDS)
    @cached_property
    def not_stated(self) -> list[str]:
        return [name for name in self.STATED if getattr(self, name) in UNSTATED]


class Named(Shape, title="名称"):
    slug: str = Field(description="网址标识，长期不变")
    name: str = Field(description="名称")


class DocumentName(Sourced, title="文件名称"):
    STATED: ClassVar = ("doc_number",)

    slug: str = Field(description="网址标识，长期不变")
    title: str = Field(description="标题")
    doc_number: str | None = Field(description="发文字号")
    url: str = Field(description="本站网页")


class Citation(Shape, title="出处"):
    """The sentence in which a figure is written."""

    document: str = Field(description="文件的网址标识")
    title: str = Field(description="文件标题")
    edition: int = Field(description="版次")
    path: str = Field(description="条款位置，如 1.7＝第一部分第7句")
    locator: str = Field(description="条款位置，供人阅读")
    fingerprint: str | None = Field(description="原文规范化后的 SHA-256；null＝尚未核对")
    is_superseded: bool = Field(description="true＝出自旧版；数字仍引旧版的，新版已改动或删去原句，待核对")
    url: str = Field(description="本站网页")

    @property
    def place(self) -> str:
        """The locator, marked if a newer edition changed or dropped the sentence."""
        return self.locator + CHANGED * self.is_superseded
