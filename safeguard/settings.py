"""One file of settings. Secrets come from the environment; a missing one stops the start."""

import base64
import hashlib
import os
import sys
from pathlib import Path

import environ
from celery.schedules import schedule
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

import safeguard.celery  # noqa: F401  shared tasks belong to this app
from safeguard.localservers.paths import postgres_sockets, valkey_socket
from safeguard.localservers.secrets import demo_secret
from safeguard.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- mode: demo (invented people, local servers), test, production ---
# pytest-django reads this file before any conftest can set the mode; a run in demo mode would empty the demo's cache.
MODE = env.str("SAFEGUARD_MODE", "test" if "pytest" in sys.modules else "demo")
if MODE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured(f"SAFEGUARD_MODE must be demo, test or production, not {MODE!r}")
IS_PRODUCTION = MODE == "production"
RUN_DIR = Path(env.str("SAFEGUARD_RUN", str(BASE_DIR / ".run")))


def _secret(name: str) -> str:
    """From the environment. The demo makes its own in `.run/`; in tests a fixed value guards nothing real."""
    value = env.str(name, "")
    if value:
        return value
    if IS_PRODUCTION:
        raise ImproperlyConfigured(f"{name} is not set")
    if MODE == "demo":
        return demo_secret(RUN_DIR, name)
    return base64.b64encode(hashlib.sha256(f"safeguard test {name}".encode()).digest()).decode()


SECRET_KEY = _secret("SAFEGUARD_SECRET_KEY")
#: id:base64 of 32 bytes, comma-separated; the first wraps, all unwrap.
MASTER_KEYS = env.list("SAFEGUARD_MASTER_KEYS", default=[]) or [f"1:{_secret('SAFEGUARD_MASTER_KEY')}"]
BLIND_INDEX_KEY = _secret("SAFEGUARD_BLIND_INDEX_KEY")
CLOCK_FILE = None if IS_PRODUCTION else env.str("SAFEGUARD_CLOCK_FILE", str(RUN_DIR / "clock"))

DEBUG = False
ALLOWED_HOSTS = env.list("SAFEGUARD_HOSTS", default=[] if IS_PRODUCTION else ["127.0.0.1", "localhost", "testserver"])
if IS_PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("SAFEGUARD_HOSTS is not set")
SITE_ADDRESS = env.str("SAFEGUARD_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if IS_PRODUCTION else "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "safeguard.organisations",
    "safeguard.tenancy",
    "safeguard.vault",
    "safeguard.audit",
    "safeguard.outbox",
    "safeguard.registers",
    "safeguard.documents",
    "safeguard.accounts",
    "safeguard.people",
    "safeguard.tokens",
    "safeguard.editions",
    "cases",
    "commissions",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "django_linear_migrations",
    "csp",
    "health_check",
]
if not IS_PRODUCTION:
    INSTALLED_APPS.append("demo")  # invented people can't exist where real ones do

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "safeguard.web.guards.Guards",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safeguard.accounts.entrance.guard.SecondStepGuard",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "safeguard.urls"
WSGI_APPLICATION = "safeguard.wsgi.application"
FORM_RENDERER = "safeguard.forms.GovRenderer"
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
                "safeguard.web.context.page",
                "safeguard.web.interface.interface",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "safeguard.templatetags.sg",
            ],
            "libraries": {"sg": "safeguard.templatetags.sg", "calls": "safeguard.templatetags.calls"},
        },
    }
]

# --- database: roles of the design; the same database for all of them ---
#: Connections a web process keeps; 0 in worker, scheduler and commands, which hold one each.
_POOL = env.int("SAFEGUARD_POOL", 0)


def _database(variable: str, role: str, *, pooled: bool = False) -> dict[str, object]:
    """By the address in the environment, or the local cluster's socket. Nothing outlives a transaction (PgBouncer)."""
    address = env.str(variable, "")
    if not address and IS_PRODUCTION:
        raise ImproperlyConfigured(f"{variable} is not set")
    local = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(postgres_sockets()),
        "NAME": env.str("SAFEGUARD_DB", "safeguard"),
        "USER": role,
    }
    options: dict[str, object] = {"prepare_threshold": None, "application_name": "safeguard"}
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": _POOL, "timeout": 10}
    return (environ.Env.db_url_config(address) if address else local) | {
        "CONN_MAX_AGE": 0 if pooled else 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }


DATABASES = {
    "default": _database("DATABASE_URL", "safeguard_app", pooled=_POOL > 0),
    "owner": _database("OWNER_DATABASE_URL", "safeguard_owner"),
    "national": _database("NATIONAL_DATABASE_URL", "safeguard_national"),
}
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
DATABASES["national"]["TEST"] = {"MIRROR": "default"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- broker, sessions, counters ---
_REDIS = env.str("REDIS_URL", "")
#: Another folder is another server: the fault drills stop theirs. A test run keeps to two numbers of its own.
_VALKEY = Path(env.str("SAFEGUARD_VALKEY", str(RUN_DIR / "valkey")))
_NUMBER = env.int("SAFEGUARD_VALKEY_NUMBER", 10 + os.getpid() % 4000 * 2 if MODE == "test" else 0)
if IS_PRODUCTION and not _REDIS:
    raise ImproperlyConfigured("REDIS_URL is not set")


def _redis(number: int) -> str:
    return f"{_REDIS.rstrip('/')}/{number}" if _REDIS else f"unix://{valkey_socket(_VALKEY)}?db={number}"


CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": _redis(_NUMBER + 1),
        "KEY_PREFIX": "safeguard",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safeguard.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CELERY_BROKER_URL = _redis(_NUMBER).replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
if MODE == "test" and "SAFEGUARD_VALKEY" not in os.environ:
    CELERY_BROKER_URL = "memory://"  # without a worker nobody would read it
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 120, "socket_timeout": 5, "retry_on_timeout": True}
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = env.str("SAFEGUARD_BEAT_FILE", str(RUN_DIR / "beat-schedule"))
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": schedule(every), "options": {"expires": every}}
    for name, task, every in [
        ("sweep-deadlines", "cases.tasks.sweep_deadlines", 5.0),
        ("sweep-measures", "commissions.tasks.sweep_measures", 30.0),
        ("recount-deadlines", "cases.tasks.sweep_recounts", 30.0),
        ("deliver-account-mail", "safeguard.accounts.tasks.sweep_account_mail", 5.0),
        ("deliver-outbox", "safeguard.outbox.tasks.sweep_outbox", 5.0),
        ("render-documents", "safeguard.documents.tasks.sweep_documents", 15.0),
        ("refresh-statistics", "reporting.tasks.sweep_statistics", 10.0),
    ]
}

# --- languages and time ---
LANGUAGES = [("uk", "Українська"), ("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_CODE = "uk"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("SAFEGUARD_STATIC", str(RUN_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]  # made by script/npm run build
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
MAX_UPLOAD_BYTES = 10_000_000
FILE_UPLOAD_HANDLERS = [
    "safeguard.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- e-mail ---
if IS_PRODUCTION:
    vars().update(env.email_url("EMAIL_URL"))
    DEFAULT_FROM_EMAIL = env.str("SAFEGUARD_MAIL_FROM")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = Path(env.str("SAFEGUARD_MAIL", str(RUN_DIR / "outbox")))
    DEFAULT_FROM_EMAIL = "Safeguard <no-reply@safeguard.example>"

# --- security ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SAFEGUARD_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True

# --- accounts (owned by safeguard.accounts) ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["safeguard.accounts.entrance.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "display_name"]},
    },
]
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "safeguard.accounts.entrance.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link proves the mailbox
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_MIN_LENGTH = 12
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "safeguard.accounts.tokens.ResetTokens"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "safeguard.accounts.entrance.forms.SignInForm",
    "change_password": "safeguard.accounts.entrance.forms.ChangePasswordForm",
    "reset_password": "safeguard.accounts.entrance.forms.AskForPasswordForm",
    "reset_password_from_key": "safeguard.accounts.entrance.forms.NewPasswordForm",
    "reauthenticate": "safeguard.accounts.entrance.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "safeguard.accounts.entrance.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a code typed in its last second still counts; each counts once
MFA_FORMS = {
    "authenticate": "safeguard.accounts.entrance.forms.CodeForm",
    "reauthenticate": "safeguard.accounts.entrance.forms.ConfirmCodeForm",
    "activate_totp": "safeguard.accounts.entrance.forms.SetUpForm",
    "deactivate_totp": "safeguard.accounts.entrance.forms.RemoveForm",
}
#: How many proxies of our own stand before us: the limits count by the client's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SAFEGUARD_PROXIES", 0)
# --- end of accounts ---

# --- guardian: grants on cases only, in a model of their own that only `case_for` reads, so no backend ---
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # each view is a TokenView
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "safeguard.tokens.rest.problems.problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Safeguard",
    "VERSION": "1",
    "DESCRIPTION": "Reports, cases, limits and figures of one school, or the figures of one department.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "COMPONENT_SPLIT_REQUEST": True,
}

# --- logs: ids only, never a name, a narrative or what was typed ---
LOGGING_CONFIG = "safeguard.logs.configure"
LOGGING = logging_settings(env.str("SAFEGUARD_LOG_LEVEL", "WARNING"), as_json=IS_PRODUCTION)
