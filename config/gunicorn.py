"""Settings of the server: `gunicorn -c config/gunicorn.py config.wsgi`.

Connections without traffic are closed. Slow clients are left to the proxy (docs/deployment.md).
The access log is off unless ACCESS_LOG names a file (- for standard output).
"""

import os
import re
import socket
import struct
from urllib.parse import quote

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser

PATIENCE = 10  # seconds without a byte in either direction

timeout = 30  # seconds after which a worker that does not respond is replaced; no limit for a request
graceful_timeout = 20
keepalive = 5
max_requests = 10_000  # then a worker is restarted; the jitter spreads the restarts
max_requests_jitter = 1_000
limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190
forwarded_allow_ips = ""  # only Django reads headers of the proxy: BEHIND_PROXY
loglevel = "warning"
accesslog = os.environ.get("ACCESS_LOG") or None
# Only the path (%(U)s). %(r)s and %(f)s would add the query, which holds what readers answer on /match/.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'


SECRET = re.compile("^(/preview/)[^/]+")  # the token would open a draft to readers of the log, for a week


class OneLine(Logger):
    """Writes paths percent-encoded, so that no line break in a path can forge a line, and hides preview tokens."""

    def atoms(self, resp, req, environ, request_time):
        path = SECRET.sub(r"\1-", quote(environ.get("PATH_INFO", "").encode("latin-1")))
        return super().atoms(resp, req, environ, request_time) | {"U": path}


logger_class = OneLine
http_parser = "python"  # the one that calls parse_request_line below


class Iri(Request):
    """A request whose address may hold characters beyond ASCII, as curl, old browsers and chat apps send them.

    gunicorn refuses them with an English page before Django is asked. They are percent-encoded as RFC 3987 says.
    """

    def parse_request_line(self, line_bytes: bytes) -> None:
        method, _, rest = line_bytes.partition(b" ")
        target, _, version = rest.rpartition(b" ")
        super().parse_request_line(b" ".join([method, percent_encoded(target), version]))


def percent_encoded(target: bytes) -> bytes:
    """`target` with its bytes beyond ASCII percent-encoded as UTF-8. Chinese Windows also sends GB 18030."""
    if target.isascii():
        return target
    try:
        text = target.decode()
    except UnicodeDecodeError:
        text = target.decode("gb18030", "replace")
    return re.sub(r"[^\x00-\x7f]+", lambda found: quote(found[0]), text).encode()


def on_starting(server) -> None:
    RequestParser.mesg_class = Iri


def when_ready(server) -> None:
    """Set timeouts on the listening sockets, from which connections inherit them. An idle one would keep a thread."""
    patience = struct.pack("ll", PATIENCE, 0)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
