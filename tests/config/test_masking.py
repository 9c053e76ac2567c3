"""Secrets that stand in addresses reach no log: the image's server and the trial's are started,
crawled and grepped.
"""

import http.client
import logging
import re
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from agencies.database.tokens import token_digest
from agencies.feeds.choices import FeedScope
from agencies.feeds.models import CalendarFeed
from agencies.members.models import EmailChange, Invitation
from config.embedded.processes import wait_until
from config.logs.lines import TextFormatter
from config.logs.masking import BEGINNINGS, mask_secrets
from config.trial.children import PortalLog, stop_children
from config.trial.run import _children
from tests.factories import make_actor, make_seat
from tests.sources import ROOT
from tests.web_servers import database, production_server

SECRET_PARAMETERS = {"token", "uidb36"}
"""A path with one of these is secret from its first parameter on; `uidb36`: allauth's link to a new
password.
"""
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
HARMLESS = {
    "period",
    "month",
    "key",
    "app_label",
    "object_id",
    "content_type_id",
    "id",
    "url",
    "outside_id",
    "name",
    "kind",
    "code",
}
"""Words in paths that open nothing: a period, a province's name, a program's own number, the
administration's keys, a list and a kind of file, the code printed on a paper (its page is public).
"""


# What is masked -----------------------------------------------------------------------------------
def patterns(resolver=None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def parameters_of(entry: URLPattern) -> set[str]:
    return {typed or named for typed, named in PARAMETER.findall(str(entry.pattern))}


def secret_beginnings(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The fixed beginnings of the paths that hold a secret, read from the URLs themselves."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from secret_beginnings(entry, route)
        elif not SECRET_PARAMETERS.isdisjoint(parameters_of(entry)):
            yield re.split(r"[<(]", route, maxsplit=1)[0]


def test_every_word_in_a_path_is_known_to_be_secret_or_harmless():
    numbers = {
        name
        for entry in patterns()
        for name, kind in entry.pattern.converters.items()
        if "Int" in type(kind).__name__
    }
    words = set().union(*(parameters_of(entry) for entry in patterns())) - numbers
    assert words - HARMLESS - SECRET_PARAMETERS == set()


def test_the_beginnings_are_those_of_the_urls():
    assert sorted(set(secret_beginnings(get_resolver()))) == list(BEGINNINGS)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            '"GET /loi-moi/abc/ H/1" "http://h/loi-moi/abc/" "UA"',
            ('"GET /loi-moi/*** H/1" "http://h/loi-moi/***" "UA"'),
        ),
        ("Not Found: //loi-moi//abc", "Not Found: //loi-moi//***"),
        ("GET /loi%2Dmoi/abc/ HTTP/1.1", "GET /loi-moi/*** HTTP/1.1"),
        ("GET /loi%252Dmoi%252Fabc HTTP/1.1", "GET /loi-moi/*** HTTP/1.1"),
        ("GET /LOI-MOI/abc HTTP/1.1", "GET /LOI-MOI/*** HTTP/1.1"),
        ("GET /lich/abc.ics HTTP/1.1", "GET /lich/*** HTTP/1.1"),
        ("GET /tai-khoan/mat-khau/moi/1-abc/ HTTP/1.1", "GET /tai-khoan/mat-khau/moi/*** HTTP/1.1"),
        ("GET /viec-lam/?q=0912&token=abc HTTP/1.1", "GET /viec-lam/?*** HTTP/1.1"),
        (r'"GET /loi-moi/a\"abc HTTP/1.1" 404', '"GET /loi-moi/*** HTTP/1.1" 404'),
        ("GET /nhiem-vu/7/ HTTP/1.1", "GET /nhiem-vu/7/ HTTP/1.1"),
        ("GET /lich/ HTTP/1.1", "GET /lich/ HTTP/1.1"),
        ("Có gì lạ? Không.", "Có gì lạ? Không."),
    ],
)
def test_a_line_keeps_what_is_no_secret(line, kept):
    assert mask_secrets(line) == kept


def test_a_path_as_django_names_it_is_masked_to_its_end():
    record = logging.LogRecord(
        "django.request", 30, "", 1, "%s: %s", ("Not Found", '/loi-moi/a "b/'), None
    )
    record.request = RequestFactory().get("/loi-moi/a%20%22b/")
    assert TextFormatter().format(record).endswith(" django.request Not Found: /loi-moi/***")


# Servers that run ---------------------------------------------------------------------------------
@pytest.fixture
def opened(transactional_db) -> dict[str, str]:
    """A path of each kind with a secret that opens something, by its secret."""
    actor, marks = make_actor(), [f"Bimat{secrets.token_hex(12)}" for _number in range(3)]
    now = timezone.now()
    Invitation.objects.create(
        seat=make_seat(),
        email="an@x.example",
        full_name="x",
        starts_on="2026-11-01",
        sent_at=now,
        token_digest=token_digest(marks[0]),
    )
    CalendarFeed.objects.create(
        seat=actor.seat,
        person=actor.person,
        scope=FeedScope.SEAT,
        created_at=now,
        token_digest=token_digest(marks[1]),
    )
    EmailChange.objects.create(
        person=actor.person,
        new_email="moi@x.example",
        asked_at=now,
        old_digest=token_digest(marks[2]),
        new_digest="x",
    )
    uid, key = user_pk_to_url_str(actor.person), default_token_generator.make_token(actor.person)
    return {
        marks[0]: reverse("agencies:invitation", args=[marks[0]]),
        marks[1]: reverse("agencies:calendar-feed", args=[marks[1]]),
        marks[2]: reverse("agencies:account-email-confirm", args=[marks[2]]),
        key: reverse("account_reset_password_from_key", args=[uid, key]),
    }


def ways_to(path: str, secret: str) -> list[tuple[str, str, dict[str, str]]]:
    start = path[: path.index(secret)]
    return [
        ("GET", path, {}),
        ("GET", path.rstrip("/"), {}),
        ("GET", path + "them/", {}),
        ("GET", f"/{path}", {}),
        ("GET", path.replace("-", "%2D"), {}),
        ("GET", f"{start}%20%22{secret}/", {}),
        ("GET", path.upper().replace(secret.upper(), secret), {}),
        ("GET", f"/viec-lam/?token={secret}&x=1", {}),
        ("GET", f"/tai-khoan/dang-nhap/?next={quote(path, safe='')}", {}),
        ("GET", "/viec-lam/", {"Referer": f"http://localhost{path}"}),
        ("GET", "/khong-co/", {"Referer": f"http://localhost/?key={secret}"}),
        ("POST", path, {}),
        ("DELETE", path, {}),
        ("GET", path, {"Host": "la.example"}),
    ]


def crawl(port: int, paths: dict[str, str]) -> list[int]:
    statuses = []
    for secret, path in paths.items():
        for method, target, headers in ways_to(path, secret):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            asked.request(method, target, headers={"Host": "localhost"} | headers)
            statuses.append(asked.getresponse().status)
            asked.close()
        with socket.create_connection(("127.0.0.1", port), timeout=60) as raw:
            raw.sendall(f"GET {path} HTTP/9.9\r\nHost: localhost\r\n\r\n".encode())
            raw.recv(1000)
    return statuses


def with_invalid(paths: dict[str, str]) -> dict[str, str]:
    """The same and such as open nothing, of every kind."""
    invalid = {
        f"Nhamle{secrets.token_hex(8)}": start for start in secret_beginnings(get_resolver())
    }
    made = {
        mark: f"/{start}{'1-' if 'mat-khau' in start else ''}{mark}/"
        for mark, start in invalid.items()
    }
    return paths | made


def found_in(log: Path, paths: dict[str, str]) -> list[str]:
    text = log.read_text().lower()
    return [secret for secret in paths if secret.lower() in text]


def test_the_logs_of_the_image_hold_no_secret(opened, tmp_path):
    paths, log = with_invalid(opened), tmp_path / "log"
    with production_server(connection.settings_dict["NAME"], log) as port:
        statuses = crawl(port, paths)
    assert {200, 302, 400, 403, 404} <= set(statuses)
    assert log.read_text().count(" gunicorn.access ") == len(statuses)
    assert "] GET /loi-moi/*** 404 in " in log.read_text()
    assert found_in(log, paths) == []


@pytest.mark.long("starts a server of its own; that of the image is read in every run")
def test_nor_do_they_when_every_page_breaks(opened, tmp_path):
    paths, log = with_invalid(opened), tmp_path / "log"
    with production_server("postgres", log) as port:  # a database without tables
        statuses = crawl(port, paths)
    assert statuses.count(500) > len(paths)
    assert "Traceback" in log.read_text()
    assert found_in(log, paths) == []


@pytest.mark.long("starts a server of its own; that of the image is read in every run")
def test_control_without_the_mask_the_logs_keep_every_secret(opened, tmp_path):
    paths, log = with_invalid(opened), tmp_path / "log"
    plain = "masking.mask_secrets = lines.mask_secrets = str"
    words = (
        "from config.logs import masking\nfrom config.logs import lines\nfrom config.settings "
        f"import *\n{plain}\n"
    )
    (tmp_path / "unmasked.py").write_text(words)
    more = {"DJANGO_SETTINGS_MODULE": "unmasked", "PYTHONPATH": str(tmp_path)}
    with production_server(connection.settings_dict["NAME"], log, **more) as port:
        crawl(port, paths)
    assert found_in(log, paths) == list(paths)


@pytest.mark.long("starts a server of its own; that of the image is read in every run")
def test_the_trials_log_holds_no_secret(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database(connection.settings_dict["NAME"]))
    monkeypatch.setenv("EMAIL_URL", "memorymail://")
    monkeypatch.chdir(ROOT)
    paths, log = with_invalid(opened), PortalLog(tmp_path / "portal.log")
    with (
        socket.create_server(("127.0.0.1", 0)) as web,
        socket.create_server(("127.0.0.1", 0)) as mail,
    ):
        port = web.getsockname()[1]
        server = _children(log, web, mail, tmp_path)[0]
        server.start()
        try:
            statuses = crawl(port, paths)
        finally:
            stop_children([server])
    assert {200, 302, 404} <= set(statuses)
    assert wait_until(lambda: log.path.read_text().count(" gunicorn.access ") == len(statuses), 20)
    log.close()
    assert found_in(log.path, paths) == []


# What no cache keeps ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_no_cache_keeps_what_is_shown_to_who_has_signed_in():
    client, kept = Client(), {}
    actor = make_actor(role="coordinator")
    client.force_login(actor.person)
    for entry in patterns():
        name = entry.name or ""
        if not name.startswith(("account", "mfa", "session")) or parameters_of(entry):
            continue
        answer = client.get(
            reverse(name if name.startswith(("account_", "mfa_")) else f"agencies:{name}")
        )
        kept[name] = "no-store" in answer.headers.get("Cache-Control", "")
    for path in ("/", "/khong-co-trang/", "/nhiem-vu/", "/hop-thu-di/"):
        kept[path] = "no-store" in client.get(path).headers.get("Cache-Control", "")
    assert kept == dict.fromkeys(kept, True)
    assert {
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "account_change_password",
    } <= kept.keys()


@pytest.mark.django_db
def test_pages_of_passwords_are_not_kept_of_strangers_either(client):
    names = (
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
    )
    told = {name: client.get(reverse(name)).headers["Cache-Control"] for name in names}
    told["key"] = client.get(reverse("account_reset_password_from_key", args=["1", "x"])).headers[
        "Cache-Control"
    ]
    assert {
        name for name, said in told.items() if "no-store" not in said or "private" not in said
    } == set()


# Static files -------------------------------------------------------------------------------------
ALL_CARRY = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Permissions-Policy",
    "Cross-Origin-Resource-Policy",
    "Referrer-Policy",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
)


@pytest.mark.django_db
@pytest.mark.parametrize("secure", [False, True])
def test_static_answers_carry_what_all_others_carry(settings, tmp_path, secure):
    (tmp_path / "a.css").write_text("p{}" * 500)
    (tmp_path / "a.css.gz").write_bytes(b"gz")
    (tmp_path / "h.svg").write_text("<svg/>")
    settings.STATIC_ROOT = str(tmp_path)
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client = Client()
    page = client.get("/tai-khoan/dang-nhap/", secure=secure)
    first = client.get("/static/a.css", secure=secure)
    answers = [
        first,
        client.head("/static/a.css", secure=secure),
        client.get("/static/h.svg", secure=secure),
        client.get("/static/a.css", headers={"Accept-Encoding": "gzip"}, secure=secure),
        client.get("/static/a.css", headers={"If-None-Match": first["ETag"]}, secure=secure),
        client.get("/static/a.css", headers={"Range": "bytes=0-5"}, secure=secure),
        client.get("/static/a.css", headers={"Range": "bytes=99999-"}, secure=secure),
        client.post("/static/a.css", secure=secure),
        client.get("/static/khong-co.css", secure=secure),
    ]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == [
        200,
        200,
        200,
        200,
        304,
        206,
        416,
        405,
        404,
    ]
    names = (*ALL_CARRY, *(["Strict-Transport-Security"] if secure else []))
    wanted = {name: page.headers[name] for name in names}
    assert [{name: answer.headers.get(name) for name in names} for answer in answers] == [
        wanted
    ] * len(answers)
    assert not any("Access-Control-Allow-Origin" in answer.headers for answer in answers)
    assert answers[3]["Content-Encoding"] == "gzip"
