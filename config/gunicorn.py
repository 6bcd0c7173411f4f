"""The server's limits, for `gunicorn -c config/gunicorn.py config.wsgi`.

A sender or reader that stands still is cut off; one that drips is the proxy's to hold (docs/deployment.md).
The access log is off unless ACCESS_LOG names a file (- for the output).
"""

import os
import re
import socket
import struct
from urllib.parse import quote

from gunicorn.glogging import Logger

PATIENCE = 10  # seconds without a byte, either way

timeout = 30  # seconds without a sign of life, after which a worker is replaced; says nothing of single requests
graceful_timeout = 20
keepalive = 5
max_requests = 10_000  # then a worker is renewed, at different times each
max_requests_jitter = 1_000
limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190
forwarded_allow_ips = ""  # Django alone judges what a proxy says: BEHIND_PROXY
loglevel = "warning"
accesslog = os.environ.get("ACCESS_LOG") or None
# The path alone (%(U)s): what readers answer on /match/ stands in the query, which %(r)s and %(f)s would write down.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'


SECRET = re.compile("^(/preview/)[^/]+")  # who reads the log could open a draft by it for a week


class OneLine(Logger):
    """Paths in the access log as they were asked for: decoded, a line end in one would forge a line.

    Of a secret link only that it was followed.
    """

    def atoms(self, resp, req, environ, request_time):
        path = SECRET.sub(r"\1-", quote(environ.get("PATH_INFO", "").encode("latin-1")))
        return super().atoms(resp, req, environ, request_time) | {"U": path}


logger_class = OneLine


def when_ready(server) -> None:
    """Connections inherit this from the socket they came in by; without it each that stands still holds a thread."""
    patience = struct.pack("ll", PATIENCE, 0)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
