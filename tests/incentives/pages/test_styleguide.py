import pytest
from django.urls import reverse

from tests import factories


@pytest.mark.django_db
def test_styleguide_is_for_staff(client, admin_client):
    factories.measure(kind="subsidy")
    address = reverse("incentives:styleguide")

    assert client.get(address).status_code == 404  # no redirect: it would tell strangers where the admin is
    html = admin_client.get(address).content.decode()
    assert "金额未载明" in html
    assert html.count("<h1") == 1


@pytest.mark.django_db
def test_styleguide_shows_every_component(admin_client, settings):
    factories.measure()
    templates = settings.BASE_DIR / "templates"
    components = {path.relative_to(templates).as_posix() for path in (templates / "components").rglob("*.html")}

    used = {template.name for template in admin_client.get(reverse("incentives:styleguide")).templates}

    assert components - used == set()
