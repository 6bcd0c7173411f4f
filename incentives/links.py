"""Whether the addresses outside, to which the public pages send readers, still answer."""

import ipaddress
import socket
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.encoding import iri_to_uri, punycode

from incentives.models import Measure
from policies.models import Agency, Document

AT_ONCE = 8
SECONDS = 15  # for one answer
SCHEMES = {"http", "https"}
HEADERS = {"User-Agent": "huiqi check_links", "Accept": "*/*"}  # some sites refuse callers without a name


def outside_links() -> dict[str, list[str]]:
    """Each address on a public page, with what it stands for: 申报入口, 网站, 原文链接 of which row."""
    linked = (
        (Measure.objects.published(), "apply_url"),
        (Agency.objects.all(), "website"),
        (Document.objects.published(), "source_url"),
    )
    found = defaultdict(list)
    for rows, field in linked:
        name = rows.model._meta.get_field(field).verbose_name
        for row in rows.exclude(**{field: ""}):
            found[getattr(row, field)].append(f"{row}（{name}）")
    return dict(found)


def problems(links: list[str]) -> Iterator[tuple[str, str]]:
    """Each of `links` with what is wrong with it, as the answers come in; empty where it answers with success."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = {pool.submit(problem, link): link for link in links}
        for answer in as_completed(asked):
            yield asked[answer], answer.result()


def problem(link: str) -> str:
    """What keeps `link` from being read, in a few words; empty where nothing does."""
    try:
        address = _ascii(link)
        _refuse_inside(address)
        with build_opener(Redirects).open(Request(address, headers=HEADERS), timeout=SECONDS):
            return ""
    except HTTPError as answer:
        return f"{answer.code} {answer.reason}"
    except URLError as failure:
        return str(failure.reason)
    except (OSError, HTTPException, ValueError) as failure:
        return str(failure) or type(failure).__name__


class Redirects(HTTPRedirectHandler):
    """Follows to where anybody may go: an editor's link must not make the server ask its own network."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        _refuse_inside(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _ascii(link: str) -> str:
    """`link` as it is sent: Chinese hosts and paths are written in ASCII."""
    parts = urlsplit(link)
    host = punycode(parts.hostname or "")
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return iri_to_uri(parts._replace(netloc=place + port).geturl())


def _refuse_inside(address: str) -> None:
    """Raise URLError for what no reader could open: other schemes, and hosts that are not in the public network."""
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES:
        raise URLError("not http or https")
    for *_, place in socket.getaddrinfo(parts.hostname, None):
        if not is_public(place[0]):
            raise URLError("not an address of the public network")


def is_public(address: str) -> bool:
    """Whether an IP address is reached from anywhere."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global
