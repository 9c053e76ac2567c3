"""Workers who ask for a job: with consent, without an account, seen by the employer alone, gone
after their time.
"""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.privacy.models import ConsentText
from agencies.privacy.retention import count_expired_rows, delete_expired_rows
from recruitment.interests import services as interests
from recruitment.interests.models import Interest
from recruitment.public import views as public
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import close_vacancy, pause_vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    verified_employer,
)
from tests.together import told_at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def vacancy():
    province = make_province()
    make_department(province)
    return published_vacancy(verified_employer(province, make_park(make_board(province))))


def url_of(vacancy) -> str:
    return reverse("recruitment:interest-register", args=[vacancy.pk])


def form_of(client, vacancy, **given) -> dict:
    """As somebody fills it in; the digest is that of the words on the page."""
    page = client.get(url_of(vacancy)).content.decode()
    [digest] = re.findall(r'name="words" value="([0-9a-f]{64})"', page)
    said = {
        "full_name": "Nông Thị Lan",
        "phone": "0362 000 187",
        "commune": "xã Tràng Định, Lạng Sơn",
    }
    return said | {"consent": "on", "words": digest} | given


def register(vacancy, **given) -> tuple[Interest, str]:
    said = {
        "full_name": "Nông Thị Lan",
        "phone": "0362000187",
        "commune": "xã Tràng Định",
        "helper_name": "",
    } | given
    return interests.register_interest(
        vacancy=vacancy, consent=interests.consent_digest(vacancy), **said
    )


# Asking -------------------------------------------------------------------------------------------
def test_who_asks_agrees_and_gets_the_link_to_take_it_back(client, vacancy):
    page = client.post(url_of(vacancy), form_of(client, vacancy))
    interest = Interest.objects.get()
    assert (page.status_code, interest.phone, interest.full_name) == (
        200,
        "0362000187",
        "Nông Thị Lan",
    )
    assert vacancy.employer.agency.name in interest.consent.text
    assert (interest.consent.version, interest.consent.language) == (1, "vi")
    [link] = re.findall(
        r'href="http://testserver(/viec-lam/rut-dang-ky/[^"]+)"', page.content.decode()
    )
    assert Interest.objects.count() == 1
    client.get(link)
    assert Interest.objects.count() == 1  # a mail program that looks at links deletes nothing
    client.post(link)
    assert Interest.objects.count() == 0
    assert client.post(link).status_code == 200
    assert "không còn dùng được" in client.get(link).content.decode()


def test_the_box_is_not_ticked_and_without_it_nothing_is_kept(client, vacancy):
    assert "checked" not in client.get(url_of(vacancy)).content.decode()
    page = client.post(url_of(vacancy), form_of(client, vacancy, consent=""))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["consent"])
    assert "Nông Thị Lan" in page.content.decode()
    assert not Interest.objects.exists()


def test_words_that_changed_meanwhile_have_to_be_read_again(client, vacancy, monkeypatch):
    said = form_of(client, vacancy)
    monkeypatch.setattr(interests, "consent_words", lambda vacancy: "Lời mới")
    page = client.post(url_of(vacancy), said)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["consent"])
    assert not Interest.objects.exists()
    client.post(url_of(vacancy), form_of(client, vacancy))
    assert Interest.objects.get().consent.text == "Lời mới"


def test_the_same_words_are_kept_once_and_new_ones_are_the_next_version(vacancy, monkeypatch):
    register(vacancy)
    register(vacancy, phone="0362000188")
    monkeypatch.setattr(interests, "consent_words", lambda vacancy: "Lời mới")
    register(vacancy, phone="0362000189")
    assert list(ConsentText.objects.values_list("version", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"phone": "12"}, "phone"),
        ({"full_name": " "}, "full_name"),
        ({"commune": ""}, "commune"),
        ({"for_other": "on"}, "helper_name"),
        ({"words": "x"}, "consent"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(client, vacancy, given, wrong):
    page = client.post(url_of(vacancy), form_of(client, vacancy, **given))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [wrong])
    assert not Interest.objects.exists()


def test_who_asks_twice_stands_once_and_has_two_links_that_work(client, vacancy):
    first, own = register(vacancy)
    said = form_of(client, vacancy, full_name="NÔNG THỊ LAN", phone="+84 362 000 187")
    page = client.post(url_of(vacancy), said).content.decode()
    [link] = re.findall(r'href="http://testserver(/viec-lam/rut-dang-ky/[^"]+)"', page)
    # The answer is that of a first time, so it tells nobody of the other.
    assert Interest.objects.count() == 1
    assert [interests.find_interest(token) for token in (own, link.split("/")[-2])] == [first] * 2
    client.post(link)
    assert (Interest.objects.count(), interests.find_interest(own)) == (0, None)


def test_of_many_links_the_last_ones_work(vacancy):
    first, own = register(vacancy)
    tokens = [register(vacancy)[1] for _time in range(6)]
    working = [interests.find_interest(token) == first for token in (own, *tokens)]
    assert working == [True, False, *[True] * 5]


def test_the_link_can_be_copied_shared_and_sent_as_a_message(client, vacancy):
    page = client.post(url_of(vacancy), form_of(client, vacancy)).content.decode()
    [link] = re.findall(r'href="(http://testserver/viec-lam/rut-dang-ky/[^"]+)"', page)
    assert f'value="{link}" data-copy-field' in page
    assert f'data-share="{link}"' in page
    [message] = re.findall(r'href="(sms:[^"]+)"', page)
    assert unquote(message).endswith(f"”: {link}")
    assert unquote(message).startswith("sms:?&amp;body=")


def test_nobody_asks_for_a_job_that_is_not_offered(client, vacancy):
    said = form_of(client, vacancy)
    pause_vacancy(vacancy=vacancy, version=vacancy.version, by=representative_of(vacancy.employer))
    assert client.post(url_of(vacancy), said).url == vacancy.get_absolute_url()
    assert not Interest.objects.exists()


# Floods -------------------------------------------------------------------------------------------
def test_a_number_asks_for_ten_jobs_a_day_and_a_commune_office_for_many_people(client, vacancy):
    for number in range(interests.MOST_BY_PHONE):
        register(vacancy, full_name=f"Người {number}")
    page = client.post(url_of(vacancy), form_of(client, vacancy, full_name="Người khác"))
    assert list(page.context["form"].errors) == ["phone"]
    for number in range(30):
        said = {
            "full_name": f"Bản {number}",
            "phone": "0385000519",
            "for_other": "on",
            "helper_name": "Giàng Thị Sua",
        }
        assert client.post(url_of(vacancy), form_of(client, vacancy, **said)).status_code == 200
    assert Interest.objects.filter(helper_name="Giàng Thị Sua").count() == 30


def test_one_address_is_stopped_after_three_hundred(client, vacancy, monkeypatch):
    monkeypatch.setitem(public.RATES, "interest", "2/h/ip")
    answers = [
        client.post(url_of(vacancy), form_of(client, vacancy, phone=f"036200018{n}")).status_code
        for n in range(3)
    ]
    assert answers == [200, 200, 422]


# Who sees it --------------------------------------------------------------------------------------
def test_only_the_employer_sees_who_asks_and_officials_how_many(client, vacancy):
    register(vacancy)
    page = reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])
    sign_in(client, representative_of(vacancy.employer))
    assert "0362 000 187" in client.get(page).content.decode()
    for by in (
        office_of(vacancy.employer),
        make_actor(role=SeatRole.COORDINATOR),
        make_actor(role=SeatRole.LEADER),
    ):
        sign_in(client, by)
        shown = client.get(page).content.decode()
        assert [word for word in ("Nông Thị Lan", "0362", "Tràng Định") if word in shown] == []
        assert "1 worker has asked for this job" in shown


def test_another_employer_and_the_office_change_no_state(client, vacancy):
    interest, _token = register(vacancy)
    url = reverse("recruitment:interest-status", args=[interest.pk])
    other = verified_employer(vacancy.province, vacancy.park)
    for by in (representative_of(other), office_of(vacancy.employer)):
        sign_in(client, by)
        assert client.post(url, {"status": "called"}).status_code == 404
    sign_in(client, representative_of(vacancy.employer))
    client.post(url, {"status": "called"})
    interest.refresh_from_db()
    assert interest.status == "called"


def test_the_log_names_nobody(vacancy):
    interest, token = register(vacancy)
    interests.set_interest_status(
        interest=interest, status="hired", by=representative_of(vacancy.employer)
    )
    interests.withdraw_interest(token=token)
    told = [
        f"{entry.target_label} {entry.before} {entry.after}" for entry in AuditEntry.objects.all()
    ]
    assert [text for text in told if "Lan" in text or "0362000187" in text] == []


# Until when ---------------------------------------------------------------------------------------
def test_deleted_ninety_days_after_the_end_or_180_after_asking(vacancy):
    now = timezone.now()
    interest, _token = register(vacancy)
    close_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        outcome="withdrawn",
        by=representative_of(vacancy.employer),
    )
    Vacancy.objects.update(closed_at=now)
    assert count_expired_rows(now + 89 * DAY)["interests"] == 0
    assert count_expired_rows(now + 90 * DAY)["interests"] == 1
    assert delete_expired_rows(now + 90 * DAY)["interests"] == 1
    assert not Interest.objects.filter(pk=interest.pk).exists()


def test_an_open_vacancy_keeps_nobody_longer_than_180_days(vacancy):
    now = timezone.now()
    register(vacancy)
    assert [count_expired_rows(now + days * DAY)["interests"] for days in (179, 181)] == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_who_are_the_first_to_see_new_words_make_one_version(vacancy):
    def ask(number: int):
        return register(Vacancy.objects.get(pk=vacancy.pk), phone=f"036200010{number}")

    told_at_once(*(lambda n=n: ask(n) for n in range(4)))
    assert (Interest.objects.count(), ConsentText.objects.count()) == (4, 1)
