"""Wrong settings: a line for each variable, what is wrong and what it must look like; nothing
starts, no traceback.
"""

import os
import re
import subprocess
import sys

import pytest

from config.environment import Environment, SettingsError, kinds
from config.environment.kinds import closest_name, count_slips
from config.trial.checks.settings_document import DOCUMENT, draw_settings, explained_in
from tests.config.fresh_settings import read_settings
from tests.sources import ROOT

KEY = "".join(chr(48 + (7 * n) % 60) for n in range(60))
DEPLOYMENT = {
    "SITE_URL": "https://portal.example",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": None,
    "DEBUG": None,
}


def problems(**variables: str | None) -> dict[str, str]:
    """What is said of each wrong variable."""
    with pytest.raises(SettingsError) as refused:
        read_settings(**variables)
    lines = str(refused.value).splitlines()
    assert all(
        re.fullmatch(r"[A-Z_]+: .+; it must be .+, for example [A-Z_]+=.+", line) for line in lines
    ), lines
    return {line.partition(":")[0]: line.partition(": ")[2] for line in lines}


COUNT = {"-1": "-1 is too small", "1.5": "no whole number", "٣": "no whole number", "": "is empty"}
SMALL_COUNT = COUNT | {"0": "0 is too small", "two": "no whole number", "9999": "too large"}
AMOUNT = {
    "0": "0 is too small",
    "-5": "too small",
    "long": "no number",
    "nan": "no number",
    "inf": "no number",
}
SECONDS = {"-1": "too small", "5s": "no number", "601": "too large"}
WRONG: dict[str, dict[str | None, str]] = {
    "SITE_URL": {
        "": "is empty",
        "portal.example": "has no scheme",
        "htps://portal.example": "(meant: https://?)",
        "https://portal.example/viec-lam": "goes on after the host",
        "https://portal.example?x=1": "goes on after the host",
        "https://portal.example.": "ends with a dot",
        "https://a:b@portal.example": "name or password",
        "https://": "names no host",
        "https://lao động.example": "holds a space",
        "https://laođộng.example": "xn--",
        "https://portal.example:x": "cannot be read",
    },
    "ALLOWED_HOSTS": {
        "other.example": "lacks portal.example",
        "https://portal.example": "holds more than the host's name",
        "portal.example:443": "holds more than the host's name",
    },
    "CSRF_TRUSTED_ORIGINS": {
        "portal.example": "has no scheme",
        "https://portal.example/x": "goes on after the host",
    },
    "SECRET_KEY": {
        "": "is empty",
        "short": "has only 5 characters",
        "x" * 60: "repeats a few characters",
        f"django-insecure-{KEY}": "Django made for trials",
    },
    "DEBUG": {"true": "shows the code"},
    "BEHIND_PROXY": {"maybe": "'maybe' is neither true nor false", "": "is empty"},
    "MFA_REQUIRED": {"flase": "neither true nor false"},
    "IS_WEB_SERVER": {"2": "neither true nor false"},
    "EMAIL_URL": {
        "": "is empty",
        "mail.example": "has no scheme",
        "stmp://mail.example": "(meant: smtp://?)",
        "smtp://": "names no mail server",
        "smtp://user@mail.example": "a user without a password",
        "smtp+tls://user:pass#word@mail.example:587": "%23",
        "smtp+tls://user:pass/word@mail.example:587": "%2F",
    },
    "DEFAULT_FROM_EMAIL": {"Cầu Lao Động": "holds no e-mail address", "": "is empty"},
    "DATABASE_URL": {
        None: "is not set",
        "": "is empty",
        "mysql://a/b": "begins with mysql://, but the portal keeps its data in PostgreSQL",
        "postgersql://a/b": "(meant: postgresql://?)",
        "postgresql://host": "names no database",
        "postgresql://user:pa#ss@host/portal": "%23",
        "postgresql://host:port/portal": "cannot be read",
        "portal": "has no scheme",
    },
    "REPLICA_DATABASE_URL": {
        "mysql://a/b": "keeps its data in PostgreSQL",
        "postgresql://host": "names no database",
    },
    "REDIS_URL": {
        None: "is not set",
        "amqp://host": "the queue is kept by Redis",
        "redis://host/queue": "the number of a database",
        "redis://": "names no host",
        "unix://": "names no socket",
    },
    "EXTRA_LANGUAGES": {"fr": "'fr' is not known", "ko,zh-hant": "(meant: zh-hans?)"},
    "HOST_PROVINCE": {
        "nowhere": "'nowhere' is no province",
        "bac-gang": "(meant: bac-giang?)",
        "": "is empty",
    },
    "SECRET_KEY_FALLBACKS": {
        "short": "has only 5 characters",
        f"{KEY},short": "has only 5 characters",
    },
    "LOG_FORMAT": {"xml": "'xml' is not known", "jsno": "(meant: json?)", "": "is empty"},
    "BACKUP_AT": {"24:00": "'24:00' is none", "2:30": "'2:30' is none", "": "is empty"},
    "HEARTBEAT_FILE": {"heartbeat": "begin at the root", "/tmp": "is a folder"},
    "LOG_LEVEL": {"LOUD": "'LOUD' is not known", "warnig": "(meant: WARNING?)"},
    **{key: {"short": "has only 5 characters"} for key in ["METRICS_TOKEN", "BACKUP_KEY"]},
    "POSTGRES_PASSWORD": {"p@ss": "holds other signs"},
    "WEB_PORTS": {"http": "'http' is none"},
    "OIDC_ISSUER": {"id.example": "has no scheme"},
    "STATIC_STORAGE": {"no.such.Storage": "is not installed"},
    **{
        f"{kind}_ROOT": {"files": "begin at the root"}
        for kind in ("MEDIA", "PREVIEWS", "BACKUP", "STATIC")
    },
    **dict.fromkeys(
        ("WORKER_CONCURRENCY", "WEB_THREADS", "EMAIL_TIMEOUT", "OUTBOX_LEASE_SECONDS"), SMALL_COUNT
    ),
    **dict.fromkeys(("IDLE_ACCOUNT_DAYS", "CONN_MAX_AGE"), COUNT),
    **dict.fromkeys(
        ("BACKUPS_KEPT", "INVITATIONS_AN_HOUR"),
        COUNT | {"0": "0 is too small", "9999999": "too large"},
    ),
    "DATABASE_CONNECT_TIMEOUT": SMALL_COUNT,
    **dict.fromkeys(("IDLE_LOCK_MINUTES", "REPLICA_LAG_LIMIT"), AMOUNT),
    **dict.fromkeys(("WEB_STATEMENT_TIMEOUT", "WEB_LOCK_TIMEOUT"), SECONDS),
}


def test_each_wrong_value_is_named_with_what_is_wrong_and_nothing_else_is():
    for name, value, words in [
        (name, *pair) for name, pairs in WRONG.items() for pair in pairs.items()
    ]:
        said = problems(**DEPLOYMENT | {name: value})
        assert words in said.get(name, ""), (name, value, said)
        assert list(said) == [name], (name, value, said)


def test_every_variable_that_can_be_wrong_is_among_them():
    free = {
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "OIDC_NAME",
    }  # whatever the provider says; see below
    assert set(WRONG) == set(read_settings().env.declared) - free


RIGHT = {
    "SITE_URL": "https://Portal.Example/",
    "ALLOWED_HOSTS": ".example",
    "CSRF_TRUSTED_ORIGINS": "https://*.portal.example, https://khac.example:8443",
    "BEHIND_PROXY": "Yes",
    "EMAIL_URL": "smtp+tls://user:p%40ss@mail.example:587",
    "DATABASE_URL": "postgres://user:p%23ss@host:5432/portal",
    "REDIS_URL": "rediss://:word@host:6380/2",
    "EXTRA_LANGUAGES": "ko, zh-hans",
    "HOST_PROVINCE": "bac-giang",
    "LOG_LEVEL": "warning",
    "IDLE_LOCK_MINUTES": "0.5",
    "WEB_STATEMENT_TIMEOUT": "0",
    "IDLE_ACCOUNT_DAYS": " 0 ",
    "METRICS_TOKEN": KEY,
    "BACKUP_KEY": KEY,
    "WEB_PORTS": "8000",
    "POSTGRES_PASSWORD": "abc123",
}


def test_right_values_are_taken_as_they_are_meant():
    settings = read_settings(**DEPLOYMENT | RIGHT)
    assert (settings.SITE_URL, settings.ALLOWED_HOSTS) == ("https://portal.example", [".example"])
    assert settings.CSRF_TRUSTED_ORIGINS == [
        "https://*.portal.example",
        "https://khac.example:8443",
    ]
    assert settings.EMAIL_HOST_PASSWORD == "p@ss"
    assert settings.DATABASES["default"]["PASSWORD"] == "p#ss"
    assert [code for code, _name in settings.LANGUAGES] == ["vi", "en", "ko", "zh-hans"]
    assert settings.LOGGING["root"]["level"] == "WARNING"
    assert (settings.BEHIND_PROXY, settings.IDLE_LOCK_MINUTES, settings.IDLE_ACCOUNT_DAYS) == (
        True,
        0.5,
        0,
    )


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://portal@%2Fvar%2Frun%2Fpostgresql/portal",
        "postgresql://portal@//var/run/postgresql/portal",
    ],
)
def test_a_database_is_reached_by_the_folder_of_its_socket(written):
    database = read_settings(**DEPLOYMENT | {"DATABASE_URL": written}).DATABASES["default"]
    named = [database[key] for key in ("HOST", "NAME", "USER", "PASSWORD")]
    assert named == ["/var/run/postgresql", "portal", "portal", ""]


def test_the_host_of_the_site_is_enough():
    settings = read_settings(**DEPLOYMENT | {"CSRF_TRUSTED_ORIGINS": ""})
    assert settings.ALLOWED_HOSTS == ["portal.example"]
    assert settings.CSRF_TRUSTED_ORIGINS == ["https://portal.example"]


def test_empty_means_none_where_the_example_writes_it_empty():
    lines = (ROOT / ".env.example").read_text().splitlines()
    empty = {line.removesuffix("="): "" for line in lines if re.fullmatch(r"[A-Z_]+=", line)}
    to_fill_in = {"SECRET_KEY", "EMAIL_URL"}
    assert set(problems(**DEPLOYMENT | empty)) == to_fill_in
    filled = empty | {"SECRET_KEY": KEY, "EMAIL_URL": "smtp://mail:1025"}
    settings = read_settings(**DEPLOYMENT | filled)
    assert (settings.OIDC_ISSUER, settings.BACKUP_KEY, settings.METRICS_TOKEN) == ("", "", "")
    assert "replica" not in settings.DATABASES


def test_an_identity_provider_needs_name_and_secret_too():
    issuer = {"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "", "OIDC_CLIENT_SECRET": None}
    assert set(problems(**issuer)) == {"OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"}
    given = read_settings(
        **issuer | {"OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b", "OIDC_NAME": ""}
    )
    [app] = given.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    assert (app["client_id"], app["secret"], app["name"]) == ("a", "b", "OpenID Connect")


def test_all_that_is_wrong_is_said_at_once():
    said = problems(
        BEHIND_PROXY="maybe", LOG_LEVEL="", SITE_URL="portal", WEB_THREADS="1", HOST_PROVINCE="x"
    )
    assert list(said) == ["BEHIND_PROXY", "HOST_PROVINCE", "LOG_LEVEL", "SITE_URL", "WEB_THREADS"]


def test_no_secret_is_repeated():
    secret = "s3cr3t-w0rd"
    said = problems(
        **DEPLOYMENT
        | {
            "SECRET_KEY": secret,
            "METRICS_TOKEN": secret,
            "BACKUP_KEY": secret,
            "POSTGRES_PASSWORD": f"{secret}@",
            "DATABASE_URL": f"postgresql://user:{secret}@host:x/portal",
            "REDIS_URL": f"redis://:{secret}@host/x",
            "EMAIL_URL": f"smtp://user:{secret}@mail/x",
        }
    )
    assert len(said) == 7
    assert secret not in str(said)


# Programs that start ------------------------------------------------------------------------------
BIN = ROOT / ".venv" / "bin"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ([sys.executable, "manage.py", "check"], 1),
        ([sys.executable, "manage.py", "migrate"], 1),
        ([sys.executable, "-m", "celery", "-A", "config", "worker"], 1),
        ([sys.executable, "-m", "celery", "-A", "config", "beat"], 1),
        (
            [
                sys.executable,
                "-m",
                "gunicorn",
                "config.wsgi",
                "--bind",
                "127.0.0.1:0",
                "--no-control-socket",
            ],
            3,
        ),
    ],
)
def test_programs_end_with_the_lines_and_without_a_traceback(command, code):
    wrong = {"LOG_LEVEL": "LOUD", "BEHIND_PROXY": "maybe"}
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | wrong, capture_output=True, text=True, timeout=120
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == code, said
    assert "BEHIND_PROXY: 'maybe' is neither true nor false; it must be true or false" in said
    assert "LOG_LEVEL: 'LOUD' is not known; it must be one of DEBUG, INFO" in said
    assert "Traceback" not in said


def test_control_with_right_settings_a_program_goes_on():
    command = [sys.executable, "manage.py", "version"]
    assert (
        subprocess.run(
            command, cwd=ROOT, env=os.environ, capture_output=True, timeout=120
        ).returncode
        == 0
    )


# The parts ----------------------------------------------------------------------------------------
def test_a_required_variable_that_is_absent_is_told_apart_from_an_empty_one():
    for variables, words in (({}, "is not set"), ({"X_NAME": " "}, "is empty")):
        env = Environment(variables)
        assert env.read("X_NAME", kinds.choice_kind(("a",), "a")) is None
        assert words in env.problems["X_NAME"]


def test_names_that_differ_by_a_slip():
    known = ["ALLOWED_HOSTS", "DEBUG", "SITE_URL"]
    asked = ["ALOWED_HOSTS", "ALLOWED_HOST", "SIET_URL", "DEBUGS", "HOSTS", "PATH"]
    assert [closest_name(name, known) for name in asked] == [
        "ALLOWED_HOSTS",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "DEBUG",
        None,
        None,
    ]
    assert [
        count_slips(*pair) for pair in (("", "abc"), ("kitten", "sitting"), ("same", "same"))
    ] == [
        3,
        3,
        0,
    ]


# The document -------------------------------------------------------------------------------------
def test_the_document_is_made_of_the_example_and_the_settings():
    declared = read_settings().env.declared
    assert DOCUMENT.read_text() == draw_settings(declared), "python3 portal.py fix writes it anew"


def test_every_setting_is_explained_in_words_of_its_own():
    explained = [
        pair
        for _heading, pairs in explained_in((ROOT / ".env.example").read_text())
        for pair in pairs
    ]
    assert [name for name, words in explained if len(words) < 15] == []
    assert (
        len({words for _name, words in explained})
        == len(explained)
        == len(read_settings().env.declared)
    )
