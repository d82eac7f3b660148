"""All settings, read top to bottom; values come from `environment.py`.

Without a secret nothing that serves or stores starts (`portal/checks.py`); the commands that
compute on a spreadsheet need none.
"""

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.environment import BASE_DIR, VAR_DIR, flag, text

# --- paths ---------------------------------------------------------------------------------

SITE_DIR = BASE_DIR / "site"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- security ------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY = text("SECRET_KEY")
# Comma-separated keys, base64 of 32 bytes; the first encrypts, all decrypt (rotation).
FIELD_KEYS = text("FIELD_KEYS")
BLIND_INDEX_KEY = text("BLIND_INDEX_KEY")

# The one switch between a plain-HTTP trial and the county's server behind TLS.
TLS = flag("TLS")
# Demo accounts exist, and can sign in, only where this is on.
DEMO = flag("DEMO")

ALLOWED_HOSTS = [host for host in text("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if TLS else []

SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
# nginx strips the header from outside (deploy/nginx.conf), so it can be believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_ENGINE = "organisation.session_store"
SESSION_COOKIE_NAME = "__Host-sid" if TLS else "sid"
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 28_800
SESSION_IDLE_SECONDS = 1_800
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's editor needs inline styles and scripts; only its path gets them (middleware.py).
OFFICE_SECURITY_POLICY = {
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, "'unsafe-inline'"],
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "object-src": [NONE],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# --- apps ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    # ours, from the top floor down, so that our templates win
    "portal",
    "notices",
    "intake",
    "courses",
    "competitions",
    "exams",
    "records",
    "programme",
    "credentials",
    "inbox",
    "organisation",
    "press",
    "ledger",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_q",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.BackToTheFormMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.OfficePolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisation.middleware.SessionCareMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["organisation.sign_in.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "organisation.sign_in.LocalWordsValidator"},
]
PASSWORD_HASHERS = ["organisation.sign_in.CountyArgon2Hasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"

ACCOUNT_ADAPTER = "organisation.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organisation.forms.sign_in.SignInForm",
    "change_password": "organisation.forms.sign_in.ChangePasswordForm",
}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
# Tries are counted by organisation/throttle.py, the same for known and unknown names.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# Addresses or networks of computer rooms: many people try from there, each account counts alone.
TRAINING_ROOM_ADDRESSES = [room for room in text("TRAINING_ROOM_ADDRESSES").split(",") if room]
# Forwarded addresses are believed only from our own proxy (TLS set), never from a client.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TLS else 0

# --- database ------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an answer shown as saved must survive a power cut.
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;"
        "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"), conn_max_age=None
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
elif not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must name SQLite or PostgreSQL.")
else:
    # Values travel apart from the statement, so that what is asked again and again is planned
    # once. Behind a pool that hands a connection to another after each transaction:
    # `?prepare_threshold=` without a number.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["server_side_binding"] = True
    options["prepare_threshold"] = int(options.get("prepare_threshold", 5) or 0) or None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if text("REDIS_URL"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": text("REDIS_URL"),
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_entry",
        }
    }

# --- pages and words -----------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [SITE_DIR / "templates" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# The handbook names its pictures as files of docs/, so that they show in the repository too.
STATICFILES_DIRS = [SITE_DIR / "static", ("handbook", BASE_DIR / "docs" / "pictures")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.BundledStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

WAGTAIL_SITE_NAME = _("Eight Ones")
WAGTAILADMIN_BASE_URL = text("BASE_URL", "http://localhost:8000")
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# One editor writes and publishes; there is nobody to send a page to for approval.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
# Pairs of characters, because a run of Chinese has no spaces; "simple" leaves words unstemmed.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search", "SEARCH_CONFIG": "simple"}}
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.pictures.CleanImageForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# What this installation is called, as the county wants it read.
PORTAL_NAME = text("PORTAL_NAME", "村村通学习")
HELP_PHONE = text("HELP_PHONE", "0635-0000000")
# How long a hall screen's answer serves the other screens too (competitions/hall.py).
HALL_SECONDS = 0.25
# Path of a folder with the county's own licensed fonts; empty: the fonts that come along.
FONT_DIR = text("FONT_DIR")

# --- queue ---------------------------------------------------------------------------------

# retry > timeout × (1 + (queue_limit + bulk) ÷ workers) + 60, else a waiting job runs twice.
Q_CLUSTER = {
    "name": "county",
    "orm": "default",
    "workers": 2,
    "queue_limit": 2,
    "bulk": 1,
    "timeout": 60,
    "retry": 300,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "recycle": 200,
    "poll": 1,
    # How often it looks after its workers and writes so: each time a statement with its commit.
    "guard_cycle": 2,
    "save_limit": 5_000,
    "scheduler": False,
    "label": "Queue",
}

# --- logging -------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneLineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = [
    # The CSRF cookie is HttpOnly and pages carry the token; see RELIABILITY.md, section 7.
]
