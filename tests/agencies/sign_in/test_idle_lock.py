"""A session that was left alone is locked; the password opens it and nothing typed is lost."""

import html
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.sign_in import idle_lock as idle
from agencies.tasks.occurrence_models import Progress
from tests.factories import make_actor, make_task

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"
TYPED = {"text": "Đã họp ngày 20/11; còn <chờ> số liệu.\nDòng hai.", "version": "0"}
UNLOCK, HOME = "/tai-khoan/mo-khoa/", "/viec-can-lam/"


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-25T02:00:00Z", tick=False) as found:
        yield found


@pytest.fixture
def actor(clock):
    found = make_actor()
    found.person.set_password(PASSWORD)
    found.person.save()
    return found


@pytest.fixture
def browser(actor):
    found = Client(enforce_csrf_checks=True)
    found.force_login(actor.person)
    found.get(HOME)
    return found


def token(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]


def fields(page, action: str) -> dict[str, str]:
    """The hidden inputs of the form that goes to `action`, unescaped as a browser does."""
    form = re.search(
        rf'<form method="post" action="{re.escape(action)}".*?</form>',
        page.content.decode(),
        re.DOTALL,
    )[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)"\s+value="([^"]*)"', form, re.DOTALL)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (16, False)])
def test_a_quarter_of_an_hour_without_an_act_locks_the_session(browser, clock, minutes, opens):
    clock.shift(minutes * 60)
    answer = browser.get(HOME)
    assert (answer.status_code == 200) is opens
    if not opens:
        assert answer.url == f"{UNLOCK}?next=%2Fviec-can-lam%2F"


def test_every_act_begins_the_time_anew_and_typing_counts_as_one(browser, clock):
    page = browser.get(HOME)
    for _step in range(4):
        clock.shift(10 * 60)
        alive = browser.post(
            reverse("agencies:session-alive"), headers={"X-CSRFToken": token(page)}
        )
        assert alive.status_code == 204
    assert browser.get(HOME).status_code == 200


def test_the_password_opens_it_where_one_was_and_a_wrong_one_does_not(browser, clock):
    clock.shift(16 * 60)
    page = browser.get(f"{UNLOCK}?next=/nhiem-vu/")
    said = fields(page, UNLOCK)
    wrong = browser.post(UNLOCK, said | {"password": "sai"})
    assert (wrong.status_code, "Mật khẩu hiện tại không đúng." in wrong.content.decode()) == (
        422,
        True,
    )
    assert browser.get(HOME).status_code == 302
    right = browser.post(UNLOCK, said | {"password": PASSWORD})
    assert (right.status_code, right.url) == (302, "/nhiem-vu/")
    assert browser.get(HOME).status_code == 200


def test_a_form_that_comes_too_late_is_given_back_and_sent_again(browser, actor, clock):
    occurrence = make_task(lead=actor.seat.agency).occurrences.get()
    page = browser.get(occurrence.get_absolute_url())
    clock.shift(16 * 60)
    to = reverse("agencies:task-report", args=[occurrence.pk])
    locked = browser.post(to, TYPED | {"csrfmiddlewaretoken": token(page)})
    assert (locked.status_code, Progress.objects.count()) == (423, 0)
    opened = browser.post(UNLOCK, fields(locked, UNLOCK) | {"password": PASSWORD})
    sent = fields(opened, to)
    assert {name: sent[name] for name in TYPED} == TYPED
    assert browser.post(to, sent).status_code == 302
    assert Progress.objects.get().text == TYPED["text"]


def test_a_wrong_password_in_between_keeps_the_form(browser, actor, clock):
    occurrence = make_task(lead=actor.seat.agency).occurrences.get()
    page = browser.get(occurrence.get_absolute_url())
    clock.shift(16 * 60)
    to = reverse("agencies:task-report", args=[occurrence.pk])
    locked = browser.post(to, TYPED | {"csrfmiddlewaretoken": token(page)})
    again = browser.post(UNLOCK, fields(locked, UNLOCK) | {"password": "sai"})
    assert fields(again, UNLOCK)["kept-text"] == TYPED["text"]


def test_secrets_do_not_travel_along(browser, clock):
    page = browser.get(HOME)
    clock.shift(16 * 60)
    said = {
        "oldpassword": "bí mật",
        "password1": "bí mật",
        "password2": "bí mật",
        "csrfmiddlewaretoken": token(page),
    }
    locked = browser.post(reverse("account_change_password"), said)
    assert (locked.status_code, "bí mật" in locked.content.decode()) == (423, False)


def test_a_script_hears_that_the_page_is_locked(browser, clock):
    clock.shift(16 * 60)
    assert browser.get("/nhiem-vu/", headers={"HX-Request": "true"}).status_code == 423


def test_nothing_of_others_opens_in_a_locked_session_but_signing_out(browser, actor, clock):
    evidence_like = ["/nhiem-vu/", "/nhiem-vu/xuat/", "/thong-bao/", "/quan-tri/", "/tai-khoan/"]
    clock.shift(16 * 60)
    assert {browser.get(path).status_code for path in evidence_like} == {302}
    page = browser.get(UNLOCK)
    assert (
        browser.post(reverse("account_logout"), {"csrfmiddlewaretoken": token(page)}).status_code
        == 302
    )
    assert browser.get(HOME).url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example", "/\\evil.example", "/khong-co-trang/"]
)
def test_unlocking_leads_only_to_own_pages(browser, clock, path):
    clock.shift(16 * 60)
    page = browser.get(UNLOCK, {"next": path})
    answer = browser.post(
        UNLOCK, fields(page, UNLOCK) | {"password": PASSWORD, "next": path, "to": path}
    )
    assert answer.url == HOME


def test_guesses_at_the_lock_are_counted_like_those_at_the_door(browser, clock):
    clock.shift(16 * 60)
    said = fields(browser.get(UNLOCK), UNLOCK)
    for _attempt in range(5):
        browser.post(UNLOCK, said | {"password": "sai"})
    assert browser.post(UNLOCK, said | {"password": PASSWORD}).status_code == 422


def test_a_sign_in_lasts_twelve_hours_however_busy(browser, clock):
    for _step in range(73):
        clock.shift(10 * 60)
        answer = browser.get(HOME)
    assert (answer.status_code, answer.url.startswith(reverse("account_login"))) == (302, True)


def test_without_the_lock_the_page_would_open(browser, clock, settings):
    """The control: the same pause with a longer limit."""
    settings.IDLE_LOCK_MINUTES = 60
    clock.shift(16 * 60)
    assert browser.get(HOME).status_code == 200


def test_the_session_is_not_written_at_every_look(browser, clock):
    page = browser.get(HOME)
    assert page.status_code == 200
    clock.shift(29)
    before = browser.session[idle.ACTED]
    browser.get(HOME)
    assert browser.session[idle.ACTED] == before
