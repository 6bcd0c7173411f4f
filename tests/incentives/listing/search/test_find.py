"""Searching as owners do it: through the page, on whichever database the tests run."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incentives.enums import Delivery, Form, Kind
from incentives.listing.notices import NEAREST
from policies.models import Synonym
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("incentives:measure-list")


@pytest.fixture(scope="module")
def catalogue(beneath):
    return beneath(one_of_each)


def one_of_each():
    """One measure for each thing that owners type."""
    tiers = {
        "specialized": factories.tier("specialized", name="专精特新中小企业", short_name="专精特新", is_sme=True),
        "little-giant": factories.tier("little-giant", name="专精特新“小巨人”企业", short_name="“小巨人”", is_sme=True),
    }
    ladder = factories.measure(title="企业梯次培育奖励", kind=Kind.SUBSIDY, tiers=tiers.values())
    factories.subsidy_tier(ladder, 500_000, enterprise_tier=tiers["specialized"])
    leading = factories.measure(title="领军型企业奖励", kind=Kind.SUBSIDY)
    factories.subsidy_tier(leading, 1_000_000, label="首次突破 50亿元", over=5_000_000_000)
    loan = factories.measure(title="普惠信贷产品", kind=Kind.LOAN, promise="向银行借钱")
    factories.loan_product(loan, name="科创E贷", platform="郑科平台", form=Form.LOAN)
    licences = factories.measure(title="涉企经营许可“证照分离”", agencies=[factories.agency(name="绿谷市数据局")])
    factories.link(licences, "basis", factories.document(title="证照分离改革清单", doc_number="政网办〔2022〕15号"))
    factories.listed(licences)
    factories.measure(title="“亲清在线”惠企资金直达", delivery=Delivery.AUTOMATIC)
    factories.draft(title="专精特新草稿")


def search(client, q, **values):
    return client.get(LIST, {"q": q, **values})


def titles(answer):
    return [card.measure.title for card in answer.context["cards"]]


@pytest.mark.parametrize(
    ("q", "title"),
    [
        ("小巨人", "企业梯次培育奖励"),
        ("精特", "企业梯次培育奖励"),
        ("专精特新", "企业梯次培育奖励"),
        ("zjtx", "企业梯次培育奖励"),
        ("xiaojuren", "企业梯次培育奖励"),
        ("xjr", "企业梯次培育奖励"),
        ("奖励 专精特新", "企业梯次培育奖励"),
        ("贷", "普惠信贷产品"),
        ("贷款", "普惠信贷产品"),
        ("科创E贷", "普惠信贷产品"),
        ("科创e贷", "普惠信贷产品"),
        ("Ｅ贷", "普惠信贷产品"),
        ("郑科平台", "普惠信贷产品"),
        ("50亿", "领军型企业奖励"),
        ("５０亿元", "领军型企业奖励"),
        ("50万", "企业梯次培育奖励"),
        ("奖励 1００万元", "领军型企业奖励"),
        ("五十亿", "领军型企业奖励"),
        ("小巨人 五十万元", "企业梯次培育奖励"),
        ("500000", "企业梯次培育奖励"),
        ("免申即享", "“亲清在线”惠企资金直达"),
        ("亲清在线", "“亲清在线”惠企资金直达"),
        ("政网办〔2022〕15号", "涉企经营许可“证照分离”"),
        ("2022 15", "涉企经营许可“证照分离”"),
        ("202215", "涉企经营许可“证照分离”"),
        ("绿谷市数据局", "涉企经营许可“证照分离”"),
    ],
)
def test_search_finds(client, catalogue, q, title):
    answer = search(client, q)

    assert titles(answer) == [title]
    assert NEAREST not in answer.content.decode()


def test_several_words_must_all_be_there(client, catalogue):
    assert titles(search(client, "奖励 50亿")) == ["领军型企业奖励"]


def test_title_names_what_was_found_of_a_question(client, catalogue):
    answer = search(client, "小巨人能拿多少钱")

    assert answer.context["title"].startswith("含“小巨人”的惠企事项")


@pytest.mark.parametrize("q", ["专特精新", "小巨人企业奖励金"])
def test_nearest_where_nothing_holds_every_word(client, catalogue, q):
    answer = search(client, q)

    assert answer.context["title"] == f"{NEAREST} {len(titles(answer))} 项"
    assert titles(answer)[0] == "企业梯次培育奖励"


@pytest.mark.parametrize(("q", "title"), [("小居人", "企业梯次培育奖励"), ("领君形", "领军型企业奖励")])
def test_name_typed_with_other_characters_of_the_same_sound_is_near(client, catalogue, q, title):
    answer = search(client, q)

    assert answer.context["title"] == f"{NEAREST} {len(titles(answer))} 项"
    assert titles(answer)[0] == title


def test_nothing_near(client, catalogue):
    answer = search(client, "zzzz")

    assert answer.context["total"] == 0
    assert NEAREST not in answer.content.decode()


def test_chosen_tier_comes_before_the_weight(client, catalogue):
    factories.measure(title="培育奖励大全")

    answer = search(client, "培育奖励", tier="specialized")

    assert titles(answer) == ["企业梯次培育奖励", "培育奖励大全"]


def test_synonyms_find_each_other(client, catalogue):
    assert titles(search(client, "国家级专精")) == ["企业梯次培育奖励"]  # only near
    Synonym.objects.create(word="小巨人", same_as="国家级专精")

    answer = search(client, "国家级专精")

    assert titles(answer) == ["企业梯次培育奖励"]
    assert NEAREST not in answer.content.decode()


def test_documents_and_indicators_in_their_own_groups(client, catalogue):
    source = factories.clause()
    factories.indicator(name="科创贷款余额", slug="balance", value=12, unit="亿元", clause=source)
    hidden = factories.document(title="科创草案", draft=True)
    factories.indicator(name="科创草案指标", clause=factories.clause(hidden))

    answer = search(client, "科创")
    page = answer.content.decode()

    assert [indicator.name for indicator in answer.context["indicators"]] == ["科创贷款余额"]
    assert f"{source.get_absolute_url()}#indicator-balance" in page
    assert "12 亿元" in page
    assert answer.context["documents"] == []
    for q in ("政网办[2022]15号", "202215", "证照分离改革清单"):
        assert [document.title for document in search(client, q).context["documents"]] == ["证照分离改革清单"]


def test_long_query_is_cut_with_a_notice(client, catalogue):
    answer = search(client, "小巨人 " * 100)

    assert titles(answer) == ["企业梯次培育奖励"]
    assert "只按前 100 个字搜索" in answer.content.decode()
    assert len(answer.context["q"]) <= 100


HOSTILE = [
    "'",
    '"',
    "\\",
    "%",
    "_",
    "*",
    "a*",
    "NEAR(",
    "AND",
    "OR NOT",
    "🙂",
    "\u202e贷",
    "{a}:b",
    "a:*",
    "'; DROP",
    "\0",
]


@pytest.mark.parametrize("q", [*HOSTILE, "\0贷\0款", "x" * 10_000, "贷" * 10_000, "贷 " * 5_000])
@pytest.mark.parametrize("path", [LIST, reverse("incentives:suggest")])
def test_hostile_query_is_answered(client, catalogue, path, q):
    assert client.get(path, {"q": q}).status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    q=st.one_of(
        st.text(max_size=120), st.text(alphabet="贷款专精\"'*()&|!:-^<>\\ \t。“ＥeＡ5５.,〔％\0🙂\u202e", max_size=40)
    )
)
def test_any_query_is_answered(client, catalogue, q):
    for values in ({"q": q}, {"q": q, "tier": "specialized", "sort": "-amount"}):
        answer = client.get(LIST, values)
        assert answer.status_code == 200
        assert answer.context["total"] == len(answer.context["cards"])
    assert client.get(reverse("incentives:suggest"), {"q": q}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["q=奖励&tier=specialized", "q=专特精新&tier=specialized&min_amount=5", "q=zzzz", "q=奖&min_amount=5&sort=title"],
)
def test_search_costs_few_queries(client, catalogue, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(13):  # 12, and the nearest measure's wording
        client.get(f"{LIST}?{query}")


def test_question_costs_the_queries_of_one_whole_measure_more(client, catalogue, django_assert_max_num_queries):
    with django_assert_max_num_queries(28):
        client.get(f"{LIST}?q=企业梯次培育奖励多少钱")


# --- While typing ----------------------------------------------------------------------------------------


def suggested(client, q):
    return [measure.title for measure in client.get(reverse("incentives:suggest"), {"q": q}).context["suggestions"]]


@pytest.mark.parametrize(
    ("q", "title"), [("梯", "企业梯次培育奖励"), ("xjr", "企业梯次培育奖励"), ("科创e", "普惠信贷产品")]
)
def test_suggestions_by_title_and_name(client, catalogue, q, title):
    assert suggested(client, q) == [title]


def test_search_box_works_without_script(client, catalogue):
    page = client.get("/").content.decode()

    assert f'hx-get="{reverse("incentives:suggest")}"' in page
    assert f'action="{LIST}"' in page
