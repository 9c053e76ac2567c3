"""After a leaked key everybody is signed out by one command."""

from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.factories import make_actor

pytestmark = pytest.mark.django_db


def signed_in() -> Client:
    browser = Client()
    browser.force_login(make_actor().person)
    return browser


def is_signed_in(browser: Client) -> bool:
    return "dang-nhap" not in browser.get(reverse("agencies:notice-list")).headers.get(
        "Location", ""
    )


def test_everybody_is_signed_out_and_told_how_many():
    browsers = [signed_in(), signed_in()]
    assert [is_signed_in(browser) for browser in browsers] == [True, True]
    said = StringIO()
    call_command("end_sessions", stdout=said)
    assert [is_signed_in(browser) for browser in browsers] == [False, False]
    assert "Đã kết thúc 2 phiên đăng nhập" in said.getvalue()
    assert UserSession.objects.count() == 0
