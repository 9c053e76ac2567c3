"""The rows of a trial's job fair: three provinces, booths with their times, and people who have
registered and wish for interviews. All are invented.
"""

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, ProvinceKind
from agencies.bodies.models import Agency, Province
from agencies.privacy.services import store_consent_text
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth
from conferences.fair_booking.choices import AttendanceMode
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, Seeker
from conferences.fair_booking.registration import PURPOSE, consent_words
from conferences.fairs.choices import FairKind, FairState
from conferences.fairs.models import Fair, FairPoint
from recruitment.load.employers import EmployersOfProvince, ensure_employers

HALF_AN_HOUR = datetime.timedelta(minutes=30)
TIMES = 6
# Booths to which most want to go, and those which see people of each point.
POPULAR = 12
EVERYWHERE = 30
# Of each 47 people so many take part from home, and so many use the centre's computers.
FROM_HOME = 30
AT_COMPUTERS = 7
# Of ten people so many belong to the host's point, and two to each other.
OF_HOST = 6


@dataclass(frozen=True)
class Wish:
    """An interview that somebody wants, at that time."""

    block: int
    starts_at: datetime.datetime


@dataclass
class TrialFair:
    """`wishes`: by the key of the person, in the order in which they are tried. `popular`: the
    blocks to which most want to go.
    """

    fair: Fair
    points: list[FairPoint]
    people: list[Seeker]
    wishes: dict[int, list[Wish]] = field(default_factory=dict)
    popular: set[int] = field(default_factory=set)


def make_trial_fair(*, people: int, booths: int) -> TrialFair:
    employers = ensure_employers(random.Random(1), count=booths)  # noqa: S311 repeatable
    number = Fair.objects.count() + 1
    provinces = [
        Province.objects.get_or_create(
            slug=f"thu-loi-{place}",
            defaults={"name": f"Tỉnh Thử lỗi {place}", "kind": ProvinceKind.PROVINCE},
        )[0]
        for place in range(3)
    ]
    centres = [
        Agency.objects.create(
            name=f"Trung tâm Dịch vụ việc làm thử lỗi {number}.{place}",
            kind=AgencyKind.JOB_CENTRE,
            province=province,
        )
        for place, province in enumerate(provinces)
    ]
    fair = _make_fair(centres[0], employers)
    points = [
        FairPoint.objects.create(fair=fair, agency=centre, venue="Số 1, đường Thử", phone="0912")
        for centre in centres
    ]
    trial = TrialFair(fair, points, _register_people(fair, points, people))
    _lay_out(trial, _make_booths(fair, employers, booths))
    return trial


def _make_fair(host: Agency, made: EmployersOfProvince) -> Fair:
    now = timezone.now()
    return Fair.objects.create(
        host=host,
        title="Phiên giao dịch việc làm thử lỗi",
        kind=FairKind.LINKED,
        state=FairState.RUNNING,
        starts_at=now - HALF_AN_HOUR,
        ends_at=now + 16 * HALF_AN_HOUR,
        employers_until=timezone.localdate(),
        made_at=now,
        made_by=made.seat,
        made_person=made.person,
    )


def _make_booths(fair: Fair, made: EmployersOfProvince, count: int) -> list[Booth]:
    asked = {"asked_at": fair.made_at, "asked_by": made.seat, "asked_person": made.person}
    return Booth.objects.bulk_create(
        Booth(fair=fair, employer=employer, state=BoothState.ACCEPTED, number=number, **asked)
        for number, employer in enumerate(made.employers[:count], 1)
    )


def _register_people(fair: Fair, points: list[FairPoint], count: int) -> list[Seeker]:
    consent = store_consent_text(PURPOSE, consent_words())
    return Seeker.objects.bulk_create(
        Seeker(
            fair=fair,
            point=points[0 if number % 10 < OF_HOST else 1 + number % 2],
            mode=_mode_of(number % 47),
            full_name=f"Nguyễn Thử {number}",
            name_fold=f"nguyen thu {number}",
            phone=f"0912{number:06}",
            home=points[number % 3].agency.province,
            registered_at=fair.made_at,
            consent=consent,
        )
        for number in range(count)
    )


def _mode_of(number: int) -> AttendanceMode:
    if number < FROM_HOME:
        return AttendanceMode.HOME
    in_rooms = number < FROM_HOME + AT_COMPUTERS
    return AttendanceMode.CENTRE if in_rooms else AttendanceMode.ON_SITE


def _lay_out(trial: TrialFair, booths: list[Booth]) -> None:
    # One block for each booth and point, with one place at each time, and what people wish of them.
    begins = trial.fair.starts_at + 4 * HALF_AN_HOUR
    blocks = InterviewBlock.objects.bulk_create(
        InterviewBlock(
            booth=booth,
            point=point,
            starts_at=begins,
            ends_at=begins + TIMES * HALF_AN_HOUR,
            minutes=Decimal(30),
        )
        for point in trial.points
        for booth in (booths if point == trial.points[0] else booths[:EVERYWHERE])
    )
    InterviewSeat.objects.bulk_create(
        InterviewSeat(
            block=block,
            number=1,
            starts_at=begins + time * HALF_AN_HOUR,
            ends_at=begins + (time + 1) * HALF_AN_HOUR,
        )
        for block in blocks
        for time in range(TIMES)
    )
    chance = random.Random(2)  # noqa: S311 repeatable
    wanted = {booth.pk for booth in booths[:POPULAR]}
    trial.popular = {block.pk for block in blocks if block.booth_id in wanted}
    for person in trial.people:
        own = [block.pk for block in blocks if block.point_id == person.point_id]
        first = chance.choice([key for key in own if key in trial.popular])
        second = chance.choice([key for key in own if key != first])
        hours = chance.sample(range(TIMES), 2)
        trial.wishes[person.pk] = [
            Wish(block, begins + hour * HALF_AN_HOUR)
            for block, hour in zip((first, second), hours, strict=True)
        ]
