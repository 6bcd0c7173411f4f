"""A small catalogue with rows of every table, including rows that no format may show."""

import datetime
from decimal import Decimal

from django.utils import timezone

from incentives.enums import Delivery, Form, Kind, LoanStage, MeasureStatus, Operator, ReformMode
from incentives.models import Condition, Measure
from policies.enums import DatePrecision, DocumentStatus, Qualifier, RelationNature, Stacking
from policies.models import DocumentRelation
from tests import factories

SECRET = "不可外传之事"  # stands in every row that is not public; searched for by its beginning
SECRET_DAY = datetime.date(1987, 6, 5)  # of a document that is not public
OPEN_TITLES = {"升级奖励", "青年人才", "谷粒贷款", "一件事", "=HYPERLINK 服务", "展期补贴"}


def made() -> dict[str, Measure]:
    """The public measures by title."""
    tiers = factories.ladder()
    agency = factories.agency(slug="industry", short_name="工信局", phone="0000-1")
    draft = factories.document(
        slug="draft", title=f"文件{SECRET}", draft=True, written_on=SECRET_DAY
    )  # the first: what takes a first meets it
    reply = factories.document(slug="reply", title="绿谷市答复", genre="reply")
    spoken = [factories.clause(reply, fingerprint=f"{n:x}" * 64) for n in range(1, 6)]
    figure = factories.indicator(
        slug="firms",
        name="企业数",
        value=4058,
        clause=spoken[0],
        as_of=datetime.date(2024, 3, 1),
        as_of_precision=DatePrecision.MONTH,
        qualifier=Qualifier.OVER,
    )
    tiers["specialized"].enterprises = figure
    tiers["specialized"].save()
    basis = factories.document(slug="rules", title="绿谷市奖励办法", doc_number="绿政〔2023〕8号")
    DocumentRelation.objects.create(
        from_document=reply, to_document=basis, nature=RelationNature.CITES, clause=spoken[0]
    )
    found = [
        _award(tiers, agency, basis, spoken, figure),
        _talent(agency, spoken),
        _loan(tiers, spoken),
        _reform(agency, spoken),
        _measure("=HYPERLINK 服务", Kind.SERVICE, spoken[4], promise="+得到服务", category=factories.category("brand")),
        _dated(tiers, spoken),
    ]
    factories.publish(found)
    _hidden(reply, draft, found[0])
    return {row.title: row for row in Measure.objects.published()}


def _measure(title: str, kind: Kind, clause, **values) -> Measure:
    row = factories.draft(**{"title": title, "kind": kind, "sourced": False, "published_at": timezone.now()} | values)
    row.clauses.add(clause)
    return row


def more(number: int) -> None:
    """So many further public subsidies of one rung."""
    moment = timezone.now()
    drafts = [factories.draft(kind=Kind.SUBSIDY, title=f"更多{n}", published_at=moment) for n in range(number)]
    for n, row in enumerate(drafts, start=1):
        factories.subsidy_tier(row, n)
    factories.publish(drafts)


def _award(tiers, agency, basis, spoken, figure) -> Measure:
    row = _measure(
        "升级奖励",
        Kind.SUBSIDY,
        spoken[0],
        slug="upgrade",
        tiers=[tiers["specialized"], tiers["little-giant"]],
        agencies=[agency],
        delivery=Delivery.RECOGNITION,
        version=2,
        summary="逐级奖励，\n分档发放。",
        published_at=timezone.now() - datetime.timedelta(days=9),
    )
    row.indicators.add(figure)
    row.basis.add(basis)
    factories.subsidy_tier(row, 500_000, label="专精特新", enterprise_tier=tiers["specialized"], first_time=True)
    factories.subsidy_tier(row, 2_000_000, label="小巨人", enterprise_tier=tiers["little-giant"], form=Form.AWARD)
    factories.subsidy_tier(row, label="未载明的一档", over=5_000_000_000)
    factories.condition(row, sentence="评上专精特新", row=1, fact="honour", operator=Operator.EQ, value="specialized")
    factories.condition(row, sentence="信用良好")
    return row


def _talent(agency, spoken) -> Measure:
    row = _measure("青年人才", Kind.TALENT, spoken[1], agencies=[agency], category=factories.category("talent"))
    factories.talent_grant(row, 100_000, max_age=40, doctorate=True, paid_for="人", form=Form.PROJECT)
    factories.talent_grant(
        row, amount_min=None, amount_max=300_000, rate_max=Decimal("12.5"), rate_base="租金", label="租房"
    )
    return row


def _loan(tiers, spoken) -> Measure:
    row = _measure(
        "谷粒贷款", Kind.LOAN, spoken[2], tiers=[tiers["sme"]], category=factories.category("finance"), slug="loan"
    )
    factories.loan_product(
        row, credit_limit=10_000_000, annual_rate=Decimal("3.85"), term_months=12, form=Form.LOAN, operator="谷粒银行"
    )
    factories.loan_product(row, name="探索中的产品", stage=LoanStage.EXPLORING)
    factories.loan_product(row, name="基金", invest_share_min_percent=60, loss_tolerance_percent=40)
    return row


def _reform(agency, spoken) -> Measure:
    row = _measure("一件事", Kind.APPROVAL, spoken[3], agencies=[agency], delivery=Delivery.COMMITMENT)
    factories.approval_reform(row, mode=ReformMode.ONE_THING, item_count=13)
    return row


def _dated(tiers, spoken) -> Measure:
    today = timezone.localdate()
    row = _measure(
        "展期补贴",
        Kind.SUBSIDY,
        spoken[4],
        slug="dated",
        tiers=[tiers["leading"]],
        stacking=Stacking.HIGHEST_ONLY,
        apply_from=today,
        apply_until=today + datetime.timedelta(days=30),
        valid_until=today + datetime.timedelta(days=60),
    )
    factories.subsidy_tier(row, 80_000, label="补贴")
    return row


def _hidden(reply, draft, current: Measure) -> None:
    """A draft, a version in review, an archived and a superseded one, the next version; documents with their rows."""
    for status in (MeasureStatus.DRAFT, MeasureStatus.REVIEW, MeasureStatus.ARCHIVED):
        factories.measure(
            title=SECRET,
            slug=f"secret-{status}",
            promise=SECRET,
            summary=SECRET,
            status=status,
            published_at=None,
            sourced=False,
        )
    factories.measure(
        title=f"旧{SECRET}", slug=current.slug, status="superseded", published_at=timezone.now(), sourced=False
    )
    following = factories.draft(slug=current.slug, title=f"新{SECRET}", version=3, kind=Kind.SUBSIDY, sourced=False)
    factories.subsidy_tier(following, 9_000_000, label=SECRET)
    secret = factories.clause(draft, gist=SECRET)
    factories.indicator(name=SECRET, clause=secret, slug="secret")
    DocumentRelation.objects.create(from_document=reply, to_document=draft)
    DocumentRelation.objects.create(from_document=draft, to_document=reply, clause=secret)
    factories.link(current, "basis", draft)
    factories.link(current, "clauses", secret)
    gone = factories.document(slug="gone", title=f"归档{SECRET}", status=DocumentStatus.ARCHIVED)
    # A document may be archived when measures rest on it already.
    hidden = factories.clause(gone, gist=SECRET)
    Condition._base_manager.filter(measure=current, subsidytier=None).update(clause=hidden)
