"""The Word file: read back with python-docx, and as pages with LibreOffice."""

import io
import os
import re
import shutil
import subprocess

import pypdfium2
import pytest
import segno
from docx import Document
from docx.oxml.ns import qn

from incentives.enums import Kind
from incentives.models import Measure
from incentives.paper.handbook import LONGEST_CODE, Handbook, handbook
from incentives.paper.word.styles import STYLES
from incentives.paper.word.write import write_handbook
from policies.text.wording import quoted
from tests import factories

pytestmark = pytest.mark.django_db
ROOT = "https://huiqi.example.cn"
NUMBER = re.compile(r"—\s*(\d+)\s*—\s*$")


@pytest.fixture(scope="module")
def book(content, beneath) -> Handbook:
    """The whole content as a handbook."""
    return beneath(lambda: made(*Measure.objects.published().by_title()))


@pytest.fixture(scope="module")
def written(book) -> bytes:
    return file_of(book)


def made(*measures: Measure, address: str = f"{ROOT}/handbook/", **values) -> Handbook:
    return handbook([one.pk for one in measures], "惠企事项汇编", ROOT, address, **values)


def file_of(book: Handbook) -> bytes:
    target = io.BytesIO()
    write_handbook(book, target)
    return target.getvalue()


def read(data: bytes):
    return Document(io.BytesIO(data))


def texts(document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def contents(document) -> list[tuple[str, int]]:
    """Title and page of each line of the contents."""
    lines = [one.text for one in document.paragraphs if one.style.name.startswith("toc ")]
    return [(title, int(page)) for title, page in (line.split("\t") for line in lines)]


def test_contents_name_every_heading_in_order(book, written):
    document = read(written)
    headings = [one.text for one in document.paragraphs if one.style.name in {"Heading 1", "Heading 2"}]

    assert [title for title, _ in contents(document)] == headings
    assert len(book.entries) == 15
    assert {heading for heading, _ in book.entries} <= set(headings)
    assert [page for _, page in contents(document)] == sorted(page for _, page in contents(document))


def test_every_figure_of_the_offers_stands_in_their_tables(book, written):
    document = read(written)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}

    for _, entry in book.entries:
        for row in entry.table.rows if entry.table else ():
            for column, lines in row:
                assert column.label in cells
                assert "\n".join(lines) in cells


def test_codes_lead_to_the_pages_of_the_offers(book, written):
    document = read(written)
    shapes = document.element.body.findall(".//" + qn("wp:inline"))
    named = {one.docPr.get("descr"): one for one in shapes}

    assert len(named) == len(book.entries) + 1
    for _, entry in book.entries:
        key = named[f"{quoted(entry.title)}网页的二维码"].find(".//" + qn("a:blip")).get(qn("r:embed"))
        image = io.BytesIO()
        segno.make_qr(ROOT + entry.url, error="m").save(image, kind="png", scale=4, border=2)
        assert document.part.related_parts[key].blob == image.getvalue(), entry.slug


def test_file_is_made_for_chinese_readers_and_for_those_who_cannot_see(book, written):
    document = read(written)
    about = document.core_properties
    styles = document.styles.element
    used = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:pStyle"))}
    tables = document.element.body.findall(".//" + qn("w:tbl"))

    assert (about.title, about.author, about.language) == (book.title, book.issuer, "zh-CN")
    assert {one.get(qn("w:eastAsia")) for one in styles.iter(qn("w:lang"))} == {"zh-CN"}
    assert used <= {style.key for style in STYLES}
    assert all(table.find(".//" + qn("w:tblCaption")).get(qn("w:val")) for table in tables)
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for table in tables for row in table.iter(qn("w:tr")))
    rows = [table for table in tables if table.find(".//" + qn("w:tblStyle")).get(qn("w:val")) == "Rows"]
    assert all(table.find(".//" + qn("w:tblHeader")) is not None for table in rows)


def test_what_the_source_leaves_open_is_said_once_and_sums_are_not_added(book, written):
    text = "\n".join(cell.text for table in read(written).tables for row in table.rows for cell in row.cells)

    assert text.count("来源未载明\t") == len([entry for _, entry in book.entries if entry.unstated])
    assert "850 万元" not in text


def test_long_address_and_hostile_text_make_a_file_all_the_same():
    measure = factories.measure(title="<w:p>&\x07", promise='"]]>', summary="长。" * 2000)

    document = read(file_of(made(measure, address=f"{ROOT}/handbook/?m=" + "a" * LONGEST_CODE, note="有 1 项找不到。")))

    assert "（一）<w:p>&" in texts(document, "Heading 2")
    assert "有 1 项找不到。" in texts(document, "Normal")


def test_table_of_many_rows_has_its_head_on_each_page():
    measure = factories.measure(kind=Kind.SUBSIDY)
    for number in range(40):
        factories.subsidy_tier(measure, 10_000 * (number + 1), label=f"第{number}档")

    document = read(file_of(made(measure)))

    rows = [table for table in document.tables if table.rows[0].cells[0].text == "名目"]
    assert len(rows) > 1
    assert sum(len(table.rows) - 1 for table in rows) == 40


# --- As pages ---


@pytest.fixture(scope="module")
def pages(written, tmp_path_factory) -> list[str]:
    """The text of each page of the PDF that LibreOffice makes of the file, without spaces."""
    if not shutil.which("soffice"):
        why = "LibreOffice is not installed (apt-get install libreoffice-writer)"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    folder = tmp_path_factory.mktemp("office")
    (folder / "book.docx").write_bytes(written)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "book.docx"]
    subprocess.run(asked, check=True, capture_output=True, timeout=240)
    document = pypdfium2.PdfDocument(folder / "book.pdf")
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def test_contents_give_the_pages_of_the_pdf(written, pages):
    numbered = {int(found[1]): text for text in pages if (found := NUMBER.search(text))}

    lines = contents(read(written))

    assert len(lines) > 20
    assert list(numbered) == list(range(1, len(numbered) + 1)), "every page is numbered, one after the other"
    assert len(pages) == len(numbered) + 1 + sum("目录" in text or ".." in text for text in pages[1:4])
    for title, page in lines:
        assert re.sub(r"\s", "", title) in numbered[page], (title, page)


def test_no_page_of_the_contents_has_one_line_alone(pages):
    lines = [len(re.findall(r"\.{3,}", text)) for text in pages[1:4]]

    assert sum(lines) > 20
    assert {1, 2}.isdisjoint(lines)


def test_indexes_give_the_same_pages_as_the_contents(written, pages):
    """LibreOffice works out the references of the indexes itself."""
    document = read(written)
    by_title = {re.sub(r"^（.+?）", "", title): page for title, page in contents(document)}
    whole = "".join(pages)

    lines = [one.text.split("\t") for one in document.paragraphs if one.style.name == "索引"]

    assert len(lines) > 15
    for title, sum_text, page in lines:
        assert by_title[title] == int(page)
        written_so = re.escape(re.sub(r"\s", "", title)) + r"\.*" + re.escape(re.sub(r"\s", "", sum_text))
        assert re.search(written_so + page + r"(?!\d)", whole), title
