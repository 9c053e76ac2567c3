"""The outbox has one writer, and one query says who gets a letter."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.mail.services import Letter, build_mail, deliver_messages
from agencies.mail.services.printing import mail_as_bytes
from agencies.mail.services.queueing import build_letter, queue_letters, queue_letters_once
from agencies.mail.services.server import MailServerConnection
from agencies.people.models import Person, SeatHolding
from agencies.people.recipients import Recipient, one_each, recipients
from tests.agencies.sinks import Sink, running
from tests.factories import make_actor, make_seat

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
WRITES = re.compile(
    r"""
    OutboxMessage\(                                                # a row is made
    | OutboxMessage\.objects\.(?:\w+\(.*\)\.)*(?:bulk_)?(?:\w+_or_)?create\(  # and saved
    | INSERT\sINTO\sagencies_outboxmessage                         # or both in SQL
    """,
    re.VERBOSE,
)


def today():
    return timezone.localdate()


def all_holdings():
    return SeatHolding.objects.all()


# Who writes ---------------------------------------------------------------------------------------
def test_the_outbox_has_one_writer_beside_the_daily_decision():
    packages = ("agencies", "recruitment", "conferences", "campaigns")
    files = (
        path
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if path.parent.name != "migrations"
    )
    found = {path.relative_to(ROOT).as_posix() for path in files if WRITES.search(path.read_text())}
    model = "agencies/mail/models.py"
    assert found - {model} == {
        "agencies/mail/services/queueing.py",
        "agencies/reminders/services/statements.py",
    }


def test_only_a_declared_kind_is_queued():
    with pytest.raises(ValueError, match="no kind of letters is called mistyped"):
        build_letter("mistyped", Recipient("an@coquan.example"))


def test_only_reminders_are_carried_by_another_mail():
    to = Recipient("an@coquan.example")
    [digest] = queue_letters(build_letter("digest", to, digest_on=today()))
    with pytest.raises(
        ValueError, match="a letter of the kind notice cannot be carried by another one"
    ):
        build_letter("notice", to, bundle=digest)
    assert build_letter("task_due", to, bundle=digest).bundle == digest


# Who gets them ------------------------------------------------------------------------------------
def test_recipients_hold_the_seat_that_day_with_an_open_account_and_an_address():
    held = make_actor()
    closed, silent, ended = make_actor(), make_actor(), make_actor()
    Person.objects.filter(pk=closed.person.pk).update(is_active=False)
    Person.objects.filter(pk=silent.person.pk).update(email="")
    SeatHolding.objects.filter(person=ended.person).update(ends_on=today() - timedelta(days=1))
    assert recipients(all_holdings(), on=today()) == [
        Recipient(held.person.email, held.person, held.seat)
    ]


def test_who_holds_two_seats_gets_one_letter_for_the_first():
    actor = make_actor()
    second = make_seat(agency=actor.seat.agency)
    SeatHolding.objects.create(seat=second, person=actor.person, starts_on=today())
    found = recipients(all_holdings(), on=today())
    assert [each.seat for each in found] == [actor.seat, second]
    assert [each.seat for each in one_each(found)] == [actor.seat]


def test_of_one_occasion_nobody_is_written_to_twice():
    actor = make_actor()
    given = {"occasion": "licence-7", "context": {"closes_on": today().isoformat()}}
    to = recipients(all_holdings(), on=today())
    assert [queue_letters_once("idle_account", to, **given) for _time in range(2)] == [1, 0]
    make_actor()
    to = recipients(all_holdings(), on=today())
    assert queue_letters_once("idle_account", to, **given) == 1
    assert deliver_messages().sent == 2
    assert mail.outbox[0].to == [actor.person.email]
    assert OutboxMessage.objects.count() == 2


# On the line --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("subject", "text", "html"),
    [
        (
            "[Còn 3 ngày] " + "Tổng hợp chuyên trang " * 8,
            "Kính gửi\n\nHạn: 06/3\n",
            "<p>Kính gửi</p>\n",
        ),
        ("Reset", "Chào\n", ""),
        ("Plain words " * 9, "Một dòng rất dài " * 90 + "\n", "<p>" + "dài " * 400 + "</p>"),
    ],
)
def test_a_mail_is_printed_as_django_prints_it(subject, text, html):
    ours = build_mail(
        Letter(subject, text, html), to="an@coquan.example", kind="test", message_id="<1@portal>"
    )
    printed, of_django = (
        message_from_bytes(content, policy=policy.default)
        for content in (mail_as_bytes(ours), ours.message().as_bytes())
    )
    assert contents(printed) == contents(of_django)
    assert headers_of(printed) == headers_of(of_django)
    assert max(map(len, mail_as_bytes(ours).split(b"\r\n"))) <= 998


def contents(message) -> list[tuple[str, list[str]]]:
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [(part.get_content_type(), part.get_content().splitlines()) for part in parts]


def headers_of(message) -> dict[str, str]:
    left_out = {"Date", "Content-Type", "Content-Transfer-Encoding"}
    return {name: str(value).strip() for name, value in message.items() if name not in left_out}


def test_a_line_of_one_dot_does_not_end_the_content(settings):
    """Neither in the text nor at its beginning or end."""
    text = ".\nTrước\n.\n..hai\nSau\n.\n"
    sink = Sink()
    with running(sink) as port, MailServerConnection() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        for number in (1, 2):
            letter = Letter("Thử", text)
            server.send(
                build_mail(
                    letter, to="an@coquan.example", kind="test", message_id=f"<{number}@portal>"
                )
            )
    assert [each.get_content().splitlines() for each in sink.mails] == [text.splitlines()] * 2


def test_what_is_raised_before_the_content_leaves_the_mail_unsent_and_the_next_one_goes(settings):
    sink = Sink()

    def refuse() -> None:
        raise LookupError

    with running(sink) as port, MailServerConnection() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        first, second = (
            build_mail(
                Letter("Thử", "Chào\n"),
                to="an@coquan.example",
                kind="test",
                message_id=f"<{n}@portal>",
            )
            for n in (1, 2)
        )
        with pytest.raises(LookupError):
            server.send(first, refuse)
        server.send(second)
    assert [each["Message-ID"] for each in sink.mails] == ["<2@portal>"]
