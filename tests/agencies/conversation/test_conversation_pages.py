"""The conversation by the pages: asked where it is easy to find, answered once, and kept when a
form is refused.
"""

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.conversation.explanations import answer_explanation, ask_explanation
from agencies.conversation.extensions import answer_extension
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Explanation, Extension, Snooze
from agencies.tasks.choices import ProgressKind
from agencies.tasks.occurrence_models import Progress
from tests.agencies.talk_data import DUE, LATER, MONDAY, asked, scene
from tests.factories import make_actor, make_seat, noon, sign_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nnoi dung"
NAMES = ("extension-ask", "explanation-ask", "comment-add", "snooze", "snooze-end")


@pytest.fixture(autouse=True)
def on_friday():
    with time_machine.travel(noon(date(2024, 3, 8)), tick=False):
        yield


def post(client, name: str, pk: int, **data):
    return client.post(reverse(f"agencies:{name}", args=[pk]), data)


def question(on, **given) -> Explanation:
    return ask_explanation(
        occurrence=on.occurrence, question="Vì sao chậm?", by=on.leader, at=noon(MONDAY), **given
    )


def page_of(client, actor, on) -> tuple[str, str]:
    """The page, and the name of the one thing to do."""
    answer = sign_in(client, actor).get(on.occurrence.get_absolute_url())
    return answer.content.decode(), answer.context["first"]


# Later dates --------------------------------------------------------------------------------------
def test_a_request_is_asked_answered_and_told_by_the_pages(client):
    on = scene()
    sign_in(client, on.officer)
    sent = post(
        client,
        "extension-ask",
        on.occurrence.pk,
        wanted_on="12/3/2024",
        reason="Chờ số liệu.",
        version=0,
    )
    assert sent.url == on.occurrence.get_absolute_url()
    extension = Extension.objects.get()
    page, first = page_of(client, on.officer, on)
    assert ("A later date, 12/3/2024, was asked for on 08/3/2024." in page, first) == (True, "work")
    page, first = page_of(client, on.decider, on)
    assert ("Chờ số liệu." in page, first) == (True, "grant")
    post(client, "extension-grant", extension.pk, granted_on="12/3/2024", answer="")
    extension.refresh_from_db()
    assert (extension.status, on.fresh().due_on) == (ExtensionStatus.GRANTED, LATER)
    assert "first due 06/3/2024 · extended to 12/3/2024" in page_of(client, on.officer, on)[0]


def test_another_date_in_the_field_amends_the_request(client):
    on = scene()
    post(
        sign_in(client, on.decider),
        "extension-grant",
        asked(on).pk,
        granted_on="11/3/2024",
        answer="Sớm hơn.",
    )
    found = Extension.objects.get()
    assert (found.status, found.granted_on, on.fresh().due_on) == (
        "amended",
        date(2024, 3, 11),
        date(2024, 3, 11),
    )


def test_a_refusal_without_reason_says_so_and_keeps_the_date_that_was_typed(client):
    on = scene()
    page = post(
        sign_in(client, on.decider),
        "extension-refuse",
        asked(on).pk,
        granted_on="10/3/2024",
        answer="",
    )
    text = page.content.decode()
    assert (page.status_code, Extension.objects.get().status) == (422, ExtensionStatus.ASKED)
    assert ("Say why the date stays" in text, 'value="10/3/2024"' in text) == (True, True)


def test_a_refused_request_shows_its_reason_where_one_asks_again(client):
    on = scene()
    post(
        sign_in(client, on.decider),
        "extension-refuse",
        asked(on).pk,
        granted_on="12/3/2024",
        answer="Đã chốt.",
    )
    page, _first = page_of(client, on.officer, on)
    page = " ".join(page.split())
    assert ("12/3/2024 was asked for. Đã chốt." in page, 'id="extension"' in page) == (True, True)


@pytest.mark.parametrize("typed", ["", "31/02/2024", "06/3/2024"])
def test_a_wrong_date_is_told_at_its_field_and_the_reason_stays(client, typed):
    on = scene()
    sign_in(client, on.officer)
    page = post(
        client, "extension-ask", on.occurrence.pk, wanted_on=typed, reason="Chờ số liệu.", version=0
    )
    assert (page.status_code, list(page.context["forms"]["extension"].errors)) == (
        422,
        ["wanted_on"],
    )
    assert "Chờ số liệu.</textarea>" in page.content.decode()


def test_a_stale_request_is_told_keeps_its_words_and_may_be_sent_again(client):
    on = scene()
    sign_in(client, on.officer)
    post(client, "task-report", on.occurrence.pk, text="Đang làm.", version=0)
    given = {"wanted_on": "12/3/2024", "reason": "Chờ số liệu."}
    page = post(client, "extension-ask", on.occurrence.pk, version=0, **given)
    assert f"{on.officer.person} changed this task at the same time." in page.content.decode()
    assert (page.status_code, 'name="version" value="1"' in page.content.decode()) == (422, True)
    post(client, "extension-ask", on.occurrence.pk, version=1, **given)
    assert Extension.objects.get().reason == "Chờ số liệu."


def test_who_answers_second_is_told_and_keeps_the_own_words(client):
    on = scene()
    extension = asked(on)
    other = make_actor(role=SeatRole.COORDINATOR)
    answer_extension(extension=extension, verdict=ExtensionStatus.GRANTED, by=other)
    page = post(
        sign_in(client, on.decider),
        "extension-refuse",
        extension.pk,
        granted_on="",
        answer="Không được.",
    )
    text = page.content.decode()
    assert (
        page.status_code,
        f"{other.person} has answered this request at the same time: Granted." in text,
    ) == (
        422,
        True,
    )
    assert ("Không được.</textarea>" in text, "Grant this date" in text, on.fresh().due_on) == (
        True,
        False,
        LATER,
    )


# Explanations -------------------------------------------------------------------------------------
def test_a_question_is_the_one_thing_to_do_until_it_is_answered(client):
    on = scene()
    sign_in(client, on.leader)
    post(
        client, "explanation-ask", on.occurrence.pk, question="Vì sao chậm?", answer_by="13/3/2024"
    )
    explanation = Explanation.objects.get()
    assert explanation.answer_by == date(2024, 3, 13)
    page, first = page_of(client, on.officer, on)
    assert (first, page.split("<dialog")[0].count("btn-primary"), 'id="work" open' in page) == (
        "explanation",
        2,
        True,
    )
    post(client, "explanation-answer", explanation.pk, answer="Do chờ số liệu.")
    for actor in (on.officer, on.leader):
        page, first = page_of(client, actor, on)
        assert "Do chờ số liệu." in page
    assert page_of(client, on.officer, on)[1] == "work"


def test_the_usual_day_to_answer_is_filled_in(client):
    on = scene()
    assert 'value="13/3/2024"' in page_of(client, on.leader, on)[0]


def test_a_colleague_who_answered_first_is_named_and_the_words_stay(client):
    on = scene()
    explanation = question(on)
    answer_explanation(explanation=explanation, answer="Do mưa.", by=on.officer)
    colleague = make_actor(agency=on.officer.seat.agency)
    page = post(sign_in(client, colleague), "explanation-answer", explanation.pk, answer="Do bão.")
    text = page.content.decode()
    assert (page.status_code, f"{on.officer.person} has answered at the same time." in text) == (
        422,
        True,
    )
    assert ("Do bão.</textarea>" in text, Explanation.objects.get().answer) == (True, "Do mưa.")


# Comments -----------------------------------------------------------------------------------------
def test_a_comment_with_mention_and_file_stands_in_the_history(client):
    on = scene()
    files = [SimpleUploadedFile("kich-ban.pdf", PDF)]
    sign_in(client, on.officer)
    post(
        client,
        "comment-add",
        on.occurrence.pk,
        text="Xin ý kiến.",
        mentioned=[on.leader.seat.pk],
        files=files,
    )
    comment = Progress.objects.get(kind=ProgressKind.COMMENT)
    assert list(comment.mentioned.all()) == [on.leader.seat]
    page, _first = page_of(client, on.decider, on)
    told = ("Xin ý kiến.", f"To {on.leader.person}, ", "kich-ban.pdf")
    assert [words in page for words in told] == [True, True, True]


def test_a_refused_comment_keeps_its_words_and_whom_it_calls(client):
    on = scene()
    given = {"mentioned": [on.leader.seat.pk], "files": [SimpleUploadedFile("phim.exe", b"MZ")]}
    page = post(
        sign_in(client, on.officer), "comment-add", on.occurrence.pk, text="Xin ý kiến.", **given
    )
    text = page.content.decode()
    assert (page.status_code, Progress.objects.count(), "“phim.exe” is not a PDF" in text) == (
        422,
        0,
        True,
    )
    assert "Xin ý kiến.</textarea>" in text
    ticked = re.search(r'<input[^>]* name="mentioned"[^>]* checked>', text)[0]
    assert f'value="{on.leader.seat.pk}"' in ticked
    assert text.count("checked") == 1


def test_a_seat_that_is_not_on_the_list_cannot_be_called(client):
    on = scene()
    for pk in (make_seat().pk, on.officer.seat.pk, "x"):
        page = post(
            sign_in(client, on.officer),
            "comment-add",
            on.occurrence.pk,
            text="Ý kiến.",
            mentioned=[pk],
        )
        assert (page.status_code, list(page.context["forms"]["comment"].errors)) == (
            422,
            ["mentioned"],
        )


# Reminders put off --------------------------------------------------------------------------------
def test_reminders_are_put_off_and_come_again_by_the_page(client):
    on = scene()
    sign_in(client, on.officer)
    page = post(client, "snooze", on.occurrence.pk, until="21/3/2024")
    assert "Give a day after today, 20/3/2024 at the latest." in page.content.decode()
    post(client, "snooze", on.occurrence.pk, until="12/3/2024")
    assert (
        "Your seat gets no reminder of this before 12/3/2024." in page_of(client, on.officer, on)[0]
    )
    post(client, "snooze-end", on.occurrence.pk)
    assert (
        Snooze.objects.get().ended_at,
        "gets no reminder" in page_of(client, on.officer, on)[0],
    ) == (
        noon(date(2024, 3, 8)),
        False,
    )


def test_the_form_says_what_is_not_put_off(client):
    page = page_of(client, (on := scene()).officer, on)[0]
    assert "What goes to the leader once the task is late is not paused." in page


# Who sees what ------------------------------------------------------------------------------------
def test_a_strangers_task_can_be_neither_asked_about_nor_commented_on(client):
    on = scene()
    extension, explanation = asked(on), question(on)
    stranger = sign_in(client, make_actor())
    codes = {
        name: post(stranger, name, on.occurrence.pk).status_code
        for name in NAMES
        if name != "explanation-ask"
    }
    codes["explanation-answer"] = post(stranger, "explanation-answer", explanation.pk).status_code
    assert codes == dict.fromkeys(codes, 404)
    assert post(stranger, "extension-grant", extension.pk).status_code == 403


def test_a_helper_is_not_offered_what_only_the_lead_agency_may(client):
    helper = make_actor()
    on = scene(coordinating=(helper.seat.agency,), due_on=DUE)
    question(on)
    answer = sign_in(client, helper).get(on.occurrence.get_absolute_url())
    assert list(answer.context["forms"]) == ["work", "comment"]
    page = post(
        client, "extension-ask", on.occurrence.pk, wanted_on="12/3/2024", reason="Chờ.", version=0
    )
    assert (page.status_code, Extension.objects.count()) == (422, 0)


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_needs_as_many_queries_however_much_was_said(
    client, django_assert_num_queries, number
):
    on = scene()
    for _number in range(number):
        answer_extension(
            extension=asked(on), verdict=ExtensionStatus.REFUSED, by=on.decider, answer="Không."
        )
        answer_explanation(explanation=question(on), answer="Do mưa.", by=on.officer)
        colleague = make_actor(agency=on.officer.seat.agency)
        post(sign_in(client, colleague), "snooze", on.occurrence.pk, until="12/3/2024")
        post(client, "comment-add", on.occurrence.pk, text="Ý kiến.", mentioned=[on.leader.seat.pk])
    sign_in(client, on.decider)
    with django_assert_num_queries(21):
        client.get(on.occurrence.get_absolute_url())
