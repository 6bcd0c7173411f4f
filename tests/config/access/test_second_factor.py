import time

import pytest
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.access import second_factor
from tests import factories
from tests.config.access.people import PASSWORD, staff

pytestmark = pytest.mark.django_db
INDEX, LOGIN = reverse("admin:index"), reverse("admin:login")
CODE, SET_UP = reverse("admin:account_code"), reverse("admin:account_second_factor")


def now_of(device: TOTPDevice) -> str:
    """The code that the user's app shows now."""
    return f"{totp(device.bin_key):06d}"


@pytest.fixture(autouse=True)
def fresh_codes(monkeypatch):
    """Put each use of a code into its own time step, since a code is valid once."""
    start, step = time.time(), [0]
    monkeypatch.setattr("django_otp.plugins.otp_totp.models.time.time", lambda: start + step[0])
    monkeypatch.setattr("django_otp.oath.time", lambda: start + step[0])

    def later() -> None:
        step[0] += 31

    return later


def with_device(user) -> tuple[TOTPDevice, list[str]]:
    device = TOTPDevice.objects.create(user=user, confirmed=False)
    codes = second_factor.accept(device, now_of(device))
    return TOTPDevice.objects.get(user=user), codes


@pytest.fixture
def enrolled(fresh_codes):
    """An editor with a device and recovery codes."""
    user = staff("editor")
    device, codes = with_device(user)
    fresh_codes()
    return user, device, codes


def password(client, name="editor", **query):
    return client.post(LOGIN, {"username": name, "password": PASSWORD, "next": query.get("next", INDEX)})


def test_setting_up_a_device(client, audit_log, django_capture_on_commit_callbacks):
    user = staff("editor")
    other = type(client)()
    other.force_login(user)
    client.force_login(user)

    page = client.get(SET_UP)
    device = TOTPDevice.objects.get()
    assert page.context["secret"].replace(" ", "") in page.content.decode().replace(" ", "")
    assert 'class="qr"' in page.content.decode()
    assert "验证码不正确" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert client.get(INDEX).status_code == 200  # not yet in use

    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(SET_UP, {"code": now_of(device)})

    codes = page.context["codes"]
    assert len(set(codes)) == 10
    assert all(code in page.content.decode() for code in codes)
    assert client.get(INDEX).status_code == 200
    assert other.get(INDEX).status_code == 302
    assert audit_log()[-1]["event"] == "second-factor-added"
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert not kept & {code.replace("-", "") for code in codes}


def test_password_alone_opens_nothing(client, enrolled):
    wanted = reverse("admin:incentives_measure_changelist")

    answer = client.get(password(client, next=wanted)["Location"], follow=True)

    assert answer.redirect_chain[-1][0] == f"{CODE}?next={wanted.replace('/', '%2F')}"
    for address in (INDEX, wanted, reverse("admin:account_sessions"), reverse("admin:account_confirm")):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
    assert client.get(SET_UP)["Location"].startswith(CODE)
    assert client.post(SET_UP, {"remove": "1"})["Location"].startswith(CODE)
    assert TOTPDevice.objects.filter(confirmed=True).exists()


def test_code_opens_the_admin(client, enrolled, audit_log, django_capture_on_commit_callbacks):
    _, device, _ = enrolled
    wanted = reverse("admin:incentives_measure_changelist")
    password(client)
    key = client.session.session_key

    with django_capture_on_commit_callbacks(execute=True):
        refused = client.post(CODE, {"code": "12 34"})
        TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        StaticDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        answer = client.post(f"{CODE}?next={wanted}", {"code": f" {now_of(device)[:3]} {now_of(device)[3:]}"})

    assert "验证码不正确" in refused.content.decode()
    assert answer["Location"] == wanted
    assert client.session.session_key != key
    assert client.get(wanted).status_code == 200
    assert [entry["event"] for entry in audit_log()] == ["code-refused", "code-accepted"]


def test_code_is_taken_once(client, enrolled):
    _, device, _ = enrolled
    code = now_of(device)
    password(client)
    client.post(CODE, {"code": code})
    client.logout()
    password(client)

    assert client.post(CODE, {"code": code}).status_code == 200
    assert client.get(INDEX).status_code == 302


def test_recovery_code_opens_once(client, enrolled):
    user, _, codes = enrolled
    password(client)

    assert client.post(CODE, {"code": codes[0].lower()}).status_code == 302
    assert client.get(INDEX).status_code == 200
    assert second_factor.codes_left(user) == 9
    assert "还剩 9 个备用码" in client.get(SET_UP).content.decode()
    client.logout()
    password(client)
    assert client.post(CODE, {"code": codes[0]}).status_code == 200


def test_guessing_is_slowed_down(client, enrolled):
    _, device, _ = enrolled
    password(client)
    for _ in range(3):
        client.post(CODE, {"code": "000000"})

    assert client.post(CODE, {"code": now_of(device)}).status_code == 200  # right, but too soon


def test_code_of_a_colleague_is_no_use(client, enrolled):
    _, device, codes = enrolled
    with_device(staff("reviewer"))
    password(client, "reviewer")

    assert client.post(CODE, {"code": now_of(device)}).status_code == 200
    assert client.post(CODE, {"code": codes[1]}).status_code == 200


def test_required_factor_leads_to_its_setting_up(client, settings):
    settings.OTP_REQUIRED = True
    staff("editor")

    answer = client.get(password(client)["Location"], follow=True)

    assert answer.redirect_chain[-1][0] == SET_UP
    assert "本站要求两步验证" in answer.content.decode()
    device = TOTPDevice.objects.get()
    client.post(SET_UP, {"code": now_of(device)})
    assert client.get(INDEX).status_code == 200
    client.post(SET_UP, {"remove": "1"})
    assert TOTPDevice.objects.filter(confirmed=True).exists()


def test_setting_up_that_took_long_asks_for_the_password_and_goes_on(client, settings, monkeypatch):
    settings.OTP_REQUIRED = True
    staff("editor")
    password(client)
    client.get(SET_UP)
    key = TOTPDevice.objects.get().key
    start = time.time()
    monkeypatch.setattr("config.access.sessions.time.time", lambda: start + 16 * 60)

    asked = client.get(SET_UP, follow=True)
    assert asked.redirect_chain == [(f"{reverse('admin:account_confirm')}?next={SET_UP.replace('/', '%2F')}", 302)]
    answer = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})

    assert answer["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert TOTPDevice.objects.get().key == key  # the key that the phone already has stays valid


def test_key_shown_to_another_session_is_never_used(client):
    user = staff("editor")
    thief = type(client)()
    thief.force_login(user)
    stolen = thief.get(SET_UP).context["secret"]
    client.force_login(user)

    assert client.get(SET_UP).context["secret"] != stolen
    assert client.get(SET_UP).context["secret"] == client.get(SET_UP).context["secret"]


def test_removing_one_s_own_device(client, enrolled, audit_log, django_capture_on_commit_callbacks):
    _, device, _ = enrolled
    password(client)
    client.post(CODE, {"code": now_of(device)})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(SET_UP, {"remove": "1"})

    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert client.get(INDEX).status_code == 200
    assert audit_log()[-1]["event"] == "second-factor-removed"


def test_setting_up_wants_a_recent_password(client):
    client.force_login(staff("editor"))
    client.get(INDEX)
    session = client.session
    session["started_at"] -= 16 * 60
    session.save()

    assert client.get(SET_UP)["Location"].startswith(reverse("admin:account_confirm"))


def test_administrator_takes_away_a_lost_device(client, enrolled, audit_log, django_capture_on_commit_callbacks):
    user, _, _ = enrolled
    lost = type(client)()
    lost.force_login(user)
    root = factories.user("root", is_superuser=True)
    client.force_login(staff("administrator"))
    posted = {"action": "remove_second_factor", "_selected_action": [user.pk, root.pk]}

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("admin:auth_user_changelist"), posted, follow=True).content.decode()

    assert "“editor”：已取消两步验证" in page
    assert "“root”：没有权限" in page
    assert not TOTPDevice.objects.exists()
    assert lost.get(INDEX).status_code == 302
    assert [(entry["user"], entry["of"]) for entry in audit_log()] == [("administrator", "editor")]


def test_account_pages_are_for_staff(client):
    for address in (CODE, SET_UP, reverse("admin:account_sessions"), reverse("admin:account_confirm")):
        assert client.get(address)["Location"].startswith(LOGIN)


def test_code_page_without_a_device_leads_to_its_setting_up(client):
    client.force_login(staff("editor"))

    assert client.get(CODE)["Location"] == SET_UP


def test_secrets_have_no_page_in_the_admin(client):
    client.force_login(factories.user("root", is_superuser=True))

    assert "otp_totp" not in client.get(INDEX).content.decode()


def test_code_is_taken_as_the_app_shows_it_in_two_groups(client, fresh_codes):
    client.force_login(staff("editor"))
    client.get(SET_UP)
    code = now_of(TOTPDevice.objects.get())

    page = client.post(SET_UP, {"code": f" {code[:3]} {code[3:]} "}).content.decode()

    assert "两步验证已启用" in page
    assert TOTPDevice.objects.get().confirmed
