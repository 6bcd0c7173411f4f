"""The shape of a measure with its rows, each figure beside its citation. Pure."""

import datetime
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Union

from pydantic import Field, computed_field, create_model

from incentives.enums import (
    AgencyRole,
    AmountState,
    Availability,
    Delivery,
    Form,
    Kind,
    LoanStage,
    Operator,
    Period,
    ReformMode,
)
from incentives.opendata.shapes.base import (
    CHANGED,
    NOT_STATED_FIELDS,
    Citation,
    DocumentName,
    Named,
    Percent,
    Shape,
    Sourced,
    Yuan,
)
from incentives.opendata.shapes.source import IndicatorShape
from policies.enums import Stacking


class AmountShape(Shape, title="一笔金额"):
    """One award: a sum, a rate of something, or both."""

    min_yuan: Yuan | None = Field(description="下限（元）；与上限相同＝确数；null＝没有下限", examples=[500000])
    max_yuan: Yuan | None = Field(description="上限（元）；null＝没有上限", examples=[500000])
    rate_min_percent: Percent | None = Field(description="比例下限（%）；null＝没有")
    rate_max_percent: Percent | None = Field(description="比例上限（%）；null＝没有")
    rate_base: str | None = Field(description="比例的基数；null＝没有比例")
    currency: str | None = Field(default=None, description="外币；金额只在 text 中；null＝元", examples=["美元"])
    text: str = Field(description="中文写法", examples=["50 万元"])


class Row(Sourced):
    """What every row of a measure has."""

    position: int = Field(description="顺序")
    label: str = Field(description="名目")
    form: Form | None = Field(description="支持方式；审批改革不分，为 null")
    note: str | None = Field(description="说明；null＝没有")
    citation: Citation | None = Field(description="出处；null＝所在文件未公开")


class AwardRow(Row):
    """A row that can carry money."""

    STATED: ClassVar = ("form", "amount", "paid_for", "period", "one_off")

    amount: AmountShape | None = Field(description="金额")
    paid_for: str | None = Field(description="按什么计发：人、家、项目、平方米等", examples=["平方米"])
    period: Period | None = Field(description="计发周期")
    one_off: bool | None = Field(description="一次性")


AWARD = tuple(AwardRow.model_fields.keys() - Row.model_fields.keys())


class SubsidyTierShape(AwardRow, title="奖补档次"):
    """One rung of a subsidy."""

    STATED: ClassVar = ("form", "amount", "paid_for", "period", "first_time", "one_off")

    kind: Literal["subsidy"] = Field("subsidy", description="明细的种类")
    enterprise_tier: Named | None = Field(description="企业梯次；null＝来源未限定")
    first_time: bool | None = Field(description="限首次")


class TalentGrantShape(AwardRow, title="人才资助"):
    """One grant for a person or a project."""

    STATED: ClassVar = ("form", "amount", "paid_for", "period", "one_off", "doctorate")

    kind: Literal["talent"] = Field("talent", description="明细的种类")
    max_age: int | None = Field(description="年龄上限（岁，含）；null＝来源未限定")
    doctorate: bool | None = Field(description="限博士")


class ApprovalReformShape(Row, title="审批改革"):
    """One way in which approvals are made lighter."""

    STATED: ClassVar = ("item_count", "is_new")

    kind: Literal["approval"] = Field("approval", description="明细的种类")
    mode: ReformMode = Field(description="改革方式")
    item_count: int | None = Field(description="事项数，量词见 item_unit")
    item_unit: str = Field(description="量词，照来源：项、个")
    is_new: bool | None = Field(description="新增")


class LoanProductShape(Row, title="金融产品"):
    """One loan, fund or other product."""

    STATED: ClassVar = (
        "form",
        "operator",
        "platform",
        "stage",
        "credit_limit_yuan",
        "annual_rate_percent",
        "term_months",
        "guarantee",
        "interest_subsidy",
    )

    kind: Literal["loan"] = Field("loan", description="明细的种类")
    name: str = Field(description="产品名称")
    operator: str | None = Field(description="运营主体")
    platform: str | None = Field(description="平台")
    stage: LoanStage | None = Field(description="阶段")
    credit_limit_yuan: Yuan | None = Field(description="额度上限（元）；不是奖金")
    annual_rate_percent: Percent | None = Field(description="年利率（%）")
    term_months: int | None = Field(description="期限（月）")
    guarantee: str | None = Field(description="担保要求")
    interest_subsidy: bool | None = Field(description="有贴息")
    invest_share_min_percent: Percent | None = Field(description="投资占可投规模下限（%）；不是投资时为 null")
    loss_tolerance_percent: Percent | None = Field(description="投资损失允许率（%）；不是投资时为 null")

    @computed_field(description=NOT_STATED_FIELDS)
    @cached_property
    def not_stated(self) -> list[str]:
        of_funds = ("invest_share_min_percent", "loss_tolerance_percent") if self.form == Form.INVESTMENT else ()
        return super().not_stated + [name for name in of_funds if getattr(self, name) is None]


class OtherRow(AwardRow):
    """A row of a kind that has no shape of its own; of one without awards the members of an award are null."""

    STATED: ClassVar = ("form",)

    amount: AmountShape | None = Field(description="金额；null＝没有，或来源未载明")
    paid_for: str | None = Field(description="按什么计发；null＝没有，或来源未载明")
    period: Period | None = Field(description="计发周期；null＝没有，或来源未载明")
    one_off: bool | None = Field(description="一次性；null＝没有，或来源未载明")


def shape_of(kind: Kind) -> type[OtherRow]:
    """The shape of the rows of a kind that has no shape of its own."""
    tag = (Literal[kind.value], Field(kind.value, description="明细的种类"))
    return create_model(f"{kind.name.title()}Row", __base__=OtherRow, kind=tag)


_OWN = {
    Kind.SUBSIDY: SubsidyTierShape,
    Kind.TALENT: TalentGrantShape,
    Kind.APPROVAL: ApprovalReformShape,
    Kind.LOAN: LoanProductShape,
}
# The shape of the rows of each kind that has rows.
SHAPES: dict[Kind, type[Row]] = {kind: _OWN.get(kind) or shape_of(kind) for kind in Kind if kind != Kind.SERVICE}
Provision = Annotated[Union[tuple(SHAPES.values())], Field(discriminator="kind")]  # noqa: UP007


class Rule(Shape, title="规则"):
    """A condition as a machine can check it."""

    field: str = Field(description="核对的事实，见 /facts", examples=["revenue"])
    operator: Operator = Field(description="比较方式")
    value: str = Field(description="比较值；几个值用英文逗号隔开；金额是元")
    unit: str | None = Field(description="数字的单位；null＝不是数字")
    first_time: bool = Field(description="限首次")


class ConditionShape(Shape, title="申报条件"):
    row: int | None = Field(description="适用于第几行明细；null＝整个事项")
    sentence: str = Field(description="条件")
    rule: Rule | None = Field(description="供机器核对的规则；null＝须人工核对")
    citation: Citation | None = Field(description="出处；null＝所在文件未公开")


class MaterialShape(Sourced, title="申报材料"):
    STATED: ClassVar = ("required",)

    name: str = Field(description="材料名称")
    required: bool | None = Field(description="必交")
    note: str | None = Field(description="说明；null＝没有")


class ActingAgency(Sourced, Named, title="参与机构"):
    STATED: ClassVar = ("phone",)

    role: AgencyRole = Field(description="职责")
    phone: str | None = Field(description="咨询电话")


class Headline(Shape, title="金额概览"):
    """The money of a measure at a glance; the figures themselves stand in its provisions."""

    state: AmountState = Field(description="金额状态")
    text: str = Field(description="各档金额的范围，中文写法；各档不相加")
    highest_award_yuan: Yuan | None = Field(description="最高一档（元）；额度、门槛不算；null＝没有写明")
    citation: Citation | None = Field(description="最高一档的出处；null＝没有写明，或所在文件未公开")
    is_superseded: bool = Field(description="true＝所据各档中有的出自旧版，新版已改动或删去原句，待核对")

    @property
    def words(self) -> str:
        """The text, marked if a newer edition changed or dropped a cited sentence."""
        return self.text + CHANGED * self.is_superseded


class MeasureShape(Sourced, title="惠企事项"):
    """The published version of one thing an enterprise can obtain."""

    STATED: ClassVar = (
        "audience",
        "delivery",
        "stacking",
        "agencies",
        "basis",
        "conditions",
        "materials",
        "valid_from",
        "valid_until",
        "apply_from",
        "apply_until",
        "apply_url",
        "contact_phone",
    )

    slug: str = Field(description="网址标识，长期不变")
    version: int = Field(description="版本")
    title: str = Field(description="名称")
    promise: str = Field(description="一句话：得到什么")
    summary: str | None = Field(description="说明；null＝没有")
    kind: Kind = Field(description="事项类型")
    availability: Availability = Field(description="可享受情况；只有 offer 能申领、享受或使用")
    category: Named = Field(description="类别")
    tiers: list[Named] = Field(description="企业梯次；空＝来源未限定")
    audience: str | None = Field(description="支持对象")
    region: str | None = Field(description="注册在哪里的企业可享受；null＝全国，或来源未载明")
    delivery: Delivery = Field(description="办理方式")
    stacking: Stacking = Field(description="叠加规则")
    amount: Headline = Field(description="金额概览")
    agencies: list[ActingAgency] = Field(description="部门")
    basis: list[DocumentName] = Field(description="政策依据：有效力的文件")
    sources: list[Citation] = Field(description="信息来源：读自哪些条款")
    provisions: list[Provision] = Field(description="明细，每行一个数字或一项，带出处")
    conditions: list[ConditionShape] = Field(description="申报条件")
    materials: list[MaterialShape] = Field(description="申报材料")
    indicators: list[IndicatorShape] = Field(description="相关指标；不是可申领的金额")
    valid_from: datetime.date | None = Field(description="有效期起")
    valid_until: datetime.date | None = Field(description="有效期止")
    apply_from: datetime.date | None = Field(description="申报开始")
    apply_until: datetime.date | None = Field(description="申报截止")
    apply_url: str | None = Field(description="申报入口")
    contact_phone: str | None = Field(description="咨询电话")
    reviewed_on: datetime.date | None = Field(description="最近复核；null＝尚未复核")
    published_at: datetime.datetime = Field(description="本版发布时间")
    change_note: str = Field(description="本版修改说明")
    url: str = Field(description="本站网页")

    @computed_field(description=NOT_STATED_FIELDS)
    @cached_property
    def not_stated(self) -> list[str]:
        amount = ["amount"] if self.amount.state == AmountState.NOT_STATED else []
        return super().not_stated + amount
