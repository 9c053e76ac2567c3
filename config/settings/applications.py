"""The applications, what each request passes through, and templates."""

from config.settings.variables import BASE_DIR

INSTALLED_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
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
    "config",
    "agencies",
    "recruitment",
    "conferences",
    "campaigns",
]

MIDDLEWARE = [
    "config.logs.middleware.RequestFactsMiddleware",
    "config.middleware.api_errors.ApiErrorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # answers by itself: what all answers carry stands before it
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # sends copies of public pages as they were compressed, without a thread of its own
    "agencies.shared_pages.middleware.SharedPagesMiddleware",
    # answers hundreds who follow a conference from its version alone
    "conferences.live_pages.middleware.LivePagesMiddleware",
    # below WhiteNoise, whose files are compressed when collected
    "config.middleware.compression.CompressionMiddleware",
    "config.middleware.busy.HealthMiddleware",
    "config.middleware.busy.WatchMiddleware",
    "config.middleware.busy.ThreadsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.bodies.BodyLimitMiddleware",
    "agencies.sign_in.idle_lock.IdleLockMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "agencies.sign_in.demonstration.DemonstrationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "config.middleware.trouble.TroubleMiddleware",
    "agencies.audit.origin.OriginMiddleware",
    "agencies.factors.middleware.SecondFactorMiddleware",
    "agencies.sign_in.seat_check.ActingSeatMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "agencies.forms.rendering.PortalRenderer"
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
                "agencies.site.context_processors.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_tags",
                "agencies.templatetags.portal",
                "agencies.templatetags.components",
                "agencies.templatetags.form_key",  # csrf_token, with the key of the form beside it
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "portal"  # templates/portal
