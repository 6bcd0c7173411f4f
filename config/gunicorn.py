"""The server's limits, for `gunicorn -c config/gunicorn.py config.wsgi`: slow or endless senders are cut off.

The access log is off unless ACCESS_LOG names a file (- for the output).
"""

import os

timeout = 30  # seconds without a sign of life, after which a worker is replaced
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
