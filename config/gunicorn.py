"""Settings of the server: `gunicorn -c config/gunicorn.py config.wsgi`.

Connections without traffic are closed. Slow clients are left to the proxy (docs/deployment.md).
The access log is off unless ACCESS_LOG names a file (- for standard output).
"""

import itertools
import os
import re
import shutil
import socket
import struct
import tempfile
from urllib.parse import quote

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from prometheus_client import values

from config.monitoring.logs import LogLine, without_tokens

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
control_socket_disable = True  # nobody asks it, and it cannot be made where the files of the site are read-only
accesslog = os.environ.get("ACCESS_LOG") or None
# Only the path (%(U)s). %(r)s and %(f)s would add the query, which holds what readers answer on /match/.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'


class OneLine(Logger):
    """Writes paths percent-encoded, so that no line break in a path can forge a line, and hides preview tokens.

    The lines about the server itself are JSON, as those of the site.
    """

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(LogLine())

    def atoms(self, resp, req, environ, request_time):
        path = without_tokens(quote(environ.get("PATH_INFO", "").encode("latin-1")))
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
    """Make a folder in which the workers count together what /metrics tells."""
    RequestParser.mesg_class = Iri
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="huiqi-metrics-")


def pre_fork(server, worker) -> None:
    """Give the worker the lowest number that is free, so that it goes on with the file of one that ended."""
    taken = {other.number for other in server.WORKERS.values()}
    worker.number = next(number for number in itertools.count() if number not in taken)


def post_fork(server, worker) -> None:
    values.ValueClass = values.MultiProcessValue(lambda: worker.number)


def on_exit(server) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def when_ready(server) -> None:
    """Set timeouts on the listening sockets, from which connections inherit them. An idle one would keep a thread."""
    patience = struct.pack("ll", PATIENCE, 0)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
