"""Conferences next week, today and in 2024. Every name, number and address is invented."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.attendance.services import NotedRow, note_attendance
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.composition import add_bodies
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.services import announce_conference, answer_invitation
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.models import LineIncident, LineResult
from conferences.line_tests.services import Tick, enter_ticks, note_incident
from conferences.meetings.choices import ConferenceState, LinkKind, PointLevel
from conferences.meetings.models import Conference, Point
from conferences.meetings.points import NewPoints
from conferences.meetings.services import ConferenceFacts, begin_conference, create_conference
from conferences.partnerships.models import Partnership
from conferences.points.services import TypedLink, set_links_of_all
from recruitment.demo import seat_actor

COMMUNES = 12
HOUR = datetime.timedelta(hours=1)
ONE_DAY = datetime.timedelta(days=1)
FAMILY = ("Giáp", "Thân", "Ngọ", "Đàm", "Lục", "Chu", "Vi", "Khúc")
GIVEN = ("Văn Tuyến", "Thị Sóng", "Quang Mạng", "Thị Hình", "Văn Âm", "Minh Loa")
TITLE = "Hội nghị kết nối cung – cầu lao động trực tiếp kết hợp trực tuyến"
TODAY_TITLE = "Hội nghị trực tuyến triển khai tuyển lao động cuối năm đến cấp xã"
OLD_TITLE = "Hội nghị xúc tiến, thu hút lao động của Bắc Giang tại Lạng Sơn năm 2024"
BODIES = ("bn-kcn", "bn-bao", "bn-dvvl", "bn-ldld", "bn-taichinh")


def load_meetings(today: datetime.date) -> None:
    """A second time it adds nothing; a story that is told for another day has none."""
    if Conference.objects.exists() or today != timezone.localdate():
        return
    agencies = agencies_by_key()
    by = seat_actor(agencies["bn-noivu"].pk, today)
    communes = [agencies[key] for key in sorted(agencies) if key.startswith("bn-x-")][:COMMUNES]
    _prepare_next_week(by, agencies, communes, today)
    _run_today(by, agencies, communes, today)
    _tell_2024(by, agencies)


def _at(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def _make(
    by: Actor, host: Agency, communes: Sequence[Agency], starts_at: datetime.datetime, **given: Any
) -> Conference:
    facts = ConferenceFacts(
        title=given["title"],
        basis=given.get("basis", ""),
        host=host,
        partnership=given.get("partnership"),
        starts_at=starts_at,
        ends_at=given.get("ends_at", starts_at + 3 * HOUR),
        venue=given["venue"],
        test_at=given["test_at"],
    )
    points = [
        NewPoints(PointLevel.CENTRAL, (given.get("central", host),), 60, given["venue"]),
        NewPoints(given.get("level", PointLevel.COMMUNE), tuple(communes), 25),
    ]
    conference = create_conference(facts=facts, points=points, by=by)
    _name_technicians(conference)
    return conference


def _name_technicians(conference: Conference) -> None:
    points = list(conference.points.order_by("pk"))
    for number, point in enumerate(points):
        is_named = number != len(points) - 1  # the last has none yet
        name = f"{FAMILY[number % len(FAMILY)]} {GIVEN[number % len(GIVEN)]}"
        point.technician_name = name if is_named else ""
        point.technician_phone = f"09120003{number:02}" if is_named else ""
        if point.level != PointLevel.CENTRAL:
            point.room = f"Phòng họp trực tuyến, trụ sở {point.agency.name}"
            point.chair = f"Chủ tịch {point.agency.name}"
        else:
            point.chair = "Lãnh đạo UBND, đồng chủ trì"
    Point.objects.bulk_update(points, ["technician_name", "technician_phone", "room", "chair"])


def _prepare_next_week(
    by: Actor, agencies: dict[str, Agency], communes: Sequence[Agency], today: datetime.date
) -> None:
    day = today + 7 * ONE_DAY
    partnership = Partnership.objects.filter(province__slug="lang-son").first()
    conference = _make(
        by,
        agencies["bn-noivu"],
        communes,
        _at(day, 8),
        title=TITLE,
        basis="Kế hoạch tổ chức hội nghị kết nối cung – cầu lao động",
        partnership=partnership,
        venue="Hội trường tầng 3, trụ sở Sở Nội vụ",
        test_at=_at(day - ONE_DAY, 15),
    )
    _set_links(conference, by)
    central = conference.points.get(level=PointLevel.CENTRAL)
    invited = [agencies[key] for key in (*BODIES, "ls-noivu") if key in agencies]
    add_bodies(
        conference=conference,
        points=[central],
        agencies=invited,
        group=None,
        part="member",
        who="Lãnh đạo và chuyên viên phụ trách lao động, việc làm",
        places=2,
        by=by,
    )
    announce_conference(conference=conference, by=by)
    _answer_some(conference, communes)


def _set_links(conference: Conference, by: Actor) -> None:
    room = f"hoi-nghi-{conference.pk}"
    set_links_of_all(
        conference=conference,
        links=[
            TypedLink(LinkKind.MAIN, f"https://hop.caulaodong.example/{room}", makes_code=True),
            TypedLink(
                LinkKind.RESERVE, f"https://du-phong.caulaodong.example/{room}", makes_code=True
            ),
        ],
        by=by,
    )


def _answer_some(conference: Conference, communes: Sequence[Agency]) -> None:
    rows = ConferenceInvitation.objects.filter(point__conference=conference)
    by_agency = {row.agency_id: row for row in rows.select_related("agency", "point__conference")}
    for number, commune in enumerate(communes[:8]):
        given = {"answer": InvitationAnswer.COMES, "delegate_name": ""}
        if number == 5:
            given = {
                "answer": InvitationAnswer.SUBSTITUTE,
                "delegate_name": "Tạ Thị Vân",
                "delegate_position": "Phó Chủ tịch",
                "reason": "Chủ tịch dự họp HĐND",
            }
        elif number == 7:
            given = {"answer": InvitationAnswer.DECLINES, "reason": "Đang khắc phục hậu quả mưa lũ"}
        answer_invitation(invitation=by_agency[commune.pk], by=None, **given)


def _run_today(
    by: Actor, agencies: dict[str, Agency], communes: Sequence[Agency], today: datetime.date
) -> None:
    now = timezone.localtime()
    starts_at = max(_at(today, 0, 5), min(now - HOUR, _at(today, 20))).replace(
        minute=0, second=0, microsecond=0
    ) + datetime.timedelta(minutes=5)
    conference = _make(
        by,
        agencies["bn-noivu"],
        communes,
        starts_at,
        ends_at=starts_at + 4 * HOUR,
        title=TODAY_TITLE,
        basis="Công văn của Sở Nội vụ về tuyển lao động cuối năm",
        venue="Phòng họp số 2, trụ sở Sở Nội vụ",
        test_at=_at(today - ONE_DAY, 15),
    )
    _set_links(conference, by)
    announce_conference(conference=conference, by=by)
    for row in ConferenceInvitation.objects.filter(point__conference=conference):
        answer_invitation(invitation=row, answer=InvitationAnswer.COMES, by=None)
    points = list(conference.points.select_related("conference", "agency").order_by("pk"))
    for number, point in enumerate(points):
        for round_ in LineRound:
            enter_ticks(point=point, ticks=_ticks(round_, number), by=None)
    begin_conference(conference=conference, by=by)
    note_incident(
        point=points[3],
        happened_at=timezone.now() - datetime.timedelta(minutes=12),
        minutes_lost=4,
        what="Mất hình từ điểm cầu trung tâm",
        mending="Chuyển sang đường truyền dự phòng",
        by=None,
    )
    _note_today(conference, by)


def _ticks(round_: LineRound, number: int) -> list[Tick]:
    # Two points are not ready in the second round.
    ticks = [Tick(round_, item, CheckResult.PASSED) for item in LineCheck]
    if round_ == LineRound.HOUR_BEFORE and number == 5:
        ticks[8] = Tick(round_, LineCheck.ECHO, CheckResult.FAILED, "Hú tiếng ở loa phải")
    if round_ == LineRound.HOUR_BEFORE and number == 9:
        return ticks[:7]
    return ticks


def _note_today(conference: Conference, by: Actor) -> None:
    rows = ConferenceInvitation.objects.filter(point__conference=conference).order_by("pk")
    noted = [NotedRow(row.pk, 0, AttendanceState.PRESENT) for row in rows[:9]]
    noted.append(NotedRow(rows[9].pk, 0, AttendanceState.EXCUSED, reason="Dự họp Ban Thường vụ"))
    noted.append(
        NotedRow(rows[10].pk, 0, AttendanceState.REPRESENTED, represented_by="Phó Chủ tịch UBND xã")
    )
    points = set(conference.points.values_list("pk", flat=True))
    note_attendance(conference=conference, rows=noted, points=points, by=by)
    for number, point in enumerate(conference.points.order_by("pk")[:9]):
        Point.objects.filter(pk=point.pk).update(present=point.expected - number % 4)


def _tell_2024(by: Actor, agencies: dict[str, Agency]) -> None:
    # In Lạng Sơn, with the points of its districts, which existed then. It was run before the
    # portal: its rows are entered as they were, and nobody is written to.
    partnership = Partnership.objects.filter(province__slug="lang-son").first()
    districts = [agencies[key] for key in sorted(agencies) if key.startswith("ls-h-")]
    day = datetime.date(2024, 3, 13)
    central = agencies["ls-ubnd"]
    if partnership is None or not districts:
        return
    conference = _make(
        by,
        agencies["bg-ubnd"],
        districts,
        _at(day, 8),
        title=OLD_TITLE,
        basis="Kế hoạch năm 2024 của UBND tỉnh Bắc Giang về thu hút lao động",
        partnership=partnership,
        venue="Trụ sở UBND tỉnh Lạng Sơn",
        test_at=_at(day - ONE_DAY, 15),
        central=central,
        level=PointLevel.DISTRICT,
    )
    _close_2024(conference, day)


def _close_2024(conference: Conference, day: datetime.date) -> None:
    sent_at = _at(day - 7 * ONE_DAY, 9)
    rows = ConferenceInvitation.objects.filter(point__conference=conference)
    rows.update(
        sent_at=sent_at,
        sent_sequence=0,
        answer=InvitationAnswer.COMES,
        answered_at=sent_at + ONE_DAY,
    )
    Attendance.objects.bulk_create(
        Attendance(
            invitation=row,
            state=AttendanceState.PRESENT,
            arrived_at=_at(day, 7, 45),
            left_at=_at(day, 11, 30),
            noted_at=_at(day, 8),
        )
        for row in rows
    )
    points = list(conference.points.order_by("pk"))
    _try_lines_2024(points, day)
    for point in points:
        # The technicians' names are past their time.
        point.present = point.expected
        point.technician_name = point.technician_phone = ""
    Point.objects.bulk_update(points, ["present", "technician_name", "technician_phone"])
    Conference.objects.filter(pk=conference.pk).update(
        state=ConferenceState.CLOSED,
        invited_at=sent_at,
        begun_at=_at(day, 8),
        closed_at=_at(day, 11, 30),
        made_at=sent_at,
        moved_at=sent_at,
    )


def _try_lines_2024(points: Sequence[Point], day: datetime.date) -> None:
    rounds = {
        LineRound.DAY_BEFORE: _at(day - ONE_DAY, 15),
        LineRound.HOUR_BEFORE: _at(day, 7),
    }
    passed = {"result": CheckResult.PASSED}
    LineResult.objects.bulk_create(
        LineResult(point=point, round=round_, item=item, tried_at=at, noted_at=at, **passed)
        for point in points
        for round_, at in rounds.items()
        for item in LineCheck
    )
    LineIncident.objects.create(
        point=points[4],
        happened_at=_at(day, 9, 20),
        minutes_lost=6,
        what="Mất tiếng từ điểm cầu",
        mending="Gọi qua điện thoại dự phòng, khởi động lại thiết bị",
        noted_at=_at(day, 9, 30),
    )
