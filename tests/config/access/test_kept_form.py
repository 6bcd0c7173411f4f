import pytest
from django.urls import reverse

from config.access import kept_form
from incentives.models import Measure
from tests import factories
from tests.config.access.people import PASSWORD, staff
from tests.incentives.admin.measure_form import change, fields

pytestmark = pytest.mark.django_db
LOGIN, RESUME = reverse("admin:login"), reverse("admin:account_resume")
HOUR = 3600


@pytest.fixture
def too_late(client, monkeypatch):
    """Sign in as this person; from the next request on the session is over."""

    def sign_in(name: str = "editor"):
        user = staff(name)
        client.force_login(user)
        client.get(reverse("admin:index"))
        session = client.session
        session["seen_at"] -= HOUR
        session.save()
        return user

    return sign_in


def sign_in_again(client, name="editor", way_on=RESUME):
    return client.post(f"{LOGIN}?next={way_on}", {"username": name, "password": PASSWORD, "next": way_on}, follow=True)


def hidden_fields(page):
    form = page.context["kept"]
    return form.path, dict(form.fields)


def test_words_of_an_editor_survive_signing_in_again(client, too_late):
    draft = factories.draft(title="旧名")
    too_late()

    answer = client.post(change(draft), fields(draft, title="新写的名称 <b>"), follow=True)
    assert answer.redirect_chain[0][0] == f"{LOGIN}?next={RESUME}"
    assert "您刚才填写的内容还在" in answer.content.decode()
    assert Measure._base_manager.get(pk=draft.pk).title == "旧名"

    page = sign_in_again(client)
    assert "新写的名称 &lt;b&gt;" in page.content.decode()
    path, kept = hidden_fields(page)
    assert path == change(draft)
    assert "csrfmiddlewaretoken" not in kept
    client.post(path, kept)
    assert Measure._base_manager.get(pk=draft.pk).title == "新写的名称 <b>"


def test_kept_form_can_be_dropped(client, too_late):
    draft = factories.draft()
    too_late()
    client.post(change(draft), fields(draft))
    sign_in_again(client)

    page = client.post(RESUME)

    assert "没有要接着保存的内容" in page.content.decode()
    assert kept_form.KEPT not in client.session


def test_colleague_at_the_same_browser_does_not_get_the_form(client, too_late):
    draft = factories.draft()
    too_late()
    staff("editor", "colleague")
    client.post(change(draft), fields(draft, title="别人写的"))

    page = sign_in_again(client, "colleague")

    assert "别人写的" not in page.content.decode()
    assert kept_form.KEPT not in client.session


@pytest.mark.parametrize("path", ["account/confirm/", "password_change/", "auth/user/add/"])
def test_passwords_are_never_kept(client, too_late, path):
    too_late()

    client.post(reverse("admin:index") + path, {"password": "secret words"})

    assert kept_form.KEPT not in client.session


def test_form_that_is_too_large_is_not_kept(client, too_late, monkeypatch):
    monkeypatch.setattr(kept_form, "LARGEST", 10)
    draft = factories.draft()
    too_late()

    answer = client.post(change(draft), fields(draft))

    assert RESUME not in answer["Location"]
    assert kept_form.KEPT not in client.session
