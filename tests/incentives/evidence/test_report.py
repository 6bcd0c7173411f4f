"""The check of stored content: what is right is proved, and each planted error is found."""

import datetime

import pytest
from django.core.cache import cache

from incentives.editorial.publication_gate import missing_requirements
from incentives.evidence.report import check_content, check_indicators, check_measure, check_measures, figures_cited
from incentives.models import ApprovalReform, Measure, SubsidyTier
from policies.enums import DatePrecision, IndicatorNature, Qualifier
from policies.models import Clause, Indicator
from policies.parsing.sentences import fingerprint
from tests import factories
from tests.incentives.evidence.made_up import LINES, PAIRED, PARTS, UNTIL

pytestmark = pytest.mark.django_db


def clause_of(text: str, **values) -> Clause:
    return factories.clause(text=text, fingerprint=fingerprint(text), **values)


def wrong(findings):
    return [f"{finding.item}：{finding.stated}" for finding in findings if finding.is_wrong]


@pytest.fixture
def award():
    """A published measure with the two rungs that PAIRED states."""
    clause = clause_of(PAIRED)
    award = factories.measure(
        kind="subsidy", title="“大榕树”和青竹企业奖励", promise="得 50 万元或 200 万元", sourced=False
    )
    factories.link(award, "clauses", clause)
    factories.subsidy_tier(award, 500_000, label="青竹企业", first_time=True, one_off=True)
    factories.subsidy_tier(award, 2_000_000, label="“大榕树”企业", first_time=True, one_off=True)
    return award


@pytest.fixture
def reform():
    clause = clause_of(PARTS)
    reform = factories.measure(kind="approval", title="审批改革", sourced=False)
    factories.link(reform, "clauses", clause)
    for mode, label, count in (
        ("cancel", "直接取消审批", 8),
        ("record", "审批改为备案", 7),
        ("commitment", "实行告知承诺", 12),
    ):
        factories.approval_reform(reform, mode=mode, label=label, item_count=count)
    return reform


def large_trees(**values) -> Indicator:
    defaults = {
        "name": "大榕树企业",
        "value": 109,
        "unit": "家",
        "nature": IndicatorNature.OUTCOME,
        "as_of": datetime.date(2031, 12, 31),
        "as_of_precision": DatePrecision.YEAR_END,
    }
    return factories.indicator(**defaults | values)


def test_right_content_is_proved(award, reform):
    large_trees(clause=clause_of(UNTIL))

    findings = check_content()

    assert {finding.mark for finding in findings} == {"✓"}
    assert "合计" in {finding.item.part for finding in findings}


def plant(award, amounts):
    for row, yuan in zip(award.subsidy_tiers.all(), amounts, strict=True):
        type(row)._base_manager.filter(pk=row.pk).update(amount_min=yuan, amount_max=yuan)


@pytest.mark.parametrize(
    ("amounts", "fault"),
    [
        ((2_000_000, 500_000), "按“分别”"),
        ((50_000, 2_000_000), "原文中只有200万元、50万元"),
        ((500_000, 200_000), "原文中只有200万元、50万元"),
    ],
)
def test_swapped_pair_and_dropped_zero_are_found(award, amounts, fault):
    plant(award, amounts)

    assert fault in wrong(check_measure(award))[0]


def test_figure_of_a_sentence_that_a_newer_edition_changed_is_wrong(award, client):
    (clause,) = award.clauses.all()
    note = "在原文新版中已有改动"
    assert note not in client.get(award.get_absolute_url()).content.decode()

    type(clause.document).objects.filter(pk=clause.document_id).update(edition=2)
    cache.clear()

    faults = wrong(check_measures([Measure.objects.all().whole().get()]))
    assert len(faults) == 2
    assert all("原文已有新版" in fault for fault in faults)
    for page in ("", "sheet/"):
        assert note in client.get(award.get_absolute_url() + page).content.decode()


def test_sum_that_a_row_leaves_out_is_found(award):
    plant(award, (None, 2_000_000))

    (fault,) = wrong(check_measure(award))

    assert fault == "“大榕树”和青竹企业奖励 › 青竹企业 › 金额：50万元（奖励标准：“给予”），本行没有填"


def test_sum_of_a_row_beside_is_not_asked_of_a_row_without():
    measure = factories.measure(kind="subsidy", title="榕树园用地", sourced=False)
    factories.link(measure, "clauses", clause_of("对榕树园提供用地保障；对竹编企业给予5万元奖励。"))
    factories.subsidy_tier(measure, label="榕树园用地保障")

    assert wrong(check_measure(measure)) == []


def test_tick_of_a_row_without_a_sum_is_checked():
    measure = factories.measure(kind="subsidy", sourced=False)
    factories.link(measure, "clauses", clause_of("对榕树园按规定给予奖励。"))
    factories.subsidy_tier(measure, label="榕树园奖励", first_time=True)

    assert "原文没有“首次”" in wrong(check_measure(measure))[0]


def test_threshold_taken_for_an_award_is_found():
    measure = factories.measure(kind="subsidy", sourced=False)
    factories.link(measure, "clauses", clause_of(LINES))
    factories.subsidy_tier(measure, 500_000_000, label="超过 5 亿元", over=500_000_000)

    assert "原文中是门槛" in wrong(check_measure(measure))[0]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"as_of": datetime.date(2030, 12, 31)}, "管到这个数字的是2031年底"),
        ({"as_of": None, "as_of_precision": ""}, "原文写明2031年底"),
        ({"value": 1090}, "原文中只有109家、920家"),
        ({"unit": "户"}, "原文中只有109家、920家"),
        ({"nature": IndicatorNature.TARGET}, "不是目标"),
        ({"qualifier": Qualifier.OVER}, "原文是确数，本站写作超过"),
        ({"qualifier": Qualifier.AT_LEAST}, "原文是确数，本站写作以上"),
        ({"name": "创新性中小企业"}, "本站写作“创新性”"),
    ],
)
def test_wrong_indicator_is_found(values, fault):
    large_trees(clause=clause_of(UNTIL), **values)

    assert fault in "".join(wrong(check_indicators(Indicator.objects.all())))


def test_figures_of_two_indicators_swapped_are_found():
    clause = clause_of(UNTIL)
    large_trees(clause=clause, value=920)
    large_trees(clause=clause, name="青竹企业", value=109)

    assert all("可能互换" in fault for fault in wrong(check_indicators(Indicator.objects.all())))


def test_one_figure_under_two_names_is_found():
    clause = clause_of(UNTIL)
    large_trees(clause=clause)
    large_trees(clause=clause, name="龙头企业")

    assert "只有 1 处，本站却有 2 个名称" in "".join(wrong(check_indicators(Indicator.objects.all())))


def test_status_without_a_figure_keeps_its_date():
    large_trees(clause=clause_of(UNTIL), value=None, unit="", status_note="累计培育")

    findings = check_indicators(Indicator.objects.all())

    assert [(finding.mark, finding.item.part) for finding in findings] == [
        ("✓", "截至日期"),
        ("✓", "名称"),
        ("✓", "状态"),
    ]


def test_sum_of_rows_that_is_not_the_total_is_found(reform):
    ApprovalReform._base_manager.filter(measure=reform, mode="record").update(item_count=8)

    assert any("本站各行相加 28，原文 8项 + 7项 + 12项 = 27项" in fault for fault in wrong(check_measure(reform)))


def test_source_whose_parts_exceed_the_total_is_found(reform):
    text = PARTS.replace("27项", "17项")
    Clause.objects.update(text=text)

    assert any("多于合计 17项" in fault for fault in wrong(check_measure(reform)))


def test_slip_in_a_gist_is_found(award):
    Clause.objects.update(gist="创新性企业的梯次")

    assert "本站写作“创新性”" in wrong(check_content())[0]


def test_without_text_all_is_no_text_and_nothing_lacks(award):
    Clause.objects.update(text="")

    assert {finding.mark for finding in check_content()} == {"无原文"}
    assert not [row for row in missing_requirements(award) if "原文" in row.sentence]


def test_wrong_figure_keeps_a_draft_from_publication_at_its_rows(award):
    Measure._base_manager.update(status="review")
    plant(award, (2_000_000, 500_000))

    lacks = [row for row in missing_requirements(award) if "按“分别”" in row.sentence]

    assert {lack.anchor for lack in lacks} == {"subsidy_tiers-group"}
    assert "青竹企业 › 金额：应有200 万元（奖励标准）" in lacks[0].sentence


def test_missing_clause_is_said_once(award):
    SubsidyTier._base_manager.filter(measure=award).update(clause=None)

    assert len([row for row in missing_requirements(award) if "没有选出处" in row.sentence]) == 2


def test_only_one_document(award, reform):
    document = award.clauses.get().document

    owners = {finding.item.owner for finding in check_content(document)}

    assert owners == {award.title}


def test_the_sentence_before_is_read_along():
    document = factories.document()
    clause_of("奖励标准按下列等级执行。", of=document)
    second = clause_of("一等奖5万元、二等奖3万元。", of=document)
    measure = factories.measure(kind="subsidy", title="分等级奖励标准", sourced=False)
    factories.link(measure, "clauses", second)
    factories.subsidy_tier(measure, 30_000, label="二等奖")

    assert wrong(check_measure(measure)) == []


def test_figures_cited_are_those_proved(award):
    plant(award, (500_000, 200_000))

    cited = figures_cited(check_content())

    assert {finding.figure.text for finding in cited[award.clauses.get().pk]} == {"50万元", "200万元"}
