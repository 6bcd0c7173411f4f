import csv
import io
import json
from datetime import datetime
from urllib.parse import unquote

import openpyxl
import pytest
from django.utils import timezone

from incentives.enums import ReformMode
from incentives.listing.filterset import MeasureFilter
from incentives.listing.list_counts import ListCounts
from incentives.models import Measure
from incentives.opendata.files.listing import measure_records, ordered
from incentives.opendata.files.table import rows
from incentives.opendata.shapes.base import Citation, Named
from incentives.opendata.shapes.measure import (
    AmountShape,
    ApprovalReformShape,
    LoanProductShape,
    MeasureShape,
    SubsidyTierShape,
    TalentGrantShape,
)
from policies.caching import content_version
from policies.models import Document
from tests import factories
from tests.incentives.made_catalogue import OPEN_TITLES, SECRET, made, more

pytestmark = pytest.mark.django_db
FORMATS = ["csv", "xlsx", "json"]
BOOLEANS = ("first_time", "one_off", "doctorate", "is_new", "interest_subsidy")
AMOUNT = AmountShape(
    min_yuan=1, max_yuan=2, rate_min_percent=None, rate_max_percent=None, rate_base=None, text="1 元至 2 元"
)
CITATION = Citation(
    document="a",
    title="甲",
    edition=1,
    path="1.10",
    locator="第一部分第10句",
    fingerprint=None,
    is_superseded=False,
    url="https://a.example/",
)


@pytest.fixture
def catalogue():
    return made()


def get(client, extension, query="", status=200, **headers):
    answer = client.get(f"/measures.{extension}?{query}", headers=headers)
    assert answer.status_code == status
    return answer


def body(answer):
    return b"".join(answer.streaming_content)


def lines(client, query=""):
    text = body(get(client, "csv", query)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(client, query=""):
    book = openpyxl.load_workbook(io.BytesIO(body(get(client, "xlsx", query))))
    heading, *rows = book["全部字段"].iter_rows()
    return book, [dict(zip([cell.value for cell in heading], row, strict=True)) for row in rows]


def test_csv_opens_right_in_excel(client, catalogue):
    answer = get(client, "csv")
    written = body(answer)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert written.startswith("\ufeff事项标识,".encode())
    assert written.count(b"\r\n") == 12  # the heading, and the rows of six measures
    assert {line["名称"] for line in lines(client)} == (OPEN_TITLES - {"=HYPERLINK 服务"}) | {"'=HYPERLINK 服务"}


def test_each_figure_stands_beside_its_unit_and_citation(client, catalogue):
    first, second, third = [line for line in lines(client) if line["事项标识"] == "upgrade"]

    assert (first["金额下限（元）"], first["金额上限（元）"], first["金额"]) == ("500000", "500000", "50 万元")
    assert (second["适用梯次"], second["支持方式"], second["限首次"]) == ("梯次little-giant", "奖励", "来源未载明")
    line = "年主营业务收入超过 50 亿元"
    assert (third["金额"], third["金额上限（元）"], third["门槛"]) == ("来源未载明", "", line)
    assert third["来源未载明（明细）"] == "支持方式、金额、按什么计发、计发周期、限首次、一次性"
    assert "叠加规则" in third["来源未载明（事项）"]
    assert (first["出处文件"], first["出处条款"], first["出处指纹"]) == ("绿谷市答复", "reply/1.1", "1" * 64)
    assert first["出处网址"] == "http://testserver/documents/reply/1.1/"
    assert (first["申报条件"], second["申报条件"]) == ("评上专精特新（第一部分第1句）；信用良好", "信用良好")
    assert (first["政策依据"], first["企业梯次"]) == ("绿谷市奖励办法", "梯次specialized；梯次little-giant")


def test_figure_whose_sentence_a_newer_edition_changed_is_marked(client, catalogue):
    before = [line["出处为旧版"] for line in lines(client, "kind=subsidy")]
    Document.objects.filter(slug="reply").update(edition=2)

    after = lines(client, "kind=subsidy")
    assert (set(before), {line["出处为旧版"] for line in after}) == ({"否"}, {"是"})
    assert "评上专精特新（第一部分第1句，原文已改，待核对）；信用良好" in {line["申报条件"] for line in after}


def test_measure_without_rows_has_one_line_with_its_source(client, catalogue):
    line = next(line for line in lines(client) if "HYPERLINK" in line["名称"])

    assert (line["明细名目"], line["出处条款"], line["企业梯次"], line["部门"]) == (
        "",
        "reply/1.5",
        "来源未限定",
        "来源未载明",
    )


@pytest.mark.parametrize("shape", [SubsidyTierShape, TalentGrantShape, ApprovalReformShape, LoanProductShape])
def test_no_member_of_a_row_is_left_out_of_the_table(catalogue, shape):
    """Each member, when it alone is filled in, shows in the line of its row."""
    measure = next(measure_records(Measure.objects.filter(pk=catalogue["升级奖励"].pk), str))
    bare = dict.fromkeys(shape.model_fields) | {"position": 1, "label": "", "name": ""}
    words = {
        "enterprise_tier": Named(slug="a", name="甲"),
        "amount": AMOUNT,
        "mode": ReformMode.ONE_THING,
        "form": "loan",
    }
    words |= {"period": "year", "stage": "exploring", "citation": CITATION} | dict.fromkeys(BOOLEANS, True)

    def line(**values):
        row = shape.model_construct(**bare | values)
        return next(rows(measure.model_copy(update={"provisions": [row]})))

    for member in set(shape.model_fields) - {"kind"}:
        assert line(**{member: words.get(member, 77)}) != line(), member


def test_signs_that_no_file_may_hold_are_dropped(client):
    factories.measure(title="甲\x0b乙\x01\ufffe\uffff")

    assert lines(client)[0]["名称"] == "甲乙"
    assert sheet(client)[1][0]["名称"].value == "甲乙"


def test_workbook_has_typed_cells_and_a_frozen_heading(client, catalogue):
    book, rows = sheet(client)

    by_slug = {row["事项标识"].value: row for row in rows}
    loan = next(row for row in rows if row["额度上限（元）"].value)
    assert book["全部字段"].freeze_panes == "C2"
    assert (loan["额度上限（元）"].value, loan["额度上限（元）"].number_format) == (10_000_000, "#,##0")
    assert loan["年利率（%）"].value == 3.85
    assert isinstance(by_slug["dated"]["申报截止"].value, datetime)
    assert by_slug["dated"]["申报截止"].value.date() == catalogue["展期补贴"].apply_until
    assert by_slug["dated"]["申报截止"].is_date
    formula = next(row["名称"] for row in rows if "HYPERLINK" in row["名称"].value)
    assert (formula.value, formula.data_type) == ("=HYPERLINK 服务", "s")
    labels = [row[0].value for row in book["说明"].iter_rows()]
    assert labels == ["项目", "标题", "网站", "来自", "日期", "许可", "注意"]


def test_json_file_says_what_the_api_says(client, catalogue):
    said = json.loads(body(get(client, "json", "sort=title")))

    items = client.get("/api/v1/measures?sort=title").json()["items"]
    assert said["measures"] == items
    assert said["source"] == "http://testserver/measures/?sort=title"
    assert "CC BY 4.0" in said["licence"]
    assert all(
        MeasureShape.model_json_schema(mode="serialization")["properties"].keys() == item.keys() for item in items
    )


@pytest.mark.parametrize("extension", FORMATS)
def test_name_says_filter_and_date(client, catalogue, extension):
    answer = get(client, extension, "kind=loan&tier=specialized&q=谷/粒")
    header = answer["Content-Disposition"]
    body(answer)

    today = timezone.localdate().isoformat()
    assert header.startswith(f'attachment; filename="measures-{today}.{extension}"; filename*=')
    assert unquote(header).endswith(f"含谷粒的面向梯次specialized的金融产品惠企事项-{today}.{extension}")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=励奖级升", "含“励奖级升”的惠企事项（最相关的 1 项）"),
        ("include_closed=1", "全部惠企事项（含已截止）"),
    ],
)
def test_name_says_too_when_it_holds_the_nearest_or_what_is_over(client, catalogue, query, said):
    answer = get(client, "csv", query)

    assert f"''{said.translate(dict.fromkeys(map(ord, '“” ')))}-" in unquote(answer["Content-Disposition"])
    assert {line["事项标识"] for line in lines(client, query)} >= {"upgrade"}
    assert client.get(f"/api/v1/measures?{query}").json()["title"] == said


@pytest.mark.parametrize("extension", FORMATS)
def test_wrong_parameter_is_a_problem(client, catalogue, extension):
    answer = get(client, extension, "kind=gift", status=400)

    assert answer.json()["errors"][0]["parameter"] == "kind"


@pytest.mark.parametrize("extension", FORMATS)
def test_who_holds_the_present_file_gets_304(client, catalogue, extension):
    answer = get(client, extension)
    etag, changed = answer["ETag"], answer["Last-Modified"]
    body(answer)

    assert get(client, extension, status=304, if_modified_since=changed)

    assert get(client, extension, status=304, if_none_match=etag)["Access-Control-Allow-Origin"] == "*"

    content_version.raise_version()

    body(get(client, extension, if_none_match=etag))


@pytest.mark.parametrize("extension", FORMATS)
def test_head_of_a_file_is_told_without_making_it(client, catalogue, extension, django_assert_max_num_queries):
    asked = get(client, extension)
    body(asked)

    with django_assert_max_num_queries(7):
        head = client.head(f"/measures.{extension}")

    told = ("Content-Type", "Content-Disposition", "ETag", "Last-Modified", "Cache-Control")
    assert [head[name] for name in told] == [asked[name] for name in told]
    assert not head.has_header("Content-Length")


@pytest.mark.parametrize("extension", FORMATS)
def test_file_costs_the_same_queries_for_many_measures(client, catalogue, extension, django_assert_max_num_queries):
    more(12)

    with django_assert_max_num_queries(28):
        body(get(client, extension))


@pytest.mark.parametrize("extension", FORMATS)
def test_nothing_hidden_is_told(client, catalogue, extension):
    answer = get(client, extension, "include_closed=1")

    if extension == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(body(answer)))
        text = str([cell for page in book for row in page.iter_rows(values_only=True) for cell in row])
    else:
        text = body(answer).decode()
    assert SECRET not in text


def test_list_links_to_its_files(client, catalogue):
    text = client.get("/measures/?kind=loan&kind=subsidy&page=1&utm_source=x").content.decode()

    for extension in FORMATS:
        assert f'href="/measures.{extension}?kind=loan&amp;kind=subsidy"' in text
    assert "下载这 3 项" in text
    assert "CC BY 4.0" in text
    assert "download" not in client.get("/measures/?q=没有这样的词xyz&kind=loan").content.decode().split("results")[-1]


def test_long_list_has_no_workbook_of_its_own(client, catalogue, monkeypatch):
    for module in ("opendata.files.views", "templatetags.open_data"):
        monkeypatch.setattr(f"incentives.{module}.MOST_IN_WORKBOOK", 2)

    long, short = client.get("/measures/?kind=loan&kind=subsidy"), client.get("/measures/?kind=loan")
    answer = get(client, "xlsx", "kind=loan&kind=subsidy", status=422)

    assert "/data/" in answer.json()["detail"]
    assert client.head("/measures.xlsx?kind=loan&kind=subsidy").status_code == 422
    assert "/measures.xlsx" not in long.content.decode()
    assert 'href="/data/"  rel="nofollow">全部事项的 Excel' in long.content.decode()
    assert "/measures.xlsx?kind=loan" in short.content.decode()
    assert body(get(client, "csv", "kind=loan&kind=subsidy"))


def test_file_holds_all_that_fit_where_pages_rank_only_the_newest(client, catalogue, monkeypatch):
    monkeypatch.setattr(ListCounts, "only_newest", True)

    measures = MeasureFilter({"q": ""})

    assert measures.is_valid()
    assert set(ordered(measures)) == set(Measure.objects.listed())


def test_workbook_opens_with_a_sheet_that_people_can_read(client, catalogue):
    book, complete = sheet(client)
    heading, *lines_read = book.worksheets[0].iter_rows(values_only=True)

    assert book.sheetnames == ["惠企事项", "全部字段", "说明"]
    assert heading[:3] == ("名称", "明细名目", "金额")
    assert len(heading) <= 12
    assert [line[0] for line in lines_read] == [row["名称"].value for row in complete]
    assert book.worksheets[0].freeze_panes == "B2"
