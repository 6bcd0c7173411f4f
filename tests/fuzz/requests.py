"""What a careless or hostile client sends: any address of the site, with any words in its place and its fields."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from hypothesis import strategies as st

from tests.access.matrix import ROWS, World
from tests.access.test_matrix import address, patterns

# Words that have broken something somewhere, beside whatever hypothesis thinks of.
HOSTILE = (
    "\0", "%00", "'", '"', "' OR 1=1 --", "<script>alert(1)</script>", "{{ 7*7 }}", "{% debug %}", "../../etc/passwd",
    "\r\nSet-Cookie: a=b", "=1+1", "٣", "９９", "１.５", "1e400", "-1", "0x10", "nan", "inf", "9" * 40, "1_000",
    "2026-02-30", "0001-01-01", "99999-01-01", "专精特新", "\ud7ff\U0010ffff", "\u202e", "a" * 5000, "*", "(", "a AND",
    "NEAR(", "published", "-",
)  # fmt: skip
PARAMETERS = (
    "q", "category", "tier", "kind", "delivery", "agency", "amount", "min_amount", "include_closed", "sort",
    "page", "m", "mode", "scheme", "next", "old", "new", "limit", "offset", "edition", "on", "since", "format",
    "full", "action", "_popup", "_to_field", "_changelist_filters", "e", "all", "o", "p", "status__exact",
    "kind__exact", "category__id__exact", "tiers__id__exact", "reviewed_on__gte", "published_at__year",
    "published_at__month", "published_at__day", "clauses", "term", "app_label", "model_name", "field_name",
    "revenue", "age", "doctorate",
)  # fmt: skip
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.integers(-(10**20), 10**20).map(str))


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
        answer = client.get(target) if self.method == "get" else client.post(target, self.posted)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer.status_code


def queries() -> st.SearchStrategy[dict[str, list[str]]]:
    return st.dictionaries(st.sampled_from(PARAMETERS), st.lists(words, min_size=1, max_size=3), max_size=4)


def paths(world: World, *, staff: bool) -> st.SearchStrategy[str]:
    """Real addresses, and the same with a hostile word where a name or number belongs."""
    found = [(key, route) for key, route in patterns() if key.startswith("admin:") == staff]
    real = [address(key, route, world) for key, route in found if key != "admin:logout"]
    routes = [route for key, route in found if "<" in route and not ROWS[key].path]
    word = words.map(lambda text: text.replace("?", "").replace("#", ""))
    strange = st.tuples(st.sampled_from(routes), word).map(
        lambda pair: "/" + re.sub(r"<[^>]+>", lambda _: pair[1].replace("\\", ""), pair[0])
    )
    return st.one_of(st.sampled_from(real), strange)


def fields(world: World) -> dict[str, list[str]]:
    """Per path of a form in the admin the names of its fields, rows' fields included."""
    root = Client()
    root.force_login(world.writer.__class__.objects.create_superuser("fuzz-forms", password="unused-here-at-all"))
    found = {}
    for model, row in world.rows.items():
        name = model._meta.label_lower.replace(".", "/")
        for path in (f"/{settings.ADMIN_PATH}{name}/add/", f"/{settings.ADMIN_PATH}{name}/{row.pk}/change/"):
            page = root.get(path)
            if page.status_code == 200 and "adminform" in (page.context or {}):
                names = re.findall(r'name="([^"]+)"', page.content.decode())
                found[path] = sorted({name.replace("__prefix__", "0") for name in names})
    return found


def forms(world: World) -> st.SearchStrategy[Asked]:
    """Staff forms with some fields filled hostilely; the rest is left out or kept plausible."""
    known = fields(world)
    counts = st.sampled_from(["0", "1", "2", "-1", "x", "1001", ""])
    uploads = st.binary(max_size=200).map(lambda data: SimpleUploadedFile("原文.txt", data))

    @st.composite
    def form(draw) -> Asked:
        path = draw(st.sampled_from(sorted(known)))
        names = known[path]
        managed = [name for name in names if name.endswith("_FORMS")]
        posted: dict[str, object] = dict.fromkeys(managed, "0")
        posted |= draw(st.dictionaries(st.sampled_from(managed), counts, max_size=2)) if managed else {}
        posted |= draw(st.dictionaries(st.sampled_from(names), st.one_of(words, uploads), max_size=12))
        return Asked("post", path, {}, {name: value for name, value in posted.items() if name != "action"})

    return form()


def actions(world: World) -> st.SearchStrategy[Asked]:
    """Posts to the admin's lists: actions and rows that are there, or are not."""
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


def anything(world: World) -> st.SearchStrategy[Asked]:
    """Any request to any page."""
    plain = {
        staff: st.builds(
            Asked,
            st.sampled_from(["get", "get", "post"]),
            paths(world, staff=staff),
            queries(),
            st.dictionaries(st.sampled_from([*PARAMETERS, "reason", "recipient", "revoke", "code", "gist"]), words),
        )
        for staff in (False, True)
    }
    return st.one_of(plain[False], plain[True], forms(world), actions(world))
