"""Accounts of the demonstration open nothing where the portal stands on the network, whatever way
they come.
"""

from datetime import date

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.api.choices import TokenState
from agencies.api.models import ApiToken
from agencies.bodies.choices import ProvinceScope, SeatRole
from agencies.database.tokens import token_digest
from agencies.members.models import Invitation
from agencies.people.models import Person, SeatHolding
from agencies.sign_in.adapters import ProviderAdapter
from agencies.sign_in.demonstration import find_accounts_of_demonstration
from tests.factories import make_actor, make_person, make_seat

pytestmark = pytest.mark.django_db
PASSWORD = "nhan-luc-2026"
DEMO, OWN = "van-phong@caulaodong.example", "van-phong@coquan.example"
SENTENCE = "Đây là tài khoản dùng thử"
ADDRESSES = [
    ("van-phong@caulaodong.example", True),
    ("nhan-su-2@doanhnghiep.example", True),
    (OWN, False),
]


@pytest.fixture
def on_the_network(settings):
    settings.HTTPS = True


def account(email: str, **fields):
    actor = make_actor(role=SeatRole.OFFICER)
    actor.person.email = email
    actor.person.set_password(PASSWORD)
    actor.person.save()
    return actor


def sign_in_page(email: str, browser: Client | None = None):
    return (browser or Client()).post(
        reverse("account_login"), {"login": email, "password": PASSWORD}
    )


@pytest.mark.parametrize(("email", "is_refused"), ADDRESSES)
def test_a_password_opens_no_such_account(on_the_network, email, is_refused):
    account(email)
    answer = sign_in_page(email)
    assert (answer.status_code == 200, SENTENCE in answer.content.decode()) == (
        is_refused,
        is_refused,
    )
    assert (authenticate(None, email=email, password=PASSWORD) is None) is is_refused


def test_however_the_address_is_written(on_the_network):
    account(DEMO)
    assert SENTENCE in sign_in_page(" Van-Phong@CauLaoDong.EXAMPLE").content.decode()


def test_without_an_account_the_sentence_is_the_same(on_the_network):
    assert SENTENCE in sign_in_page("khong-ai@caulaodong.example").content.decode()


def test_in_a_trial_they_open():
    account(DEMO)
    assert sign_in_page(DEMO).status_code == 302


@pytest.mark.parametrize(("email", "is_refused"), ADDRESSES)
def test_a_session_from_before_ends_with_the_sentence(settings, email, is_refused):
    actor = account(email)
    browser = Client()
    browser.force_login(actor.person)
    assert browser.get(reverse("agencies:must-do")).status_code == 200
    settings.HTTPS = True
    settings.SECURE_SSL_REDIRECT = False
    answer = browser.get(reverse("agencies:must-do"), follow=True)
    assert (answer.redirect_chain != [], SENTENCE in answer.content.decode()) == (
        is_refused,
        is_refused,
    )
    again = browser.get(reverse("agencies:must-do"), follow=True)
    assert SENTENCE not in again.content.decode()  # said once


@pytest.mark.parametrize(("email", "is_refused"), ADDRESSES)
def test_an_api_token_opens_nothing(client, settings, email, is_refused):
    actor = account(email)
    SeatHolding.objects.update(is_administrator=True)
    ApiToken.objects.create(
        agency=actor.seat.agency,
        name="x",
        scopes=[ProvinceScope.PROVINCES],
        token_digest=token_digest("chu-so-bi-mat"),
        created_at=timezone.now(),
        created_person=actor.person,
    )
    path = "/api/v1/provinces?name=Lạng Sơn"
    token = {"authorization": "Bearer chu-so-bi-mat"}
    assert client.get(path, headers=token).status_code == 200
    settings.HTTPS = True
    answer = client.get(path, headers=token)
    assert (
        answer.status_code == 401,
        bool(answer.json().get("detail") if is_refused else False),
    ) == (
        is_refused,
        is_refused,
    )
    state = TokenState.ACCOUNT_CLOSED if is_refused else TokenState.LIVE
    assert ApiToken.objects.with_state().get().state == state


@pytest.mark.parametrize(("email", "is_refused"), ADDRESSES)
@pytest.mark.parametrize("has_account", [False, True])
def test_an_invitation_makes_no_such_account_and_gives_it_no_seat(
    settings, email, is_refused, has_account
):
    seat = make_seat()
    Invitation.objects.create(
        seat=seat,
        email=email,
        full_name="An",
        starts_on=date(2026, 1, 1),
        token_digest=token_digest("loi-moi"),
        sent_at=timezone.now(),
    )
    browser, path = Client(), reverse("agencies:invitation", args=["loi-moi"])
    if has_account:
        person = make_person(email=email)
        browser.force_login(person)
    settings.HTTPS = True
    settings.SECURE_SSL_REDIRECT = False
    typed = {"full_name": "An", "password": "một câu dài dễ nhớ", "again": "một câu dài dễ nhớ"}
    browser.post(path, typed)
    assert SeatHolding.objects.filter(seat=seat).exists() is not is_refused
    assert Person.objects.filter(email=email).exists() is (has_account or not is_refused)
    if is_refused and not has_account:
        assert "Đây là địa chỉ của bộ dùng thử" in browser.post(path, typed).content.decode()


@pytest.mark.parametrize(("email", "is_refused"), ADDRESSES)
def test_an_identity_provider_opens_no_such_account(rf, on_the_network, email, is_refused):
    class Known(SocialLogin):
        is_existing = True

    login = Known(user=make_person(email=email))
    request = rf.get("/")
    if not is_refused:
        assert ProviderAdapter().pre_social_login(request, login) is None
        return
    with pytest.raises(ImmediateHttpResponse) as refused:
        ProviderAdapter().pre_social_login(request, login)
    answer = refused.value.response
    assert (answer.status_code, SENTENCE in answer.content.decode()) == (403, True)


# manage.py check --deploy -------------------------------------------------------------------------
def test_check_deploy_reports_such_accounts_as_an_error():
    make_person(email=OWN)
    assert find_accounts_of_demonstration() == []
    make_person(email=DEMO)
    [error] = find_accounts_of_demonstration()
    assert (error.id, DEMO in error.msg) == ("agencies.E001", True)
    with pytest.raises(SystemCheckError, match=r"agencies\.E001"):
        call_command("check", deploy=True)
    call_command("check")  # not a deployment


def test_check_deploy_says_when_it_cannot_know(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agencies_person RENAME TO agencies_person_gone")
    [info] = find_accounts_of_demonstration()
    assert info.id == "agencies.I001"
