import io
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import CommandError, call_command

from incentives.management import outside_links as links
from incentives.management.outside_links import is_public, outside_links, problem
from policies.enums import DocumentStatus
from policies.models import Document
from tests import factories


class Pages(BaseHTTPRequestHandler):
    """`/good` answers, `/away` leads to it, `/inside` leads to a host of the inner network, `/silent` says nothing."""

    def do_GET(self):
        if self.path == "/silent":
            return
        leads = {"/away": "/good", "/inside": "http://10.0.0.1/", "/file": "file:///etc/hostname"}.get(self.path)
        self.send_response(302 if leads else 200 if self.path in {"/good", "/%E7%94%B3%E6%8A%A5"} else 404)
        if leads:
            self.send_header("Location", leads)
        self.end_headers()

    def log_message(self, *said):
        """Quiet."""


@pytest.fixture
def site(monkeypatch):
    """A site on loopback, taken for one of the public network."""
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setattr(links, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/good", ""),
        ("/away", ""),
        ("/申报", ""),
        ("/gone", "404 Not Found"),
        ("/inside", "not an address of the public network"),
        ("/file", "302 Found - Redirection to url 'file:///etc/hostname' is not allowed"),
        ("/silent", "Remote end closed connection without response"),
    ],
)
def test_what_keeps_a_link_from_being_read(site, path, said):
    assert problem(f"{site}{path}") == said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "192.168.0.1"])
def test_inner_network_is_not_asked(host):
    assert problem(f"http://{host}/") == "not an address of the public network"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_name_that_leads_inside_only_after_it_was_looked_at_is_not_asked(monkeypatch, scheme):
    """As an editor's own name server may have it: first an address of the public network, then one of ours."""
    monkeypatch.setattr(links, "_refuse_inside", lambda address: None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)
        said = problem(f"{scheme}://localhost:{listening.getsockname()[1]}/")
        accepted, _ = listening.accept()

        with accepted:
            assert accepted.recv(1) == b""  # nothing was sent
    assert said == "not an address of the public network"


@pytest.mark.parametrize(
    "link", ["ftp://example.cn/", "file:///etc/hostname", "http://", "http://a..b/", "http://x:99999/"]
)
def test_strange_links_are_named_and_raise_nothing(link):
    assert problem(link)


def test_nobody_listens(monkeypatch):
    monkeypatch.setattr(links, "is_public", lambda address: True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

    assert "Connection refused" in problem(f"http://127.0.0.1:{port}/")


@pytest.mark.django_db
def test_only_links_of_public_pages_are_asked():
    factories.measure(title="奖励", apply_url="https://a.example/")
    factories.draft(apply_url="https://draft.example/")
    factories.agency(name="市工信局", website="https://a.example/")
    factories.document(title="办法", source_url="https://b.example/")
    hidden = factories.document(source_url="https://c.example/")
    Document.objects.filter(pk=hidden.pk).update(status=DocumentStatus.ARCHIVED)

    assert outside_links() == {
        "https://a.example/": ["奖励（申报入口）", "市工信局（网站）"],
        "https://b.example/": ["办法（原文链接）"],
    }


@pytest.mark.django_db
def test_command_names_the_dead_ones_and_where_they_stand(site):
    factories.measure(title="奖励", apply_url=f"{site}/gone")
    factories.agency(name="市工信局", website=f"{site}/good")
    out, wrong = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="1 of 2 addresses do not answer"):
        call_command("check_links", stdout=out, stderr=wrong)

    assert wrong.getvalue() == f"404 Not Found: {site}/gone: 奖励（申报入口）\n"
    assert out.getvalue() == ""


@pytest.mark.django_db
def test_command_says_that_all_answer(site):
    factories.agency(website=f"{site}/good")
    out = io.StringIO()

    call_command("check_links", stdout=out)

    assert out.getvalue() == "All 1 addresses answer.\n"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("64:ff9b::a00:1", False),  # NAT64 of 10.0.0.1
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:a00:1::1", False),  # 6to4 of 10.0.0.1
        ("2002:808:808::1", True),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("2400:3200::1", True),
        ("10.0.0.1", False),
    ],
)
def test_address_behind_a_translator_is_as_public_as_the_one_it_leads_to(address, public):
    assert is_public(address) is public
