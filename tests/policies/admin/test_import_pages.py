import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from policies.admin import import_pages
from policies.enums import DocumentStatus
from policies.importing.actions import import_document, take_over
from policies.intake.lines import ParsingError
from policies.models import Clause, Document, DocumentRelation, SourceFile
from policies.parsing.document import parse_document
from tests import factories
from tests.incentives.editorial.at_once import just_before_lock
from tests.policies import sample_document as sample

pytestmark = pytest.mark.django_db
TEXT = sample.document()
CHANGED = sample.document(body=["序。", *sample.BODY[:3], "每家小店发5万元。“能不能再多?”可以!", *sample.BODY[4:]])


def hand_in(client, text=None, file=None, **values):
    posted = values | ({"file": file} if file else {"text": text})
    return client.post(reverse("admin:policies_document_hand_in"), posted, follow=True)


def take(client, text, **values):
    """Hand in a text and store what its preview shows."""
    looked = hand_in(client, text, **values)
    plan = looked.context["plan"]
    return client.post(looked.redirect_chain[-1][0], {"outcome": f"{plan.outcome}-{plan.edition}"}, follow=True)


@pytest.fixture
def known():
    return import_document(data=TEXT.encode()).document


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


def fields_of(page):
    """What the browser would post for the fields of a preview."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "issuers"}


def test_the_fields_of_the_preview_are_stored_as_corrected(admin_client):
    agency = factories.agency()
    looked = hand_in(admin_client, TEXT)
    posted = fields_of(looked) | {"doc_number": "某政〔2031〕9号", "topic": "小店", "issuers": [agency.pk]}

    admin_client.post(looked.redirect_chain[-1][0], posted | {"outcome": "new-1"})

    document = Document.objects.get()
    assert (document.doc_number, document.topic, document.title) == ("某政〔2031〕9号", "小店", sample.TITLES[0])
    assert list(document.issuers.all()) == [agency]
    assert document.clauses.count() == 8


def test_a_field_that_is_wrong_stores_nothing_and_is_named(admin_client):
    looked = hand_in(admin_client, TEXT)
    posted = fields_of(looked) | {"written_on": "31月", "outcome": "new-1"}

    page = admin_client.post(looked.redirect_chain[-1][0], posted)

    assert page.context["form"].errors["written_on"]
    assert not Document.objects.exists()


def test_each_field_tells_where_it_was_found(admin_client):
    form = hand_in(admin_client, TEXT).context["form"]

    assert form.fields["written_on"].help_text.startswith("第")
    assert "补填" in form.fields["doc_number"].help_text


def test_taking_over_keeps_the_original(admin_client, admin_user):
    data = TEXT.encode("gb18030")
    looked = hand_in(admin_client, file=SimpleUploadedFile("原文.txt", data))

    admin_client.post(looked.redirect_chain[-1][0], {"outcome": "new-1"})

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


def test_text_without_a_header_needs_a_title_or_a_document(admin_client):
    text = "第一条 奖3万元。\n第二条 办。"

    refused = hand_in(admin_client, text).content.decode()
    take(admin_client, text, title="绿谷市办法")

    document = Document.objects.get()
    assert "errorlist" in refused
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
    monkeypatch.setattr("policies.admin.import_pages.MAX_BYTES", 3)

    assert "文件超过 10 MB" in hand_in(admin_client, file=SimpleUploadedFile("a.txt", b"long")).content.decode()


def test_index_number_of_another_document_is_refused(admin_client, known):
    other = factories.document()

    assert "与所选的文件不同" in hand_in(admin_client, TEXT, document=other.pk).content.decode()


def test_a_number_too_long_is_refused_when_it_would_be_stored(admin_client):
    looked = hand_in(admin_client, sample.document(header=["X1/" + "7" * 70, *sample.HEADER[1:]]))

    page = admin_client.post(looked.redirect_chain[-1][0], {"outcome": "new-1"}, follow=True).content.decode()

    assert "60" in page
    assert Document.objects.count() == 0


def test_what_changed_meanwhile_is_looked_at_again(admin_client):
    looked = hand_in(admin_client, TEXT)
    import_document(data=TEXT.encode())

    page = admin_client.post(looked.redirect_chain[-1][0], {"outcome": "new-1"}).content.decode()

    assert "请再看一遍" in page
    assert SourceFile.objects.stored().count() == 0


def test_forgotten_previews_go_after_a_day(admin_client):
    hand_in(admin_client, TEXT)
    SourceFile.objects.update(brought_at=timezone.now() - timedelta(days=2))

    hand_in(admin_client, TEXT)

    assert SourceFile.objects.count() == 1


def test_changed_text_becomes_an_edition_and_citations_move(admin_client, known):
    Document.objects.update(status=DocumentStatus.PUBLISHED)
    old = {clause.path: clause for clause in known.clauses.all()}
    Clause.objects.filter(pk=old["2.1"].pk).update(gist="窗口一直开", section_heading="办事")
    measure = factories.measure(sourced=False)
    factories.link(measure, "clauses", old["1.1"], old["2.1"])
    indicator = factories.indicator(clause=old["2.1"])
    relation = DocumentRelation.objects.create(from_document=known, to_document=factories.document(), clause=old["1.1"])

    preview = hand_in(admin_client, CHANGED).content.decode()
    said = take(admin_client, CHANGED).content.decode()

    for word in ("建立新的版次（第 2 版）", "文字变动", "每家小店发5万元。", "位置变动", "新增"):
        assert word in preview
    assert "建立新的版次，共 9 句" in said
    known.refresh_from_db()
    new = {clause.path: clause for clause in known.clauses.filter(edition=2)}
    indicator.refresh_from_db()
    relation.refresh_from_db()
    assert (known.edition, new["2.1"].gist) == (2, "窗口一直开")
    assert set(measure.clauses.all()) == {old["1.1"], new["2.1"]}
    assert (indicator.clause, relation.clause) == (new["2.1"], old["1.1"])


def test_addresses_show_the_latest_and_pin_an_edition(client, admin_client, known):
    Document.objects.update(status=DocumentStatus.PUBLISHED)
    take(admin_client, CHANGED)
    old, new = (Clause.objects.get(path="1.1", edition=edition) for edition in (1, 2))

    def page(address, **query):
        answer = client.get(address, query)
        return answer.content.decode() if answer.status_code == 200 else answer.status_code

    assert old.get_absolute_url().endswith("/1.1/?edition=1")
    assert old.context_url.endswith("?edition=1#clause-1.1")
    assert "发<mark" in page(new.get_absolute_url())
    assert "已有更新的第 2 版" in page(old.get_absolute_url())
    document = new.document.get_absolute_url()
    assert "这是最新的第 2 版" in page(document)
    assert "3万元" in page(document, edition=1)
    assert "3万元" not in page(document)
    for wrong in ("0", "9", "x"):
        assert page(document, edition=wrong) == 404
        assert page(new.get_absolute_url(), edition=wrong) == 404


def test_command_sends_a_changed_text_to_the_admin(known):
    with pytest.raises(ParsingError, match="导入原文"):
        import_document(data=CHANGED.encode())


def test_pages_need_the_permissions(client, admin_user):
    client.force_login(factories.user("guest"))
    source = SourceFile.objects.create(name="a", sha256="0" * 64, content=b"", brought_by=admin_user)

    for name, args in (("hand_in", []), ("look", [source.pk]), ("original", [source.pk])):
        assert client.get(reverse(f"admin:policies_document_{name}", args=args)).status_code == 403


def test_a_waiting_file_is_its_bringers_alone(admin_client):
    source = SourceFile.objects.create(name="a", sha256="0" * 64, content=b"", brought_by=factories.user("other"))

    assert admin_client.get(reverse("admin:policies_document_look", args=[source.pk])).status_code == 404
    assert str(source) == "a"


def test_latest_files_of_each_person_wait_and_no_more(admin_client, admin_user, monkeypatch):
    monkeypatch.setattr(import_pages, "MOST_WAITING", 2)
    kept = {"content": TEXT.encode(), "sha256": "0" * 64}
    SourceFile.objects.create(name="同事的", brought_by=factories.user("colleague"), **kept)
    SourceFile.objects.create(name="已导入", brought_by=admin_user, document=factories.document(), edition=1, **kept)

    for name in ("甲.txt", "乙.txt", "丙.txt"):
        hand_in(admin_client, file=SimpleUploadedFile(name, TEXT.encode()))

    assert set(SourceFile.objects.values_list("name", flat=True)) == {"同事的", "已导入", "乙.txt", "丙.txt"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mine", [CHANGED, TEXT.replace("3万元", "9万元")])
def test_edition_stored_by_somebody_else_meanwhile_is_looked_at_first(admin_client, admin_user, known, mine):
    """Both look at an edition 2 of the same document and take it over at the same instant."""
    address = hand_in(admin_client, mine).redirect_chain[-1][0]
    theirs = {"content": CHANGED.encode(), "sha256": "1" * 64, "name": "先存的.txt", "brought_by": admin_user}
    stored_first = {"source": SourceFile.objects.create(**theirs), "parsed": parse_document(CHANGED)}
    other = partial(take_over, **stored_first, by=admin_user)

    with just_before_lock(other) as stored:
        page = admin_client.post(address, {"outcome": "edition-2"}, follow=True).content.decode()

    assert [plan.edition for plan in stored] == [2]
    assert "看过之后，已收录的内容有了变化。请再看一遍。" in page
    known.refresh_from_db()
    assert known.edition == 2
    assert "每家小店发5万元。" in known.clauses.filter(edition=2).values_list("text", flat=True)
    assert SourceFile.objects.waiting().count() == 1
