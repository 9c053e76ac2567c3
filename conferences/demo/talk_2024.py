"""The conference of 2024 as it went: its programme, who spoke, its conclusion and minutes."""

import datetime

from django.utils import timezone

from agencies.calendar.queries import working_calendar
from agencies.demo.history import assign_proposals
from agencies.demo.movements import AgencyWork
from agencies.demo.people import Staff
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.proposals.upload import upload_directive
from agencies.setup.reference import agencies_by_key
from agencies.tasks.occurrence_models import Occurrence
from conferences.closing.models import Closing
from conferences.closing.services import keep_minutes
from conferences.demo.talk_papers import NAME, conclusion_of
from conferences.demo.talks import MINUTE, SPEAKERS
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.meetings.queries import in_order
from conferences.opinion_slips.models import OpinionSlip, SlipAnswer, SlipChoice
from conferences.opinion_slips.queries import asked_agencies
from conferences.programmes.models import (
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    PublishedItem,
)
from conferences.programmes.templates import LINES, ProgrammeTemplate
from conferences.speeches.choices import QuestionState, SpeechState
from conferences.speeches.models import Question, SpeechRequest
from vietnam.dates import format_date

DAY = datetime.timedelta(days=1)
YEAR_END = datetime.date(2024, 12, 31)
REAL_MINUTES = (12, 9, 20, 34, 46, 18, 11)
SUMMARY = """- Các điểm cầu nhất trí phối hợp tuyên truyền nhu cầu tuyển dụng đến thôn, bản.
- Tổ chức phiên giao dịch việc làm trực tuyến hằng tháng giữa các trung tâm dịch vụ việc làm.
- Kiến nghị của các điểm cầu được trả lời bằng văn bản."""
ANSWER = "Doanh nghiệp nhận lao động đến 45 tuổi, thu nhập từ 9 triệu đồng/tháng."


def fill_closed_talks() -> None:
    """By the coordinator of its year."""
    holdings = SeatHolding.objects.select_related("seat__agency", "person")
    staff = Staff(list(holdings))
    office = agencies_by_key()["bg-ldtbxh"]
    for conference in Conference.objects.filter(state=ConferenceState.CLOSED).order_by("pk"):
        day = timezone.localdate(conference.starts_at)
        fill_closed_talk(conference, staff.coordinator(office, day))


def fill_closed_talk(conference: Conference, by: Actor) -> None:
    """A second time it adds nothing."""
    if Programme.objects.filter(conference=conference).exists():
        return
    ended_at = _write_programme(conference, by)
    _write_words(conference, ended_at)
    _write_slip(conference, by)
    Closing.objects.create(
        conference=conference,
        chair_name="Tạ Hữu Lâm",
        secretary_name="Khổng Thị Vân Hạ",
        summary=SUMMARY,
        conclusion_id=_assign_conclusion(conference, by),
    )
    keep_minutes(conference=conference, by=by)


def _write_programme(conference: Conference, by: Actor) -> datetime.datetime:
    programme = Programme.objects.create(conference=conference)
    published_at = conference.starts_at - 3 * DAY
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        starts_at=conference.starts_at,
        published_at=published_at,
        published_by=by.seat,
        published_person=by.person,
    )
    at: datetime.datetime = conference.starts_at + 3 * MINUTE
    lines = LINES[ProgrammeTemplate.RECRUITMENT]
    for place, ((title, minutes, presenter, clip), real) in enumerate(
        zip(lines, REAL_MINUTES, strict=True), 1
    ):
        facts = {
            "position": place,
            "title": title,
            "minutes": minutes,
            "presenter": presenter,
            "clip_number": clip,
        }
        ended_at = at + real * MINUTE
        item = ProgrammeItem.objects.create(
            programme=programme, started_at=at, ended_at=ended_at, **facts
        )
        PublishedItem.objects.create(version=version, item=item, **facts)
        at = ended_at
    return at


def _write_words(conference: Conference, ended_at: datetime.datetime) -> None:
    points = list(in_order(conference.points.all()))
    points = points[1:] or points
    at = ended_at - 70 * MINUTE
    for place, (name, position, topic, minutes) in enumerate(SPEAKERS, 1):
        has_spoken = place < len(SPEAKERS)
        SpeechRequest.objects.create(
            conference=conference,
            point=points[place % len(points)],
            full_name=name,
            organisation=position,
            topic=topic,
            minutes=minutes,
            place=place,
            state=SpeechState.DONE if has_spoken else SpeechState.PASSED,
            asked_at=at - 30 * MINUTE,
            started_at=at if has_spoken else None,
            ended_at=at + (minutes + 1) * MINUTE if has_spoken else None,
        )
        at += (minutes + 2) * MINUTE
    Question.objects.create(
        conference=conference,
        point=points[0],
        text="Doanh nghiệp có nhận lao động trên 40 tuổi không?",
        state=QuestionState.ANSWERED,
        asked_at=at,
        owner=conference.host,
        answer=ANSWER,
        answered_at=at + 5 * MINUTE,
    )


def _write_slip(conference: Conference, by: Actor) -> None:
    ends_at = conference.starts_at + 2 * DAY
    agencies = list(asked_agencies(conference).order_by("sort_key", "pk"))
    slip = OpinionSlip.objects.create(
        conference=conference,
        question="Nhất trí tổ chức phiên giao dịch việc làm trực tuyến hằng tháng?",
        ends_at=ends_at,
        made_at=conference.starts_at,
        made_by=by.seat,
        made_person=by.person,
        counted_at=ends_at,
        asked=len(agencies),
        answered=len(agencies[1:]),
    )
    texts = ("Nhất trí", "Không nhất trí")
    choices = [
        SlipChoice.objects.create(slip=slip, position=place, text=text)
        for place, text in enumerate(texts, 1)
    ]
    answers = [
        SlipAnswer(
            slip=slip,
            agency=agency,
            choice=choices[number == 2],
            answered_at=ends_at - DAY,
        )
        for number, agency in enumerate(agencies[1:])
    ]
    SlipAnswer.objects.bulk_create(answers)
    for choice in choices:
        choice.count = sum(answer.choice == choice for answer in answers)
        choice.save()


def _assign_conclusion(conference: Conference, by: Actor) -> int:
    # Read, assigned and worked off in its year, as the plan of that year is.
    day = timezone.localdate(conference.starts_at)
    issued_on = day + 4 * DAY
    first, second, third = (format_date(issued_on + n * DAY) for n in (20, 25, 30))
    data = conclusion_of(issued_on, (first, second, third), format_date(day))
    directive = upload_directive(data=data, file_name=NAME, by=by)
    assign_proposals(directive, by=by, on=issued_on, until=YEAR_END)
    holdings = SeatHolding.objects.select_related("seat__agency", "person")
    staff = Staff(list(holdings))
    work = AgencyWork(staff, by.seat.agency, working_calendar())
    for occurrence in Occurrence.objects.filter(task__directive=directive).select_related(
        "task__lead", "deadline"
    ):
        if work.has_officer(occurrence, issued_on) and occurrence.act_by:
            work.finish(occurrence, occurrence.act_by - 2 * DAY)
    return directive.pk
