"""What was prepared, said and decided at the conferences of the demonstration. Every person and
number is invented.

Programmes of the past and speeches of a day that is over cannot be made by the services, which
write down the present moment: they are written as rows.
"""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from conferences.conference_documents.models import DocumentReading
from conferences.conference_documents.services import add_document, add_version, count_reading
from conferences.demo.talk_papers import document_for_all, document_for_chair
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import in_order
from conferences.opinion_slips.models import SlipAnswer
from conferences.opinion_slips.queries import asked_agencies
from conferences.opinion_slips.services import make_slip
from conferences.programmes.models import ProgrammeItem
from conferences.programmes.queries import draft_items, newest_version, programme_of
from conferences.programmes.services import change_item, publish_programme, use_template
from conferences.programmes.templates import ProgrammeTemplate
from conferences.speeches.questions import ask_question
from conferences.speeches.services import ask_to_speak, call_speaker
from recruitment.demo import seat_actor

MINUTE = datetime.timedelta(minutes=1)
# Who wants to speak: name, position, topic, minutes.
SPEAKERS = (
    ("Hoàng Văn Pín", "Phó Chủ tịch UBND xã", "Nguồn lao động của xã và xe đưa đón", 5),
    ("Lý Thị Mẩy", "Công chức văn hóa – xã hội", "Chỗ ở cho lao động có con nhỏ", 5),
    ("Nông Quốc Bằng", "Trưởng thôn", "Thời gian trả lời hồ sơ của người lao động", 3),
    ("Triệu Thị Sai", "Chủ tịch Hội Phụ nữ xã", "Việc làm cho lao động nữ trên 40 tuổi", 5),
)
QUESTIONS = (
    "Doanh nghiệp có nhận lao động trên 40 tuổi không, mức thu nhập bao nhiêu?",
    "Xe đưa đón cuối tuần đi từ trung tâm xã hay phải ra bến xe tỉnh?",
    "Người lao động chưa có bằng trung học cơ sở có được tuyển không?",
)
SLIP = "Đề nghị cho ý kiến về việc tổ chức phiên giao dịch việc làm trực tuyến hằng tháng."


def prepare_programme(conference: Conference, by: Actor) -> None:
    """The seven items, published; a change after that waits in the draft."""
    if programme_of(conference) is not None:
        return
    use_template(conference=conference, template=ProgrammeTemplate.RECRUITMENT, by=by)
    _publish(conference, by)
    _change(conference, 3, 25, by)
    _publish(conference, by)
    _change(conference, 4, 45, by)
    _add_pack(conference, by)


def run_programme(conference: Conference, by: Actor) -> None:
    """The third item runs, somewhat late; people wait to speak, and all are asked for opinions."""
    if programme_of(conference) is not None:
        return
    use_template(conference=conference, template=ProgrammeTemplate.RECRUITMENT, by=by)
    _publish(conference, by)
    # Never before its own start, however early in the day the demonstration is loaded.
    passed = (timezone.now() - conference.starts_at) // MINUTE
    if passed >= 39:
        _play(conference, timezone.now() - 39 * MINUTE, (14, 13))
    else:
        lasting = max(1, passed // 3)
        _play(conference, timezone.now() - 3 * lasting * MINUTE, (lasting, lasting))
    points = _communes(conference)
    for number, (name, position, topic, minutes) in enumerate(SPEAKERS):
        speech = ask_to_speak(
            conference=conference,
            point=points[number % len(points)],
            full_name=name,
            organisation=position,
            topic=topic,
            minutes=minutes,
            by=None,
        )
        if number == 0:
            call_speaker(speech=speech, by=by)
    for number, text in enumerate(QUESTIONS):
        point = points[number % len(points)]
        ask_question(conference=conference, point=point, full_name="", text=text, by=None)
    _add_pack(conference, by)
    _ask_opinions(conference, by)


def _publish(conference: Conference, by: Actor) -> None:
    programme = programme_of(conference)
    if programme is not None:
        publish_programme(conference=conference, version=programme.version, by=by)


def _change(conference: Conference, place: int, minutes: int, by: Actor) -> None:
    programme = programme_of(conference)
    if programme is None:
        return
    item = draft_items(programme)[place]
    change_item(
        item=item,
        version=programme.version,
        title=item.title,
        minutes=minutes,
        presenter=item.presenter,
        clip_number=item.clip_number,
        by=by,
    )


def _play(
    conference: Conference, begun_at: datetime.datetime, minutes: tuple[int, ...]
) -> datetime.datetime:
    # The first items took so long, one after the other; the next one, if any, runs.
    programme = programme_of(conference)
    version = newest_version(programme) if programme else None
    at = begun_at
    if version is None:
        return at
    items = [line.item for line in version.lines.select_related("item")]
    for item, lasting in zip(items, minutes, strict=False):
        ended_at = at + lasting * MINUTE
        ProgrammeItem.objects.filter(pk=item.pk).update(started_at=at, ended_at=ended_at)
        at = ended_at
    if len(items) > len(minutes):
        ProgrammeItem.objects.filter(pk=items[len(minutes)].pk).update(started_at=at)
    return at


def _communes(conference: Conference) -> list[Point]:
    points = list(in_order(conference.points.all()))
    return points[1:] or points


def _add_pack(conference: Conference, by: Actor) -> None:
    for title, audience, text in (document_for_all(conference), document_for_chair(conference)):
        document = add_document(
            conference=conference,
            title=title,
            audience=audience,
            files=[ContentFile(text, name=f"{title}.docx")],
            by=by,
        )
        if audience == "all":
            version = document.versions.get()
            for point in _communes(conference)[:3]:
                count_reading(version, point=point)
    first = conference.documents.first()
    if first is not None and not DocumentReading.objects.filter(person=by.person).exists():
        again = document_for_all(conference, is_second=True)[2]
        file = ContentFile(again, name=f"{first.title}.docx")
        add_version(document=first, files=[file], by=by)


def _ask_opinions(conference: Conference, by: Actor) -> None:
    slip = make_slip(
        conference=conference,
        question=SLIP,
        choices=["Nhất trí", "Không nhất trí", "Ý kiến khác"],
        ends_at=timezone.now() + datetime.timedelta(days=2),
        by=by,
    )
    choices = list(slip.choices.all())
    agencies = asked_agencies(conference).order_by("sort_key", "pk")
    SlipAnswer.objects.bulk_create(
        SlipAnswer(
            slip=slip,
            agency=agency,
            choice=choices[number % 5 == 4],
            answered_at=timezone.now(),
        )
        for number, agency in enumerate(agencies[:8])
    )


def load_talks(today: datetime.date) -> None:
    """For the conferences that are there: those to come are prepared, the one of today runs."""
    by = seat_actor(agencies_by_key()["bn-noivu"].pk, today)
    for conference in Conference.objects.filter(state=ConferenceState.INVITED).order_by("pk"):
        prepare_programme(conference, by)
    for conference in Conference.objects.filter(state=ConferenceState.RUNNING).order_by("pk"):
        run_programme(conference, by)
