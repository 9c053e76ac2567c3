"""Employers are told of workers who want to come, and offices of those whom nobody calls."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.people.choices import Channel, MailMode
from recruitment.interests import services as interests
from recruitment.interests.employer_letters import (
    last_day_to_have_called,
    remind_of_calls,
    tell_each_morning,
)
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    verified_employer,
)
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
KINDS = ("worker_registered", "workers_registered", "workers_uncalled")


def at(day: int, hour: int = 9) -> time_machine.travel:
    # In Viet Nam; 2 March 2026 is a Monday.
    return time_machine.travel(datetime(2026, 3, day, hour - 7, tzinfo=UTC), tick=False)


@pytest.fixture
def vacancy():
    with at(2):
        province = make_province()
        make_department(province)
        return published_vacancy(verified_employer(province), title="Thợ hàn")


def register(vacancy, name: str = "Nông Thị Lan"):
    return interests.register_interest(
        vacancy=vacancy,
        consent=interests.consent_digest(vacancy),
        full_name=name,
        phone="0362000187",
        commune="xã Tràng Định",
    )


def letters(channel: str = Channel.MAIL) -> list[tuple[str, int]]:
    rows = OutboxMessage.objects.filter(template__in=KINDS, channel=channel).order_by("pk")
    return [(row.template, row.person_id) for row in rows]


def chosen(vacancy, mode: str):
    person = representative_of(vacancy.employer).person
    person.mail_mode = mode
    person.save()
    return person


def test_one_letter_each_working_morning_of_all_who_registered_since(vacancy):
    person = chosen(vacancy, MailMode.DIGEST)
    with at(3, 20):
        register(vacancy)
        register(vacancy, "Vi Văn Nam")
    assert letters() == []
    with at(4, 6 + 1):
        assert [tell_each_morning(), tell_each_morning()] == [1, 0]
    with at(4, 10):
        register(vacancy, "Lý Thị Hoa")
        assert tell_each_morning() == 0
    assert letters() == letters(Channel.PORTAL) == [("workers_registered", person.pk)]
    with at(4, 11):
        [text] = [each.body for each in sent_letters() if "– Thợ hàn: 2" in each.body]
    assert not any(name in text for name in ("Lan", "Nam", "Hoa", "0362"))
    with at(7, 8):  # a Saturday
        assert tell_each_morning() == 0
    with at(9, 8):
        assert tell_each_morning() == 1


def test_at_once_for_whoever_has_chosen_so(vacancy):
    person = chosen(vacancy, MailMode.SINGLE)
    with at(3, 10):
        register(vacancy)
        register(vacancy)  # asks again
    with at(4, 8):
        assert tell_each_morning() == 0
    assert letters() == letters(Channel.PORTAL) == [("worker_registered", person.pk)]


def test_a_notice_says_it_and_opens_the_vacancy(client, vacancy):
    chosen(vacancy, MailMode.SINGLE)
    with at(3):
        register(vacancy)
        sign_in(client, representative_of(vacancy.employer))
        client.cookies["django_language"] = "vi"
        page = client.get(reverse("agencies:notice-list")).content.decode()
        assert "Có người đăng ký làm việc: “Thợ hàn”" in page
        notice = OutboxMessage.objects.get(channel=Channel.PORTAL)
        opened = client.post(reverse("agencies:notice-open", args=[notice.pk]))
    assert opened.url == reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])


def test_three_working_days_are_counted_by_the_calendar():
    days = {
        today: last_day_to_have_called(datetime(2026, 3, today, tzinfo=UTC).date()).day
        for today in (6, 9, 10)
    }
    assert days == {6: 2, 9: 3, 10: 4}


def test_the_office_says_a_word_when_nobody_calls(client, vacancy):
    by = office_of(vacancy)
    with at(2, 10):
        register(vacancy)
    with at(5):
        with pytest.raises(RuleError, match="chờ gọi quá 3 ngày làm việc"):
            remind_of_calls(vacancy=vacancy, words="", by=by)
        sign_in(client, by)
        page = client.get(reverse("recruitment:uncalled-list"))
        assert page.context["rows"] == []
    with at(6):
        sign_in(client, by)
        page = client.get(reverse("recruitment:uncalled-list"))
        assert [(row.title, row.uncalled) for row in page.context["rows"]] == [("Thợ hàn", 1)]
        assert "Lan" not in page.content.decode()
        url = reverse("recruitment:calls-remind", args=[vacancy.pk])
        for _time in range(2):  # once a day
            client.post(url, {"words": "Đề nghị gọi trong hôm nay."})
        page = client.get(reverse("recruitment:uncalled-list"))
        assert [row.reminded_at for row in page.context["rows"]] == [timezone.now()]
        bodies = [each.body for each in sent_letters()]
    assert len([body for body in bodies if "Đề nghị gọi trong hôm nay." in body]) == 1
    [entry] = AuditEntry.objects.filter(action="interest-reminded")
    assert entry.after == {"text": "Đề nghị gọi trong hôm nay."}


def test_no_other_office_says_it(vacancy):
    with at(2, 10):
        register(vacancy)
    stranger = make_actor(role=SeatRole.VERIFIER)
    with at(9), pytest.raises(RuleError, match="cơ quan duyệt vị trí này"):
        remind_of_calls(vacancy=vacancy, words="", by=stranger)
