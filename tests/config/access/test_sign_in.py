import datetime

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from config.access import sessions
from tests import factories
from tests.config.access.people import PASSWORD, staff

pytestmark = pytest.mark.django_db
LOGIN = reverse("admin:login")


def sign_in(client, name="editor", password=PASSWORD, *, address="203.0.113.7", **posted):
    return client.post(LOGIN, {"username": name, "password": password} | posted, REMOTE_ADDR=address)


def test_sign_in_leads_where_one_wanted_to_go(client):
    staff("editor")

    assert sign_in(client, next=reverse("admin:incentives_measure_changelist"))["Location"].endswith("/measure/")


@pytest.mark.parametrize("wanted", ["", "https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_leads_to_no_other_host_but_to_the_start_page(client, wanted):
    staff("editor")

    assert sign_in(client, next=wanted)["Location"] == reverse("admin:index")


def test_fifth_failure_locks_user_and_address(client, audit_log):
    staff("editor")

    answers = [sign_in(client, password="wrong-password").status_code for _ in range(5)]
    right = sign_in(client)

    assert answers == [200, 200, 200, 200, 429]
    assert right.status_code == 429
    assert right["Retry-After"] == "900"
    assert "操作太频繁" in right.content.decode()
    assert "_auth_user_id" not in client.session


def test_lock_is_for_the_pair_alone(client):
    staff("editor")
    staff("reviewer")
    for _ in range(5):
        sign_in(client, password="wrong-password")

    assert sign_in(client, address="198.51.100.4").status_code == 302
    client.logout()
    assert sign_in(client, "reviewer").status_code == 302


def test_lock_ends_after_the_cool_off(client):
    staff("editor")
    for _ in range(5):
        sign_in(client, password="wrong-password")

    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=16))

    assert sign_in(client).status_code == 302


def test_name_tried_from_everywhere_is_closed_to_strangers_alone(client, settings):
    settings.SIGN_IN_FAILURES = 6
    staff("editor")
    staff("reviewer")
    assert sign_in(client, address="192.0.2.1").status_code == 302  # where the editor works
    client.logout()
    for last in range(6):
        sign_in(client, password="wrong-password", address=f"198.51.100.{last}")

    assert sign_in(client, address="198.51.100.99").status_code == 200
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "reviewer", address="198.51.100.99").status_code == 302
    client.logout()
    assert sign_in(client, address="192.0.2.1").status_code == 302
    client.logout()
    AccessFailureLog.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=61))
    assert sign_in(client, address="198.51.100.99").status_code == 302


def test_guesses_that_were_refused_unseen_close_no_name(client, settings):
    settings.SIGN_IN_FAILURES = 6
    staff("editor")
    for _ in range(20):
        sign_in(client, password="wrong-password")

    assert sign_in(client, address="198.51.100.99").status_code == 302


def test_success_forgets_earlier_failures(client):
    staff("editor")
    for _ in range(2):
        for _ in range(4):
            sign_in(client, password="wrong-password")
        assert sign_in(client).status_code == 302
        client.logout()


def test_forged_address_gets_nobody_around_the_lock(client, settings):
    staff("editor")
    for last in range(5):
        client.post(LOGIN, {"username": "editor", "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"198.51.100.{last}")

    assert client.post(LOGIN, {"username": "editor", "password": PASSWORD}).status_code == 429


def test_lock_tells_apart_the_clients_behind_our_proxy(client, settings):
    settings.BEHIND_PROXY = True
    staff("editor")
    forged = "198.51.100.{}, 203.0.113.7"
    for last in range(5):
        client.post(
            LOGIN, {"username": "editor", "password": "wrong"}, headers={"x-forwarded-for": forged.format(last)}
        )
    posted = {"username": "editor", "password": PASSWORD}

    assert client.post(LOGIN, posted, headers={"x-forwarded-for": "203.0.113.7"}).status_code == 429
    assert client.post(LOGIN, posted, headers={"x-forwarded-for": "203.0.113.8"}).status_code == 302


def test_readers_do_not_sign_in(client):
    user = factories.user("reader")
    user.is_staff = False
    user.save()

    assert sign_in(client, "reader").status_code == 200


def test_sign_ins_are_recorded(client, audit_log, django_capture_on_commit_callbacks):
    staff("editor")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            sign_in(client, password="wrong-password")
        sign_in(client, address="198.51.100.4")
        client.post(reverse("admin:logout"), REMOTE_ADDR="198.51.100.4")

    entries = audit_log()
    assert [entry["event"] for entry in entries] == [
        *["sign-in-failed"] * 4,
        "sign-in-locked",
        "signed-in",
        "signed-out",
    ]
    assert {entry["user"] for entry in entries} == {"editor"}
    assert entries[0]["address"] == "203.0.113.7"
    assert entries[0]["request"]
    assert "wrong" not in str(entries)
    assert AccessLog.objects.get().logout_time
    assert AccessFailureLog.objects.count() == 5
    assert "wrong" not in str(list(AccessAttempt.objects.values()))


@pytest.mark.parametrize(
    ("name", "readable"), [("administrator", True), ("editor", False), ("reviewer", False)], ids=str
)
def test_sign_in_log_is_read_by_administrators_and_changed_by_nobody(client, name, readable):
    staff("editor", "somebody")
    sign_in(client, "somebody", "wrong-password")
    client.force_login(staff(name))

    for model in ("accesslog", "accessfailurelog", "accessattempt"):
        answer = client.get(reverse(f"admin:axes_{model}_changelist"))
        assert answer.status_code == (200 if readable else 403)
    client.force_login(factories.user("root", is_superuser=True))
    row = AccessAttempt.objects.get()
    for verb in ("change", "delete"):
        url = reverse(f"admin:axes_accessattempt_{verb}", args=[row.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:axes_accessattempt_add")).status_code == 403


def test_sign_in_log_speaks_chinese(client):
    client.force_login(staff("administrator"))

    page = client.get(reverse("admin:axes_accesslog_changelist")).content.decode()

    assert "登录记录" in page
    assert "登录安全" in page
    assert "access log" not in page.lower()


def test_forms_of_users_speak_chinese(client):
    client.force_login(staff("administrator"))

    posted = {"username": "new", "usable_password": "true", "password1": "short", "password2": "short"}
    form = client.post(reverse("admin:auth_user_add"), posted).content.decode()
    script = client.get(reverse("admin:jsi18n")).content.decode()

    assert "先建用户，再填姓名、分组和其他选项。" in form
    assert "密码太短，至少要 12 个字符。" in form
    assert '"Choose all %s": "\\u9009\\u62e9' in script


def test_colleague_who_was_just_added_can_sign_in(client):
    client.force_login(staff("administrator"))
    posted = {"username": "new", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    assert client.post(reverse("admin:auth_user_add"), posted).status_code == 302
    client.logout()

    assert sign_in(client, "new").status_code == 302


@pytest.mark.parametrize("password", ["eleven-char", "password1234", "123456789012", "zhengzhou-editor"])
def test_password_policy_refuses(password):
    with pytest.raises(ValidationError):
        validate_password(password, factories.user("zhengzhou-editor"))


def test_password_policy_accepts_a_phrase():
    validate_password("four quiet green hills", factories.user("editor"))


def test_new_password_ends_the_other_sessions(client, audit_log, django_capture_on_commit_callbacks):
    user = staff("editor")
    other = type(client)()
    other.force_login(user)
    client.force_login(user)
    posted = {"old_password": PASSWORD, "new_password1": "four quiet green hills"}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:password_change"), posted)
        client.post(reverse("admin:password_change"), posted | {"new_password2": "four quiet green hills"})

    assert [entry["event"] for entry in audit_log()] == ["password-change-refused", "password-changed"]
    assert len(sessions_of(user)) == 1
    assert client.get(reverse("admin:index")).status_code == 200
    assert other.get(reverse("admin:index")).status_code == 302


def sessions_of(user) -> list[str]:
    return [key for key, _ in sessions._sessions_of(user)]


def test_switched_off_user_is_out_at_once(client):
    user = staff("editor")
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == 200

    user.is_active = False
    user.save()

    assert client.get(reverse("admin:index")).status_code == 302
