"""Django's settings, from the configuration.

``DEBUG`` is off everywhere: its error pages show what was sent.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kiemchung.text.message import LONGEST
from kiemchung_site.config.configuration import read_configuration
from kiemchung_site.config.options import Mode

CONFIGURATION = read_configuration(os.environ)

DEBUG = False
SECRET_KEY = CONFIGURATION.secret_key
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
ROOT_URLCONF = "kiemchung_site.config.urls"
WSGI_APPLICATION = "kiemchung_site.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "members.Member"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "kiemchung_site.config.apps.ConfigApp",
    "kiemchung_site.members.apps.MembersApp",
    "kiemchung_site.factchecks.apps.FactChecksApp",
    "kiemchung_site.claims.apps.ClaimsApp",
    "kiemchung_site.figures.apps.FiguresApp",
    "kiemchung_site.pages.apps.PagesApp",
    "kiemchung_site.drafts.apps.DraftsApp",
    "kiemchung_site.public.apps.PublicApp",
    "kiemchung_site.desk.apps.DeskApp",
    # After the desk, whose templates come in place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "kiemchung_site.config.metrics.Measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kiemchung_site.config.headers.PermissionsPolicy",
    "kiemchung_site.config.language.LanguageOfAddress",
    "kiemchung_site.config.error_pages.RefusedRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kiemchung_site.desk.access.ClosedUnlessOpened",
    "kiemchung_site.config.error_pages.ErrorPages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "kiemchung_site.config.context.desk",
                "kiemchung_site.desk.context.who",
            ],
        },
    }
]

# A publication is acknowledged only when it is on the disk, hence FULL. Taking the write lock
# at once makes two writers wait for each other instead of failing half-way. What is deleted is
# overwritten with zeros, since a purged question must not be found in the file.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
}
DATABASES = {"default": dj_database_url.parse(CONFIGURATION.database_url, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _SQLITE

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = CONFIGURATION.is_secure
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

_MAIL = CONFIGURATION.mail_server
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = CONFIGURATION.mail_from
EMAIL_TIMEOUT = 10
if _MAIL is not None:
    EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.has_tls, _MAIL.starts_tls

# One character takes up to four bytes, and a form writes each as three characters.
DATA_UPLOAD_MAX_MEMORY_SIZE = LONGEST * 4 * 3
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = ["kiemchung_site.config.uploads.NoFiles"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "worker-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Stricter ones take the Origin header away, by which forms are told from forgeries.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = CONFIGURATION.mode is Mode.PRODUCTION and CONFIGURATION.is_secure
# Whoever looks after the machine asks without the server in front.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.is_secure else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_SSL_REDIRECT else 0
SESSION_COOKIE_SECURE = CONFIGURATION.is_secure
CSRF_COOKIE_SECURE = CONFIGURATION.is_secure
CSRF_FAILURE_VIEW = "kiemchung_site.config.error_pages.forged_form"

SESSION_ENGINE = "kiemchung_site.members.sessions"
# Of the last use; a browser that is closed ends the session, too.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "kiemchung_site.members.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Its limits would keep addresses, and lock an account for everybody; see members/attempts.py.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "kiemchung_site.members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
ACCOUNT_FORMS = {
    "login": "kiemchung_site.desk.account_forms.LoginForm",
    "reauthenticate": "kiemchung_site.desk.account_forms.PasswordForm",
    "change_password": "kiemchung_site.desk.account_forms.ChangePasswordForm",
}
MFA_FORMS = {
    "activate_totp": "kiemchung_site.desk.account_forms.AppForm",
    "authenticate": "kiemchung_site.desk.account_forms.CodeForm",
    "reauthenticate": "kiemchung_site.desk.account_forms.ConfirmingCodeForm",
    "login_webauthn": "kiemchung_site.desk.account_forms.PasskeyLoginForm",
    "authenticate_webauthn": "kiemchung_site.desk.account_forms.PasskeyForm",
    "reauthenticate_webauthn": "kiemchung_site.desk.account_forms.ConfirmingPasskeyForm",
    "add_webauthn": "kiemchung_site.desk.account_forms.AddPasskeyForm",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"events": {"()": "kiemchung_site.config.event_log.EventFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "events"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Its own handlers would send reports with everything that was sent along.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "kiemchung_site": {"level": "INFO"},
        "_granian": {"level": "INFO"},
    },
}
