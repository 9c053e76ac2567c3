"""Job fairs with their points, booths and people, made by the services."""

import datetime
import itertools
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from conferences.booths.models import Booth
from conferences.booths.services import accept_booth, ask_for_booth
from conferences.fair_booking.models import InterviewBlock, Seeker
from conferences.fair_booking.registration import consent_digest, register_seeker
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.services import FairFacts, add_point, make_fair, open_fair
from conferences.interview_blocks.services import add_block
from recruitment.employers.models import Employer
from tests.factories import make_actor, make_agency
from tests.factories_recruitment import (
    make_department,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)

_numbers = itertools.count(1)
WEEK = datetime.timedelta(days=7)
ROOM = "https://hop.example/phong-1"


def at(hour: int, minute: int = 0, *, days: int = 7) -> datetime.datetime:
    """That hour in a week, the day of the fairs of tests."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def make_centre(province: Province | None = None) -> Actor:
    """An officer of a job centre."""
    agency = make_agency(
        f"Trung tâm Dịch vụ việc làm {next(_numbers)}",
        kind=AgencyKind.JOB_CENTRE,
        province=province or make_province(),
    )
    return make_actor(role=SeatRole.JOB_CENTRE, agency=agency)


def partner_officer(agency: Agency) -> Actor:
    return make_actor(role=SeatRole.PARTNER_OFFICER, agency=agency)


def fair_facts(**given) -> FairFacts:
    said = {
        "title": "Phiên giao dịch việc làm định kỳ",
        "kind": "regular",
        "starts_at": at(8),
        "ends_at": at(16),
        "employers_until": timezone.localdate() + WEEK,
        "venue": "Số 1, đường Thử",
        "phone": "02043000111",
        "note": "",
    }
    return FairFacts(**said | given)


def draft_fair(by: Actor, **given) -> Fair:
    return make_fair(facts=fair_facts(**given), by=by)


def opened_fair(by: Actor, **given) -> Fair:
    fair = draft_fair(by, **given)
    return open_fair(fair=fair, version=fair.version, by=by)


def linked_fair(by: Actor, other: Agency, **given) -> Fair:
    """With the centre of another province as its second point."""
    fair = draft_fair(by, kind="linked", **given)
    add_point(fair=fair, agency=other, venue="Số 2, đường Bạn", phone="02053000222", by=by)
    return open_fair(fair=fair, version=fair.version, by=by)


def own_point(fair: Fair) -> FairPoint:
    return fair.points.select_related("agency", "fair").get(agency=fair.host_id)


def make_firm(**given) -> Employer:
    """Verified, with one published vacancy of 100 people."""
    province = make_province()
    make_department(province)
    employer = verified_employer(province, **given)
    published_vacancy(employer)
    return employer


def asked_booth(fair: Fair, employer: Employer | None = None) -> Booth:
    employer = employer or make_firm()
    return ask_for_booth(
        fair=fair,
        vacancies=list(employer.vacancies.all()),
        main_link=ROOM,
        reserve_link="",
        by=representative_of(employer),
    )


def accepted_booth(fair: Fair, by: Actor, employer: Employer | None = None) -> Booth:
    booth = asked_booth(fair, employer)
    return accept_booth(booth=booth, version=booth.version, number=None, by=by)


def make_block(booth: Booth, point: FairPoint, by: Actor, **given) -> InterviewBlock:
    said = {
        "starts_at": at(8),
        "ends_at": at(9),
        "minutes": Decimal(10),
        "group_size": 1,
    }
    return add_block(booth=booth, point=point, by=by, **said | given)


def make_seeker(fair: Fair, point: FairPoint | None = None, **given) -> Seeker:
    number = next(_numbers)
    said = {
        "mode": "on_site",
        "full_name": f"Người Thử {number}",
        "phone": f"0912{number:06}",
        "email": f"nguoi{number}@nguoilaodong.example",
        "commune": "xã Tràng Định, Lạng Sơn",
        "home": fair.host.province,
        "consent": consent_digest(),
    }
    return register_seeker(fair=fair, point=point or own_point(fair), **said | given)


@dataclass
class FairWorld:
    """An open fair of one centre with one booth and its interviews at the centre."""

    centre: Actor
    fair: Fair
    point: FairPoint
    booth: Booth
    block: InterviewBlock

    @property
    def recruiter(self) -> Actor:
        return representative_of(self.booth.employer)


def make_fair_world(**block) -> FairWorld:
    centre = make_centre()
    fair = opened_fair(centre)
    point = own_point(fair)
    booth = accepted_booth(fair, centre)
    return FairWorld(centre, fair, point, booth, make_block(booth, point, centre, **block))
