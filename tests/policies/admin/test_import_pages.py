import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from policies.admin import import_pages
from policies.enums import DocumentStatus
from policies.importing.actions import import_document, take_over
from policies.intake.lines import ParsingError
from policies.models import Clause, Document, SourceFile
from policies.parsing.document import parse_document
from tests import factories
from tests.policies import sample_document as sample
from tests.policies.admin.handing_in import PAGE, TEXT, fields_of, hand_in, step, take

pytestmark = pytest.mark.django_db


def test_list_links_to_the_form(admin_client):
    page = admin_client.get(reverse("admin:policies_document_changelist")).content.decode()

    assert reverse("admin:policies_document_hand_in") in page
    assert "粘贴文字" in admin_client.get(reverse("admin:policies_document_hand_in")).content.decode()


def test_preview_shows_all_and_stores_nothing(admin_client):
    page = hand_in(admin_client, TEXT).content.decode()

    parts = (
        "发钱（4 句）",
        "1.1",
        "每家小店发3万元。",
        "没有导入的文字（1 处）",
        "2031-03-05",
        "第4行",
        "发文字号、主题分类",
    )
    for word in ("新建草稿文件", sample.TITLES[0], "X0120/2031-0007", *parts):
        assert word in page
    assert (Document.objects.count(), Clause.objects.count()) == (0, 0)
    assert SourceFile.objects.stored().count() == 0


def test_the_fields_of_the_preview_are_stored_as_corrected(admin_client):
    agency = factories.agency()
    typed = {"head-doc_number": "某政〔2031〕9号", "head-topic": "小店", "head-issuers": [agency.pk]}

    step(admin_client, hand_in(admin_client, TEXT), "take", **typed)

    document = Document.objects.get()
    assert (document.doc_number, document.topic, document.title) == ("某政〔2031〕9号", "小店", sample.TITLES[0])
    assert list(document.issuers.all()) == [agency]
    assert document.clauses.count() == 8


def test_a_field_that_is_wrong_stores_nothing_and_is_named(admin_client):
    page = step(admin_client, hand_in(admin_client, TEXT), "take", **{"head-written_on": "31月"})

    assert page.context["head"].errors["written_on"]
    assert not Document.objects.exists()


def test_each_field_tells_where_it_was_found(admin_client):
    form = hand_in(admin_client, TEXT).context["head"]

    assert form.fields["written_on"].help_text.startswith("第")
    assert "补填" in form.fields["doc_number"].help_text


def test_taking_over_keeps_the_original(admin_client, admin_user):
    data = TEXT.encode("gb18030")
    looked = hand_in(admin_client, file=SimpleUploadedFile("原文.txt", data))

    step(admin_client, looked, "take")

    document, source = Document.objects.get(), SourceFile.objects.get()
    assert (document.status, document.clauses.count()) == (DocumentStatus.DRAFT, 8)
    assert (source.document, source.edition, source.brought_by) == (document, 1, admin_user)
    assert (source.name, source.sha256) == ("原文.txt", hashlib.sha256(data).hexdigest())
    fetched = admin_client.get(reverse("admin:policies_document_original", args=[source.pk]))
    assert (fetched.content, fetched.headers["Content-Type"]) == (data, "application/octet-stream")
    assert "attachment" in fetched.headers["Content-Disposition"]
    listed = admin_client.get(reverse("admin:policies_sourcefile_changelist")).content.decode()
    shown = admin_client.get(reverse("admin:policies_sourcefile_change", args=[source.pk])).content.decode()
    assert source.sha256 in listed
    assert str(len(data)) in shown


def test_taking_over_twice_is_refused(admin_user, known):
    source = SourceFile.objects.create(
        name="a", sha256="0" * 64, content=b"", brought_by=admin_user, document=known, edition=1
    )

    with pytest.raises(ParsingError, match="已经导入过"):
        take_over(source=source, parsed=parse_document(TEXT), by=admin_user)


def test_text_without_a_title_is_shown_and_asked_for_it(admin_client):
    looked = hand_in(admin_client, "第一条 奖3万元。\n第二条 办。")
    refused = step(admin_client, looked, "take")
    step(admin_client, looked, "take", **{"head-title": "绿谷市办法"})

    document = Document.objects.get()
    assert "没有找到标题，请填写" in looked.content.decode()
    assert refused.context["head"].errors["title"]
    assert (document.title, document.slug) == ("绿谷市办法", "document-1")
    assert [(clause.path, clause.locator) for clause in document.clauses.all()] == [
        ("1.1", "第一条第1句"),
        ("2.1", "第二条第1句"),
    ]
    take(admin_client, "第一条 奖。", title="document-2 在先")
    assert Document.objects.count() == 2


def test_text_fills_the_chosen_document(admin_client):
    document = factories.document(title="绿谷市办法")

    said = take(admin_client, "绿谷市办法\n一、事\n办。", document=document.pk).content.decode()

    assert "填入原文" in said
    assert document.clauses.get().text == "办。"


def test_same_text_need_not_be_imported(admin_client, known):
    page = hand_in(admin_client, TEXT).content.decode()

    assert "一字不差，不必导入" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "请选择一个文件，或粘贴文字"),
        ({"text": "只有一行"}, "errorlist"),
        ({"file": SimpleUploadedFile("a.rtf", b"{\\rtf1")}, "这是RTF文件"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_kept(admin_client, values, said):
    assert said in hand_in(admin_client, **values).content.decode()
    assert SourceFile.objects.count() == 0


def test_empty_file_is_told_once(admin_client):
    page = hand_in(admin_client, file=SimpleUploadedFile("a.txt", b"")).content.decode()

    assert "空文件" in page
    assert "请选择一个文件" not in page


def test_too_large_file_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr("policies.admin.hand_in_form.MAX_BYTES", 3)

    assert "文件超过 10 MB" in hand_in(admin_client, file=SimpleUploadedFile("a.txt", b"long")).content.decode()


def test_index_number_of_another_document_is_refused(admin_client, known):
    other = factories.document()

    assert "与所选的文件不同" in hand_in(admin_client, TEXT, document=other.pk).content.decode()


def test_a_number_too_long_is_refused_when_it_would_be_stored(admin_client):
    looked = hand_in(admin_client, sample.document(header=["X1/" + "7" * 70, *sample.HEADER[1:]]))
    bare = {name: value for name, value in fields_of(looked).items() if not name.startswith("head-")}

    page = admin_client.post(PAGE, bare | {"step": "take"})

    assert "60" in page.content.decode()
    assert step(admin_client, looked, "take").context["head"].errors["index_number"]
    assert Document.objects.count() == 0


def test_what_changed_meanwhile_is_looked_at_again(admin_client):
    looked = hand_in(admin_client, TEXT)
    import_document(data=TEXT.encode())

    page = step(admin_client, looked, "take").content.decode()

    assert "请再看一遍" in page
    assert SourceFile.objects.stored().count() == 0


def test_forgotten_previews_go_after_a_day(admin_client):
    hand_in(admin_client, TEXT)
    SourceFile.objects.update(brought_at=timezone.now() - timedelta(days=2))

    hand_in(admin_client, TEXT)

    assert SourceFile.objects.count() == 1


def test_pages_need_the_permissions(client, admin_user):
    client.force_login(factories.user("guest"))
    source = SourceFile.objects.create(name="a", sha256="0" * 64, content=b"", brought_by=admin_user)

    for name, args in (("hand_in", []), ("original", [source.pk])):
        assert client.get(reverse(f"admin:policies_document_{name}", args=args)).status_code == 403


def test_a_waiting_file_is_its_bringers_alone(admin_client):
    source = SourceFile.objects.create(name="a", sha256="0" * 64, content=b"", brought_by=factories.user("other"))

    assert admin_client.get(PAGE, {"source": source.pk}).status_code == 404
    assert "请选择一个文件" in admin_client.post(PAGE, {"source": source.pk, "step": "take"}).content.decode()
    assert str(source) == "a"


def test_latest_files_of_each_person_wait_and_no_more(admin_client, admin_user, monkeypatch):
    monkeypatch.setattr(import_pages, "MOST_WAITING", 2)
    kept = {"content": TEXT.encode(), "sha256": "0" * 64}
    SourceFile.objects.create(name="同事的", brought_by=factories.user("colleague"), **kept)
    SourceFile.objects.create(name="已导入", brought_by=admin_user, document=factories.document(), edition=1, **kept)

    for name in ("甲.txt", "乙.txt", "丙.txt"):
        hand_in(admin_client, file=SimpleUploadedFile(name, TEXT.encode()))

    assert set(SourceFile.objects.values_list("name", flat=True)) == {"同事的", "已导入", "乙.txt", "丙.txt"}
