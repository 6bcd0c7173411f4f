import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from policies.importing.actions import import_document
from policies.models import Clause, Document, SourceFile
from tests import factories
from tests.policies import sample_document as sample
from tests.policies.admin.handing_in import CHANGED, PAGE, TEXT, change, fields_of, hand_in, read, step

pytestmark = pytest.mark.django_db


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
    looked = hand_in(admin_client, TEXT)

    page = admin_client.post(f"{PAGE}?at=1.2", fields_of(looked) | {"step": str(change(looked, "1.2"))})

    assert [part.is_open for part in looked.context["parts"]] == [True, False, False]
    assert [part.is_open for part in page.context["parts"]] == [True, True, False]


def test_genre_says_where_it_comes_from(admin_client):
    page = hand_in(admin_client, "绿谷市小店扶持办法\n第一条 甲。")

    assert page.context["head"].fields["genre"].help_text == "按标题推定，请核对"


def test_a_text_of_many_sentences_is_shown_sheet_by_sheet(admin_client, monkeypatch):
    monkeypatch.setattr("policies.admin.preview.SHEET", 3)
    looked = hand_in(admin_client, TEXT)
    paths = [clause.path for clause in looked.context["plan"].clauses]

    second = admin_client.post(PAGE, fields_of(looked) | {"sheet": "2"})
    last = admin_client.get(PAGE, {"source": looked.context["source"].pk, "sheet": "99"})
    odd = admin_client.get(PAGE, {"source": looked.context["source"].pk, "sheet": "一"})

    assert [shown(page) for page in (looked, second, last, odd)] == [paths[:3], paths[3:6], paths[6:], paths[:3]]
    assert "第 4–6 句" in looked.content.decode()


def test_a_change_on_a_later_sheet_stays_there_and_all_is_stored(admin_client, monkeypatch):
    monkeypatch.setattr("policies.admin.preview.SHEET", 4)
    looked = hand_in(admin_client, TEXT)
    second = admin_client.post(PAGE, fields_of(looked) | {"sheet": "2"})

    joined = step(admin_client, second, change(second, shown(second)[0]), sheet="2")
    step(admin_client, joined, "take", sheet="2")

    assert shown(joined)[0] == shown(second)[0]
    assert Clause.objects.count() == len(read(looked)) - 1


def shown(page):
    return [one.clause.path for part in page.context["parts"] for one in part.sentences]
