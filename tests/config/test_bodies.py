"""What is too much is refused by its length, unread: strangers send words, others ten files."""

import io

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.urls import reverse

from agencies.evidence.services import LARGEST, MOST_FILES
from agencies.privacy.models import DataRequest
from config.middleware.bodies import MEGABYTE, OF_STRANGERS, OF_THE_SIGNED_IN
from tests.factories import make_actor, sign_in

pytestmark = pytest.mark.django_db
PUBLIC = "agencies:data-request-make"


class Unread(io.RawIOBase):
    """A body of which each byte that is read is counted."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.taken += len(buffer)
        return len(buffer)


def send(client: Client, path: str, length: int, kind: str = "multipart/form-data; boundary=x"):
    """The answer to a body of that stated length, and how much of it was read."""
    body = Unread()
    environ = client._base_environ(
        PATH_INFO=path, REQUEST_METHOD="POST", CONTENT_TYPE=kind, CONTENT_LENGTH=str(length)
    )
    request = WSGIRequest(environ | {"wsgi.input": body})
    request._dont_enforce_csrf_checks = True
    return client.handler.get_response(request), body.taken


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"]
)
def test_a_stranger_s_flood_is_refused_unread(client, kind):
    client.handler.load_middleware()
    for path in (reverse(PUBLIC), reverse("account_login"), reverse("agencies:directive-upload")):
        answer, taken = send(client, path, OF_STRANGERS + 1, kind)
        assert (answer.status_code, taken) == (413, 0)
        assert "Dữ liệu gửi lên quá lớn" in answer.content.decode()


def test_who_has_signed_in_may_send_ten_files_and_no_more(client):
    sign_in(client, make_actor(role="coordinator"))
    client.get("/")
    cookies = {"HTTP_COOKIE": client.cookies.output(header="", sep=";").strip()}
    assert OF_THE_SIGNED_IN > MOST_FILES * LARGEST
    client.defaults |= cookies
    client.handler.load_middleware()
    assert (
        send(client, reverse("agencies:directive-upload"), OF_THE_SIGNED_IN + 1)[0].status_code
        == 413
    )
    answer, taken = send(client, reverse("agencies:directive-upload"), 2 * MEGABYTE)
    assert (answer.status_code != 413, taken > 0) == (True, True)


def test_ten_thousand_fields_are_refused_and_nothing_is_kept(client):
    answer = client.post(reverse(PUBLIC), {f"f{n}": "x" for n in range(10_000)})
    assert (answer.status_code, DataRequest.objects.count()) == (400, 0)


def test_long_words_are_refused_at_their_field(client):
    cache.clear()
    make_actor(role="coordinator")
    said = {
        "kind": "erase",
        "full_name": "x" * 10_000,
        "contact": "x" * 10_000,
        "text": "x" * 100_000,
    }
    answer = client.post(reverse(PUBLIC), said)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422,
        ["contact", "full_name", "text"],
    )


@pytest.mark.parametrize("stated", ["", "abc", "-5", "²", "9" * 5000])
def test_an_odd_length_breaks_nothing(client, stated):
    client.handler.load_middleware()
    environ = client._base_environ(
        PATH_INFO=reverse(PUBLIC), REQUEST_METHOD="POST", CONTENT_LENGTH=stated
    )
    assert client.handler.get_response(WSGIRequest(environ)).status_code in (400, 403, 413, 422)
