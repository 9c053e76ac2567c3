"""An OpenID Connect provider in a process of its own: `python -m tests.identity_provider PORT
CALLBACK`.

It is allauth's, with a database in memory: four people, one client, no consent page. It prints
"ready".
"""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.urls import include, path

CLIENT, SECRET, PASSWORD = "cau-lao-dong", "client-secret-of-tests", "mật khẩu ở nơi khác"
PEOPLE = {
    "biet@coquan.example": True,
    "la@coquan.example": True,
    "chua@coquan.example": False,
    "hoa.thu@lao-động.vn": True,
}
"""Address, and whether the provider has verified it."""
IN_MEMORY = "file:provider?mode=memory&cache=shared"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        return


def configure() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="of-the-provider-" + "x" * 40,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.identity_provider",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": "file:provider?mode=memory&cache=shared",
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        ACCOUNT_EMAIL_VERIFICATION="none",
        SESSION_COOKIE_NAME="provider-session",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        USE_TZ=True,
        IDP_OIDC_PRIVATE_KEY=key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ).decode(),
    )
    django.setup()
    settings.ROOT_URLCONF = (
        path("accounts/", include("allauth.account.urls")),
        path("", include("allauth.idp.urls")),
    )


def fill(callback: str) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model

    call_command("migrate", verbosity=0)
    for email, verified in PEOPLE.items():
        user = get_user_model().objects.create_user(email.partition("@")[0], email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    client = Client(
        id=CLIENT,
        name="Cầu Lao Động",
        scopes="openid\nprofile\nemail",
        redirect_uris=callback,
        skip_consent=True,
    )
    client.set_secret(SECRET)
    client.save()


def main(port: int, callback: str) -> None:
    configure()
    fill(callback)
    from django.core.wsgi import get_wsgi_application

    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet) as server:
        print("ready", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
