"""Permissions: one row for every address and admin action of the site (checked by tests/config/access/test_matrix.py).

A new address or action needs a row here, with the responses to GET and POST for anonymous, editor, reviewer and
administrator. `ok`: 200, 204 or a redirect onwards; `login`: to the sign-in page; any number: that status.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from incentives.editorial.preview_links import create_preview
from incentives.enums import ReportKind
from incentives.models import EnterpriseTier, Fact, MatchCase, Measure, PreviewLink, ReaderReport, Scene
from policies.models import Agency, Category, Clause, Document, Indicator, SourceFile, Synonym
from tests import factories
from tests.policies import sample_document

ROLES = ("anonymous", "editor", "reviewer", "administrator")
Outcomes = tuple[str, str, str, str]


class World:
    """One row of every table, so that every address exists."""

    def __init__(self) -> None:
        self.writer = writer = factories.user("writer")
        self.measure = factories.measure()
        self.draft = factories.draft(agencies=[factories.agency()])
        self.document = self.measure.clauses.get().document
        self.clause = self.measure.clauses.get()
        self.indicator = factories.indicator(clause=self.clause)
        _, self.token = create_preview(measure=self.draft, by=writer, recipient="法规处")
        self.type = ContentType.objects.get_for_model(Measure)
        log = LogEntry.objects.log_actions(writer.pk, [self.draft], 2, change_message="改", single_object=True)
        met = {"username": "writer", "ip_address": "203.0.113.7"}
        kept = {"document": self.document, "edition": 1, "sha256": "0" * 64, "content": b"x", "brought_by": writer}
        text = sample_document.document().encode()
        self.waiting = SourceFile.objects.create(name="待看.txt", sha256="1" * 64, content=text, brought_by=writer)
        self.rows: dict[type[Model], Model] = {
            Agency: Agency.objects.first(),
            Category: factories.category("empty", position=30_000),
            Clause: self.clause,
            Document: self.document,
            EnterpriseTier: factories.tier("a-tier", position=30_000),
            Fact: Fact.objects.create(slug="a-fact", name="某", question="某吗", kind="yes_no"),
            MatchCase: MatchCase.objects.create(measure_slug="a-measure", name="某人"),
            Group: Group.objects.create(name="访客"),
            Indicator: self.indicator,
            LogEntry: log,
            Measure: self.draft,
            PreviewLink: PreviewLink.objects.get(),
            ReaderReport: ReaderReport.objects.create(
                about=self.measure.get_absolute_url(), kind=ReportKind.WRONG, text="应为 200 万元"
            ),
            SourceFile: SourceFile.objects.create(name="原文.txt", **kept),
            Scene: Scene.objects.create(title="要盖房", slug="building", filters="category=empty", position=30_000),
            Synonym: Synonym.objects.create(word="小升规", same_as="规上入库"),
            type(writer): writer,
            AccessLog: AccessLog.objects.create(**met),
            AccessFailureLog: AccessFailureLog.objects.create(**met),
            AccessAttempt: AccessAttempt.objects.create(
                **met, failures_since_start=1, attempt_time=timezone.now(), get_data="", post_data=""
            ),
        }


@dataclass(frozen=True)
class Row:
    """The responses to GET and POST for each role, and the arguments of the address."""

    get: Outcomes
    post: Outcomes
    filled: Callable[[World], dict] = field(default=lambda world: {})
    path: str = ""  # of patterns that are regular expressions, below the admin


def all_(outcome: str) -> Outcomes:
    return (outcome,) * 4


def staff(*outcomes: str) -> Outcomes:
    """Outcomes for editor, reviewer and administrator; anonymous users must sign in."""
    return ("login", *(outcomes if len(outcomes) == 3 else outcomes * 3))


def public(filled: Callable[[World], dict] = lambda world: {}) -> Row:
    return Row(all_("ok"), all_("405"), filled)


def desk(*outcomes: str, post: Outcomes | None = None, pk: bool = True) -> Row:
    """A row for a page of the measures' admin."""
    asked = staff(*outcomes)
    return Row(asked, post or asked, (lambda world: {"pk": world.draft.pk}) if pk else (lambda world: {}))


def _measure(world: World) -> dict:
    return {"slug": world.measure.slug}


def _document(world: World) -> dict:
    return {"slug": world.document.slug, "path": world.clause.path}


PUBLIC: dict[str, Row] = {
    "incentives:home": public(),
    "incentives:ladder": public(),
    "incentives:about": public(),
    "incentives:scene": public(lambda world: {"slug": world.rows[Scene].slug}),
    "incentives:api:scenes": public(),
    "incentives:deadlines": public(),
    "incentives:selection": public(),
    "incentives:selection-xlsx": public(),
    "incentives:handbook": public(),
    "incentives:handbook-docx": public(),
    "incentives:match": public(),
    "incentives:compare": public(),
    "incentives:check": Row(all_("ok"), all_("ok")),
    "incentives:report": Row(all_("ok"), all_("ok")),
    "incentives:report-sent": public(),
    "incentives:styleguide": Row(("404", "ok", "ok", "ok"), ("404", "ok", "ok", "ok")),
    "incentives:measure-list": public(),
    "incentives:suggest": public(),
    "incentives:measures-csv": public(),
    "incentives:measures-xlsx": public(),
    "incentives:measures-json": public(),
    "incentives:measures-feed": public(),
    "incentives:measures-calendar": public(),
    "incentives:data": public(),
    "incentives:llms": public(),
    "incentives:measure-markdown": public(_measure),
    "incentives:clause-markdown": public(_document),
    "incentives:data-file": Row(all_("404"), all_("405"), lambda world: {"name": "no-such-file.csv"}),
    "incentives:api-reference": public(),
    "incentives:openapi": public(),
    "incentives:api:api-root": public(),
    "incentives:api:check_text": Row(all_("405"), all_("400")),
    "incentives:api:match": Row(all_("405"), all_("400")),
    "incentives:api:facts": public(),
    "incentives:api:measures": public(),
    "incentives:api:measure": public(_measure),
    "incentives:api:documents": public(),
    "incentives:api:document": public(_document),
    "incentives:api:clauses": public(),
    "incentives:api:document_clauses": public(_document),
    "incentives:api:clause": public(_document),
    "incentives:api:indicators": public(),
    "incentives:api:indicator": public(lambda world: {"slug": world.indicator.slug}),
    "incentives:api:categories": public(),
    "incentives:api:tiers": public(),
    "incentives:api:agencies": public(),
    "incentives:preview": public(lambda world: {"token": world.token}),
    "incentives:measure-detail": public(_measure),
    "incentives:measure-sheet": public(_measure),
    "policies:document-list": public(),
    "policies:document-detail": public(_document),
    "policies:clause-detail": public(_document),
    "policies:indicator-list": public(),
    "healthz": public(),
    "readyz": Row(all_("503"), all_("405")),  # the caches of the tests keep nothing
    "metrics": public(),
    "display": Row(all_("400"), all_("405")),  # needs a mode to set
    "accessibility": public(),
    "privacy": public(),
    "robots": public(),
    # Django's own views accept every method; a POST without a token does not reach them.
    "sitemap-index": Row(all_("ok"), all_("ok")),
    "sitemap": Row(all_("ok"), all_("ok"), lambda world: {"section": "measures"}),
    "manifest": public(),
    "favicon": public(),
}

ADMIN: dict[str, Row] = {
    "admin:index": Row(staff("ok"), staff("ok")),
    "admin:login": Row(all_("ok"), all_("ok")),
    # Signing out leads anonymous users to the start page, and from there to the sign-in.
    "admin:logout": Row(("ok", "405", "405", "405"), all_("ok")),
    "admin:password_change": Row(staff("ok"), staff("ok")),
    "admin:password_change_done": Row(staff("ok"), staff("405")),
    "admin:autocomplete": Row(staff("403"), staff("405")),  # needs a field to look up
    "admin:jsi18n": Row(staff("ok"), staff("405")),
    "admin:view_on_site": Row(
        staff("ok"), staff("ok"), lambda world: {"content_type_id": world.type.pk, "object_id": world.measure.pk}
    ),
    "admin:app_list": Row(staff("ok"), staff("ok"), path="policies/"),
    "admin:(?P<url>.*)$": Row(staff("404"), staff("404"), path="no-such-page/"),
    "admin:account_code": Row(staff("ok"), staff("ok")),  # redirects to the setup: there is no device yet
    "admin:account_second_factor": Row(staff("ok"), staff("ok")),
    "admin:account_sessions": Row(staff("ok"), staff("ok")),
    "admin:account_resume": Row(staff("ok"), staff("ok")),
    "admin:account_confirm": Row(staff("ok"), staff("ok")),
    "admin:guide": Row(staff("ok"), staff("405")),
    "admin:incentives_measure_review": desk("ok"),
    "admin:incentives_measure_versions": desk("ok"),
    "admin:incentives_measure_previews": desk("ok", "403", "403"),
    "admin:incentives_measure_presence": desk("403", post=staff("ok", "403", "403")),
    "admin:incentives_measure_archive": desk("403", "ok", "403"),
    "admin:incentives_measure_discard": desk("403"),  # none of these users edited the draft
    "admin:incentives_measure_step": Row(
        staff("403"), staff("ok", "403", "403"), lambda world: {"pk": world.draft.pk, "verb": "submit"}
    ),
    "admin:auth_user_password_change": Row(
        staff("403", "403", "ok"), staff("403", "403", "ok"), lambda world: {"id": world.writer.pk}
    ),
    "admin:policies_document_hand_in": Row(staff("ok", "403", "403"), staff("ok", "403", "403")),
    "admin:policies_document_original": Row(staff("ok"), staff("ok"), lambda world: {"pk": world.rows[SourceFile].pk}),
    "admin:incentives_measure_unhandled": Row(staff("ok"), staff("ok", "403", "403"), _document),
    "admin:incentives_measure_evidence": Row(staff("ok"), staff("ok"), _document),
    "admin:incentives_measure_document_review": Row(staff("ok"), staff("403", "ok", "403"), _document),
    "admin:incentives_measure_export": Row(staff("ok"), staff("405")),
    "admin:incentives_measure_drafting": Row(staff("ok"), staff("ok", "403", "403"), _document),
    "admin:incentives_measure_assignment": Row(staff("403"), staff("ok", "ok", "403"), _document),
}

# Permissions for the rows of each model in the admin: v view, a add, c change, d delete.
RIGHTS: dict[str, tuple[str, str, str]] = {
    "policies_agency": ("va", "v", "vacd"),
    "policies_category": ("v", "v", "vacd"),
    "policies_document": ("vac", "v", "v"),
    "policies_clause": ("vac", "v", "v"),
    "policies_indicator": ("vac", "v", "v"),
    "policies_synonym": ("v", "v", "vacd"),
    "policies_sourcefile": ("v", "v", "v"),
    "incentives_measure": ("vac", "v", "v"),
    "incentives_enterprisetier": ("v", "v", "vacd"),
    "incentives_fact": ("v", "v", "vacd"),
    "incentives_matchcase": ("vacd", "v", "v"),
    "incentives_scene": ("v", "v", "vacd"),
    "incentives_previewlink": ("", "", "v"),
    "incentives_readerreport": ("vc", "vc", "vd"),
    "auth_user": ("", "", "vac"),
    "auth_group": ("", "", "v"),
    "admin_logentry": ("", "", "v"),
    "axes_accesslog": ("", "", "v"),
    "axes_accessfailurelog": ("", "", "v"),
    "axes_accessattempt": ("", "", "v"),
}

# The roles that are offered an action; the others cannot post it either.
ACTIONS: dict[tuple[str, str], set[str]] = {
    ("incentives_measure", "submit"): {"editor"},
    ("incentives_measure", "revise"): {"editor"},
    ("incentives_measure", "check_figures"): {"editor", "reviewer", "administrator"},
    ("policies_document", "publish"): {"reviewer"},
    ("policies_document", "archive"): {"reviewer"},
    ("policies_document", "read_terms"): {"editor"},
    ("policies_agency", "delete_selected"): {"administrator"},
    ("policies_agency", "confirm"): {"administrator"},
    ("policies_category", "delete_selected"): {"administrator"},
    ("incentives_enterprisetier", "delete_selected"): {"administrator"},
    ("incentives_fact", "delete_selected"): {"administrator"},
    ("incentives_matchcase", "delete_selected"): {"editor"},
    ("incentives_scene", "delete_selected"): {"administrator"},
    ("policies_synonym", "delete_selected"): {"administrator"},
    ("incentives_readerreport", "delete_selected"): {"administrator"},
    ("policies_clause", "delete_selected"): set(),
    ("policies_document", "delete_selected"): set(),
    ("policies_indicator", "delete_selected"): set(),
    ("auth_user", "end_sessions"): {"administrator"},
    ("auth_user", "remove_second_factor"): {"administrator"},
    ("auth_group", "delete_selected"): set(),
}


def model_rows(name: str) -> dict[str, Row]:
    """The six addresses that the admin makes for a model, from RIGHTS."""
    rights = RIGHTS[name]

    def may(letters: str) -> Outcomes:
        return staff(*("ok" if set(letters) & set(held) else "403" for held in rights))

    def this(world: World) -> dict:
        model = next(model for model in world.rows if model._meta.label_lower.replace(".", "_") == name)
        return {"object_id": world.rows[model].pk}

    return {
        f"admin:{name}_changelist": Row(may("vc"), may("vc")),
        f"admin:{name}_add": Row(may("a"), may("a")),
        f"admin:{name}_change": Row(may("vc"), may("c"), this),
        f"admin:{name}_delete": Row(may("d"), may("d"), this),
        f"admin:{name}_history": Row(may("vc"), may("vc"), this),
        f"admin:{name}/<path:object_id>/": Row(staff("ok"), staff("ok"), this),  # an old address of the change page
    }


ROWS: dict[str, Row] = PUBLIC | ADMIN | {key: row for name in RIGHTS for key, row in model_rows(name).items()}
