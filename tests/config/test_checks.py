"""What `check --deploy` says of a deployment: each of it beside the control that does not have it
said.
"""

import json
import os
import time
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, registry
from django.db import connection

from config.checks import files, servers, site
from config.settings.variables import env

KEY = "0123456789abcdefghijklmnop"


def ids(messages: list[CheckMessage]) -> list[str]:
    assert [message.msg for message in messages if not message.hint] == []
    return [message.id for message in messages]


@pytest.fixture
def deployment(settings):
    settings.SITE_URL, settings.HTTPS, settings.IS_LOCAL = "https://portal.example", True, False
    settings.MFA_REQUIRED, settings.BACKUP_KEY, settings.METRICS_TOKEN = True, KEY, KEY
    settings.EMAIL_BACKEND, settings.DEBUG, settings.OIDC_ISSUER = (
        site.SMTP,
        False,
        "https://id.example",
    )
    return settings


def test_every_check_is_made_before_a_deployment_and_at_no_other_time():
    ours = {
        check.__name__ for check in registry.registry.get_checks(include_deployment_checks=True)
    } & {
        "check_site",
        "check_operation",
        "check_host_province",
        "check_names",
        "check_static_files",
        "check_folders",
        "check_database",
        "check_redis",
        "check_replica",
    }
    assert len(ours) == 9
    assert ours.isdisjoint(check.__name__ for check in registry.registry.get_checks())


# Settings -----------------------------------------------------------------------------------------
def test_a_careful_deployment_hears_nothing(deployment):
    assert ids([*site.check_site(), *site.check_operation()]) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SITE_URL": "http://portal.example", "HTTPS": False}, ["portal.W001"]),
        ({"SITE_URL": "http://127.0.0.1:8000", "HTTPS": False, "IS_LOCAL": True}, []),
        ({"MFA_REQUIRED": False}, ["portal.W002"]),
        ({"BACKUP_KEY": ""}, ["portal.W003"]),
        ({"METRICS_TOKEN": ""}, ["portal.W004"]),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, ["portal.W005"]),
        ({"DEBUG": True}, ["portal.W006"]),
        ({"OIDC_ISSUER": "http://id.example"}, ["portal.W007"]),
        ({"OIDC_ISSUER": ""}, []),
    ],
)
def test_what_is_unwise_is_said(deployment, given, said):
    for name, value in given.items():
        setattr(deployment, name, value)
    assert ids([*site.check_site(), *site.check_operation()]) == said


def test_a_host_that_has_ended_is_told_its_successor(settings):
    settings.HOST_PROVINCE = "bac-giang"
    [said] = site.check_host_province()
    assert said.id == "portal.W008"
    assert "part of bac-ninh-2025" in said.msg
    for host in ("bac-ninh-2025", "ha-noi", "quang-ninh"):
        settings.HOST_PROVINCE = host
        assert ids(site.check_host_province()) == []


def test_a_name_that_resembles_one_of_ours_is_told(monkeypatch):
    assert ids(site.check_names()) == []
    monkeypatch.setattr(
        env,
        "variables",
        {"BEHIND_PROXI": "true", "EXTRA_LANGUAGE": "ko", "PATH": "x", "LANG": "vi"},
    )
    assert [said.msg for said in site.check_names()] == [
        "BEHIND_PROXI is no setting of the portal, but resembles BEHIND_PROXY.",
        "EXTRA_LANGUAGE is no setting of the portal, but resembles EXTRA_LANGUAGES.",
    ]
    given = {"MEDIA_ROOTS": "x", "MEDIA_ROOT": "/srv/files"}  # control: the right name is there too
    assert site.find_misspelled(given, {"MEDIA_ROOT": None}) == {}
    assert site.find_misspelled({"ALOWED_HOSTS": "x"}, {"ALLOWED_HOSTS": None}) == {
        "ALOWED_HOSTS": "ALLOWED_HOSTS"
    }


# Folders ------------------------------------------------------------------------------------------
class ManifestStorage(files.ManifestFilesMixin):
    manifest_name = "staticfiles.json"

    def __init__(self) -> None:
        """Reads nothing."""


@pytest.fixture
def static(settings, tmp_path, monkeypatch) -> Path:
    """As collectstatic leaves it."""
    settings.STATIC_ROOT = str(tmp_path / "static")
    Path(settings.STATIC_ROOT).mkdir()
    (tmp_path / "static" / "portal.css").touch()
    (tmp_path / "static" / "staticfiles.json").write_text(json.dumps({"paths": {}}))
    monkeypatch.setattr(files, "staticfiles_storage", ManifestStorage())
    return Path(settings.STATIC_ROOT)


def test_collected_static_files_are_enough(static):
    assert ids(files.check_static_files()) == []


def test_static_files_that_cannot_be_read_are_told(static, settings, monkeypatch):
    manifest = static / "staticfiles.json"
    readable = os.access
    with monkeypatch.context() as patch:  # the tests may run as root, who reads everything
        patch.setattr(
            files.os,
            "access",
            lambda path, mode: Path(path).name != "portal.css" and readable(path, mode),
        )
        assert "cannot read portal.css" in files.check_static_files()[0].msg
    for text, words in (("{", "is broken"), ("{}", "is broken")):
        manifest.write_text(text)
        assert words in files.check_static_files()[0].msg
    manifest.unlink()
    assert "no page can be shown without it" in files.check_static_files()[0].msg
    settings.STATIC_ROOT = str(static / "nowhere")
    assert ids(files.check_static_files()) == ["portal.E011"]


def test_without_a_manifest_in_the_storage_none_is_asked_for(static, monkeypatch):
    (static / "staticfiles.json").unlink()
    monkeypatch.setattr(files, "staticfiles_storage", object())
    assert ids(files.check_static_files()) == []


def test_folders_of_their_own_are_enough(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BACKUP_ROOT = str(tmp_path / "files"), str(tmp_path / "backups")
    assert ids(files.check_folders()) == []


@pytest.mark.parametrize(
    ("media", "backups", "said"),
    [
        ("{tmp}/files", "{tmp}/files/backups", ["portal.E014"]),
        ("{tmp}/files", "{tmp}/files", ["portal.E014"]),
        ("{tmp}/files", "{tmp}", ["portal.E014"]),
        ("{tmp}/files", "{tmp}/files-backups", []),
        ("{code}/var/files", "{tmp}/backups", ["portal.W013"]),
        ("/dev/null/files", "{tmp}/backups", ["portal.E012"]),
    ],
)
def test_folders_in_a_wrong_place_are_told(settings, tmp_path, media, backups, said):
    places = {"tmp": tmp_path, "code": settings.BASE_DIR}
    settings.MEDIA_ROOT, settings.BACKUP_ROOT = media.format(**places), backups.format(**places)
    assert ids(files.check_folders()) == said


# Servers ------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_servers_of_the_tests_are_as_they_should_be():
    assert ids(servers.check_database()) == ids(servers.check_redis()) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((15, "UTF8", True, 1000.0), []),
        ((14, "UTF8", True, 1000.0), ["portal.E022"]),
        ((18, "SQL_ASCII", False, 1000.0), ["portal.E024"]),
        ((18, "UTF8", False, 1000.0), ["portal.W025"]),
        ((18, "UTF8", True, 1059.0), []),
        ((18, "UTF8", True, 1061.0), ["portal.W026"]),
        ((18, "UTF8", True, 930.0), ["portal.W026"]),
    ],
)
def test_what_postgresql_lacks_is_told(facts, said):
    assert ids(list(servers.database_problems(*facts, here=1000.0))) == said


@pytest.mark.django_db(transaction=True)
def test_a_database_without_vietnamese_letters_is_known_by_asking_it():
    """Of the C locale, where only the letters of English have small ones."""
    with connection.cursor() as cursor:
        for collation, knows in (("C", False), ("C.UTF-8", True)):
            cursor.execute(
                f'SELECT lower(%s COLLATE "{collation.replace("C.UTF-8", "pg_c_utf8")}") = %s',
                [servers.UPPER, servers.LOWER],
            )
            assert cursor.fetchone()[0] is knows


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((True, False, True), []),
        ((False, True, False), []),  # the first migration makes it
        ((False, False, False), ["portal.E023"]),
        ((False, True, True), ["portal.E023"]),
    ],
)
def test_a_missing_extension_is_told_unless_migrate_makes_it(facts, said):
    assert ids(list(servers.trigram_problems(*facts))) == said


def test_servers_that_do_not_answer_are_told(settings, monkeypatch):
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    assert ids(servers.check_redis()) == ["portal.E031"]

    class Silent:
        def cursor(self):
            raise servers.DatabaseError("connection refused\nmore")

    monkeypatch.setattr(servers, "connections", {"default": Silent()})
    [said] = servers.check_database()
    assert (said.id, said.msg.endswith("connection refused")) == ("portal.E021", True)


def test_a_redis_that_forgets_is_told(settings):
    import redis

    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.config_set("maxmemory-policy", "volatile-lru")
        try:
            assert ids(servers.check_redis()) == ["portal.W032"]
        finally:
            client.config_set("maxmemory-policy", "noeviction")
    assert ids(servers.check_redis()) == []


# The replica --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("as_of", "lag", "said"),
    [(None, float("inf"), ["portal.W041"]), (1, 61.0, ["portal.W042"]), (1, 59.0, [])],
)
def test_a_replica_that_is_no_use_is_told(monkeypatch, as_of, lag, said):
    from agencies.replica import freshness

    assert ids(servers.check_replica()) == []  # without one
    monkeypatch.setattr(freshness, "has_replica", lambda: True)
    monkeypatch.setattr(
        freshness, "measure_freshness", lambda: freshness.Freshness(as_of, lag, time.monotonic())
    )
    assert ids(servers.check_replica()) == said
