"""Alerts: an official keeps a search and hears each working morning what is new in it."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.people.models import SeatHolding
from recruitment.bulletins.alerts import MOST_ALERTS, save_alert, send_alerts
from recruitment.bulletins.models import DemandAlert
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    published_vacancy,
    verified_employer,
)

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 8) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime(2026, 11, day, hour)), tick=False)  # noqa: DTZ001


@pytest.fixture
def employer():
    province = make_province("Bắc Ninh")
    make_department(province)
    with at(2):
        return verified_employer(province, name="Công ty TNHH Ánh Sao")


@pytest.fixture
def centre():
    return make_actor(role=SeatRole.JOB_CENTRE)


def test_a_kept_search_tells_what_is_new_and_nothing_twice(client, employer, centre, mailoutbox):
    with at(10):
        published_vacancy(employer, title="Thợ hàn")
        sign_in(client, centre)
        client.post(
            reverse("recruitment:alert-list"), {"q": "thợ", "occupation": "82", "wage": "x"}
        )
    assert DemandAlert.objects.get().query == "q=th%E1%BB%A3&occupation=82"
    with at(11):
        published_vacancy(employer, title="Thợ lắp ráp", headcount=300)
        published_vacancy(employer, title="Kỹ sư", occupation="21")
    sent = []
    for day, hour in ((11, 6), (11, 8), (11, 9), (12, 8)):
        with at(day, hour):
            sent.append(send_alerts())
    assert sent == [0, 1, 0, 0]
    with at(11):
        deliver_messages()
    [mail] = [mail for mail in mailoutbox if mail.to == [centre.person.email]]
    assert "– Thợ lắp ráp, 300 người, 9–12 triệu: Công ty TNHH Ánh Sao" in mail.body
    assert ("Thợ hàn" in mail.body, "Kỹ sư" in mail.body) == (False, False)
    assert "/ban-tin/?q=th%E1%BB%A3&occupation=82" in mail.body


def test_a_letter_speaks_the_language_of_whom_it_goes_to(client, employer, centre, mailoutbox):
    """Wages were written in Vietnamese into English letters, and the search as it was saved."""
    with at(10):
        sign_in(client, centre)
        client.cookies["django_language"] = "vi"
        client.post(reverse("recruitment:alert-list"), {"occupation": "82"})
    centre.person.language = "en"
    centre.person.save()
    with at(11):
        published_vacancy(employer, title="Thợ lắp ráp", headcount=1300, income_from="9.5")
        send_alerts()
        deliver_messages()
    [mail] = [mail for mail in mailoutbox if mail.to == [centre.person.email]]
    assert "– Thợ lắp ráp, 1,300 people, 9.5–12 million VND: Công ty TNHH Ánh Sao" in mail.body
    assert "1 new vacancy: Occupation: Assembling" in mail.subject


def test_nothing_is_sent_on_a_day_off_nor_to_who_has_left_the_seat(employer, centre):
    with at(12):
        save_alert(query="", terms=[], words="", by=centre)
        published_vacancy(employer)
    with at(14):
        assert send_alerts() == 0  # a Saturday
    SeatHolding.objects.filter(person=centre.person).update(
        starts_on="2020-01-01", ends_on="2026-11-15"
    )
    with at(16):
        assert (send_alerts(), OutboxMessage.objects.filter(template="demand_alert").count()) == (
            0,
            0,
        )
    assert not DemandAlert.objects.exists()


def test_a_search_is_kept_once_and_stopped_by_its_owner_alone(client, centre):
    for _time in range(2):
        save_alert(query="q=x", terms=["x"], words="x", by=centre)
    alert = DemandAlert.objects.get()
    url = reverse("recruitment:alert-end", args=[alert.pk])
    sign_in(client, make_actor(role=SeatRole.JOB_CENTRE))
    assert client.post(url).status_code == 404
    sign_in(client, centre)
    client.post(url)
    assert not DemandAlert.objects.exists()


def test_nobody_keeps_more_than_can_be_read(centre):
    for number in range(MOST_ALERTS):
        save_alert(query=f"q={number}", terms=[], words="", by=centre)
    with pytest.raises(RuleError, match="Đã lưu 20 tin báo"):
        save_alert(query="q=one+more", terms=[], words="", by=centre)
    save_alert(query="q=0", terms=[], words="", by=centre)
    with pytest.raises(RuleError, match="Vị trí công tác này không dùng bảng nhu cầu"):
        save_alert(query="", terms=[], words="", by=make_actor(role=SeatRole.OFFICER))
