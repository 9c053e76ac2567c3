"""Signing in through an identity provider that runs in a process of its own."""

import re
import socket
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.people.models import Person
from tests.allauth_rows import insert_row, rows
from tests.factories import make_actor, make_person
from tests.identity_provider import CLIENT, PASSWORD, SECRET
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN, UNVERIFIED = "biet@coquan.example", "la@coquan.example", "chua@coquan.example"
CALLBACK = "http://testserver/tai-khoan/sso/nhan/"


@pytest.fixture(scope="module")
def issuer():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "tests.identity_provider", str(port), CALLBACK]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def configured(settings, issuer, monkeypatch):
    """As OIDC_ISSUER configures a portal: config/settings.py adds the application that registers
    the provider.
    """
    monkeypatch.setattr(
        registry,
        "provider_map",
        registry.provider_map | {OpenIDConnectProvider.id: OpenIDConnectProvider},
    )
    app = {
        "provider_id": "sso",
        "name": "Cổng định danh",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": issuer},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


def there(issuer: str, client, email: str) -> str:
    """The address to which the provider sends the browser back, once somebody has signed in
    there.
    """
    asked = client.post(reverse("openid_connect_login")).url
    browser = requests.Session()
    login = f"{issuer}/accounts/login/"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(login).text)
    said = {
        "login": email.partition("@")[0],
        "password": PASSWORD,
        "csrfmiddlewaretoken": token and token[1],
    }
    browser.post(login, said, headers={"Referer": login}, allow_redirects=False)
    return browser.get(asked, allow_redirects=False).headers["Location"]


def come(issuer: str, client, email: str):
    return client.get(there(issuer, client, email))


def is_signed_in(client) -> bool:
    return client.get(reverse("agencies:account")).status_code == 200


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_who_has_an_account_here_comes_in_and_is_linked_once(client, issuer):
    person = make_actor().person
    Person.objects.filter(pk=person.pk).update(email="Biet@CoQuan.example")
    assert "Đăng nhập bằng Cổng định danh" in text_of(client.get(reverse("account_login")))
    answer = come(issuer, client, KNOWN)
    assert (answer.status_code, answer.url) == (302, reverse("agencies:must-do"))
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    Person.objects.filter(pk=person.pk).update(email="dia-chi-khac@coquan.example")
    assert (
        come(issuer, client, KNOWN).status_code == 302
    )  # by the provider's identifier from now on
    assert SocialAccount.objects.filter(user=person).count() == 1
    assert AuditEntry.objects.filter(action="provider-linked", person=person).count() == 1


@pytest.mark.parametrize("kept", ["Hoa.Thu@Lao-Động.vn", "hoa.thu@xn--lao-ng-e3a6012d.vn"])
def test_an_address_in_vietnamese_letters_is_the_same_there(client, issuer, kept):
    person = make_person(email=kept)
    come(issuer, client, "hoa.thu@lao-động.vn")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("whose", ["own", "another's"])
def test_rows_in_the_table_of_allauth_lead_nowhere(client, issuer, whose, verified):
    """Neither to whoever has the row nor away from whoever has the address."""
    person, other = make_actor().person, make_actor().person
    Person.objects.filter(pk=person.pk).update(email=KNOWN)
    row = insert_row({"own": person, "another's": other}[whose].pk, KNOWN, verified=verified)
    come(issuer, client, KNOWN)
    assert client.session["_auth_user_id"] == str(person.pk)
    client.post(reverse("account_logout"))
    Person.objects.filter(pk=person.pk).update(email="dia-chi-khac@coquan.example")
    SocialAccount.objects.all().delete()
    assert come(issuer, client, KNOWN).status_code == 403
    assert rows() == [row]


def test_the_provider_asks_for_the_second_factor_itself(client, issuer, settings):
    settings.MFA_REQUIRED = True
    person = make_actor(role="coordinator").person
    Person.objects.filter(pk=person.pk).update(email=KNOWN)
    come(issuer, client, KNOWN)
    assert client.get(reverse("agencies:must-do")).status_code == 200


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        (UNKNOWN, "Chưa có tài khoản nào dùng địa chỉ la@coquan.example."),
        (UNVERIFIED, "chưa xác minh địa chỉ thư"),
    ],
)
def test_strangers_and_unverified_addresses_are_refused_in_words_and_no_account_is_made(
    client, issuer, email, sentence
):
    make_person(email=UNVERIFIED)
    people = Person.objects.count()
    answer = come(issuer, client, email)
    assert (answer.status_code, sentence in text_of(answer)) == (403, True)
    assert (Person.objects.count(), SocialAccount.objects.count(), is_signed_in(client)) == (
        people,
        0,
        False,
    )


def test_a_closed_account_stays_closed(client, issuer):
    make_person(email=KNOWN, is_active=False)
    come(issuer, client, KNOWN)
    assert not is_signed_in(client)


@pytest.mark.parametrize("change", ["state", "code"])
def test_an_answer_that_was_tampered_with_opens_nothing(client, issuer, change):
    make_person(email=KNOWN)
    back = there(issuer, client, KNOWN)
    said = parse_qs(urlsplit(back).query)
    said[change] = ["made-up"]
    answer = client.get(
        reverse("openid_connect_callback"), {name: values[0] for name, values in said.items()}
    )
    assert (answer.status_code, is_signed_in(client)) == (403, False)


def test_an_answer_asked_for_in_another_browser_opens_nothing(client, issuer):
    from django.test import Client

    make_person(email=KNOWN)
    back = there(issuer, client, KNOWN)
    victim = Client()
    victim.get(back)
    assert not is_signed_in(victim)


def test_a_wrong_client_secret_is_told_and_opens_nothing(client, issuer, settings):
    make_person(email=KNOWN)
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "wrong"
    answer = come(issuer, client, KNOWN)
    assert (answer.status_code, is_signed_in(client)) == (403, False)


def test_without_the_setting_there_is_neither_button_nor_address(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "định danh" not in text_of(client.get(reverse("account_login")))
    addresses = [reverse("openid_connect_login"), reverse("openid_connect_callback")]
    assert [client.post(address).status_code for address in addresses] == [404, 404]
