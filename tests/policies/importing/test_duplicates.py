import pytest

from policies.enums import DocumentStatus
from policies.importing.actions import import_document
from policies.importing.duplicates import duplicates
from policies.importing.plan import plan_import
from policies.models import Document
from policies.parsing.document import parse_document
from tests import factories

pytestmark = pytest.mark.django_db
BODY = "第一条 甲。\n第二条 乙。\n第三条 丙。"
TEXT = f"绿谷市小店扶持办法\n绿小企〔2031〕7号\n{BODY}"


def told(text: str) -> list[str]:
    return duplicates(parse_document(text), None)


def test_same_sentences_under_another_title():
    import_document(data=TEXT.encode())

    assert told(f"绿谷市小店扶持细则\n{BODY}") == [
        "本站可能已有这份文件：《绿谷市小店扶持办法》，全部 3 句相同，请核对是否重复。"
    ]
    assert "3 句中有 2 句相同" in told("绿谷市小店扶持细则\n第一条 甲。\n第二条 乙。\n第三条 丁。")[0]
    assert told("绿谷市小店扶持细则\n第一条 甲。\n第二条 丁。\n第三条 戊。") == []


def test_same_title_and_number():
    factories.document(title="绿谷市小店扶持办法", doc_number="绿小企〔2031〕7号")

    assert told(TEXT) == ["本站可能已有这份文件：《绿谷市小店扶持办法》，标题相同、发文字号相同，请核对是否重复。"]


def test_sentences_of_an_older_edition():
    document = import_document(data=TEXT.encode()).document
    Document.objects.update(edition=2, title="别的", doc_number="")

    assert "旧版次的句子相同" in told(TEXT)[0]
    assert duplicates(parse_document(TEXT), document) == []


def test_another_text_with_the_number_of_a_stored_one_is_a_document_of_its_own():
    """What a notice issues bears the notice's number."""
    notice = factories.document(
        title="关于印发小店扶持办法的通知", doc_number="绿小企〔2031〕7号", status=DocumentStatus.DRAFT
    )

    plan = plan_import(parse_document(TEXT))
    made = import_document(data=TEXT.encode()).document

    assert plan.document is None
    assert any("发文字号相同" in notice for notice in plan.notices)
    assert any("没有填入" in notice for notice in plan.notices)
    assert (made.doc_number, made.title) == ("", "绿谷市小店扶持办法")
    assert notice.clauses.count() == 0


def test_text_with_number_and_title_of_a_stored_one_fills_it():
    known = factories.document(title="绿谷市小店扶持办法", doc_number="绿小企〔2031〕7号")

    assert plan_import(parse_document(TEXT)).document == known
