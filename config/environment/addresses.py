"""What a variable must look like: addresses of servers and sites. A password in one is never
repeated.
"""

import re
from email.utils import parseaddr
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from environ import Env  # type: ignore[import-untyped]

from config.environment.kinds import Kind, closest_name, refuse_setting_unless, split_list

_HOST = re.compile(
    r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*", re.ASCII
)
_ESCAPES = "signs such as # / ? @ in a password are written %23 %2F %3F %40"
POSTGRES = ("postgresql", "postgres", "pgsql", "psql")
REDIS_SCHEMES = ("redis", "rediss", "unix")
MAIL_SCHEMES = (
    "smtp",
    "smtp+tls",
    "smtp+ssl",
    "smtps",
    "consolemail",
    "filemail",
    "memorymail",
    "dummymail",
)


# Sites --------------------------------------------------------------------------------------------
def _read_site_url(written: str) -> str:
    # Without a slash at its end, in small letters, as browsers write an origin.
    parts = _parts(written, ("https", "http"))
    refuse_setting_unless(
        parts.path in ("", "/") and not parts.query and not parts.fragment,
        f"'{written}' goes on after the host; the portal stands at the root of its site",
    )
    return _origin(parts)


def _read_issuer(written: str) -> str:
    parts = _parts(written, ("https", "http"))
    _origin(parts)
    return written


def _origin(parts: SplitResult) -> str:
    refuse_setting_unless("@" not in parts.netloc, "holds a name or password before the host")
    host = _checked_host(parts.hostname or "")
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _checked_host(host: str) -> str:
    refuse_setting_unless(host, "names no host")
    refuse_setting_unless(not host.endswith("."), f"'{host}' ends with a dot")
    refuse_setting_unless(
        host.isascii(), f"'{host}' has letters that programs write otherwise{_ascii_form(host)}"
    )
    refuse_setting_unless(
        ":" in host or _HOST.fullmatch(host.lower()),
        f"'{host}' is no name of a host",
    )
    return host.lower()


def _ascii_form(host: str) -> str:
    try:
        return f": {idna.encode(host, uts46=True).decode()}"
    except idna.IDNAError:
        return ""


def _checked_pattern(host: str) -> str:
    # A host, `*` for all, or one with a dot before it for it and all below it.
    refuse_setting_unless(
        "/" not in host and not re.search(r"(?<!:):\d+$", host),
        f"'{host}' holds more than the host's name: no https://, no port, no path",
    )
    if host == "*" or host.startswith("["):
        return host
    return ("." if host.startswith(".") else "") + _checked_host(host.removeprefix("."))


def _checked_origin(written: str) -> str:
    # As Django's CSRF_TRUSTED_ORIGINS: the host may begin with `*.`.
    plain = written.replace("://*.", "://", 1)
    origin = _read_site_url(plain)
    return origin if plain == written else origin.replace("://", "://*.", 1)


SITE_URL = Kind(
    _read_site_url,
    "https:// and the host by which people reach the portal",
    "https://portal.example",
)
ISSUER = Kind(
    _read_issuer, "empty, or the identity provider's address", "https://id.example/realms/province"
)
HOSTS = Kind(
    lambda written: [_checked_pattern(each) for each in split_list(written)],
    "the names of hosts, with commas between",
    "portal.example,www.portal.example",
)
ORIGINS = Kind(
    lambda written: [_checked_origin(each) for each in split_list(written)],
    "https:// and a host, several with commas between",
    "https://portal.example",
)


# Servers ------------------------------------------------------------------------------------------
def _read_database(written: str) -> dict[str, Any]:
    # As Django's DATABASES wants it.
    parts = _parts(written, POSTGRES, what="the portal keeps its data in PostgreSQL")
    refuse_setting_unless(parts.path.strip("/"), "names no database after the host")
    found: dict[str, Any] = Env.db_url_config(written)
    refuse_setting_unless(found["NAME"], "names no database after the host")
    return found | {
        "HOST": unquote(found["HOST"])
    }  # the folder of a socket is written %2Fvar%2Frun%2Fpostgresql


def _read_redis(written: str) -> str:
    parts = _parts(written, REDIS_SCHEMES, what="the queue is kept by Redis or Valkey")
    if parts.scheme == "unix":
        refuse_setting_unless(parts.path.startswith("/"), "names no socket")
        return written
    refuse_setting_unless(parts.hostname, "names no host")
    refuse_setting_unless(
        re.fullmatch(r"/?[0-9]*", parts.path, re.ASCII),
        "does not end with the number of a database",
    )
    return written


def read_mail_server(written: str) -> dict[str, Any]:
    """As Django's EMAIL_… settings."""
    parts = _parts(written, MAIL_SCHEMES)
    folder = parts.path.strip("/")
    if parts.scheme.startswith("smtp"):
        refuse_setting_unless(parts.hostname, "names no mail server")
        refuse_setting_unless(not folder, f"goes on after the host ({_ESCAPES})")
    refuse_setting_unless(folder or parts.scheme != "filemail", "names no folder")
    refuse_setting_unless(
        not parts.username or parts.password is not None, "has a user without a password"
    )
    found: dict[str, Any] = Env.email_url_config(written)
    return found


def _read_sender(written: str) -> str:
    _name, address = parseaddr(written)
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError(f"'{written}' holds no e-mail address") from None
    return written


DATABASE = Kind(
    _read_database,
    "postgresql://, user and password, host and database",
    "postgresql://portal:password@db.example:5432/portal",
    is_secret=True,
)
REPLICA: Kind[dict[str, Any] | None] = Kind(
    _read_database,
    "empty, or postgresql://, user and password, host and database of a read replica",
    "postgresql://portal:password@replica.example:5432/portal",
    is_secret=True,
)
REDIS = Kind(
    _read_redis,
    "redis://, rediss:// or unix://, the host and the number of a database",
    "redis://redis.example:6379/0",
    is_secret=True,
    stand_in="redis://none/0",
)
MAIL_SERVER = Kind(
    read_mail_server,
    "smtp+tls://, user and password, and the mail server; smtp:// where it asks for neither",
    "smtp+tls://user:password@mail.example:587",
    is_secret=True,
)
SENDER = Kind(
    _read_sender,
    "an e-mail address, a name before it if wanted",
    "Portal <no-reply@portal.example>",
)


def _parts(written: str, schemes: tuple[str, ...], what: str = "") -> SplitResult:
    # The address in its parts, of a known scheme and with a port that is one.
    refuse_setting_unless(
        written == written.strip() and not re.search(r"\s", written),
        "holds a space or a line break",
    )
    scheme, sign, _rest = written.partition("://")
    where = " before the host (as https://)" if "https" in schemes else " (://)"
    refuse_setting_unless(sign, f"has no scheme{where}")
    if scheme.lower() not in schemes:
        raise ValueError(_unknown_scheme(scheme, schemes, what))
    try:
        parts = urlsplit(written)
        parts.port  # noqa: B018 refuses what is none
    except ValueError:
        raise ValueError(f"cannot be read after {scheme}:// ({_ESCAPES})") from None
    refuse_setting_unless(not parts.fragment, f"holds a # ({_ESCAPES})")
    return parts


def _unknown_scheme(scheme: str, schemes: tuple[str, ...], what: str) -> str:
    near = closest_name(scheme.lower(), schemes)
    meant = f" (meant: {near}://?)" if near else ""
    return f"begins with {scheme[:20]}://{meant}" + (f", but {what}" if what else "")
