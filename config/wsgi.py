import os

from django.core.wsgi import get_wsgi_application

from config.monitoring import error_reports

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Limits for pages. Commands have none for a statement, and wait longer for a lock.
os.environ.setdefault("STATEMENT_SECONDS", "15")
os.environ.setdefault("LOCK_SECONDS", "2")
application = get_wsgi_application()
error_reports.start()
