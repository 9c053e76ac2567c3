"""Where people reach the portal, and the key that everything is signed with."""

from urllib.parse import urlsplit

from django.http.request import split_domain_port, validate_host

from config.environment import addresses
from config.settings.variables import env

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

SITE_URL = env.read("SITE_URL", addresses.SITE_URL, default="http://127.0.0.1:8000")
HTTPS = SITE_URL.startswith("https://")
SITE_HOST, _port = split_domain_port(urlsplit(SITE_URL).netloc)
# Nobody else can reach it: less is required of its key.
IS_LOCAL = SITE_HOST in LOOPBACK and env.is_right("SITE_URL")

DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", least=50, is_trial=IS_LOCAL)
# Keys that it replaced: what they signed and encrypted is still read until it has ended or was
# encrypted anew.
SECRET_KEY_FALLBACKS = env.secrets("SECRET_KEY_FALLBACKS", least=50, is_trial=IS_LOCAL)
if HTTPS and DEBUG:
    env.refuse(
        "DEBUG",
        "shows the code and its secrets to whoever meets a fault",
        form="false where SITE_URL is https",
        example="false",
    )

ALLOWED_HOSTS = env.read(
    "ALLOWED_HOSTS",
    addresses.HOSTS,
    default=[*LOOPBACK] if IS_LOCAL else [SITE_HOST],
    may_be_empty=True,
    default_text="the host of SITE_URL",
)
if env.is_right("SITE_URL") and not validate_host(SITE_HOST, ALLOWED_HOSTS):
    env.refuse(
        "ALLOWED_HOSTS",
        f"lacks {SITE_HOST}, the host of SITE_URL",
        form="empty, or hold it",
        example=SITE_HOST,
    )
CSRF_TRUSTED_ORIGINS = env.read(
    "CSRF_TRUSTED_ORIGINS",
    addresses.ORIGINS,
    default=[SITE_URL],
    may_be_empty=True,
    default_text="SITE_URL",
)
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
