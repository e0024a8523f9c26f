"""The one settings module, for every environment; it must not know what any room does inside.

Development is the default and serves this machine only; `DJANGO_ENV=production` refuses to start without
its own secret and host names. docs/operations.md lists every variable.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from cstowiki import environment, postgresql, translations

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
PRODUCTION = environment.is_production(os.environ)

SECRET_KEY = environment.secret_key(os.environ, VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = environment.words(os.environ, "DJANGO_SECRET_KEY_FALLBACKS")
DEBUG = environment.flag(os.environ, "DJANGO_DEBUG") and not PRODUCTION
ALLOWED_HOSTS = environment.allowed_hosts(os.environ)

INSTALLED_APPS = [
    "apps.language",
    "apps.changes",
    "apps.entries",
    "apps.pages",
    "apps.overview",
    "apps.search",
    "apps.results",
    "apps.editing",
    "apps.api",
    "apps.kept",
    "apps.mail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "apps.accounts",
    "apps.editing.apps.WikiAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "ninja",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.language.answering.answering",  # around whatever makes texts
    "cstowiki.attempts.Attempts",  # around whatever reads the database, or keeps what was read
    "django.middleware.gzip.GZipMiddleware",  # its padding of random length is Django's answer to BREACH
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "apps.kept.headers.sharing",
    "cstowiki.payload.bounded",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "cstowiki.urls"
CSRF_FAILURE_VIEW = "apps.editing.views.signing_in.stale"
WSGI_APPLICATION = "cstowiki.wsgi.application"

TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "apps.language.templates.PlainTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                *("apps.web.address_tags", "apps.language.tags", "django.templatetags.i18n", "apps.web.swift_tags"),
            ],
            "libraries": {"static": "apps.web.swift_tags"},  # what says {% load static %} has these, too
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.web.request.asker",
            ],
        },
    },
]

FORM_RENDERER = "apps.editing.forms.rendering.Renderer"

DATABASES = postgresql.databases(
    os.environ,
    environment.database(os.environ, VAR_DIR / "db.sqlite3"),
    commands=environment.flag(os.environ, "DJANGO_COMMAND"),  # manage.py says so
)
DATABASE_ROUTERS = ["apps.databases.Router"]
REPLICA_LAG = postgresql.replica_lag(os.environ)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Pages that are kept: see docs/decisions/0019.
CACHE_MEGABYTES = environment.number(os.environ, "CACHE_MEGABYTES", 64)
CACHE_URL = os.environ.get("CACHE_URL", "")
CACHES = environment.caches(CACHE_URL)
SHARED_SECONDS = environment.number(os.environ, "CACHE_SHARED_SECONDS", 0)
PURGE_URLS = environment.words(os.environ, "PURGE_URLS")
NEWS_COUNTER = os.environ.get("NEWS_COUNTER", "")

# A language is a folder of locale/: see docs/decisions/0032.
LANGUAGE_CODE = translations.ENGLISH[0]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = translations.languages(LOCALE_PATHS[0])
translations.compile_all(LOCALE_PATHS[0])
LANGUAGE_COOKIE_NAME = "lang"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cstowiki.static_files.StaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing links to the others, and compressing them doubles the work
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gif", "gz", "ico", "jpg", "map", "png", "webp", "woff", "woff2"]

# Rows are read by changeset, never by date, so the history tables need no index on it.
SIMPLE_HISTORY_DATE_INDEX = False

# Bytes of any request's body, files included (cstowiki.payload): some 300,000 letters of a script that takes six each.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# The form of an entry posts some ten fields for each of its claims: Django's thousand would end at a hundred claims.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Accounts: see docs/decisions/0033.
SIGN_UP = environment.choice(os.environ, "SIGN_UP", ("open", "invitation", "closed"))
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number(os.environ, "TRUSTED_PROXY_COUNT", 0)
LIMITS = {"search": 60, "suggest": 300, "preview": 120, "api": 600}  # a minute, by account, or by address without one
LIMITS_FILE = (
    VAR_DIR / "limits"
)  # what the processes of this machine share; with CACHE_URL, all machines count together
ACCOUNT_ADAPTER = "apps.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "apps.accounts.forms.SignInForm",
    "signup": "apps.accounts.forms.SignUpForm",
    "reset_password": "apps.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "apps.accounts.forms.NewPasswordForm",
    "change_password": "apps.accounts.forms.ChangePasswordForm",
    "set_password": "apps.accounts.forms.SetPasswordForm",
    "add_email": "apps.accounts.forms.ChangeAddressForm",
    "reauthenticate": "apps.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}  # a whole office may stand behind one address; wrong ones are fewer
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # asking for a new password sends nothing to addresses that have no account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that asked for the account, and in no other
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "apps.accounts.secrets.SecretsAdapter"
MFA_FORMS = {
    "authenticate": "apps.accounts.forms.CodeForm",
    "reauthenticate": "apps.accounts.forms.CodeAgainForm",
    "add_webauthn": "apps.accounts.forms.AddKeyForm",
    "edit_webauthn": "apps.accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "cstowiki"
MFA_TOTP_TOLERANCE = 1  # a code of half a minute ago counts, as RFC 6238 (5.2) has it
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# Letters: printed, unless EMAIL_URL names a server.
_SENT_BY = environment.email(os.environ)
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _SENT_BY.backend, _SENT_BY.host, _SENT_BY.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SENT_BY.user, _SENT_BY.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = _SENT_BY.ssl, _SENT_BY.tls, 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("EMAIL_FROM") or "cstowiki@localhost"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}

# Plain HTTP is right on loopback and nowhere else. Behind a proxy, gunicorn learns the scheme from
# X-Forwarded-Proto, and believes it from FORWARDED_ALLOW_IPS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a load balancer asks over plain HTTP
SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 if PRODUCTION else 0
# Sub-domains and browsers' preload lists are for the whole domain's owner to promise, not for one site on it.
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),
    "templates.W003",  # two libraries are called "static": ours stands in for Django's
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers would mail the administrators, and leave the console silent without DEBUG.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
