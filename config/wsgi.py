import os

from django.core.wsgi import get_wsgi_application

from config.monitoring import error_reports

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("STATEMENT_SECONDS", "15")  # a limit for pages; commands have none
application = get_wsgi_application()
error_reports.start()
