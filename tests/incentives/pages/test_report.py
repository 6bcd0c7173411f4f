import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from incentives.enums import ReportKind, ReportOutcome
from incentives.models import ReaderReport
from incentives.pages import report
from incentives.pages.report import subject_of
from policies.enums import DocumentStatus
from tests import factories
from tests.config.access.people import staff

pytestmark = pytest.mark.django_db
FORM, SENT = reverse("incentives:report"), reverse("incentives:report-sent")


def sent(client, **values):
    return client.post(FORM, {"about": "", "kind": ReportKind.WRONG, "text": "应为 200 万元", **values})


def test_report_of_a_measure_is_stored_and_leads_back(client):
    measure = factories.measure(title="企业奖励")
    about = measure.get_absolute_url()

    assert about in client.get(about).content.decode()
    assert "关于：" in client.get(FORM, {"about": about}).content.decode()
    answer = client.post(FORM, {"about": about, "kind": "wrong", "text": " 应为 200 万元 "}, follow=True)

    assert "回到“企业奖励”" in answer.content.decode()
    stored = ReaderReport.objects.get()
    assert (stored.about, stored.kind, stored.text) == (about, ReportKind.WRONG, "应为 200 万元")
    assert (stored.outcome, stored.handled_by, stored.handled_at) == ("", None, None)


def test_pages_link_to_the_form_for_themselves(client):
    measure = factories.measure()
    clause = measure.clauses.get()

    for page in (measure, clause, clause.document):
        about = page.get_absolute_url()
        assert f"{FORM}?about={about.replace('/', '%2F')}" in client.get(about).content.decode()
    nothing_found = client.get(reverse("incentives:measure-list"), {"q": "没有这样的词"})
    assert f"{FORM}?kind=missing" in nothing_found.content.decode()
    assert "value=&quot;missing&quot;" not in client.get(FORM, {"kind": "missing"}).content.decode()
    assert '<option value="missing" selected>' in client.get(FORM, {"kind": "missing"}).content.decode()


def test_subject_is_what_the_public_sees():
    measure, hidden, draft = factories.measure(), factories.clause(), factories.draft()
    clause = measure.clauses.get()
    type(hidden.document).objects.filter(pk=hidden.document_id).update(status=DocumentStatus.ARCHIVED)

    assert subject_of(measure.get_absolute_url()) == measure
    assert subject_of(clause.get_absolute_url()) == clause
    assert subject_of(clause.document.get_absolute_url()) == clause.document
    for nothing in (
        draft.get_absolute_url(),
        hidden.get_absolute_url(),
        hidden.document.get_absolute_url(),
        reverse("incentives:home"),
        reverse("admin:index"),
        "https://evil.example/measures/x/",
        "//evil.example/",
        "/no-such-page/",
        "/measures/\x00/",
        "",
    ):
        assert subject_of(nothing) is None, nothing


@pytest.mark.parametrize("about", ["/no-such-page/", "https://evil.example/", "javascript:alert(1)"])
def test_page_that_is_not_ours_is_said_and_not_kept(client, about):
    assert "要说的那一页不在本站" in client.get(FORM, {"about": about}).content.decode()

    answer = sent(client, about=about)

    assert answer.headers["Location"] == f"{SENT}?about="
    assert ReaderReport.objects.get().about == ""
    assert "返回首页" in client.get(SENT, {"about": about}).content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": ""}, "请选一项。"),
        ({"kind": "worse"}, "worse"),
        ({"text": " \n "}, "请写几个字"),
        ({"text": "长" * 1001}, "1000"),
        ({"about": "/" + "a" * 300}, "300"),
    ],
)
def test_wrong_input_is_named_and_stores_nothing(client, values, said):
    answer = sent(client, **values)

    assert answer.status_code == 200
    assert "还没有提交" in answer.content.decode()
    assert said in answer.content.decode()
    assert not ReaderReport.objects.exists()


def test_same_report_twice_is_stored_once_until_it_is_handled(client):
    sent(client)
    sent(client)
    assert ReaderReport.objects.count() == 1

    ReaderReport.objects.update(outcome=ReportOutcome.MENDED)
    sent(client)
    assert ReaderReport.objects.count() == 2


def test_flood_is_refused_and_stores_nothing_more(client, monkeypatch):
    monkeypatch.setattr(report, "MOST_WAITING", 2)
    answers = [sent(client, text=f"第 {number} 处") for number in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 200]
    assert "待处理的反馈太多" in answers[2].content.decode()
    assert ReaderReport.objects.count() == 2


def test_report_wants_its_token_and_is_kept_by_nobody(client):
    strict = Client(enforce_csrf_checks=True)
    assert sent(strict).status_code == 403
    assert not ReaderReport.objects.exists()

    page = strict.get(FORM)
    token = page.cookies["csrftoken"]
    assert "no-store" in page["Cache-Control"]
    assert not page.wsgi_request.session.accessed
    assert token["max-age"] == ""  # gone with the browser
    assert sent(strict, csrfmiddlewaretoken=token.value).status_code == 302


def test_one_address_reports_ten_times_in_ten_minutes(client, settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "report-tests"}
    settings.CACHES = {**settings.CACHES, "limits": memory}
    caches["limits"].clear()

    answers = [sent(client, text=f"第 {number} 处") for number in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert int(answers[10]["Retry-After"]) > 0
    assert sent(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302
    assert client.get(FORM).status_code == 200


@pytest.fixture
def editor(client):
    user = staff("editor")
    client.force_login(user)
    return user


def test_staff_see_what_waits_and_say_what_they_found(client, editor, django_assert_max_num_queries):
    measure = factories.measure(title="企业奖励")
    sent(client, about=measure.get_absolute_url())
    report = ReaderReport.objects.get()
    waiting = f"{reverse('admin:incentives_readerreport_changelist')}?outcome__exact="
    change = reverse("admin:incentives_readerreport_change", args=[report.pk])

    client.get(reverse("admin:index"))  # the first page of a session also notes when it began
    with django_assert_max_num_queries(10):
        start = client.get(reverse("admin:index")).content.decode()
    assert f'<a href="{waiting}">读者反馈待处理 1</a>' in start
    assert "应为 200 万元" in client.get(waiting).content.decode()
    page = client.get(change).content.decode()
    assert f'<a href="{measure.get_absolute_url()}">企业奖励</a>' in page
    assert reverse("admin:incentives_measure_change", args=[measure.pk]) in page

    client.post(change, {"outcome": "right", "note": "与原文一致", "text": "改写", "about": "/"})

    report.refresh_from_db()
    assert (report.outcome, report.note, report.text) == ("right", "与原文一致", "应为 200 万元")
    assert (report.about, report.handled_by) == (measure.get_absolute_url(), editor)
    assert report.handled_at
    assert "读者反馈待处理 0" in client.get(reverse("admin:index")).content.decode()
    assert "应为 200 万元" not in client.get(waiting).content.decode()

    client.post(change, {"outcome": "", "note": ""})
    report.refresh_from_db()
    assert (report.outcome, report.handled_by, report.handled_at) == ("", None, None)


def test_address_from_outside_is_no_link_in_the_admin(client, editor):
    report = ReaderReport.objects.create(about="javascript:alert(1)", kind=ReportKind.OTHER, text="<b>x</b>")

    page = client.get(reverse("admin:incentives_readerreport_change", args=[report.pk])).content.decode()

    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
