"""No page, the admin's included, violates the content security policy."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from incentives.enums import MeasureStatus
from incentives.models import Measure
from policies.models import Clause
from tests.browser.pages import addresses

pytestmark = pytest.mark.browser
WATCH = (
    "document.addEventListener('securitypolicyviolation', (e) => console.error('refused by policy: ' + e.blockedURI))"
)


def watched(page: Page) -> list[str]:
    """Collect the console messages about the policy, and all script errors, from now on."""
    said: list[str] = []
    page.add_init_script(WATCH)
    page.on("console", lambda message: said.append(message.text) if "policy" in message.text.lower() else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_public_pages_stay_within_the_policy(page):
    said = watched(page)

    for address in [one for several in addresses().values() for one in several]:
        page.goto(address, wait_until="networkidle")
        assert said == [], address


def test_every_admin_page_stays_within_the_policy(desk):
    said = watched(desk)
    names = [model._meta.label_lower.replace(".", "_") for model in admin.site._registry]

    for name in names:
        desk.goto(reverse(f"admin:{name}_changelist"))
        assert said == [], name
        if desk.locator(".addlink").count():
            desk.goto(reverse(f"admin:{name}_add"))
        assert said == [], f"{name} add"


def test_editing_with_its_widgets_stays_within_the_policy(desk):
    said = watched(desk)
    draft = Measure.objects.filter(status=MeasureStatus.PUBLISHED, kind="subsidy").first()
    desk.goto(reverse("admin:incentives_measure_change", args=[draft.pk]))
    desk.get_by_role("button", name="修订").click()

    desk.locator(".field-clauses .select2-selection").click()
    desk.locator(".select2-search__field").last.fill(Clause.objects.first().path)
    expect(desk.locator(".select2-results__option").first).to_be_visible()
    desk.keyboard.press("Escape")
    desk.locator(".vDateField").first.fill("2026-01-31")
    desk.locator(".datetimeshortcuts a").last.click()
    desk.locator(".theme-toggle").first.click()
    for name in ("review", "versions", "previews"):
        pk = desk.url.split("/measure/")[1].split("/")[0]
        desk.goto(reverse(f"admin:incentives_measure_{name}", args=[pk]))

    assert said == []
