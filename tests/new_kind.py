"""Walks a made-up kind of measure through the project; tests/test_new_kind.py runs it in a copy that has the kind."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse

from incentives.drafting.sentence_queue import unhandled
from incentives.editorial.version_diff import differences
from incentives.editorial.version_snapshot import snapshot
from incentives.editorial.workflow import Refused, publish_measure, revise_measure, submit_measure
from incentives.evidence.report import check_measure
from incentives.models import Measure
from incentives.models.provision import Voucher
from tests import factories

TEXT = "对购买检测服务的企业发放3万元服务券,每家最多可领12张。"


def expect(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"not so: {what}")


def expect_in(answer, *words: str) -> None:
    body = answer.content.decode()
    expect(answer.status_code == 200, f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    for word in words:
        expect(word in body, f"{answer.request['PATH_INFO']} says {word}")


def made(writer) -> Measure:
    """A draft of the kind with one row and all else that a version may have."""
    clause = factories.clause(text=TEXT, fingerprint="0" * 64)
    factories.term(clause, "payment", "即申即享")
    draft = factories.draft(kind="voucher", slug="vouchers", title="检测服务券", sourced=False)
    draft.clauses.add(clause)
    row = Voucher(measure=draft, label="检测券", amount_min=30_000, amount_max=30_000, sheets=12, clause=clause)
    row.full_clean()
    row.save()
    factories.condition(draft, row=1, sentence="购买过检测服务")
    draft.editors.add(writer)
    return draft


def check_figures(draft: Measure) -> None:
    """Its award and its own number are checked like those of every kind; a wrong one keeps it from publication."""
    marks = {finding.item.part: finding.mark for finding in check_measure(draft) if finding.item.row == "检测券"}
    expect(marks == dict.fromkeys(("金额", "张数", "名目"), "✓"), f"figures and name are proved, found {marks}")
    Voucher.objects.update(sheets=13)
    expect("✗" in {finding.mark for finding in check_measure(draft)}, "a wrong number is found")
    Voucher.objects.update(sheets=12)


def publish(draft: Measure, writer, reviewer) -> None:
    try:
        publish_measure(measure=submit_measure(measure=draft, by=writer), by=reviewer)
    except Refused as refusal:
        sys.exit(str(refusal))


def visit_public_pages(client: Client) -> None:
    page = reverse("incentives:measure-detail", args=["vouchers"])
    expect_in(client.get(page), "每张", "3 万元", "12 张", "购买过检测服务")
    expect_in(client.get(page + "sheet/"), "检测券", "3 万元")
    expect_in(client.get("/measures/?q=检测券"), "检测服务券", "3 万元")
    expect_in(client.get("/measures/?kind=voucher&min_amount=20000"), "检测服务券")
    expect_in(client.get("/match/"), "检测服务券")
    other = factories.measure(slug="other")
    expect_in(client.get(f"/compare/?m=vouchers&m={other.slug}"), "检测券", "3 万元")
    expect_in(client.get("/api/v1/measures/vouchers"), '"kind":"voucher"', '"text":"3 万元"')
    for extension in ("csv", "json"):
        content = b"".join(client.get(f"/measures.{extension}").streaming_content).decode()
        expect("检测券" in content and "3 万元" in content, f"the {extension} file has the row")
    expect(client.get("/measures.xlsx").status_code == 200, "the Excel file is made")
    expect_in(client.get("/api/v1/openapi.json"), "VoucherRow")


def visit_staff_pages(client: Client, measure: Measure) -> None:
    for page in ("change", "review", "versions"):
        address = reverse(f"admin:incentives_measure_{page}", args=[measure.pk])
        expect_in(client.get(address), "检测服务券")
    form = client.get(reverse("admin:incentives_measure_change", args=[measure.pk]))
    expect_in(form, "vouchers-TOTAL_FORMS", "vouchers-0-sheets")


def walk() -> None:
    """From draft to revision; exits with a sentence at the first thing that is not so."""
    setup_test_environment()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    call_command("setup_roles", verbosity=0)
    writer, reviewer = (factories.user(name, is_superuser=True) for name in ("writer", "reviewer"))
    client = Client()
    client.force_login(writer)
    draft = made(writer)
    check_figures(draft)
    visit_staff_pages(client, draft)
    expect(not unhandled().exists(), "its sentence is dealt with")
    publish(draft, writer, reviewer)
    visit_public_pages(Client())
    revision = revise_measure(measure=draft, by=writer)
    copied = Voucher.objects.filter(measure=revision)
    expect([row.sheets for row in copied] == [12], "a revision has a copy of the row")
    copied.update(label="检测服务券")
    changes = [str(change) for change in differences(snapshot(draft), snapshot(revision))]
    expect(any("服务券" in change for change in changes), f"the changed row is told, found {changes}")
    visit_staff_pages(client, revision)
    revision.change_note = "改名目"
    revision.save()
    publish(revision, writer, reviewer)
    expect(Measure.objects.released().filter(slug="vouchers").count() == 2, "both versions are on record")
