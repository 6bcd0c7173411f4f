"""Checks that the links from public pages to other sites still answer."""

import ipaddress
import socket
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
    getproxies,
)

from django.utils.encoding import iri_to_uri, punycode

from incentives.models import Measure
from policies.models import Agency, Document

AT_ONCE = 8
SECONDS = 15  # for one answer
INSIDE = "not an address of the public network"
SCHEMES = {"http", "https"}
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052; the last 32 bits are an IPv4 address
HEADERS = {"User-Agent": "huiqi check_links", "Accept": "*/*"}  # some sites refuse callers without a name


def outside_links() -> dict[str, list[str]]:
    """The addresses of other sites on public pages, each with the rows and fields that hold it."""
    linked = (
        (Measure.objects.published(), "apply_url"),
        (Agency.objects.all(), "website"),
        (Document.objects.published(), "source_url"),
    )
    labels = defaultdict(list)
    for rows, field in linked:
        name = rows.model._meta.get_field(field).verbose_name
        for row in rows.exclude(**{field: ""}):
            labels[getattr(row, field)].append(f"{row}（{name}）")
    return dict(labels)


def problems(links: list[str]) -> Iterator[tuple[str, str]]:
    """Each of `links` with its problem, in the order of the answers; empty if the link answers with success."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = {pool.submit(problem, link): link for link in links}
        for future in as_completed(futures):
            yield futures[future], future.result()


def problem(link: str) -> str:
    """Why `link` cannot be read, in a few words of English; empty if it can."""
    try:
        address = _ascii(link)
        _refuse_inside(address)
        with build_opener(Redirects, *_direct_handlers()).open(Request(address, headers=HEADERS), timeout=SECONDS):
            return ""
    except HTTPError as answer:
        return f"{answer.code} {answer.reason}"
    except URLError as failure:
        return str(failure.reason)
    except (OSError, HTTPException, ValueError) as failure:
        return str(failure) or type(failure).__name__


class Redirects(HTTPRedirectHandler):
    """Follows redirects to public addresses only: an editor's link must not reach the server's own network."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        _refuse_inside(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _public_connection(place: tuple[str, int], *args, **options) -> socket.socket:
    """A connection to a public address; raises OSError for any other.

    The name is resolved again here, and may have another address than when the link was checked.
    """
    connection = socket.create_connection(place, *args, **options)
    if not is_public(connection.getpeername()[0]):
        connection.close()
        raise OSError(INSIDE)
    return connection


class PlainConnection(HTTPConnection):
    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self._create_connection = _public_connection  # where http.client makes its connection, before TLS too


class EncryptedConnection(HTTPSConnection):
    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self._create_connection = _public_connection


class Plain(HTTPHandler):
    def http_open(self, req):
        return self.do_open(PlainConnection, req)


class Encrypted(HTTPSHandler):
    def https_open(self, req):
        return self.do_open(EncryptedConnection, req)


def _direct_handlers() -> list[type[BaseHandler]]:
    """The handlers of the schemes for which the environment names no proxy; a proxy makes its own connections."""
    proxied = getproxies()
    return [handler for scheme, handler in (("http", Plain), ("https", Encrypted)) if scheme not in proxied]


def _ascii(link: str) -> str:
    """`link` in ASCII, as it is sent: Chinese hosts in Punycode, Chinese paths percent-encoded."""
    parts = urlsplit(link)
    host = punycode(parts.hostname or "")
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return iri_to_uri(parts._replace(netloc=place + port).geturl())


def _refuse_inside(address: str) -> None:
    """Raise URLError unless the scheme is http or https and each address of the host is public."""
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES:
        raise URLError("not http or https")
    for *_, place in socket.getaddrinfo(parts.hostname, None):
        if not is_public(place[0]):
            raise URLError(INSIDE)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network.

    An IPv6 address that a translator (NAT64, 6to4) leads to an IPv4 address is as public as that one.
    """
    place = ipaddress.ip_address(address.partition("%")[0])
    if place in NAT64:
        place = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
    return (getattr(place, "sixtofour", None) or place).is_global
