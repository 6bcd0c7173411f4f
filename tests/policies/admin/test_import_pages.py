import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse, reverse_lazy
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


PAGE = reverse_lazy("admin:policies_document_hand_in")


def hand_in(client, text=None, file=None, **values):
    return client.post(PAGE, values | ({"file": file} if file else {"text": text}))


def fields_of(page):
    """What the browser would post for all fields of a preview."""
    form, head, source, plan = (page.context[name] for name in ("form", "head", "source", "plan"))
    posted = {"source": source.pk, "seen": plan.token, "text": form["text"].value() or ""}
    posted |= {name: form[name].value() or "" for name in ("document", "title")}
    if head:
        posted |= {head[name].html_name: head[name].value() or "" for name in head.fields if name != "issuers"}
    return posted


def step(client, page, name, **values):
    """Press a button of a preview."""
    return client.post(PAGE, fields_of(page) | {"step": str(name)} | values, follow=True)


def take(client, text, **values):
    """Hand in a text and store what its preview shows."""
    return step(client, hand_in(client, text, **values), "take")


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mine", [CHANGED, TEXT.replace("3万元", "9万元")])
def test_edition_stored_by_somebody_else_meanwhile_is_looked_at_first(admin_client, admin_user, known, mine):
    """Both look at an edition 2 of the same document and take it over at the same instant."""
    looked = hand_in(admin_client, mine)
    theirs = {"content": CHANGED.encode(), "sha256": "1" * 64, "name": "先存的.txt", "brought_by": admin_user}
    stored_first = {"source": SourceFile.objects.create(**theirs), "parsed": parse_document(CHANGED)}
    other = partial(take_over, **stored_first, by=admin_user)

    with just_before_lock(other) as stored:
        page = step(admin_client, looked, "take").content.decode()

    assert [plan.edition for plan in stored] == [2]
    assert "看过之后，已收录的内容有了变化。请再看一遍。" in page
    known.refresh_from_db()
    assert known.edition == 2
    assert "每家小店发5万元。" in known.clauses.filter(edition=2).values_list("text", flat=True)
    assert SourceFile.objects.waiting().count() == 1


# ---------------------------------------------------------------- one page


def change(page, path, kind="join"):
    """The change that a button beside a sentence posts."""
    shown = {one.clause.path: one for part in page.context["parts"] for one in part.sentences}[path]
    return {"join": shown.join, "above": shown.above, "split": shown.pieces[0][1]}[kind]


def read(page):
    return [clause.text for clause in page.context["plan"].clauses]


def test_joins_and_splits_are_shown_kept_and_stored(admin_client):
    looked = hand_in(admin_client, TEXT)

    joined = step(admin_client, looked, change(looked, "1.2"), **{"head-topic": "小店"})
    again = step(admin_client, joined, change(joined, "0.2"))
    undone = step(admin_client, again, "undo")
    step(admin_client, undone, "take")

    assert "“能不能再多?”可以!" in read(joined)
    assert joined.context["head"]["topic"].value() == "小店"  # what was typed stays
    assert "已调整 1 处" in joined.content.decode()
    assert len(read(again)) == len(read(looked)) - 2
    document = Document.objects.get()
    assert list(document.clauses.values_list("text", flat=True)) == read(joined)
    assert (document.topic, SourceFile.objects.get().boundaries.count("\n")) == ("小店", 0)
    assert SourceFile.objects.get().boundaries.startswith("join 1.2 ")


def test_joins_and_splits_are_all_taken_back(admin_client):
    looked = hand_in(admin_client, "绿谷市办法\n一、事\n甲；乙。丙。\n丁")
    split = step(admin_client, looked, change(looked, "1.1", "split"))
    joined = step(admin_client, split, change(split, "1.3"))

    back = step(admin_client, joined, "reset")

    assert read(split) == ["甲；", "乙。", "丙。", "丁"]
    assert read(joined) == ["甲；", "乙。", "丙。丁"]
    assert read(back) == read(looked)
    assert "已调整" not in back.content.decode()


def test_a_line_taken_for_a_numbered_item_joins_the_heading_above(admin_client):
    looked = hand_in(admin_client, "绿谷市办法\n第一条 甲。\n第二条 按第一条第\n（二）项办。")

    joined = step(admin_client, looked, change(looked, "2.2.1", "above"))

    assert read(joined) == ["甲。", "按第一条第（二）项办。"]


def test_a_change_that_does_not_fit_is_told(admin_client):
    page = step(admin_client, hand_in(admin_client, TEXT), "join 1.1 000000000000")

    assert "有 1 处断句调整与现在读出的文字不符" in page.content.decode()
    assert SourceFile.objects.get().boundaries == ""


def test_same_text_again_takes_the_stored_boundaries(admin_client):
    looked = hand_in(admin_client, TEXT)
    joined = step(admin_client, looked, change(looked, "1.2"))
    step(admin_client, joined, "take")

    page = hand_in(admin_client, TEXT)
    report = import_document(data=TEXT.encode())

    assert page.context["plan"].outcome == "same"
    assert "同一个文件（SHA-256 相同）已导入为" in page.content.decode()
    assert (report.created, report.filled) == (False, 0)


def test_file_stays_while_its_preview_is_worked_on(admin_client):
    looked = hand_in(admin_client, file=SimpleUploadedFile("原文.txt", TEXT.encode("gb18030")))

    joined = step(admin_client, looked, change(looked, "1.2"))
    known = factories.document(title=sample.TITLES[0], written_on=None, published_on=None)
    changed = step(admin_client, joined, "take", document=known.pk)

    assert "已交：原文.txt" in joined.content.decode()
    assert SourceFile.objects.count() == 1
    assert "已重新读取。请再看一遍" in changed.content.decode()
    assert changed.context["plan"].outcome == "filled"


@pytest.mark.parametrize("pressed", ["", "take"])
def test_another_text_replaces_the_one_that_waits(admin_client, pressed):
    looked = hand_in(admin_client, TEXT)

    page = step(admin_client, looked, pressed, text=CHANGED)

    assert "每家小店发5万元。" in read(page)
    assert SourceFile.objects.waiting().count() == 1
    assert ("请再看一遍" in page.content.decode()) == bool(pressed)


def test_a_file_replaces_a_pasted_text_but_not_one_that_was_changed(admin_client):
    looked = hand_in(admin_client, TEXT)
    file = SimpleUploadedFile("新.txt", CHANGED.encode())

    both = step(admin_client, looked, "", text=CHANGED, file=file)
    file.seek(0)
    replaced = step(admin_client, looked, "", file=file)

    assert "二者取一" in both.content.decode()
    assert both.context["form"]["text"].value() == CHANGED
    assert replaced.context["source"].name == "新.txt"


def test_a_text_that_was_emptied_is_asked_for(admin_client):
    page = step(admin_client, hand_in(admin_client, TEXT), "take", text=" ")

    assert "请选择一个文件" in page.content.decode()
    assert not Document.objects.exists()


def test_refused_text_stays_in_the_form(admin_client):
    page = hand_in(admin_client, "绿谷市办法")

    assert page.context["form"]["text"].value() == "绿谷市办法"
    assert page.context["form"].non_field_errors()


def test_what_waits_is_listed_and_found_again(admin_client, admin_user):
    hand_in(admin_client, TEXT)
    source = SourceFile.objects.get()
    broken = SourceFile.objects.create(name="坏", sha256="0" * 64, content=b"\x00", brought_by=admin_user)

    listed = admin_client.get(PAGE).content.decode()
    page = admin_client.get(PAGE, {"source": source.pk})

    assert f"?source={source.pk}" in listed
    assert read(page)[3] == "每家小店发3万元。"
    assert "无法识别的字节" in admin_client.get(PAGE, {"source": broken.pk}).content.decode()


def test_what_was_taken_over_meanwhile_is_handed_in_anew(admin_client):
    looked = hand_in(admin_client, TEXT)
    step(admin_client, looked, "take")

    page = step(admin_client, looked, "take")

    assert "已重新读取" in page.content.decode()
    assert page.context["plan"].outcome == "same"


def test_long_text_is_folded_but_for_the_part_that_was_changed(admin_client, monkeypatch):
    monkeypatch.setattr("policies.admin.preview._MOST_OPEN", 3)
    monkeypatch.setattr("policies.admin.preview.MOST_SHOWN", 7)
    looked = hand_in(admin_client, TEXT)

    page = admin_client.post(f"{PAGE}?at=1.2", fields_of(looked) | {"step": str(change(looked, "1.2"))})

    assert [part.is_open for part in looked.context["parts"]] == [True, False]
    assert [part.is_open for part in page.context["parts"]] == [True, True, False]


def test_genre_says_where_it_comes_from(admin_client):
    page = hand_in(admin_client, "绿谷市小店扶持办法\n第一条 甲。")

    assert page.context["head"].fields["genre"].help_text == "按标题推定，请核对"
