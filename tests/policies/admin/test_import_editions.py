from functools import partial

import pytest

from policies.enums import DocumentStatus
from policies.importing.actions import import_document, take_over
from policies.intake.lines import ParsingError
from policies.models import Clause, Document, DocumentRelation, SourceFile
from policies.parsing.document import parse_document
from tests import factories
from tests.incentives.editorial.at_once import just_before_lock
from tests.policies.admin.handing_in import CHANGED, TEXT, hand_in, step, take

pytestmark = pytest.mark.django_db


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
