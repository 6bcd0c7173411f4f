"""The 拆解 page of a whole text: its editions, its terms, its end, and the time it takes."""

import re

import pytest
from django.urls import reverse

from incentives.enums import MeasureStatus
from incentives.models import Measure
from policies.enums import DocumentStatus
from policies.importing.actions import take_over
from policies.importing.terms import store_terms
from policies.intake.read import read_file
from policies.models import Document, SourceFile
from policies.parsing.document import parse_document
from tests import factories
from tests.incentives.admin.desk.made_text import address, keys, stored, take, text
from tests.work import calls

pytestmark = pytest.mark.django_db


def test_long_text_comes_within_its_time_and_queries(client, people, django_assert_max_num_queries):
    factories.category("fiscal")
    document = stored(items=90)
    people("编辑")
    client.get(address(document))

    with django_assert_max_num_queries(30):
        page = client.get(address(document)).content.decode()

    assert len(re.findall(r'id="p-\w{64}"', page)) == 90


def test_text_of_twice_the_items_takes_twice_the_work(client, people):
    factories.category("fiscal")
    short, long = stored(items=20), stored(items=40)
    people("编辑")
    for document in (short, long):
        client.get(address(document))  # what is loaded once

    work = [calls(lambda: client.get(address(document))) for document in (short, long)]  # noqa: B023

    assert work[1] < 2.5 * work[0]


def test_from_file_to_published(client, people, document):
    """An editor accepts, marks the context and submits; a reviewer passes: the document is public with its measures."""
    people("编辑", "甲")
    for number in range(1, 7):
        take(client, document, "accept-part", str(number))
    take(client, document, "context")
    take(client, document, "terms")
    take(client, document, "submit")
    people("审核", "乙")
    waiting = Measure.objects.filter(status=MeasureStatus.REVIEW)
    posted = {
        f"{row.pk}-{name}": value for row in waiting for name, value in (("decision", "pass"), ("seen", row.lock))
    }

    client.post(reverse("admin:incentives_measure_document_review", args=[document.slug]), posted)

    assert Measure.objects.published().count() == 6
    assert Document.objects.get(pk=document.pk).status == DocumentStatus.PUBLISHED


def test_terms_are_shown_with_their_sentence_and_confirmed_once(client, people, document):
    store_terms(document=document)
    people("编辑", "甲")
    page = client.get(address(document)).content.decode()
    assert page.count("<strong>尚未核对</strong>") == document.terms.count() > 8
    assert "财政分担：来源未载明" in page

    take(client, document, "terms")

    assert not document.terms.filter(confirmed=False).exists()
    assert "<strong>尚未核对</strong>" not in client.get(address(document)).content.decode()


def test_text_stored_before_terms_were_read_gets_them_when_it_is_opened(client, people, document):
    document.terms.all().delete()
    people("编辑")

    page = client.get(address(document)).content.decode()

    assert "有效期至：来源未载明" in page
    assert "尚未核对" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [({"validity": "repealed"}, "已废止"), ({"expires_on": "2024-12-31"}, "已于2024年12月31日失效")],
)
def test_text_that_ended_warns_before_anything_of_it_is_published(client, people, document, values, words):
    Document.objects.filter(pk=document.pk).update(**values)
    people("编辑")

    assert words in client.get(address(document)).content.decode()
    take(client, document, "accept", keys(document)[0])
    draft = Measure.objects.get()
    form = client.get(reverse("admin:incentives_measure_change", args=[draft.pk])).content.decode()
    review = client.get(reverse("admin:incentives_measure_document_review", args=[document.slug])).content.decode()

    assert f"{words}；发布后，这一项会列为已截止。" in form
    assert words in review


def test_new_edition_proposes_only_what_changed(client, people, document):
    writer = people("编辑")
    for number in range(1, 7):
        take(client, document, "accept-part", str(number))
    changed = text().replace("给予8万元", "给予80万元").encode()
    source = SourceFile.objects.create(
        name="新版.txt", sha256="2" * 64, content=changed, brought_by=writer, document=document
    )

    take_over(source=source, parsed=parse_document(read_file(changed)), by=writer)

    page = client.get(address(Document.objects.get(pk=document.pk))).content.decode()
    assert "6 项：5 已接受，0 不是事项，1 待定" in page


def test_document_without_text_says_so(client, people):
    people("编辑")

    assert "请先导入" in client.get(address(factories.document())).content.decode()
