"""Requests of careless or hostile clients: any address of the site, with any text in its path and fields."""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AbstractUser
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from hypothesis import strategies as st

from incentives.enums import Kind, MeasureStatus
from policies.models import SourceFile
from tests import factories
from tests.config.access.matrix import ROWS, World
from tests.config.access.walk import address, again, patterns
from tests.fuzz.forms import Form, forms
from tests.policies import sample_document

LOGIN = reverse("admin:login")

# Texts that often break programs, in addition to those that hypothesis generates.
HOSTILE = (
    "\0", "%00", "'", '"', "' OR 1=1 --", "<script>alert(1)</script>", "{{ 7*7 }}", "{% debug %}", "../../etc/passwd",
    "\r\nSet-Cookie: a=b", "=1+1", "٣", "９９", "１.５", "1e400", "-1", "0x10", "nan", "inf", "9" * 40, "1_000",
    "2026-02-30", "0001-01-01", "99999-01-01", "专精特新", "\ud7ff\U0010ffff", "\u202e", "a" * 5000, "*", "(", "a AND",
    "NEAR(", "published", "-",
)  # fmt: skip
PARAMETERS = (
    "q", "category", "tier", "kind", "delivery", "agency", "amount", "min_amount", "include_closed", "sort",
    "availability", "named",
    "page", "m", "mode", "scheme", "next", "old", "new", "limit", "offset", "edition", "on", "since", "format",
    "full", "action", "_popup", "_to_field", "_changelist_filters", "e", "all", "o", "p", "status__exact",
    "kind__exact", "category__id__exact", "tiers__id__exact", "reviewed_on__gte", "published_at__year",
    "published_at__month", "published_at__day", "clauses", "term", "app_label", "model_name", "field_name",
    "revenue", "age", "doctorate", "about",
)  # fmt: skip
POSTED = (
    "reason", "recipient", "revoke", "code", "gist", "seen", "outcome", "clause", "path", "typed", "end", "remove",
    "file", "text", "document", "title", "username", "password", "old_password", "_submit", "about",
)  # fmt: skip
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.integers(-(10**20), 10**20).map(str))


@dataclass(frozen=True)
class Upload:
    """A file, under any name at all."""

    name: str
    data: bytes

    def open(self) -> io.BytesIO:
        file = io.BytesIO(self.data)
        file.name = self.name
        return file


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: dict[str, list[str]]
    posted: dict[str, object]

    def send(self, client: Client) -> int:
        query = QueryDict(mutable=True)
        for name, values in self.query.items():
            query.setlist(name, values)
        target = f"{self.path}?{query.urlencode()}" if self.query else self.path
        posted = {name: value.open() if isinstance(value, Upload) else value for name, value in self.posted.items()}
        answer = client.get(target) if self.method == "get" else client.post(target, posted)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer.status_code


def queries() -> st.SearchStrategy[dict[str, list[str]]]:
    return st.dictionaries(st.sampled_from(PARAMETERS), st.lists(words, min_size=1, max_size=3), max_size=4)


def paths(world: World, *, staff: bool) -> st.SearchStrategy[str]:
    """Real addresses, and the same with a hostile word where a name or number belongs."""
    real = addresses(world, staff=staff)
    found = [(key, route) for key, route in patterns() if key.startswith("admin:") == staff]
    routes = [route for key, route in found if "<" in route and not ROWS[key].path]
    word = words.map(lambda text: text.replace("?", "").replace("#", ""))
    strange = st.tuples(st.sampled_from(routes), word).map(
        lambda pair: "/" + re.sub(r"<[^>]+>", lambda _: pair[1].replace("\\", ""), pair[0])
    )
    return st.one_of(st.sampled_from(real), strange)


@dataclass(frozen=True)
class Browser:
    """A user's browser, with the forms that their pages show."""

    client: Client
    forms: list[Form] = field(repr=False)  # too long to be shown with a request that failed


def browsers(world: World, taken_back: Callable[[], AbstractContextManager]) -> list[Browser]:
    """An anonymous user, a user before the second factor, and a superuser, who passes every permission check.

    Writes made by reading the pages are rolled back; otherwise the sessions would time out during the requests.
    """
    users = type(world.writer).objects
    root, half = (users.create_superuser(f"fuzz-{name}", password="unused-here-at-all") for name in ("root", "half"))
    TOTPDevice.objects.create(user=half, confirmed=True)
    staff = [*addresses(world, staff=True), *more_addresses(world, root)]
    wanted = {None: [*addresses(world, staff=False), LOGIN], half: [reverse("admin:account_code")], root: staff}
    made = []
    for user, pages in wanted.items():
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        with taken_back():
            made.append(Browser(client, forms(again(client), pages)))
    return made


def addresses(world: World, *, staff: bool) -> list[str]:
    """The addresses of the matrix, without those that end the session."""
    found = [(key, route) for key, route in patterns() if key.startswith("admin:") == staff]
    return [address(key, route, world) for key, route in found if key != "admin:logout"]


def more_addresses(world: World, root: AbstractUser) -> list[str]:
    """Pages whose forms appear only in some states: a draft with rows, a version in review, an import, an edition."""
    factories.ladder()
    rich = factories.draft(kind=Kind.SUBSIDY, title="有明细")
    factories.subsidy_tier(rich, 500_000)
    factories.condition(rich)
    waiting = factories.draft(status=MeasureStatus.REVIEW)
    renewed = factories.document(edition=2)
    old, _ = factories.clause(renewed), factories.clause(renewed, edition=2)
    rich.clauses.add(old)
    brought = SourceFile.objects.create(
        name="自带.txt", sha256="2" * 64, content=world.waiting.content, brought_by=root
    )
    return [
        reverse("admin:incentives_measure_change", args=[rich.pk]),
        reverse("admin:incentives_measure_review", args=[waiting.pk]),
        reverse("admin:incentives_measure_versions", args=[world.measure.pk]),
        reverse("admin:incentives_measure_unhandled", args=[renewed.slug]),
        f"{reverse('admin:policies_document_hand_in')}?source={brought.pk}",
    ]


uploads = st.builds(
    Upload,
    st.one_of(st.sampled_from(["原文.txt", "原文.docx", "a.html", "../../a.txt", "<b>.txt"]), words),
    st.one_of(st.binary(max_size=200), words.map(str.encode), st.just(sample_document.document().encode())),
)


@st.composite
def filled(draw, browser: Browser) -> Asked:
    """A form with most fields as on the page, so that the request gets as far as storing the values."""
    form = draw(st.sampled_from(browser.forms))
    sent: dict[str, object] = dict(form.untouched)
    for name in draw(st.lists(st.sampled_from(form.names), max_size=4, unique=True)) if form.names else []:
        offered = form.offered.get(name)
        kinds = [words, st.lists(words, max_size=3), *([st.sampled_from(offered)] if offered else [])]
        sent[name] = draw(uploads if name in form.files else st.one_of(kinds))
    if form.buttons and (button := draw(st.sampled_from([*form.buttons, None]))):
        sent |= [button]
    if form.method == "get":
        lists = {name: value if isinstance(value, list) else [value] for name, value in sent.items()}
        return Asked("get", form.path, lists, {})
    return Asked("post", form.path, {}, sent)


def actions() -> st.SearchStrategy[Asked]:
    """Posts to the admin's lists, with actions and rows that exist or do not."""
    lists = {
        f"/{settings.ADMIN_PATH}{model._meta.app_label}/{model._meta.model_name}/": list(found.actions or [])
        for model, found in admin.site._registry.items()
    }

    @st.composite
    def action(draw) -> Asked:
        path = draw(st.sampled_from(sorted(lists)))
        chosen = draw(st.one_of(st.sampled_from([*lists[path], "delete_selected"]), words))
        rows = draw(st.lists(st.one_of(words, st.integers(1, 9).map(str)), max_size=3))
        posted = {"action": chosen, "_selected_action": rows, "select_across": draw(st.sampled_from(["0", "1", "x"]))}
        return Asked("post", path, {}, posted)

    return action()


def anything(world: World, browser: Browser) -> st.SearchStrategy[Asked]:
    """Any request of a user to any page."""
    plain = {
        staff: st.builds(
            Asked,
            st.sampled_from(["get", "get", "post"]),
            paths(world, staff=staff),
            queries(),
            st.dictionaries(st.sampled_from([*PARAMETERS, *POSTED]), words),
        )
        for staff in (False, True)
    }
    return st.one_of(plain[False], plain[True], filled(browser), filled(browser), actions())


def asked(world: World, people: list[Browser]) -> st.SearchStrategy[tuple[Browser, Asked]]:
    """A user and a request; mostly the superuser, who reaches the most code."""
    stranger, half, root = people
    return st.one_of(
        st.tuples(st.just(stranger), anything(world, stranger)),
        st.tuples(st.just(half), filled(half)),
        st.tuples(st.just(root), anything(world, root)),
        st.tuples(st.just(root), filled(root)),
        st.tuples(st.just(root), filled(root)),
    )
