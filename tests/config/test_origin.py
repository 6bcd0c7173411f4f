import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.origin import client_address, current, origin

PROXY = "10.0.0.9"


@pytest.mark.parametrize(
    ("behind", "forwarded", "address"),
    [
        (False, "203.0.113.7", PROXY),  # a client's own words
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first is the client's own words
        (True, "203.0.113.7, not-an-address", PROXY),
        (True, "", PROXY),
        (True, "::ffff:203.0.113.7", "203.0.113.7"),
        (True, " 2001:DB8::1 ", "2001:db8::1"),
    ],
)
def test_address_trusts_the_proxy_alone(settings, behind, forwarded, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address


def test_address_on_a_socket_file_is_unknown():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) == ""


@pytest.mark.parametrize(
    ("behind", "given", "kept"),
    [(True, "abc-12345678", True), (True, "short", False), (True, "a\nb" * 9, False), (False, "abc-12345678", False)],
)
def test_request_id_of_the_proxy_is_kept(settings, behind, given, kept):
    settings.BEHIND_PROXY = behind
    seen = []

    def view(request):
        seen.append(current.get())
        return HttpResponse()

    response = origin(view)(RequestFactory().get("/", HTTP_X_REQUEST_ID=given))

    assert (response["X-Request-ID"] == given) is kept
    assert seen[0].request_id == response["X-Request-ID"]
    assert current.get() is None


def test_origin_ends_with_a_view_that_fails():
    def view(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        origin(view)(RequestFactory().get("/"))

    assert current.get() is None
