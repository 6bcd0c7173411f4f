"""The shapes of documents, clauses, indicators and the vocabularies of the filters. Pure."""

import datetime
from typing import ClassVar

from pydantic import Field

from incentives.enums import FactKind
from incentives.opendata.shapes.base import Citation, DocumentName, Named, Number, Shape, Sourced
from policies.enums import DatePrecision, Genre, IndicatorNature, Level, Qualifier, RelationNature, TermKind, Validity


class Relation(Shape, title="文件关联"):
    nature: RelationNature = Field(description="关系")
    document: DocumentName = Field(description="关联到的文件")
    citation: Citation | None = Field(description="写明这一关联的条款；null＝无从查证")


class TermShape(Shape, title="通则"):
    """What a document settles for all its measures."""

    what: TermKind = Field(description="通则的种类")
    value: str = Field(description="内容；日期如 2027-12-31，叠加规则如 highest_only")
    text: str = Field(description="内容，供人阅读")
    citation: Citation | None = Field(description="写明它的条款；null＝条款所在的文件未公开")


class DocumentShape(Sourced, title="政策文件"):
    """One official text, whether its sentences are held or only its name is known."""

    STATED: ClassVar = (
        "doc_number",
        "index_number",
        "issuers",
        "level",
        "region",
        "written_on",
        "published_on",
        "effective_on",
        "expires_on",
        "validity",
    )

    slug: str = Field(description="网址标识，长期不变")
    title: str = Field(description="标题")
    title_is_exact: bool = Field(description="标题是否为原文全称")
    subtitle: str | None = Field(description="副标题；null＝没有")
    genre: Genre = Field(description="体裁")
    doc_number: str | None = Field(description="发文字号")
    index_number: str | None = Field(description="索引号")
    reply_to: str | None = Field(description="答复的建议或提案；null＝不是答复")
    issuers: list[Named] = Field(description="发文机关")
    level: Level | None = Field(description="层级")
    region: str | None = Field(description="适用地区")
    written_on: datetime.date | None = Field(description="成文日期")
    published_on: datetime.date | None = Field(description="发布日期")
    effective_on: datetime.date | None = Field(description="施行日期")
    expires_on: datetime.date | None = Field(description="失效日期")
    validity: Validity = Field(description="有效性")
    source_url: str | None = Field(description="原文链接；null＝未收录")
    source_note: str | None = Field(description="文号和日期从哪里查到；null＝都在原文里，或没有")
    clause_count: int = Field(description="本站收录的条款数；0＝只知名称")
    relations: list[Relation] = Field(description="它提到的文件")
    terms: list[TermShape] = Field(description="已由人核对的通则，适用于它的全部事项")
    url: str = Field(description="本站网页")


class ClauseShape(Shape, title="条款"):
    """One sentence of a document, the smallest unit that can be cited."""

    citation: Citation = Field(description="引用")
    position: int = Field(description="在文件中的顺序")
    section_heading: str | None = Field(description="部分名称，本站自拟；null＝没有")
    gist: str | None = Field(description="大意，本站自拟；null＝还没有")
    text: str | None = Field(description="原文；null＝本站未收录")
    is_context: bool = Field(description="背景句：不含惠企事项、数字或文件")


class IndicatorShape(Sourced, title="指标"):
    """A figure that is no award: a result, a target or the size of a list."""

    STATED: ClassVar = ("value", "as_of")

    slug: str = Field(description="网址标识，长期不变")
    name: str = Field(description="名称")
    nature: IndicatorNature = Field(description="性质；都不是可申领的金额")
    value: Number | None = Field(description="数值，用基本单位；null＝来源只说明状态")
    qualifier: Qualifier = Field(description="确切程度")
    unit: str | None = Field(description="单位；null＝没有数值")
    text: str = Field(description="数值的中文写法，或来源说明的状态")
    as_of: datetime.date | None = Field(description="截至日期，按 as_of_precision 所示的精度")
    as_of_precision: DatePrecision | None = Field(description="日期精度；没有日期时为 null")
    citation: Citation = Field(description="出处")


class CategoryShape(Named, title="类别"):
    """One subject under which measures are looked for."""

    description: str | None = Field(description="一句话说明；null＝没有")


class Tier(Sourced, Named, title="企业梯次"):
    """One standing an enterprise can hold."""

    STATED: ClassVar = ("level", "is_sme", "enterprises")

    short_name: str = Field(description="简称")
    rank: int | None = Field(description="梯级；null＝不在梯次之内")
    level: Level | None = Field(description="层级")
    is_sme: bool | None = Field(description="属中小企业")
    enterprises: IndicatorShape | None = Field(description="企业数量")


class FactChoiceShape(Shape, title="事实的选项"):
    value: str = Field(description="取值；规则和回答用它")
    label: str = Field(description="名称")


class StoredFactShape(Shape, title="事实"):
    """One thing that rules compare."""

    slug: str = Field(description="标识")
    name: str = Field(description="名称")
    question: str = Field(description="问题")
    kind: FactKind = Field(description="类型")
    unit: str | None = Field(description="数字的单位；null＝不是数字")
    choices: list[FactChoiceShape] = Field(description="选项；只有单选和多选有")


class SceneShape(Named, title="办事场景"):
    """One situation of an enterprise, for which staff put measures together."""

    summary: str | None = Field(description="一句话说明；null＝没有")
    query: str | None = Field(description="其中列表的参数，与 /measures 的相同；null＝只有排在前面的几项")
    pinned: list[str] = Field(description="排在前面的事项标识；已撤下的，/measures 里没有")
    url: str = Field(description="网页")


class AgencyShape(Sourced, Named, title="机构"):
    """One office that writes policy or answers for a measure."""

    STATED: ClassVar = ("level", "phone")

    short_name: str = Field(description="简称")
    level: Level | None = Field(description="层级")
    phone: str | None = Field(description="咨询电话")
    website: str | None = Field(description="网站；null＝未收录")
