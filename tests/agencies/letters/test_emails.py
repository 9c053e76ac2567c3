import email
from datetime import date
from email import policy

import pytest
from django.utils import translation

from agencies.letters.task_due import shorten_text
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import messages_with_sources
from agencies.mail.services import Letter, compose_letter
from agencies.mail.services.letters import mail_of_message
from agencies.reminders.services import decide_reminders
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, make_agency, make_deadline, make_seat, make_task
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import Bound

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2024, 3, 6)


def queued(
    *,
    on: date = date(2024, 3, 1),
    language: str = "en",
    phrase: str = "",
    bound: str = "",
    **fields,
):
    """The message of one reminder, as the deliverer loads it."""
    actor = make_actor(agency=make_agency("Đài Phát thanh và Truyền hình tỉnh"))
    actor.person.language, actor.person.full_name = language, "Lương Thị Hạnh"
    actor.person.save()
    task = make_task(
        lead=actor.seat.agency, **{"due_on": WEDNESDAY, "title": "Hoàn thành video clip"} | fields
    )
    if phrase:
        deadline = make_deadline(task, phrase=phrase, bound=bound, due_on=WEDNESDAY)
        task.occurrences.update(deadline=deadline)
    decide_reminders(on)
    return messages_with_sources().get()


def letter(**fields) -> Letter:
    return compose_letter(queued(**fields), WorkingCalendar())


def test_subject_carries_the_distance_the_deed_and_the_date_in_vietnamese():
    written = letter(language="vi", phrase="trước ngày 06/3/2024", bound=Bound.BEFORE)
    assert written.subject == "[Còn 3 ngày làm việc] Hoàn thành video clip trước 06/3/2024"


@pytest.mark.parametrize(
    ("on", "subject"),
    [
        (date(2024, 2, 26), "[7 working days to go] Hoàn thành video clip no later than 06/3/2024"),
        (date(2024, 3, 5), "[1 working day to go] Hoàn thành video clip no later than 06/3/2024"),
        (date(2024, 3, 6), "[Due today] Hoàn thành video clip (deadline 06/3/2024)"),
        (date(2024, 3, 8), "[Late by 2 working days] Hoàn thành video clip (deadline 06/3/2024)"),
    ],
)
def test_subject_counts_working_days_from_the_day_of_the_decision(on, subject):
    assert letter(on=on).subject == subject


def test_subject_does_not_say_the_date_twice():
    assert letter(title="Hoàn thành clip trước ngày 06/3/2024").subject == (
        "[3 working days to go] Hoàn thành clip trước ngày 06/3/2024"
    )


def test_what_was_kept_before_texts_were_cleaned_turns_no_subject_round():
    written = letter(title="Nộp \u202eoáb oác\u202c\u000b\u200b kết\u00a0quả")
    assert written.subject == "[3 working days to go] Nộp oáb oác kết quả no later than 06/3/2024"


def test_subject_is_one_line_and_bounded():
    written = letter(title="Hoàn thành\r\nBcc: x@y.example " + "rất dài " * 30)
    assert "\n" not in written.subject
    assert len(written.subject) < 160


@pytest.mark.parametrize(
    ("text", "short"),
    [("ngắn", "ngắn"), ("một hai ba bốn", "một hai…"), ("một hai, ba bốn", "một hai…")],
)
def test_long_words_are_cut_between_words(text, short):
    assert shorten_text(text, 12 if "," in text else 10) == short


def test_text_says_what_who_when_where_and_why():
    clearing = make_agency("Văn phòng UBND tỉnh")
    written = letter(
        phrase="trước ngày 06/3/2024",
        section="V.6",
        clearing=(clearing,),
        text="Hoàn thành video clip 20 phút, gửi duyệt nội dung.",
    )
    message = OutboxMessage.objects.get()
    occurrence = message.reminder.occurrence
    with translation.override("en"):
        citation = occurrence.task.directive.citation
    assert written.text == (
        f"To Lương Thị Hạnh, {message.seat.title}, Đài Phát thanh và Truyền hình tỉnh\n\n"
        "3 working days to go · deadline 06/3/2024\nHoàn thành video clip\n\n"
        "Deadline: 06/3/2024 (Wednesday)\nThe document says: “trước ngày 06/3/2024”\n"
        "Lead: Đài Phát thanh và Truyền hình tỉnh\nClearing: Văn phòng UBND tỉnh\n"
        f"Given by: {citation}, item V.6\nState: Newly assigned\n\n"
        "Content:\nHoàn thành video clip 20 phút, gửi duyệt nội dung.\n\n"
        "Hand in the result with its evidence, or report progress and what stands in the way:\n"
        f"http://testserver/nhiem-vu/{occurrence.task_id}/?ky={occurrence.pk}\n\n--\n"
        "Distances are counted from 01/3/2024. You get this message because you hold the seat "
        f"“{message.seat.title}” "
        "of the lead agency. Reminders stop once the result is handed in. This message was sent "
        "automatically; "
        "please do not answer it.\n"
    )


def test_html_says_the_same_and_escapes_what_people_typed():
    written = letter(title="Hoàn thành <b>clip</b>", text="1 < 2 & 3")
    assert "Hoàn thành &lt;b&gt;clip&lt;/b&gt;" in written.html
    assert "1 &lt; 2 &amp; 3" in written.html
    assert "<b>clip" not in written.html
    assert "Hoàn thành <b>clip</b>" in written.text


def test_a_returned_result_asks_for_more():
    written = letter(status=OccurrenceStatus.RETURNED, submitted_on=date(2024, 2, 27))
    assert (
        "The last result was returned. Read the reason, complete it and hand it in again:"
        in written.text
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [({}, True), ({"status": OccurrenceStatus.DONE, "submitted_on": WEDNESDAY}, False)],
    ids=["still owed", "done since"],
)
def test_a_letter_about_a_past_day_keeps_silent_about_what_came_after(fields, told):
    assert ("State:" in letter(**fields).text) is told


def test_a_vacant_seat_is_explained_to_the_agency():
    seat = make_seat(
        agency=make_agency("Báo tỉnh", email="toasoan@bao.example"), title="Thư ký tòa soạn"
    )
    make_task(lead=seat.agency, due_on=WEDNESDAY)
    decide_reminders(date(2024, 3, 1))
    written = compose_letter(messages_with_sources().get(), WorkingCalendar())
    assert "“Thư ký tòa soạn”" in written.text
    assert written.text.splitlines()[0].endswith("Báo tỉnh")


def test_mail_has_two_parts_and_says_that_a_machine_sent_it():
    message = queued()
    written = compose_letter(message, WorkingCalendar())
    message.subject, message.text, message.html = written.subject, written.text, written.html
    mail = email.message_from_bytes(
        mail_of_message(message).message().as_bytes(), policy=policy.default
    )
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail.get_body(("plain",)).get_content() == written.text
    assert (mail["Subject"].strip(), mail["To"], mail["Message-ID"]) == (
        written.subject,
        message.recipient,
        message.message_id,
    )
    assert (mail["Auto-Submitted"], mail["List-Id"]) == ("auto-generated", "<task-due.testserver>")
