import datetime
import json
import re

import pytest

from incentives.opendata.schema_org import legislation
from incentives.opendata.shapes.source import DocumentShape
from policies.models import Document
from tests import factories
from tests.incentives.made_catalogue import made

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


# Per type its parent and its own properties with the types of their values, as schema.org defines them.
SCHEMA_ORG = {
    "Thing": ("", "name:Text alternateName:Text description:Text url:URL sameAs:URL subjectOf:CreativeWork @id:URL"),
    "Service": (
        "Thing",
        "provider:Organization serviceType:Text category:Text audience:Audience availableChannel:ServiceChannel"
        " serviceOutput:Thing",
    ),
    "GovernmentService": ("Service", ""),
    "FinancialProduct": ("Service", "interestRate:Number"),
    "LoanOrCredit": ("FinancialProduct", "amount:MonetaryAmount loanTerm:QuantitativeValue"),
    "MonetaryGrant": ("Thing", "amount:MonetaryAmount"),
    "MonetaryAmount": ("Thing", "currency:Text minValue:Number maxValue:Number"),
    "QuantitativeValue": ("Thing", "value:Number unitCode:Text"),
    "Audience": ("Thing", "audienceType:Text"),
    "ServiceChannel": ("Thing", "serviceUrl:URL servicePhone:ContactPoint"),
    "Organization": ("Thing", "contactPoint:ContactPoint"),
    "GovernmentOrganization": ("Organization", ""),
    "ContactPoint": ("Thing", "telephone:Text"),
    "CreativeWork": ("Thing", "inLanguage:Text datePublished:Date expires:Date"),
    "Legislation": (
        "CreativeWork",
        "legislationIdentifier:Text legislationDate:Date legislationDateOfApplicability:Date"
        " legislationJurisdiction:Text legislationPassedBy:Organization legislationLegalForce:URL",
    ),
    "BreadcrumbList": ("Thing", "itemListElement:ListItem"),
    "ListItem": ("Thing", "position:Number item:URL"),
    "WebSite": ("CreativeWork", "potentialAction:SearchAction"),
    "SearchAction": ("Thing", "target:EntryPoint query-input:Text"),
    "EntryPoint": ("Thing", "urlTemplate:Text"),
}


def lineage(name):
    return [name, *lineage(SCHEMA_ORG[name][0])] if name else []


def check(thing):
    """Fail where a property is none of its type's, or has a value of another type."""
    kinds = lineage(thing["@type"])
    known = dict(pair.rsplit(":", 1) for kind in kinds for pair in SCHEMA_ORG[kind][1].split())
    for name, value in thing.items():
        for one in value if isinstance(value, list) else [value]:
            if name != "@type":
                assert fits(one, known[name]), (thing["@type"], name, one)


def fits(value, wanted):
    if isinstance(value, dict):
        check(value)
        return wanted in lineage(value["@type"])
    if wanted == "Date":
        return bool(datetime.date.fromisoformat(value))
    if wanted == "Number":
        return isinstance(value, int | float)
    return isinstance(value, str) and (wanted == "Text" or (wanted == "URL" and value.startswith("http")))


@pytest.fixture(scope="module")
def catalogue(beneath):
    return beneath(made)


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def things(client, path):
    (found,) = DATA.findall(text(client, path))
    read = json.loads(found)
    assert read["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in read["@graph"]}


def canonical(client, path):
    page = text(client, path)
    (found,) = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    assert f'<meta property="og:url" content="{found}">' in page
    return found


def test_measure_is_a_service_with_grants(client, catalogue):
    found = things(client, "/measures/upgrade/")

    service = found["GovernmentService"]
    assert (service["name"], service["serviceType"]) == ("升级奖励", "奖补")
    assert service["provider"][0]["contactPoint"]["telephone"] == "0000-1"
    assert [text["url"] for text in service["subjectOf"]] == ["http://testserver/documents/reply/1.1/"]
    assert [thing["@type"] for thing in service["serviceOutput"]] == ["MonetaryGrant", "MonetaryGrant"]
    amount = {"@type": "MonetaryAmount", "currency": "CNY", "minValue": 500_000, "maxValue": 500_000}
    assert service["serviceOutput"][0]["amount"] == amount
    assert "audience" not in service
    places = found["BreadcrumbList"]["itemListElement"]
    assert [place["name"] for place in places] == ["首页", "惠企事项", "类别fiscal", "升级奖励"]
    assert places[2]["item"] == "http://testserver/measures/?category=fiscal"


def test_what_a_newer_edition_changed_is_told_to_nobody_without_the_mark(client, catalogue):
    Document.objects.filter(slug="reply").update(edition=2)

    for slug in ("upgrade", "loan"):
        assert "serviceOutput" not in things(client, f"/measures/{slug}/")["GovernmentService"]


@pytest.mark.parametrize("slug", ["upgrade", "loan", "dated"])
def test_words_of_a_measure_are_those_of_schema_org(client, catalogue, slug):
    for thing in things(client, f"/measures/{slug}/").values():
        check(thing)


def test_words_of_the_other_pages_are_those_of_schema_org(client, catalogue):
    for path in ("/", "/documents/reply/", "/documents/rules/", "/documents/reply/1.1/"):
        for thing in things(client, path).values():
            check(thing)


def test_sentence_says_its_place_in_the_site(client, catalogue):
    places = things(client, "/documents/reply/1.1/")["BreadcrumbList"]["itemListElement"]

    assert [place["name"] for place in places] == ["首页", "政策文件", "绿谷市答复", "第一部分第1句"]
    assert places[3]["item"] == "http://testserver/documents/reply/1.1/"


def test_loan_says_its_terms_and_nothing_more(client, catalogue):
    first, second = things(client, "/measures/loan/")["GovernmentService"]["serviceOutput"]

    assert (first["@type"], first["interestRate"]) == ("LoanOrCredit", 3.85)
    assert first["provider"] == {"@type": "Organization", "name": "谷粒银行"}
    assert first["amount"] == {"@type": "MonetaryAmount", "currency": "CNY", "maxValue": 10_000_000}
    assert first["loanTerm"] == {"@type": "QuantitativeValue", "value": 12, "unitCode": "MON"}
    assert second == {"@type": "FinancialProduct", "name": "基金", "url": "http://testserver/measures/loan/"}


def test_contact_audience_and_rate_without_a_sum(client):
    row = factories.measure(
        kind="talent", slug="all", audience="博士", contact_phone="0000-9", apply_url="https://apply.example.cn/"
    )
    factories.talent_grant(row, rate_max=30, rate_base="租金")

    service = things(client, "/measures/all/")["GovernmentService"]

    assert service["audience"] == {"@type": "Audience", "audienceType": "博士"}
    assert service["availableChannel"]["serviceUrl"] == "https://apply.example.cn/"
    assert service["availableChannel"]["servicePhone"] == {"@type": "ContactPoint", "telephone": "0000-9"}
    check(service)
    assert "amount" not in service["serviceOutput"][0]


def test_no_text_ends_the_element(client):
    factories.measure(slug="sly", title="</script><script>alert(1)</script>", promise="<!-- &")

    page = text(client, "/measures/sly/")

    assert "<script>alert" not in page
    assert things(client, "/measures/sly/")["GovernmentService"]["name"] == "</script><script>alert(1)</script>"


def test_document_is_legislation(client, catalogue):
    found = things(client, "/documents/rules/")

    law = found["Legislation"]
    assert (law["legislationIdentifier"], law["legislationDate"]) == ("绿政〔2023〕8号", "2025-03-01")
    assert "legislationLegalForce" not in law
    assert len(found["BreadcrumbList"]["itemListElement"]) == 3


@pytest.mark.parametrize(
    ("validity", "force"), [("in_force", "InForce"), ("amended", "PartiallyInForce"), ("expired", "NotInForce")]
)
def test_force_of_a_document(validity, force):
    values = dict.fromkeys(DocumentShape.model_fields) | {
        "slug": "x",
        "title": "甲",
        "title_is_exact": True,
        "genre": "law",
        "issuers": [{"slug": "a", "name": "某局"}],
        "relations": [],
        "terms": [],
        "clause_count": 0,
        "url": "https://huiqi.example.cn/documents/x/",
        "validity": validity,
        "region": "绿谷市",
        "effective_on": datetime.date(2024, 1, 1),
        "expires_on": datetime.date(2025, 1, 1),
    }

    said = legislation(DocumentShape(**values))
    check(said)

    assert said["legislationLegalForce"] == f"https://schema.org/{force}"
    assert said["legislationPassedBy"] == [{"@type": "GovernmentOrganization", "name": "某局"}]


def test_home_says_how_to_search(client, catalogue):
    action = things(client, "/")["WebSite"]["potentialAction"]

    assert action["target"]["urlTemplate"] == "http://testserver/measures/?q={search_term_string}"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/measures/upgrade/?utm_source=x", "/measures/upgrade/"),
        ("/measures/?utm=1&sort=title&tier=sme&category=fiscal&q=", "/measures/?category=fiscal&tier=sme"),
        ("/measures/?tier=sme&tier=leading", "/measures/?tier=leading&amp;tier=sme"),
        ("/measures/?page=1", "/measures/"),
        ("/measures/?kind=gift", "/measures/?kind=gift"),
        ("/documents/", "/documents/"),
    ],
)
def test_each_page_has_one_address(client, catalogue, path, address):
    assert canonical(client, path).replace("&amp;", "&") == f"http://testserver{address}".replace("&amp;", "&")


def test_further_pages_are_pages_of_their_own(client):
    for n in range(21):
        factories.measure(title=f"事项{n}")

    assert canonical(client, "/measures/?page=2") == "http://testserver/measures/?page=2"


def test_own_name_goes_before_the_host_asked(client, catalogue, settings):
    settings.SITE = {**settings.SITE, "domain": "huiqi.example.cn"}

    assert canonical(client, "/measures/upgrade/") == "https://huiqi.example.cn/measures/upgrade/"
    assert things(client, "/measures/upgrade/")["GovernmentService"]["url"].startswith("https://huiqi.example.cn/")


def test_shared_link_shows_title_and_promise(client, catalogue):
    page = text(client, "/measures/upgrade/")

    assert '<meta property="og:title" content="升级奖励">' in page
    assert '<meta property="og:description" content="得到支持">' in page
    assert re.search(r'<meta property="og:image" content="http://testserver/static/[^"]*icon-512[^"]*">', page)


def test_shared_list_shows_its_own_heading(client, catalogue):
    assert '<meta property="og:title" content="金融产品惠企事项">' in text(client, "/measures/?kind=loan")


def test_error_page_and_preview_have_no_address(client, catalogue):
    assert "canonical" not in client.get("/nothing/").content.decode()
