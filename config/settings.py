"""Every setting comes from the environment (see .env.example); the defaults suit a trial on one machine only."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _is_weak(key: str) -> bool:
    return len(key) < 50 or len(set(key)) < 10


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
# Keys that it replaced: what they signed and encrypted is still read until it has ended or was encrypted anew.
SECRET_KEY_FALLBACKS = [key.strip() for key in env("SECRET_KEY_FALLBACKS", default="").split(",") if key.strip()]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if HTTPS and (DEBUG or _is_weak(SECRET_KEY)):
    raise ImproperlyConfigured("In production DEBUG must be false, and SECRET_KEY 50 or more random characters.")
if HTTPS and any(_is_weak(key) for key in SECRET_KEY_FALLBACKS):
    raise ImproperlyConfigured(
        "In production each of SECRET_KEY_FALLBACKS, which commas separate, must have 50 or more random characters."
    )

INSTALLED_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "agencies",
    "recruitment",
    "conferences",
    "campaigns",
]

MIDDLEWARE = [
    "config.api_errors.ApiErrorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.security.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # answers by itself: what all answers carry stands before it
    "config.compression.CompressionMiddleware",  # below WhiteNoise, whose files are compressed when collected
    "config.busy.HealthMiddleware",
    "config.busy.ThreadsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.bodies.BodyLimitMiddleware",
    "agencies.accounts.idle.IdleLockMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "config.trouble.TroubleMiddleware",
    "agencies.origin.OriginMiddleware",
    "agencies.accounts.factors.SecondFactorMiddleware",
    "agencies.accounts.acting.ActingSeatMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.busy.TimeoutMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agencies.context_processors.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "agencies.templatetags.form_key",  # csrf_token, with the key of the form beside it
            ],
        },
    }
]

# PostgreSQL
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].setdefault("CONN_MAX_AGE", env.int("CONN_MAX_AGE", default=60))
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# Somebody waits for a web server: there PostgreSQL ends what takes too long (seconds; 0: never). Workers, commands and
# migrations take the time they need. config/wsgi.py says that this is a web server.
IS_WEB_SERVER = env.bool("IS_WEB_SERVER", default=False)
WEB_THREADS = env.int("WEB_THREADS", default=6)  # as the web server is started: Dockerfile, config/trial/run.py
if IS_WEB_SERVER:
    _limits = {
        "statement_timeout": env.float("WEB_STATEMENT_TIMEOUT", default=5),
        "lock_timeout": env.float("WEB_LOCK_TIMEOUT", default=3),
    }
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _words = [_options.get("options", ""), *(f"-c {name}={int(1000 * value)}" for name, value in _limits.items())]
    _options["options"] = " ".join(filter(None, _words))

MEDIA_ROOT = env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "files"))

# The cache counts attempts to sign in, so it stands where neither a flush nor a restart forgets them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What the public pages count and offer to choose: known to each process for a minute or five.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}},
    # Drawn pages of handed-in files, posters: kept as files, since looking at one must write no table.
    "previews": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env("PREVIEWS_ROOT", default=f"{MEDIA_ROOT}-previews"),
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 100},  # documents of about 1 MB
    },
}

# Redis: the queue alone; losing it loses nothing, and pages do without it
REDIS_URL = env("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
# The whole beat schedule. Each entry only wakes a decision that lives in PostgreSQL (numbers: seconds between calls).
# All run around the clock, so that silence is noticed at night too; what each is for: queries/jobs.py of the app.
CELERY_BEAT_SCHEDULE = {
    "decide-reminders": {
        "task": "agencies.tasks.decide_reminders",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    "deliver-messages": {"task": "agencies.tasks.deliver_messages", "schedule": 30.0, "options": {"expires": 25}},
    "make-occurrences": {"task": "agencies.tasks.make_occurrences", "schedule": 3600.0, "options": {"expires": 3000}},
    "close-idle-accounts": {
        "task": "agencies.tasks.close_idle_accounts",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "review-members": {"task": "agencies.tasks.review_members", "schedule": 3600.0, "options": {"expires": 3000}},
    "retention": {"task": "agencies.tasks.retention", "schedule": 3600.0, "options": {"expires": 3000}},
    "keep-vacancies": {"task": "recruitment.tasks.keep_vacancies", "schedule": 3600.0, "options": {"expires": 3000}},
    "go-on-with-imports": {
        "task": "recruitment.tasks.go_on_with_imports",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "hand-over": {"task": "agencies.tasks.hand_over", "schedule": 3600.0, "options": {"expires": 3000}},
}

# People
AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = ["agencies.accounts.backend.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "agencies.accounts.adapters.PasswordLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "agencies.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "agencies.forms.account.SignInForm",
    "reset_password": "agencies.forms.account.AskNewPasswordForm",
    "reset_password_from_key": "agencies.forms.account.NewPasswordForm",
    "change_password": "agencies.forms.account.ChangePasswordForm",
    "set_password": "agencies.forms.account.SetPasswordForm",
}
# Django's token is made of Person.email; allauth's writes a row into a table of addresses, which is not used here.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
# Wrong passwords are counted by our own rule (agencies/accounts/limits.py); here: codes of second factors, by person.
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,3/h/key", "login": None, "login_failed": "5/15m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else everybody would share the proxy's address, and its limits
SESSION_COOKIE_AGE = 12 * 3600  # seconds; a working day
IDLE_ACCOUNT_DAYS = env.int("IDLE_ACCOUNT_DAYS", default=45)  # without a sign-in, then the account is closed; 0: never
INVITATIONS_AN_HOUR = env.int("INVITATIONS_AN_HOUR", default=240)  # letters of those that many people get at once
IDLE_LOCK_MINUTES = env.float("IDLE_LOCK_MINUTES", default=15)
# Second factors: required of the seats that see other agencies' or personal data. The trial alone switches it off.
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # does not ask that table; every account was opened by a letter
MFA_ADAPTER = "agencies.accounts.factors.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "agencies.forms.factors.AuthenticateForm",
    "reauthenticate": "agencies.forms.factors.ReauthenticateForm",
}
MFA_TOTP_ISSUER = "Cầu Lao Động"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# An identity provider, such as a ministry's: without an issuer there is neither a button nor an address for it.
OIDC_ISSUER = env("OIDC_ISSUER", default="")
SOCIALACCOUNT_ADAPTER = "agencies.accounts.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_ISSUER:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")  # 6 MB of each process
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "sso",
            "name": env("OIDC_NAME", default="OpenID Connect"),
            "client_id": env("OIDC_CLIENT_ID"),
            "secret": env("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_ISSUER},
        }
    )
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "agencies:must-do"
PUBLIC_HOME = "recruitment:vacancy-list"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# Language, time
LANGUAGE_CODE = "vi"
PREPARED_LANGUAGES = {"ko": _("Korean"), "zh-hans": _("Simplified Chinese")}
"""Their catalogues hold the pages on which an enterprise registers; the rest is shown in English."""
LANGUAGES = [
    ("vi", _("Vietnamese")),
    ("en", _("English")),
    *((code, PREPARED_LANGUAGES[code]) for code in env.list("EXTRA_LANGUAGES", default=[])),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.assets.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "agencies.disk.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": env("STATIC_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs them
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # forms; uploaded files are bounded by their form's own check
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "agencies.disk.SpoolHandler"]
FILE_UPLOAD_PERMISSIONS = 0o640

# manage.py backup writes here; with a key each backup is encrypted
BACKUP_ROOT = env("BACKUP_ROOT", default=str(BASE_DIR / "var" / "backups"))
BACKUP_KEY = env("BACKUP_KEY", default="")
if BACKUP_KEY and len(BACKUP_KEY) < 20:
    raise ImproperlyConfigured("BACKUP_KEY must have 20 characters or more.")

# Mail
vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds; without one a silent server blocks the sender for ever
# Seconds for which a sender holds the messages it took. It sends for two fifths of them, and one message asks six
# answers of the mail server: the lease must not run out while the last answer is awaited.
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=300)
if not 10 * EMAIL_TIMEOUT <= OUTBOX_LEASE_SECONDS <= 300:
    raise ImproperlyConfigured("OUTBOX_LEASE_SECONDS must be at least ten times EMAIL_TIMEOUT and at most 300.")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Cầu Lao Động <khong-tra-loi@caulaodong.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Prometheus reads /metrics with this token; without one there is no such page.
METRICS_TOKEN = env("METRICS_TOKEN", default="")

# Who hosts this portal: the slug of the labour-short province in vietnam/data/provinces.tsv
HOST_PROVINCE = env("HOST_PROVINCE", default="bac-giang")

# Web security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        # A form that leads to the identity provider is judged by where it ends.
        "form-action": [SELF, *(["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER))] if OIDC_ISSUER else [])],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": HTTPS,
        "report-uri": "/csp",
    }
}
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.masking.MaskingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "access": {"()": "config.masking.MaskingFormatter", "format": "%(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "access": {"class": "logging.StreamHandler", "formatter": "access", "stream": "ext://sys.stdout"},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # The handlers that Django and gunicorn bring along would write what ours mask.
    "loggers": {
        **{name: {"handlers": [], "propagate": True, "level": "INFO"} for name in ("django", "django.server")},
        "gunicorn.access": {"handlers": ["access"], "propagate": False, "level": "INFO"},
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
    },
}
