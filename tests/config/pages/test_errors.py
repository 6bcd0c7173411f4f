import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import RequestFactory

from config.pages import errors


@pytest.fixture
def request_of():
    return RequestFactory().get


@pytest.mark.parametrize(
    ("handler", "arguments", "status", "title"),
    [
        (errors.bad_request, [BadRequest("mode 有误")], 400, "这个地址有误"),
        (errors.permission_denied, [PermissionDenied()], 403, "没有权限查看"),
        (errors.page_not_found, [Http404()], 404, "没有找到这个页面"),
        (errors.server_error, [], 500, "系统出了问题"),
        (errors.csrf_failure, ["Referer checking failed"], 403, "页面已过期"),
        (errors.csrf_failure, ["CSRF cookie not set."], 403, "浏览器没有保存 Cookie"),
    ],
)
def test_error_page_has_the_look_of_the_site_without_database(request_of, handler, arguments, status, title):
    response = handler(request_of("/somewhere/"), *arguments)

    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in html
    assert 'lang="zh-Hans"' in html
    assert "12345" in html
    assert "Referer checking" not in html


def test_bad_request_says_what_our_own_code_found(request_of):
    html = errors.bad_request(request_of("/"), BadRequest("mode 有误")).content.decode()

    assert "mode 有误" in html


def test_bad_request_repeats_nothing_that_an_attacker_sent(request_of):
    html = errors.bad_request(request_of("/"), SuspiciousOperation("Invalid HTTP_HOST: evil")).content.decode()

    assert "evil" not in html


def test_page_not_found_offers_the_address_without_its_query(request_of):
    with_query = errors.page_not_found(request_of("/measures/", {"page": "99"}), Http404()).content.decode()
    without = errors.page_not_found(request_of("/measures/"), Http404()).content.decode()

    assert '<a href="/measures/">去掉参数，重新打开这一页</a>' in with_query
    assert "去掉参数" not in without


def test_error_page_tells_the_id_of_the_request(client, db, monkeypatch):
    def broken(view, request):
        raise ValueError

    monkeypatch.setattr("incentives.listing.views.MeasureList.get", broken)
    client.raise_request_exception = False

    response = client.get("/measures/")

    assert response.status_code == 500
    assert f"<code>{response['X-Request-ID']}</code>" in response.content.decode()


def test_error_page_keeps_the_display(request_of):
    request = request_of("/")
    request.COOKIES["mode"] = "elder"

    assert 'data-mode="elder"' in errors.server_error(request).content.decode()


def test_missing_page_is_served_by_the_handler(client, db):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()
