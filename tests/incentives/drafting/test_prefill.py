"""A measure begun from one sentence."""

import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incentives.drafting.from_sentence import likely_kind, proposed_rows
from incentives.drafting.prefill import Filled, category_of, fill_rows, first_values, tier_named_in
from incentives.enums import Kind
from incentives.evidence.report import check_measure
from incentives.models import EnterpriseTier, Measure
from tests import factories
from tests.incentives.evidence.made_up import LINES, PAIRED, PARTS, sentence

GRANT = "遴选40岁以下的青年人才(博士),每人给予10万元资助;对优秀项目给予5万—8万元资助。"
LOANS = "推出“谷粒贷”“青竹贷”等产品,“谷粒贷”可以随借随还。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PAIRED, Kind.SUBSIDY),
        (GRANT, Kind.TALENT),
        (PARTS, Kind.APPROVAL),
        (LOANS, Kind.LOAN),
        ("开展宣传活动。", Kind.SERVICE),
    ],
)
def test_kind_that_a_sentence_tells_of(text, kind):
    assert likely_kind(sentence(text)) is kind


def rows(text, kind, *names):
    return [(seed.label, *(seed.values.get(name) for name in names)) for seed in proposed_rows(sentence(text), kind)]


def test_rows_of_a_paired_list():
    assert rows(PAIRED, Kind.SUBSIDY, "amount_min", "amount_max", "first_time", "one_off") == [
        ("首次获评的“大榕树”企业", 2_000_000, 2_000_000, True, True),
        ("青竹企业", 500_000, 500_000, True, True),
    ]
    assert [row.line.value for row in proposed_rows(sentence(LINES), Kind.SUBSIDY)] == [500_000_000, 1_000_000_000]


def test_rows_of_grants():
    assert rows(GRANT, Kind.TALENT, "amount_min", "amount_max", "paid_for", "max_age", "doctorate") == [
        ("每人给予", 100_000, 100_000, "人", 40, True),
        ("对优秀项目给予", 50_000, 80_000, "", 40, None),
    ]


def test_rows_of_reforms_and_loans():
    assert rows(PARTS, Kind.APPROVAL, "item_count", "is_new") == [
        ("直接取消审批", 8, None),
        ("审批改为备案", 7, None),
        ("实行告知承诺", 12, None),
    ]
    assert rows(LOANS, Kind.LOAN, "name") == [("谷粒贷", "谷粒贷"), ("青竹贷", "青竹贷")]
    assert rows(PAIRED, Kind.SERVICE) == []


def test_rows_without_words_are_numbered():
    assert rows("5万元奖励。", Kind.SUBSIDY) == [("第 1 档",)]


@pytest.mark.django_db
class TestInTheAdmin:
    @pytest.fixture
    def clause(self):
        return factories.clause(text=PAIRED, fingerprint="0" * 64, gist="大榕树和青竹企业得奖励")

    def address(self, clause):
        return f"{reverse('admin:incentives_measure_add')}?clauses={clause.pk}"

    def test_form_starts_with_what_is_known(self, admin_client, clause):
        brand = factories.category("brand")
        factories.link(factories.measure(category=brand, sourced=False), "clauses", clause)

        initial = admin_client.get(self.address(clause)).context["adminform"].form.initial

        assert initial["title"] == "大榕树和青竹企业得奖励"
        assert (initial["category"], initial["kind"]) == (brand.pk, Kind.SUBSIDY)
        assert clause.citation in initial["change_note"]

    def test_first_save_fills_the_rows_and_stays_with_them(self, admin_client, clause):
        green = factories.tier("green", name="青竹企业", short_name="青竹")
        posted = {
            "title": "大榕树和青竹企业奖励",
            "slug": "ladder",
            "promise": "得奖励",
            "kind": "subsidy",
            "category": factories.category("fiscal").pk,
            "clauses": [clause.pk],
            "delivery": "not_stated",
            "availability": "offer",
            "stacking": "not_stated",
            "lock": 0,
        }

        answer = admin_client.post(self.address(clause), posted, follow=True)

        draft = Measure.objects.get()
        assert answer.redirect_chain[-1][0] == reverse("admin:incentives_measure_change", args=[draft.pk])
        assert "填入 2 行明细，请逐行核对" in answer.content.decode()
        assert [row.enterprise_tier for row in draft.subsidy_tiers.all()] == [None, green]
        assert {finding.mark for finding in check_measure(draft)} == {"✓"}

    def test_draft_is_kept_and_what_a_column_refuses_is_said(self, admin_client):
        clause = factories.clause(text="取消许可12项，下放许可1.5项，再取消许可8项。", fingerprint="2" * 64)
        posted = {
            "title": "许可改革",
            "slug": "permits",
            "promise": "少办证",
            "kind": "approval",
            "category": factories.category("approval").pk,
            "clauses": [clause.pk],
            "delivery": "not_stated",
            "availability": "offer",
            "stacking": "not_stated",
            "lock": 0,
        }

        answer = admin_client.post(self.address(clause), posted, follow=True)

        draft = Measure.objects.get()
        text = answer.content.decode()
        assert answer.redirect_chain[-1][0] == reverse("admin:incentives_measure_change", args=[draft.pk])
        assert [(row.mode, row.item_count) for row in draft.approval_reforms.all()] == [
            ("abolish", 12),
            ("delegate", None),
        ]
        assert "填入 2 行明细" in text
        assert "“下放”的“1.5项”没有填入：这一栏只能填整数。" in text
        assert "“取消”这一行没有填入：同一事项中每种改革方式只能有一行。" in text

    def test_line_of_a_row_becomes_its_condition(self, db):
        factories.facts()
        draft = factories.draft(kind="subsidy")
        text = "对年主营业务收入首次超过5亿元、10亿元的企业，分别给予30万元、60万元奖励。"

        fill_rows(measure=draft, clause=factories.clause(text=text, fingerprint="0" * 64))

        conditions = draft.conditions.all()
        assert [(one.fact_id, one.operator, one.value, one.first_time) for one in conditions] == [
            ("revenue", "gt", "500000000", True),
            ("revenue", "gt", "1000000000", True),
        ]
        assert [one.row.amount_max for one in conditions] == [300_000, 600_000]

    def test_plain_form_starts_empty(self, admin_client):
        for query in ("", "?clauses=nothing", "?clauses=999999"):
            form = admin_client.get(reverse("admin:incentives_measure_add") + query).context["adminform"].form
            assert "title" not in form.initial

    def test_rows_are_filled_only_into_an_empty_draft_with_text(self, clause):
        draft = factories.draft(kind="subsidy")
        service = factories.draft(kind="service")
        silent = factories.clause()

        assert fill_rows(measure=draft, clause=clause) == Filled(2)
        assert fill_rows(measure=draft, clause=clause) == Filled()
        assert fill_rows(measure=service, clause=clause) == Filled()
        assert fill_rows(measure=factories.draft(kind="subsidy"), clause=silent) == Filled()

    def test_category_by_the_place_of_the_section(self, clause):
        assert category_of(clause) is None
        first = factories.category("first", position=1)
        assert category_of(clause) == first

    def test_without_text_no_kind_is_guessed(self):
        assert first_values(factories.clause())["kind"] is None

    def test_tier_whose_name_stands_last(self):
        tiers = [
            factories.tier("bamboo", name="青竹"),
            factories.tier("tree", name="青竹“大榕树”企业", short_name="“大榕树”"),
        ]

        assert tier_named_in("首次获评的青竹“大榕树”企业", tiers) == tiers[1]
        assert tier_named_in("别的企业", EnterpriseTier.objects.all()) is None


REFUSED = {
    "nothing": (Kind.SUBSIDY, "对入驻企业给予0元奖励。"),
    "too old": (Kind.TALENT, "对150岁以下的人才给予3万元奖励。"),
    "far too old": (Kind.TALENT, "对99999岁以下的人才给予3万元奖励。"),
    "too young": (Kind.TALENT, "对12岁以下的人才给予3万元奖励。"),
    "part of an item": (Kind.APPROVAL, "直接取消审批1.5项。"),
    "beyond the column": (Kind.SUBSIDY, "对入驻企业给予9999999999999999亿元奖励。"),
    "part of a yuan": (Kind.SUBSIDY, "对入驻企业给予3.333元奖励。"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "text"), REFUSED.values(), ids=REFUSED)
def test_value_that_a_column_refuses_is_left_out_and_said(kind, text):
    draft = factories.draft(kind=kind)

    filled = fill_rows(measure=draft, clause=factories.clause(text=text, fingerprint="0" * 64))

    for row in draft.provisions:
        row.full_clean()
    (line,) = filled.left_out
    assert filled.row_count == len(draft.provisions) > 0
    assert f"“{draft.provisions[0].label}”的“" in line
    assert "没有填入：" in line


@pytest.mark.django_db
def test_row_that_no_column_takes_is_left_out_and_said():
    draft = factories.draft(kind=Kind.APPROVAL)
    text = "取消许可12项，再取消许可8项。"

    filled = fill_rows(measure=draft, clause=factories.clause(text=text, fingerprint="0" * 64))

    assert filled == Filled(1, ("“取消”这一行没有填入：同一事项中每种改革方式只能有一行。",))
    assert [row.item_count for row in draft.provisions] == [12]


SENTENCE = (
    "对|首次|青竹企业|博士|人才|的|、|，|；|。|分别|一次性|给予|奖励|资助|每人|每年|年营业收入超过|不低于|最高|取消|下放|"
    "直接取消审批|新增|再|以下|以上|至|—|“|”|贷|（|）"
)
WORDS = st.sampled_from(re.split("[|]", SENTENCE))
UNITS = st.sampled_from(["元", "万元", "亿元", "岁", "项", "个", "%", "年", "个月", "美元", ""])
NUMBERS = st.one_of(
    st.integers(0, 10**26).map(str),
    st.decimals(0, 10**6, places=3).map(str),
    st.sampled_from(["零", "半", "一百二十", "千亿", "1，000", "三点五", "〇", "9" * 40, "-5", "０", "1/0", "50%"]),
)
STORED = st.characters(codec="utf-8", exclude_characters="\0")  # a clause holds no other, on either database
PIECES = st.one_of(WORDS, st.tuples(NUMBERS, UNITS).map("".join), st.text(STORED, max_size=3))


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.lists(PIECES, min_size=1, max_size=14).map("".join),
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.SERVICE]),
)
def test_whatever_a_sentence_states_the_rows_are_valid(text, kind, transaction_point):
    with transaction_point():
        draft = factories.draft(kind=kind)

        filled = fill_rows(measure=draft, clause=factories.clause(text=text, fingerprint="0" * 64))

        rows = list(draft.provisions)
        assert filled.row_count == len(rows)
        for row in rows:
            row.full_clean()
