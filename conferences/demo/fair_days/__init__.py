"""One regular fair of last month with what came of it, and a linked fair of three provinces next
week, with 98 employers and 470 people. Every person in them is invented.
"""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils import timezone

from agencies.bodies.models import Province
from agencies.people.permissions import Actor
from agencies.privacy.services import store_consent_text
from agencies.setup.reference import agencies_by_key
from conferences.booths.models import Booth, BoothVacancy
from conferences.booths.queries import possible_vacancies
from conferences.booths.services import accept_booth, ask_for_booth
from conferences.demo.fair_days.employers import fill_booths
from conferences.fair_booking.choices import AttendanceMode, SeatState
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, LinePlace, Seeker
from conferences.fair_booking.registration import PURPOSE, consent_words
from conferences.fairs.choices import FairKind, FairState
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.services import FairFacts, add_point, make_fair, open_fair
from conferences.interview_blocks.services import add_block
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from recruitment.demo import demo_employer, demo_provinces, seat_actor
from vietnam.folding import fold

FAMILY = ("Hoàng", "Nông", "Lý", "Triệu", "Vi", "Bế", "Lộc", "Đàm", "Hứa", "Chu")
MIDDLE = ("Thị", "Văn", "Minh", "Thu", "Đức", "Ngọc", "Quang")
GIVEN = ("Hà", "Sơn", "Mai", "Tuyết", "Long", "Bình", "Nga", "Dũng", "Yến", "Khôi", "Lan")
COMMUNES = {
    "lang-son": "xã Tràng Định, Lạng Sơn",
    "cao-bang": "xã Trùng Khánh, Cao Bằng",
    "bac-giang": "xã Lục Ngạn, Bắc Ninh",
}
PARTNERS = (
    ("ls-dvvl", "Số 473, đường Bà Triệu, phường Đông Kinh, Lạng Sơn", "02053812345"),
    ("cb-dvvl", "Phường Thục Phán, Cao Bằng", "02063852345"),
)
VENUE = "Số 36, đường Nguyễn Thị Lưu, phường Bắc Giang, Bắc Ninh"
PHONE = "02043554936"
ROOM = "https://hop.caulaodong.example/anh-sao"
NOTE = "Mang theo căn cước công dân và bản sao bằng cấp (nếu có). Tham gia miễn phí."
GRID = Decimal(10)
PEOPLE = 470
# Employers that also see people of the partners' points.
TRAVELLING = 30
# Of each 47 people so many take part from home, on the centre's computers, and in person.
MODES = ((AttendanceMode.HOME, 30), (AttendanceMode.CENTRE, 7), (AttendanceMode.ON_SITE, 10))
# How many of each ten who were interviewed came how far.
LADDER = (1, 1, 1, 2, 2, 3, 4, 4, 4, 4)


def load_fairs(today: datetime.date) -> None:
    """A second time it adds nothing; a story that is told for another day has none."""
    if Fair.objects.exists() or today != timezone.localdate():
        return
    agencies = agencies_by_key()
    centre = seat_actor(agencies["bn-dvvl"].pk, today)
    homes = demo_provinces(COMMUNES)
    _hold_past_fair(centre, homes, today)
    _open_linked_fair(centre, homes, today)


def _at(day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def _weekday(day: datetime.date) -> datetime.date:
    # No fair on a weekend.
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


# Last month ---------------------------------------------------------------------------------------
def _hold_past_fair(centre: Actor, homes: dict[str, Province], today: datetime.date) -> None:
    last = today.replace(day=1) - datetime.timedelta(days=1)
    day = _weekday(last.replace(day=10))
    employer = demo_employer()
    made = {"made_at": _at(day, 8), "made_by": centre.seat, "made_person": centre.person}
    fair = Fair.objects.create(
        host=centre.seat.agency,
        title=f"Phiên giao dịch việc làm định kỳ tháng {day.month}/{day.year}",
        kind=FairKind.REGULAR,
        starts_at=_at(day, 8),
        ends_at=_at(day, 11, 30),
        employers_until=day - datetime.timedelta(days=2),
        note=NOTE,
        state=FairState.CLOSED,
        **made,
    )
    point = FairPoint.objects.create(fair=fair, agency=centre.seat.agency, venue=VENUE, phone=PHONE)
    by = seat_actor(employer.agency_id, today)
    booth = Booth.objects.create(
        fair=fair,
        employer=employer,
        state="accepted",
        number=1,
        asked_at=fair.made_at,
        asked_by=by.seat,
        asked_person=by.person,
    )
    BoothVacancy.objects.bulk_create(
        BoothVacancy(booth=booth, vacancy=vacancy, places=vacancy.headcount)
        for vacancy in possible_vacancies(employer, today)[:4]
    )
    people = _register(fair, [point], homes, 63)
    _interview(booth, point, people[:54])


def _interview(booth: Booth, point: FairPoint, people: Sequence[Seeker]) -> None:
    # Three at one time; the last ones came and had no interview.
    fair = booth.fair
    block = InterviewBlock.objects.create(
        booth=booth,
        point=point,
        starts_at=fair.starts_at,
        ends_at=fair.ends_at,
        minutes=GRID,
        group_size=3,
    )
    step = datetime.timedelta(minutes=10)
    InterviewSeat.objects.bulk_create(
        InterviewSeat(
            block=block,
            number=number % 3 + 1,
            starts_at=fair.starts_at + step * (number // 3),
            ends_at=fair.starts_at + step * (number // 3 + 1),
            seeker=person,
            taken_at=person.registered_at,
            order_at=fair.starts_at + step * (number // 3),
            state=SeatState.DONE,
        )
        for number, person in enumerate(people)
    )
    for number, person in enumerate(people, 1):
        person.number = number
        person.arrived_at = fair.starts_at
    Seeker.objects.bulk_update(people, ["number", "arrived_at"])
    Outcome.objects.bulk_create(
        Outcome(
            seeker=person,
            booth=booth,
            rung=Rung(LADDER[number % len(LADDER)]),
            changed_at=fair.ends_at,
        )
        for number, person in enumerate(people)
    )


# Next week ----------------------------------------------------------------------------------------
def _open_linked_fair(centre: Actor, homes: dict[str, Province], today: datetime.date) -> None:
    day = _weekday(today + datetime.timedelta(days=7))
    facts = FairFacts(
        title="Phiên giao dịch việc làm kết nối Bắc Ninh – Lạng Sơn – Cao Bằng",
        kind=FairKind.LINKED,
        starts_at=_at(day, 8),
        ends_at=_at(day, 16, 30),
        employers_until=day - datetime.timedelta(days=1),
        venue=VENUE,
        phone=PHONE,
        note=NOTE,
    )
    fair = make_fair(facts=facts, by=centre)
    agencies = agencies_by_key()
    for key, venue, phone in PARTNERS:
        add_point(fair=fair, agency=agencies[key], venue=venue, phone=phone, by=centre)
    fair = open_fair(fair=fair, version=fair.version, by=centre)
    employer = demo_employer()
    by = seat_actor(employer.agency_id, today)
    booth = ask_for_booth(
        fair=fair,
        vacancies=list(possible_vacancies(employer, today)[:6]),
        main_link=ROOM,
        reserve_link=f"{ROOM}-2",
        by=by,
    )
    booth = accept_booth(booth=booth, version=booth.version, number=None, by=centre)
    others = fill_booths(fair, centre, today)
    points = list(fair.points.order_by("pk"))
    people = _register(fair, points, homes, PEOPLE)
    for point in points:
        own = [person for person in people if person.point_id == point.pk]
        _book(booth, point, own[:24], by, day)
        _book_elsewhere(others if point == points[0] else others[:TRAVELLING], point, own[24:])
    add_block(
        point=points[0],
        booth=None,
        starts_at=_at(day, 8),
        ends_at=_at(day, 16),
        minutes=Decimal(30),
        group_size=5,
        by=centre,
    )


def _book(
    booth: Booth, point: FairPoint, people: Sequence[Seeker], by: Actor, day: datetime.date
) -> None:
    """A morning of single interviews, which is full, with a line; a talk with a group after it."""
    morning = add_block(
        point=point,
        booth=booth,
        starts_at=_at(day, 8),
        ends_at=_at(day, 11),
        minutes=GRID,
        group_size=1,
        by=by,
    )
    add_block(
        point=point,
        booth=booth,
        starts_at=_at(day, 14),
        ends_at=_at(day, 15),
        minutes=Decimal(30),
        group_size=20,
        by=by,
    )
    now = timezone.now()
    seats = list(morning.seats.order_by("starts_at"))
    for seat, person in zip(seats, people, strict=False):
        seat.seeker = person
        seat.taken_at = person.registered_at
        seat.order_at = seat.starts_at
    InterviewSeat.objects.bulk_update(seats, ["seeker", "taken_at", "order_at"])
    LinePlace.objects.bulk_create(
        LinePlace(block=morning, seeker=person, joined_at=now)
        for person in people[len(seats) : len(seats) + 3]
    )


def _book_elsewhere(booths: Sequence[Booth], point: FairPoint, people: Sequence[Seeker]) -> None:
    """Each booth sees people of the point in the morning, a quarter of an hour each; most people
    have one interview by now.
    """
    fair = point.fair
    step = datetime.timedelta(minutes=15)
    blocks = InterviewBlock.objects.bulk_create(
        InterviewBlock(
            booth=booth,
            point=point,
            starts_at=fair.starts_at,
            ends_at=fair.starts_at + 8 * step,
            minutes=Decimal(15),
        )
        for booth in booths
    )
    # By time and then by booth, so that all booths have somebody.
    order = itertools.product(range(8), blocks)
    booked = [person for number, person in enumerate(people) if number % 6]
    InterviewSeat.objects.bulk_create(
        InterviewSeat(
            block=block,
            number=1,
            starts_at=fair.starts_at + time * step,
            ends_at=fair.starts_at + (time + 1) * step,
            seeker=person,
            taken_at=person.registered_at if person else None,
            order_at=fair.starts_at + time * step if person else None,
        )
        for (time, block), person in itertools.zip_longest(order, booked)
    )


# People -------------------------------------------------------------------------------------------
def _register(
    fair: Fair, points: Sequence[FairPoint], homes: dict[str, Province], many: int
) -> list[Seeker]:
    consent = store_consent_text(PURPOSE, consent_words())
    registered = min(timezone.now(), fair.starts_at) - datetime.timedelta(days=1)
    modes = [mode for mode, count in MODES for _one in range(count)]
    rows = []
    for number, name in zip(range(many), _names(), strict=False):
        slug = ("lang-son", "cao-bang", "bac-giang")[number % 3]
        rows.append(
            Seeker(
                fair=fair,
                # Half of them belong to the first point.
                point=points[(0, 1, 0, 2)[number % 4] % len(points)],
                mode=modes[number % len(modes)],
                full_name=name,
                name_fold=fold(name),
                phone=f"0912{fair.pk % 100:02}{number:04}",
                email=f"ung-vien-{fair.pk}-{number}@nguoilaodong.example" if number % 4 else "",
                commune=COMMUNES[slug],
                home=homes[slug],
                about="Đã làm công nhân lắp ráp hai năm, mong có ký túc xá." if number % 5 else "",
                registered_at=registered,
                consent=consent,
            )
        )
    return Seeker.objects.bulk_create(rows)


def _names() -> Iterator[str]:
    for shift in range(len(MIDDLE)):
        for family in FAMILY:
            for number, given in enumerate(GIVEN):
                yield f"{family} {MIDDLE[(number + shift) % len(MIDDLE)]} {given}"
