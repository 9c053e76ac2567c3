"""The agencies, seats and documents that the tasks refer to."""

import datetime

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.directives.choices import DirectiveKind, DirectiveStatus
from agencies.directives.models import Directive
from agencies.load.names import compose_names
from agencies.people.models import Person, Seat, SeatHolding
from vietnam.folding import fold
from vietnam.language.collation import sort_key

AGENCIES = 320
DAYS_BACK = 120


def ensure_agencies() -> list[int]:
    names = [f"UBND xã {name} {number}" for number, name in enumerate(compose_names(AGENCIES))]
    kind = AgencyKind.COMMITTEE
    Agency.objects.bulk_create(
        (
            Agency(name=name, kind=kind, sort_key=sort_key(name), search_fold=fold(name))
            for name in names
        ),
        ignore_conflicts=True,
    )
    return list(Agency.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True))


def ensure_seats(agencies: list[int]) -> Seat:
    # An officer's seat with its holder at each agency; the first is the seat that assigns.
    title = "Chuyên viên thử tải"
    Seat.objects.bulk_create(
        [Seat(agency_id=agency, title=title, role=SeatRole.OFFICER) for agency in agencies],
        ignore_conflicts=True,
    )
    seats = list(Seat.objects.filter(agency__in=agencies, title=title).order_by("pk"))
    emails = {seat.pk: f"chuyen-vien-{seat.pk}@thu-tai.example" for seat in seats}
    Person.objects.bulk_create(
        [
            Person(email=email, full_name="Chuyên viên thử tải", password="!")  # noqa: S106
            for email in emails.values()
        ],
        ignore_conflicts=True,
    )
    people = dict(Person.objects.filter(email__in=emails.values()).values_list("email", "pk"))
    since = datetime.date(2020, 1, 1)
    SeatHolding.objects.bulk_create(
        [
            SeatHolding(seat=seat, person_id=people[emails[seat.pk]], starts_on=since)
            for seat in seats
        ],
        ignore_conflicts=True,
    )
    return seats[0]


def create_directives(count: int, seat: Seat, today: datetime.date) -> list[int]:
    uploader = seat.holdings.values_list("person", flat=True).first()
    fresh = [
        Directive(
            kind=DirectiveKind.PLAN,
            number=f"{number}/KH-UBND",
            issued_on=today - datetime.timedelta(days=DAYS_BACK + 30),
            title=f"Kế hoạch phối hợp xúc tiến tuyển dụng lao động số {number}",
            text="Kế hoạch thử tải.",
            status=DirectiveStatus.ASSIGNED,
            uploaded_by_id=uploader,
            search_fold=fold(f"{number}/KH-UBND kế hoạch phối hợp xúc tiến tuyển dụng lao động"),
        )
        for number in range(1, count + 1)
    ]
    return [directive.pk for directive in Directive.objects.bulk_create(fresh)]
