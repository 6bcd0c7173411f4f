"""No page, feed or file fails because of characters in a published text."""

import io
import zipfile
from xml.etree import ElementTree

import icalendar
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from incentives.models import EnterpriseTier, Measure
from policies.caching import content_version
from policies.models import Agency, Category
from tests import factories

pytestmark = pytest.mark.django_db
# What a form takes and both databases store: all but NUL and lone surrogates.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=20)
CONTROL = "\x01\x08\x0b\x0c\x0e\x1f\x7f\x85\x9b\u2028\ufeff\ufffe\uffff"
XML = ("/feeds/measures.atom", "/sitemap.xml", "/sitemap-measures.xml")
PLACES = (
    "/",
    "/measures/",
    "/measures/odd/",
    "/measures/odd/sheet/",
    "/match/",
    "/compare/?m=odd",
    "/suggest/?q=a",
)
FILES = ("/measures.csv", "/measures.json", "/api/v1/measures", "/api/v1/measures/odd")


def body(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=WORDS)
@example(words=CONTROL)
@example(words="\rEND:VEVENT\r")
def test_no_sign_in_a_published_text_makes_an_answer_fail(client, transaction_point, words):
    with transaction_point():
        tier, day = factories.tier("odd-tier", position=98), timezone.localdate()
        measure = factories.measure(slug="odd", tiers=[tier], agencies=[factories.agency()], apply_until=day)
        Measure._base_manager.filter(pk=measure.pk).update(title=words, promise=words, summary=words, change_note=words)
        for named in (Agency, Category, EnterpriseTier):
            named.objects.all().update(name=words)
        content_version.raise_version()

        for address in (*PLACES, *FILES):
            body(client, address)
        for address in XML:
            ElementTree.fromstring(body(client, address))
        with zipfile.ZipFile(io.BytesIO(body(client, "/measures.xlsx"))) as book:
            for part in book.namelist():
                ElementTree.fromstring(book.read(part))
        assert len(icalendar.Calendar.from_ical(body(client, "/feeds/deadlines.ics")).walk("VEVENT")) == 1
