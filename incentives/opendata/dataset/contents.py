"""The contents of the published dataset: the catalogue as one JSON document, its schema and its data dictionary."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field

from incentives.models import EnterpriseTier, Fact, Measure
from incentives.opendata.api.reference import kind
from incentives.opendata.api.sources import public_clauses, whole_documents
from incentives.opendata.files.listing import CHUNK, measure_records
from incentives.opendata.files.writing import BOM
from incentives.opendata.records import source as records
from incentives.opendata.records.source import Absolute
from incentives.opendata.shapes import source as shapes
from incentives.opendata.shapes.measure import MeasureShape
from policies.models import Agency, Category, Indicator


class About(BaseModel):
    """What a dataset says of itself."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(description="标题")
    publisher: str = Field(description="发布者")
    written_on: str = Field(description="写成时间，ISO 8601")
    content_version: int = Field(description="内容版本号；不变则内容不变")
    licence: str = Field(description="许可")
    licence_url: str = Field(description="许可全文")
    caution: str = Field("以主管部门最新文件为准。", description="注意")


class Dataset(BaseModel):
    """The whole public catalogue."""

    model_config = ConfigDict(extra="forbid")

    about: About = Field(description="关于本数据")
    measures: list[MeasureShape] = Field(description="惠企事项，含已截止的")
    documents: list[shapes.DocumentShape] = Field(description="政策文件")
    clauses: list[shapes.ClauseShape] = Field(description="条款")
    indicators: list[shapes.IndicatorShape] = Field(description="指标；不是可申领的金额")
    categories: list[shapes.CategoryShape] = Field(description="类别")
    tiers: list[shapes.Tier] = Field(description="企业梯次")
    agencies: list[shapes.AgencyShape] = Field(description="机构")
    facts: list[shapes.StoredFactShape] = Field(description="规则核对的事实")


def measures(absolute: Absolute) -> Iterator[MeasureShape]:
    """Every published measure, in a stable order."""
    return measure_records(Measure.objects.published().order_by("slug"), absolute)


def _parts(absolute: Absolute) -> dict[str, Iterable[BaseModel]]:
    """The items of each member of Dataset, read from the database while they are written."""
    documents = whole_documents().iterator(chunk_size=CHUNK)
    indicators = Indicator.objects.public().in_reading_order().iterator(chunk_size=CHUNK)
    tiers = EnterpriseTier.objects.select_related("enterprises__clause__document")
    return {
        "measures": measures(absolute),
        "documents": (records.document(row, absolute) for row in documents),
        "clauses": (records.clause(row, absolute) for row in public_clauses().iterator(chunk_size=CHUNK)),
        "indicators": (records.indicator(row, absolute) for row in indicators),
        "categories": (records.category(row) for row in Category.objects.all()),
        "tiers": (records.tier(row, absolute) for row in tiers),
        "agencies": (records.agency(row) for row in Agency.objects.all()),
        "facts": (records.fact(row) for row in Fact.objects.prefetch_related("choices")),
    }


def catalogue(about: About, absolute: Absolute) -> Iterator[str]:
    """The dataset as JSON text in pieces."""
    yield f'{{"about": {about.model_dump_json()}'
    for name, items in _parts(absolute).items():
        yield f',\n"{name}": ['
        for number, item in enumerate(items):
            yield (",\n" if number else "\n") + item.model_dump_json()
        yield "\n]"
    yield "}\n"


def schema() -> str:
    """The dataset's JSON Schema (2020-12)."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | Dataset.model_json_schema(mode="serialization"), ensure_ascii=False, indent=1)


def dictionary() -> str:
    """The data dictionary as CSV: every member of every shape with its type and meaning."""
    dataset = Dataset.model_json_schema(mode="serialization", ref_template="{model}")
    tables = {"Dataset": dataset, **dataset["$defs"]}
    target = io.StringIO(newline="")
    write = csv.writer(target).writerow
    write(["类型", "类型名称", "字段", "字段类型", "说明"])
    for name, shape in tables.items():
        for member, one in shape.get("properties", {}).items():
            write([name, shape["title"], member, kind(one), one.get("description", "")])
        if "enum" in shape:
            write([name, shape["title"], "", "、".join(shape["enum"]), "可取的值"])
    return BOM + target.getvalue()
