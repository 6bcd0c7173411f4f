import time

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from config.access import sessions
from tests import factories
from tests.config.access.people import PASSWORD, staff

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")
MINUTE, HOUR = 60, 3600


@pytest.fixture
def clock(monkeypatch):
    """A clock that only moves when told to: `clock(seconds)`."""
    now = [time.time()]
    monkeypatch.setattr("config.access.sessions.time.time", lambda: now[0])

    def forward(seconds: int) -> None:
        now[0] += seconds

    return forward


def test_idle_session_ends(client, clock, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("editor"))
    client.get(INDEX)

    clock(29 * MINUTE)
    assert client.get(INDEX).status_code == 200
    clock(31 * MINUTE)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get(reverse("admin:incentives_measure_changelist"), {"q": "a"}, follow=True)

    assert answer.redirect_chain == [(f"{reverse('admin:login')}?next=/admin/incentives/measure/%3Fq%3Da", 302)]
    assert "登录已到时限" in answer.content.decode()
    assert audit_log()[0]["why"] == "idle"


def test_session_ends_after_a_working_day_however_busy(client, clock):
    client.force_login(staff("editor"))
    client.get(INDEX)

    for _ in range(39):
        clock(15 * MINUTE)
        assert client.get(INDEX).status_code == 200
    clock(15 * MINUTE)

    assert client.post(INDEX)["Location"] == f"{reverse('admin:login')}?next={INDEX}"


@pytest.mark.parametrize(("typed", "status"), [("1", 200), ("", 302)])
def test_open_form_keeps_the_session_only_while_somebody_types(client, clock, typed, status):
    client.force_login(staff("editor"))
    presence = reverse("admin:incentives_measure_presence", args=[factories.draft().pk])
    client.get(INDEX)

    for _ in range(7):
        clock(5 * MINUTE)
        client.post(presence, {"typed": typed})

    assert client.get(INDEX).status_code == status


def test_activity_is_not_written_with_every_request(client, clock, django_assert_max_num_queries):
    client.force_login(staff("editor"))
    client.get(INDEX)

    clock(30)
    seen = client.session[sessions.SEEN]
    client.get(INDEX)

    assert client.session[sessions.SEEN] == seen


def test_own_sessions_are_listed(client, clock):
    user = staff("editor")
    there = type(client)(headers={"user-agent": "Firefox <b>"})
    there.force_login(user)
    there.get(INDEX, REMOTE_ADDR="198.51.100.4")
    colleague = type(client)(headers={"user-agent": "Opera"})
    colleague.force_login(staff("reviewer"))
    colleague.get(INDEX)
    clock(MINUTE)
    client.force_login(user)

    page = client.get(reverse("admin:account_sessions"))

    assert [(place.address, place.is_this) for place in page.context["places"]] == [
        ("127.0.0.1", True),
        ("198.51.100.4", False),
    ]
    text = page.content.decode()
    assert "Firefox &lt;b&gt;" in text
    assert "Opera" not in text
    assert there.session.session_key not in text


@pytest.mark.parametrize(("end", "here"), [("others", 200), ("all", 302)])
def test_sign_out_elsewhere(client, clock, end, here, audit_log, django_capture_on_commit_callbacks):
    user, colleague = staff("editor"), staff("reviewer")
    there, other = type(client)(), type(client)()
    for browser, who in ((client, user), (there, user), (other, colleague)):
        browser.force_login(who)
        browser.get(INDEX)

    clock(2 * MINUTE)  # by now activity is written down again, into the session that ends
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("admin:account_sessions"), {"end": end}, follow=True)

    assert answer.status_code == 200
    assert "处登录" in answer.content.decode()
    assert client.get(INDEX).status_code == here
    assert there.get(INDEX).status_code == 302
    assert other.get(INDEX).status_code == 200
    assert audit_log()[-1]["number"] == {"others": 1, "all": 2}[end]


def test_session_that_timed_out_is_not_listed(client, clock):
    user = staff("editor")
    forgotten = type(client)()
    forgotten.force_login(user)
    forgotten.get(INDEX)
    clock(31 * MINUTE)
    client.force_login(user)

    assert len(client.get(reverse("admin:account_sessions")).context["places"]) == 1


def test_administrator_who_ends_his_own_sessions_keeps_this_one(client, clock):
    user = staff("administrator")
    there = type(client)()
    for browser in (client, there):
        browser.force_login(user)
        browser.get(INDEX)
    clock(2 * MINUTE)

    posted = {"action": "end_sessions", "_selected_action": user.pk}
    answer = client.post(reverse("admin:auth_user_changelist"), posted, follow=True)

    assert "已退出 1 处登录" in answer.content.decode()
    assert there.get(INDEX).status_code == 302


def change(client, user, **posted):
    groups = [group.pk for group in user.groups.all()]
    plain = {"username": user.username, "groups": groups, "is_staff": "on", "is_active": "on"}
    plain |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"} | posted
    return client.post(reverse("admin:auth_user_change", args=[user.pk]), plain)


def test_sessions_of_who_was_switched_off_stay_ended(client):
    colleague = staff("editor")
    there = type(client)()
    there.force_login(colleague)
    client.force_login(staff("administrator"))

    change(client, colleague, is_active="")
    change(client, colleague)

    colleague.refresh_from_db()
    assert colleague.is_active
    assert there.get(INDEX).status_code == 302


def test_administrator_gives_himself_no_rights(client):
    user, colleague = staff("administrator"), staff("editor")
    client.force_login(user)
    every = [group.pk for group in Group.objects.all()]

    assert change(client, user, groups=every, is_superuser="on").status_code == 302
    assert change(client, colleague, groups=every, is_superuser="on").status_code == 302

    for row in (user, colleague):
        row.refresh_from_db()
        assert not row.is_superuser
    assert [group.name for group in user.groups.all()] == ["管理员"]
    assert colleague.groups.count() == len(every)


def test_management_of_users_wants_the_password_again(client, clock, audit_log, django_capture_on_commit_callbacks):
    client.force_login(staff("administrator"))
    client.get(INDEX)
    add = reverse("admin:auth_user_add")
    clock(16 * MINUTE)
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 200

    asked = client.get(add)
    assert asked["Location"] == f"{reverse('admin:account_confirm')}?next=%2Fadmin%2Fauth%2Fuser%2Fadd%2F"
    assert client.get(asked["Location"]).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert "密码不正确" in client.post(asked["Location"], {"password": "wrong"}).content.decode()
        assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == add

    assert client.get(add).status_code == 200
    assert [entry["event"] for entry in audit_log()] == ["confirmation-refused", "confirmed"]


def test_posts_and_actions_on_users_want_the_password_again(client, clock):
    client.force_login(staff("administrator"))
    client.get(INDEX)
    clock(16 * MINUTE)

    for address in (reverse("admin:auth_user_add"), reverse("admin:auth_user_changelist")):
        answer = client.post(address, {"action": "end_sessions"})
        assert answer["Location"] == f"{reverse('admin:account_confirm')}?next=%2Fadmin%2F"


def test_wrong_passwords_at_the_confirmation_count_towards_the_lock(client):
    client.force_login(staff("administrator"))
    confirm = reverse("admin:account_confirm")

    answers = [client.post(confirm, {"password": "wrong"}).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert client.post(confirm, {"password": PASSWORD}).status_code == 429


def test_confirmation_leads_to_no_other_host(client):
    client.force_login(staff("administrator"))

    for wanted in ("https://evil.example/", "//evil.example", "/\\evil.example", ""):
        answer = client.post(f"{reverse('admin:account_confirm')}?next={wanted}", {"password": PASSWORD})
        assert answer["Location"] == INDEX


def test_who_may_not_manage_users_is_not_asked(client, clock):
    client.force_login(staff("editor"))
    client.get(INDEX)
    clock(16 * MINUTE)
    client.get(INDEX)

    assert client.get(reverse("admin:auth_user_add")).status_code == 302
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_administrator_ends_sessions_of_a_colleague_but_not_of_a_superuser(client, audit_log):
    colleague, root = staff("editor"), factories.user("root", is_superuser=True)
    there, at_root = type(client)(), type(client)()
    there.force_login(colleague)
    at_root.force_login(root)
    client.force_login(staff("administrator"))
    posted = {"action": "end_sessions", "_selected_action": [colleague.pk, root.pk]}

    page = client.post(reverse("admin:auth_user_changelist"), posted, follow=True).content.decode()

    assert "“editor”：已退出 1 处登录" in page
    assert "“root”：没有权限" in page
    assert there.get(INDEX).status_code == 302
    assert at_root.get(INDEX).status_code == 200


def test_session_cookie_is_not_asked_on_public_pages(client):
    client.force_login(staff("editor"))

    assert not client.get("/").wsgi_request.session.accessed
