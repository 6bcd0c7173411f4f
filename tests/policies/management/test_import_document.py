import io
import json

import docx
import pytest
from django.core.management import CommandError, call_command

from policies.enums import DocumentStatus, Genre, Validity
from policies.management.commands.import_document import MOST_BYTES
from policies.models import Clause, Document
from policies.parsing.document import parse_document
from policies.parsing.sentences import fingerprint
from tests import factories
from tests.config.test_progress import Terminal
from tests.policies import sample_document as sample
from tests.policies.intake.pages import pdf, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """Import `text` (or raw bytes) from a file; what the command printed."""

    def import_text(text: str | bytes, *options: str) -> str:
        path = tmp_path / "原文.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("import_document", str(path), *options)
        return capsys.readouterr().out

    return import_text


@pytest.fixture
def known():
    """The document as the content knows it: places and fingerprints, no text."""
    parsed = parse_document(sample.document())
    known = factories.document(
        index_number=parsed.header.index_number,
        title=parsed.header.title,
        written_on=parsed.header.written_on,
        published_on=parsed.header.published_on,
    )
    for clause in parsed.clauses:
        place = {"path": clause.path, "position": clause.position}
        factories.clause(known, fingerprint=clause.fingerprint, **place)
    return known


def test_import_fills_the_document_of_its_index_number(run, known):
    said = run(sample.document())

    total = known.clauses.count()
    assert f"与指纹相符 {total} 句，全部相符" in said
    assert f"写入原文 {total} 句" in said
    assert known.clauses.get(path="1.1").text == "每家小店发3万元。"


def test_import_again_changes_nothing(run, known):
    run(sample.document())
    before = list(Clause.objects.values())

    said = run(sample.document().encode("gb18030"))

    assert "写入原文 0 句" in said
    assert list(Clause.objects.values()) == before


def test_import_fills_missing_fingerprints(run, known):
    known.clauses.filter(path="2.1").update(fingerprint="")

    said = run(sample.document())

    assert "其余此前没有指纹" in said
    assert known.clauses.get(path="2.1").fingerprint == fingerprint("窗口全年无休。")


def test_index_numbers_that_differ_in_a_sign_get_slugs_of_their_own(run):
    for number in ("A1/2024/1", "A1-2024-1", "A1/2024-1"):
        run(sample.document(header=[number, *sample.HEADER[1:]]))

    made = Document.objects.order_by("pk").values_list("slug", flat=True)
    assert list(made) == ["document-a1-2024-1", "document-a1-2024-1-2", "document-a1-2024-1-3"]


def test_import_of_an_unknown_document_makes_a_draft(run):
    said = run(sample.document())

    made = Document.objects.get()
    assert (made.status, made.genre, made.title) == (DocumentStatus.DRAFT, Genre.REPLY, sample.TITLES[0])
    assert made.slug == "document-x0120-2031-0007"
    assert made.clauses.count() == len(sample.texts(sample.document()))
    assert "新建草稿" in said
    assert "绿谷市中小企业服务局”不在机构表中" in said


def test_import_links_a_known_issuer(run):
    agency = factories.agency(name="绿谷市中小企业服务局")

    run(sample.document())

    assert list(Document.objects.get().issuers.all()) == [agency]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (
            sample.document(body=[*sample.BODY[:3], "每家小店发30万元。", *sample.BODY[4:]]),
            "与已收录的指纹不符：第一部分第1句",
        ),
        (sample.document(body=[*sample.BODY[:6], "窗口全年无休。周日也开。"]), "文件中多出：2.2"),
        (sample.document(titles=["关于别的事的说明"]), "标题与已收录的文件不一致"),
        (sample.document(header=[*sample.HEADER[:3], "2031-03-06", "2031-04-01"]), "成文日期与已收录的文件不一致"),
        (b"", "文件是空的"),
        (b"\x00\x01", "原文.txt"),
        ("只有一行", "原文.txt"),
        (b"a" * (MOST_BYTES + 1), "超过 5 MB"),
    ],
)
def test_import_refuses_and_changes_nothing(run, known, broken, said):
    before = list(Clause.objects.values()) + list(Document.objects.values())

    with pytest.raises(CommandError, match=said):
        run(broken)

    assert list(Clause.objects.values()) + list(Document.objects.values()) == before


def test_import_refuses_the_text_of_another_issuer(run, known):
    known.issuers.add(factories.agency(name="绿谷市财政局"))

    with pytest.raises(
        CommandError, match="发文机关与已收录的文件不一致：文件中是“绿谷市中小企业服务局”，本站是“绿谷市财政局”"
    ):
        run(sample.document())

    assert not known.clauses.exclude(text="").exists()


def test_import_of_a_joint_text_names_one_of_its_issuers(run, known):
    known.issuers.add(factories.agency(name="绿谷市财政局"), factories.agency(name="绿谷市中小企业服务局"))

    assert "全部相符" in run(sample.document())


def test_import_of_a_shorter_text_names_what_is_missing(run, known):
    shorter = sample.document(body=[line for line in sample.BODY if line != "另有补贴"])

    with pytest.raises(CommandError, match="文件中缺少"):
        run(shorter)


def test_import_of_a_title_too_long_for_the_site(run):
    with pytest.raises(CommandError, match="没有找到标题：第一行不像标题"):
        run(sample.document(titles=["长" * 300]))


def test_import_of_a_text_without_header_wants_a_title(run):
    text = "第一条 每家小店发3万元。\n第二条 全年无休。"

    with pytest.raises(CommandError, match="没有找到标题"):
        run(text)
    output = run(text, "--title", "绿谷市小店扶持办法")

    document = Document.objects.get()
    assert (document.title, document.genre, document.status) == (
        "绿谷市小店扶持办法",
        Genre.MEASURES,
        DocumentStatus.DRAFT,
    )
    assert [clause.text for clause in document.clauses.all()] == ["每家小店发3万元。", "全年无休。"]
    assert "《绿谷市小店扶持办法》：新建草稿，共 2 句。" in output


def test_import_of_a_title_that_is_too_long_or_blank(run):
    with pytest.raises(CommandError, match="200"):
        run("第一条 甲。\n第二条 乙。", "--title", "长" * 300)
    with pytest.raises(CommandError, match="没有找到标题"):
        run("第一条 甲。\n第二条 乙。", "--title", "  ")

    assert not Document.objects.exists()


def test_import_takes_the_formats_of_the_desk_and_says_what_to_look_at(run):
    page = "<!DOCTYPE html><html><body><p>第一条 发3万元。</p><p>第二条 全年无休。</p></body></html>"
    run(page, "--title", "绿谷市办法")
    word = docx.Document()
    word.add_paragraph("第一条 发4万元。")
    word.add_paragraph("另行通知。", "List Number")
    file = io.BytesIO()
    word.save(file)

    output = run(file.getvalue(), "--title", "绿谷市另一办法")

    assert [document.clauses.count() for document in Document.objects.order_by("pk")] == [2, 2]
    assert "Word 自动编号" in output


def test_dry_run_stores_nothing_and_says_so(run):
    said = run(sample.document(), "--dry-run")

    assert "没有写入任何内容" in said
    assert not Document.objects.exists()


def test_result_for_programs(run, capsys):
    got = json.loads(run(sample.document(), "--format", "json"))

    assert got["document"] == "document-x0120-2031-0007"
    assert got["header"]["written_on"] == "2031-03-05"
    assert got["clauses"][3] == ["1.1", "每家小店发3万元。", "第一部分第1句"]
    assert got["notices"][-1] == "发文机关“绿谷市中小企业服务局”不在机构表中，请在后台补上。"
    assert got["refused"] is None
    assert json.loads(run(sample.document(), "--format", "json", "--dry-run"))["document"] == got["document"]
    with pytest.raises(CommandError):
        run(b"", "--format", "json")
    assert "文件是空的" in json.loads(capsys.readouterr().out)["refused"]


def test_fields_of_the_header_are_stored(run):
    lines = [
        "索引号：X1/2031-7 主题分类：商贸",
        "文号：绿商〔2031〕7号 有效性：有效",
        "发文机关：绿谷市商务局、绿谷市财政局",
    ]
    lines += ["施行日期：2031年5月1日 失效日期：2033年4月30日", "绿谷市小店扶持办法", "一、发9万元。"]
    agency = factories.agency(name="绿谷市财政局")

    said = run("\n".join(lines))

    made = Document.objects.get()
    assert (made.topic, made.doc_number, made.validity) == ("商贸", "绿商〔2031〕7号", Validity.IN_FORCE)
    assert (str(made.effective_on), str(made.expires_on)) == ("2031-05-01", "2033-04-30")
    assert list(made.issuers.all()) == [agency]
    assert "发文机关“绿谷市商务局”不在机构表中" in said


def test_the_number_of_a_document_finds_it_and_doubles_are_said(run):
    text = "绿谷市小店扶持办法\n绿商〔2031〕7号\n一、发9万元。"
    run(text)

    assert "已收录" in run(text)
    assert Document.objects.count() == 1
    said = run("绿谷市小店扶持办法\n绿商〔2031〕8号\n一、发9万元。\n有效性：不好说")
    assert "本站可能已有这份文件：《绿谷市小店扶持办法》" in said
    assert "有效性写作“不好说”" in said


def test_import_of_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="请检查路径"):
        call_command("import_document", "nowhere.txt")


def test_pages_of_a_long_file_are_counted_on_a_terminal(tmp_path):
    path, terminal = tmp_path / "a.pdf", Terminal()
    path.write_bytes(pdf(written(["一、每店发9万元。"]), written(["二、全年有效，逾期不再发放。"])))
    options = [str(path), "--dry-run", "--title", "绿谷市小店扶持办法"]

    call_command("import_document", *options, stdout=terminal)

    assert "1/2\r" in terminal.getvalue()
    assert "2/2\n" in terminal.getvalue()
    json_only = Terminal()
    call_command("import_document", *options, "--format", "json", stdout=json_only)
    assert json.loads(json_only.getvalue())["refused"] is None
