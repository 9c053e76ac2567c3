"""Accounts, signing in, second factors, the identity provider."""

from typing import Any

from config.environment import addresses
from config.settings.applications import INSTALLED_APPS
from config.settings.site import BEHIND_PROXY, HTTPS
from config.settings.variables import env

AUTH_USER_MODEL = "agencies.Person"
AUTHENTICATION_BACKENDS = ["agencies.sign_in.backend.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "agencies.sign_in.adapters.PasswordLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "agencies.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "agencies.accounts.forms.SignInForm",
    "reauthenticate": "agencies.accounts.forms.ConfirmPasswordForm",
    "reset_password": "agencies.accounts.forms.AskNewPasswordForm",
    "reset_password_from_key": "agencies.accounts.forms.NewPasswordForm",
    "change_password": "agencies.accounts.forms.ChangePasswordForm",
    "set_password": "agencies.accounts.forms.SetPasswordForm",
}
# Django's token is made of Person.email; allauth's writes a row into a table of addresses, which is
# not used here.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
# Wrong passwords are counted by our own rule (agencies/sign_in/limits.py); here: codes of second
# factors, by person.
ACCOUNT_RATE_LIMITS = {
    "reset_password": "20/m/ip,3/h/key",
    "login": None,
    "login_failed": "5/15m/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    BEHIND_PROXY
)  # else everybody would share the proxy's address, and its limits
SESSION_COOKIE_AGE = 12 * 3600  # seconds; a working day
# Without a sign-in, then the account is closed; 0: never.
IDLE_ACCOUNT_DAYS = env.whole("IDLE_ACCOUNT_DAYS", default=45, least=0, most=3650)
# Letters, when many people are invited at once.
INVITATIONS_AN_HOUR = env.whole("INVITATIONS_AN_HOUR", default=240, least=1, most=100_000)
IDLE_LOCK_MINUTES = env.number("IDLE_LOCK_MINUTES", default=15, most=720, above_zero=True)
# Second factors: required of the seats that see other agencies' or personal data. The trial alone
# switches it off.
MFA_REQUIRED = env.boolean("MFA_REQUIRED", default=True)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # does not ask that table; every account was opened by a letter
MFA_ADAPTER = "agencies.factors.middleware.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "agencies.factors.forms.AppForm",
    "add_webauthn": "agencies.factors.forms.PasskeyForm",
    "authenticate": "agencies.factors.forms.AuthenticateForm",
    "reauthenticate": "agencies.factors.forms.ReauthenticateForm",
}
MFA_TOTP_ISSUER = "Cầu Lao Động"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# An identity provider, such as a ministry's: without an issuer there is neither a button nor an
# address for it.
OIDC_ISSUER = env.read("OIDC_ISSUER", addresses.ISSUER, default="", may_be_empty=True)
_oidc = {
    "client_id": env.text(
        "OIDC_CLIENT_ID", form="as the identity provider gave it", example="portal"
    ),
    "secret": env.text(
        "OIDC_CLIENT_SECRET", form="as the identity provider gave it", example="5f0c1d9be2a7"
    ),
    "name": env.text(
        "OIDC_NAME", form="what the button says", example="Sở Nội vụ", default="OpenID Connect"
    ),
}
for _name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
    if OIDC_ISSUER and not env.is_given(_name):
        env.refuse(_name, "is empty although OIDC_ISSUER is set")
SOCIALACCOUNT_ADAPTER = "agencies.sign_in.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}
}
if OIDC_ISSUER:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")  # 6 MB of each process
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "sso",
            **_oidc,
            "settings": {"server_url": OIDC_ISSUER},
        }
    )
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "agencies:must-do"
PUBLIC_HOME = "recruitment:vacancy-list"
# Where an enterprise that has no account registers by itself.
ENTERPRISE_REGISTRATION = "recruitment:employer-register"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
