"""Every setting of the site, read from the environment (or `.env`), safe by default: see `.env.example`."""

from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment(BASE_DIR / ".env")


def required(name: str, example: str) -> str:
    """The variable `name`; outside DEBUG a missing one raises ImproperlyConfigured and says what to set."""
    value = env.str(name, default="")
    if not value and not DEBUG:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment or in {BASE_DIR.name}/.env, "
            f"for example {name}={example}; `make run` writes a .env for a trial on this machine."
        )
    return value


# --- Safety -----------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY", "<50 random characters>") or "only-for-debug"
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "huiqi.example.cn").split(",") if host.strip()]
HTTPS = env.bool("HTTPS", default=not DEBUG)

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # they are asked over plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# on: browsers may put the domain on their list of those never asked over plain HTTP. Leaving that list takes months.
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# No page has inline scripts or styles, not even the admin. So there is no nonce and one policy for every response.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
} | ({"upgrade-insecure-requests": []} if HTTPS else {})
REFUSED_FEATURES = (
    "camera", "microphone", "geolocation", "payment", "usb", "serial", "midi", "accelerometer",
    "gyroscope", "magnetometer", "display-capture", "browsing-topics",
)  # fmt: skip
# The proxy must overwrite X-Forwarded-Proto and append to X-Forwarded-For. Without a proxy clients could forge both.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax: a link from elsewhere opens the admin signed in, but forms of other sites send no cookies.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:  # other hosts under the same domain cannot set __Host- cookies
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_AGE = None  # until the browser is closed, not for a year
CSRF_FAILURE_VIEW = "config.pages.errors.csrf_failure"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a measure's admin form with all its rows
DATA_UPLOAD_MAX_NUMBER_FILES = 5
MAX_BODY_BYTES = 11_534_336  # a form with its files: an official text may have 10 MB (policies.intake.read)
# LibreOffice's program `soffice`, which turns old .doc and .wps files into .docx; empty: these files are refused.
SOFFICE = env.str("SOFFICE", default="")
SOFFICE_SECONDS = 60

# --- What the site is made of -------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "config.apps.SignInConfig",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_filters",
    "django_htmx",
    "policies",
    "incentives",
]
MIDDLEWARE = [
    "config.origin.origin",
    "config.monitoring.metrics.measured",
    "config.middleware.headers.headers",  # outside those below: their own responses need the headers too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.monitoring.probes.probes",  # before anything that looks at the Host
    # Outside middleware that answers by itself: a 304 and a 429 must allow other sites too.
    "config.middleware.cors.OpenDataMiddleware",
    "config.middleware.request_limits.request_limits",
    "config.middleware.rate_limit.rate_limit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "policies.caching.pages.PublicPages",  # outside compression: it caches compressed pages
    "config.middleware.rate_limit.limit_made_pages",
    "config.middleware.overload.overload",
    "config.monitoring.slow_queries.slow_queries",
    "django.middleware.gzip.GZipMiddleware",  # pages; static files are compressed once, by WhiteNoise
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.access.sessions.SessionLimits",
    "axes.middleware.AxesMiddleware",
    "config.middleware.request_limits.MistypedKeys",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATASET_DIR = VAR_DIR / "data"  # what publish_dataset writes and /data/ serves
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# --- Data ---------------------------------------------------------------------------------------------
STATEMENT_SECONDS = env.int("STATEMENT_SECONDS", default=0)  # 0 sets no limit
LOCK_SECONDS = env.int("LOCK_SECONDS", default=10)
DATABASE_DEFAULTS = {  # per engine; what DATABASE_URL says wins
    "sqlite3": {
        "CONN_MAX_AGE": 60,
        # IMMEDIATE takes the write lock when a transaction opens: two writers wait instead of failing half-way.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        # A file, because the browser tests' server reads it from another thread.
        "TEST": {"NAME": VAR_DIR / "test.sqlite3"},
    },
    "postgresql": {
        "ENGINE": "config.resilience.postgresql",
        "ANSWER_SECONDS": STATEMENT_SECONDS and STATEMENT_SECONDS + 5,  # if it cannot even cancel a statement
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # A server that is gone or does not answer is noticed within seconds, not minutes.
            "connect_timeout": 3,
            "keepalives_idle": 30,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,  # milliseconds without an answer of the network
            "options": f"-c statement_timeout={1000 * STATEMENT_SECONDS} -c lock_timeout={1000 * LOCK_SECONDS}",
        },
    },
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'huiqi.sqlite3'}", DATABASE_DEFAULTS)}
VAR_DIR.mkdir(mode=0o700, exist_ok=True)  # an SQLite file in it holds password hashes, second factors, sessions

# Part of the key of each cached page, so that new code shows no old page. Default: the time of the newest file.
MADE_OF = [
    path
    for name in ("config", "policies", "incentives", "templates", "static")
    for path in (BASE_DIR / name).rglob("*.*")
]
RELEASE = env.str("RELEASE", default=str(max(path.stat().st_mtime_ns for path in MADE_OF if path.suffix != ".pyc")))


def cache(name: str, entries: int) -> dict:
    """A cache at CACHE_URL with keys of its own. In memory it holds at most `entries`."""
    backend = env.cache("CACHE_URL", default="locmemcache://")
    if backend["BACKEND"].endswith("RedisCache"):
        backend["BACKEND"] = "config.resilience.redis_cache.ForgivingRedis"
    apart = {"LOCATION": name} if backend["BACKEND"].endswith("LocMemCache") else {}
    return backend | apart | {"KEY_PREFIX": name, "max_entries": entries}


CACHES = {
    "default": cache("default", 1000),
    "pages": cache("pages", 2000),  # public pages; some 10 KB each (policies/caching/pages.py)
    "limits": cache("limits", 100_000),  # counters of config/middleware/rate_limit.py
}

# --- Sign-in ------------------------------------------------------------------------------------------
ADMIN_PATH = env.str("ADMIN_PATH", default="admin").strip("/") + "/"
LOGIN_REDIRECT_URL = "admin:index"  # where a sign-in leads that names no page of this site
AUTHENTICATION_BACKENDS = [
    "config.access.lockout.OneNameManyAddresses",
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOCKOUT_MINUTES", default=15))
# A user name is locked for one address, so that nobody can lock out a colleague elsewhere, or a whole office. Trying
# many names from one address is limited in config/middleware/rate_limit.py.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
SIGN_IN_FAILURES = 100  # an hour for one user name; then only addresses it signed in from before
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = 100_000  # deleted by age: axes_reset_logs --age
AXES_CLIENT_IP_CALLABLE = "config.origin.client_address"
AXES_LOCKOUT_CALLABLE = "config.access.lockout.lockout"
AXES_ENABLE_ADMIN = False  # its pages would let entries be deleted; config.access.record_admin shows them read-only
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_HOURS = env.int("SESSION_HOURS", default=10)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CONFIRMED_MINUTES = 15  # users can be managed for so long after the password was given
# on: the admin requires a second factor; users without one are led to set it up.
OTP_REQUIRED = env.bool("OTP_REQUIRED", default=False)
OTP_TOTP_ISSUER = env.str("SITE_NAME", default="郑州市惠企政策知识库")

# on: editors of a version may also publish it, for an office of one person.
ONE_PERSON_OFFICE = env.bool("ONE_PERSON_OFFICE", default=False)

# --- Language, time, files ----------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]  # Chinese for django-axes, which has none
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- The site's own name and filing data ----------------------------------------------------------------
SITE = {
    "name": env.str("SITE_NAME", default="郑州市惠企政策知识库"),
    "hotline": env.str("SITE_HOTLINE", default="12345"),
    "domain": env.str("SITE_DOMAIN", default=""),
    "sponsor": env.str("SITE_SPONSOR", default=""),
    "organiser": env.str("SITE_ORGANISER", default=""),
    "icp": env.str("SITE_ICP", default=""),
    "police": env.str("SITE_POLICE", default=""),
    "id_code": env.str("SITE_ID_CODE", default=""),
    "contact": env.str("SITE_CONTACT", default=""),
    "licence": env.str("SITE_LICENCE", default="署名后可自由使用（CC BY 4.0）"),
    "licence_url": env.str("SITE_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/deed.zh-hans"),
}

# --- Watching it (docs/reliability.md) ------------------------------------------------------------------
MONITORS = env.networks("MONITORS", default="127.0.0.0/8,::1")  # who may read /readyz and /metrics
SLOW_QUERY_SECONDS = env.float("SLOW_QUERY_SECONDS", default=1.0)
SENTRY_DSN = env.str("SENTRY_DSN", default="")
AUDIT_LOG = env.str("AUDIT_LOG", default="") or str(VAR_DIR / "audit.jsonl")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"once a minute": {"()": "config.monitoring.logs.OnceAMinute"}},
    "formatters": {"line": {"()": "config.monitoring.logs.LogLine"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": [] if DEBUG else ["once a minute"],
            **({} if DEBUG else {"formatter": "line"}),
        },
        "audit": {"class": "config.audit.JsonLines", "path": AUDIT_LOG},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"huiqi.audit": {"handlers": ["audit"], "level": "INFO", "propagate": False}},
}
