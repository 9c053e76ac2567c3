"""The media kit behind its signed link."""

import datetime

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.errors import RuleError
from campaigns.kits.models import KitLink
from campaigns.kits.services import kit_token, share_kit, withdraw_kit
from campaigns.waves.services import cancel_wave
from tests.checksums import fingerprint
from tests.factories_campaigns import (
    make_cast,
    make_content,
    make_outlet,
    make_wave,
    released_content,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = datetime.date(2024, 3, 4)
NOON = datetime.datetime(2024, 3, 4, 5, tzinfo=datetime.UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def wave(cast):
    return make_wave(cast.department, message="Việc làm cho bà con.")


@pytest.fixture
def released(wave, cast):
    file = ContentFile(PNG, name="anh.png")
    return released_content(wave, cast, title="Phóng sự", files=[file])


@pytest.fixture
def link(wave, cast, released):
    outlet = make_outlet(cast.department, name="Báo Lạng Sơn")
    return share_kit(
        wave=wave, outlet=outlet, expires_on=TODAY + datetime.timedelta(days=10), by=cast.department
    )


def first_page(link: KitLink) -> str:
    return reverse("campaigns:media-kit", args=[kit_token(link)])


def all_pages(link: KitLink, released) -> list[str]:
    token = kit_token(link)
    return [
        first_page(link),
        reverse("campaigns:media-kit-contents", args=[token]),
        reverse("campaigns:media-kit-file", args=[token, released.files.get().pk]),
    ]


def statuses(client, paths: list[str]) -> list[int]:
    found = []
    for path in paths:
        answer = client.get(path)
        list(answer.streaming_content if answer.streaming else ())
        found.append(answer.status_code)
    return found


def test_whoever_has_the_link_gets_the_kit_without_an_account(client, link, released):
    pages = all_pages(link, released)
    assert statuses(client, pages) == [200, 200, 200]
    page = client.get(pages[1]).content.decode()
    assert "Việc làm cho bà con." in page
    assert "Phóng sự" in page
    file = client.get(pages[2])
    assert b"".join(file.streaming_content) == PNG
    assert file["Content-Type"] == "image/png"
    assert {client.get(page)["Referrer-Policy"] for page in pages[:2]} == {"same-origin"}


def test_what_is_not_released_is_not_in_the_kit(client, wave, cast, link):
    draft = make_content(
        wave, cast.newsroom, title="Bản nháp", files=[ContentFile(PNG, name="nhap.png")]
    )
    token = kit_token(link)
    page = client.get(reverse("campaigns:media-kit-contents", args=[token])).content.decode()
    assert "Bản nháp" not in page
    path = reverse("campaigns:media-kit-file", args=[token, draft.files.get().pk])
    assert client.get(path).status_code == 404


def test_a_file_of_another_wave_is_not_in_the_kit(client, cast, link):
    other = released_content(
        make_wave(cast.department), cast, files=[ContentFile(PNG, name="khac.png")]
    )
    path = reverse("campaigns:media-kit-file", args=[kit_token(link), other.files.get().pk])
    assert client.get(path).status_code == 404


def test_looking_counts_nothing_and_the_button_counts_once(client, link):
    before = fingerprint()
    client.get(first_page(link))
    client.head(first_page(link))
    assert fingerprint() == before
    answer = client.post(first_page(link))
    assert answer.status_code == 302
    link.refresh_from_db()
    assert (link.opened, link.last_opened_on) == (1, TODAY)


@pytest.mark.parametrize("change", ["over", "withdrawn", "cancelled", "forged", "shortened"])
def test_a_link_that_is_over_opens_nothing(client, link, released, cast, change):
    pages = all_pages(link, released)
    match change:
        case "over":
            KitLink.objects.update(expires_on=TODAY - datetime.timedelta(days=1))
        case "withdrawn":
            withdraw_kit(link=link, by=cast.department)
        case "cancelled":
            cancel_wave(wave=link.wave, version=0, reason="x", by=cast.department)
        case "forged":
            token = kit_token(link)
            pages = [page.replace(token, f"{link.pk + 1}.{token.split('.')[1]}") for page in pages]
        case "shortened":
            token = kit_token(link)
            pages = [page.replace(token, token[:-3]) for page in pages]
    before = fingerprint()
    assert statuses(client, pages) == [404, 404, 404]
    assert client.post(pages[0]).status_code == 404
    assert fingerprint() == before


def test_a_new_link_for_the_same_outlet_ends_the_earlier_one(client, link, cast):
    again = share_kit(
        wave=link.wave, outlet=link.outlet, expires_on=link.expires_on, by=cast.department
    )
    assert statuses(client, [first_page(link), first_page(again)]) == [404, 200]


def test_an_empty_kit_is_not_shared(wave, cast):
    outlet = make_outlet(cast.department)
    with pytest.raises(RuleError, match="would be empty"):
        share_kit(wave=wave, outlet=outlet, expires_on=TODAY, by=cast.department)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_link_ends_within_a_year(wave, cast, released, days):
    ends = TODAY + datetime.timedelta(days=days)
    with pytest.raises(RuleError) as refused:
        share_kit(
            wave=wave, outlet=make_outlet(cast.department), expires_on=ends, by=cast.department
        )
    assert refused.value.field == "expires_on"


def test_a_newsroom_shares_no_link(wave, cast, released):
    outlet = make_outlet(cast.department)
    with pytest.raises(RuleError, match="Only the labour department"):
        share_kit(wave=wave, outlet=outlet, expires_on=TODAY, by=cast.newsroom)
