"""Pages leave compressed over a real connection; secrets, files and static files do not pass
through it.
"""

import gzip
import http.client
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import get_resolver, reverse

from agencies.feeds.choices import FeedScope
from agencies.feeds.services import create_feed
from config.middleware.compression import SHOWING_SECRETS
from tests.factories import make_actor
from tests.test_permission_table import url_names

LIST = "/viec-lam/"


class Answer:
    """As the bytes came over the connection."""

    def __init__(self, live_server, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc)
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        connection.close()


@pytest.fixture
def session(transactional_db) -> str:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(make_actor(role="coordinator").person)
    assert client.session[SESSION_KEY]
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest.mark.parametrize(
    "path", [LIST, "/viec-can-lam/", "/nhat-ky/", "/api/v1/openapi.json", "/viec-lam/atom/"]
)
def test_words_leave_compressed_and_are_the_same_words(live_server, session, path):
    packed = Answer(live_server, path, Accept_Encoding="gzip", Cookie=session)
    plain = Answer(live_server, path, Cookie=session)
    assert (packed.status, plain.status) == (200, 200)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.body) < len(plain.body)
    words = gzip.decompress(packed.body).decode()
    assert words[-10:] == plain.body.decode()[-10:]


def test_the_length_says_nothing_sure(live_server, transactional_db):
    lengths = {
        len(Answer(live_server, "/robots.txt", Accept_Encoding="gzip").body) for _time in range(12)
    }
    assert len(lengths) > 1


def test_head_says_what_get_would_and_sends_nothing(live_server, transactional_db):
    answer = Answer(live_server, LIST, "HEAD", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"], answer.body) == (200, "gzip", b"")


def test_a_calendar_that_has_not_changed_is_304_whatever_the_encoding(
    live_server, transactional_db
):
    _feed, token = create_feed(scope=FeedScope.AGENCY, by=make_actor())
    path = reverse("agencies:calendar-feed", args=[token])
    first = Answer(live_server, path, Accept_Encoding="gzip")
    assert (first.status, "Content-Encoding" in first.headers) == (200, False)
    again = Answer(live_server, path, Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("name", ["recruitment:interest-withdraw", "agencies:invitation"])
def test_a_page_with_a_token_leaves_as_it_is(live_server, transactional_db, name):
    answer = Answer(live_server, reverse(name, args=["no-such"]), Accept_Encoding="gzip")
    assert "Content-Encoding" not in answer.headers


def test_a_workbook_leaves_as_it_is(live_server, session):
    answer = Answer(
        live_server, reverse("agencies:task-export"), Accept_Encoding="gzip", Cookie=session
    )
    assert (answer.status, answer.body[:2]) == (200, b"PK")
    assert "Content-Encoding" not in answer.headers


def test_the_pages_with_secrets_exist():
    assert SHOWING_SECRETS - url_names(get_resolver()) == set()


def test_static_files_leave_as_they_were_compressed_when_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    texts = {"": b"body{}" * 99, ".gz": b"\x1f\x8b of collecting", ".br": b"brotli of collecting"}
    for ending, content in texts.items():
        (tmp_path / f"a.css{ending}").write_bytes(content)
    client = Client()
    answers = {
        code: client.get("/static/a.css", headers={"accept-encoding": code})
        for code in ("br", "gzip", "x")
    }
    bodies = {code: b"".join(answer.streaming_content) for code, answer in answers.items()}
    assert bodies == {"br": texts[".br"], "gzip": texts[".gz"], "x": texts[""]}
    assert [answer.get("Content-Encoding") for answer in answers.values()] == ["br", "gzip", None]
