"""Seats and the people who hold them through the reforms of 2025. Every name and address is
invented.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.database.demonstration import DOMAIN
from agencies.deciding.queries import Case, deciders_of
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor, Permission
from agencies.tasks.occurrence_models import Occurrence

PASSWORD = "nhan-luc-2026"  # noqa: S105 of the trial on one machine, whose documents name it
BEGIN = datetime.date(2023, 1, 1)
OFFICER_TITLE = "Chuyên viên theo dõi lao động, việc làm"
# Left without a seat, so that the outbox can show an agency that nobody can remind.
NOBODY = {"bn-x-tiendu"}


@dataclass(frozen=True)
class DemoAccount:
    """A person of the demonstration, from the first agency on through its successors."""

    local: str
    name: str
    title: str
    role: SeatRole
    agency: str

    @property
    def email(self) -> str:
        return f"{self.local}@{DOMAIN}"


ACCOUNTS = (
    DemoAccount(
        "dieu-phoi", "Nông Minh Châu", "Trưởng phòng Việc làm", SeatRole.COORDINATOR, "bg-ldtbxh"
    ),
    DemoAccount("chuyen-vien", "Thân Đức Hiếu", OFFICER_TITLE, SeatRole.OFFICER, "bg-ldtbxh"),
    DemoAccount(
        "van-phong", "Lục Thị Thanh Tâm", "Chuyên viên tổng hợp", SeatRole.COORDINATOR, "bg-vp"
    ),
    DemoAccount(
        "lanh-dao", "Hà Quốc Trụ", "Phó Chủ tịch phụ trách lao động", SeatRole.LEADER, "bg-ubnd"
    ),
    DemoAccount("thu-ky", "Ngọ Thị Bích Liên", "Thư ký tổng hợp", SeatRole.OFFICER, "bg-ubnd"),
    DemoAccount("kcn", "Chu Bảo Ngân", "Phòng Quản lý lao động", SeatRole.VERIFIER, "bg-kcn"),
    DemoAccount("bao-dai", "Vi Hồng Nhạn", "Phòng Thời sự", SeatRole.NEWSROOM, "bg-dai"),
    DemoAccount(
        "viec-lam", "Tống Văn Khải", "Phòng Giao dịch việc làm", SeatRole.JOB_CENTRE, "bg-dvvl"
    ),
    DemoAccount(
        "lien-doan",
        "Khúc Thị Lụa",
        "Ban Chính sách - Pháp luật",
        SeatRole.FEDERATION_COLLECTOR,
        "bg-ldld",
    ),
    DemoAccount(
        "lang-son", "Hoàng Thị Sầm", "Phòng Lao động", SeatRole.PARTNER_OFFICER, "ls-ldtbxh"
    ),
)
ADMIN = DemoAccount("quan-tri", "Quản trị hệ thống", "", SeatRole.COORDINATOR, "")

FAMILY = ("Nguyễn", "Trần", "Lương", "Phùng", "Thân", "Giáp", "Đàm", "Lục", "Nông", "Ngọ", "Tạ")
MIDDLE = ("Khánh", "Thục", "Diệu", "Gia", "Bích", "Đình", "Vân")
GIVEN = (
    "An",
    "Thảo",
    "Quý",
    "Lam",
    "Phúc",
    "Sương",
    "Bách",
    "Uyên",
    "Kiệt",
    "Hạnh",
    "Nhã",
    "Tường",
    "Mận",
)


class Staff:
    """Who acts for which agency on which day."""

    def __init__(self, holdings: list[SeatHolding]) -> None:
        self.holdings = holdings

    def officer(self, agency: Agency, on: datetime.date) -> Actor | None:
        # Whoever does the agency's work: its officer rather than its coordinator, never its leader.
        held = sorted(
            self._holdings_at(agency, on), key=lambda h: h.seat.role == SeatRole.COORDINATOR
        )
        actors = (Actor(person=holding.person, seat=holding.seat) for holding in held)
        return next((actor for actor in actors if actor.may(Permission.REPORT_PROGRESS)), None)

    def coordinator(self, agency: Agency, on: datetime.date) -> Actor:
        held = next(h for h in self._holdings_at(agency, on) if h.seat.role == SeatRole.COORDINATOR)
        return Actor(person=held.person, seat=held.seat)

    def decider(self, occurrence: Occurrence, on: datetime.date) -> Actor:
        """Whoever decides on the submitted result: the first coordinator whose own it is not."""
        first = deciders_of(Case.of_result(occurrence), on=on).holdings[0]
        return Actor(person=first.person, seat=first.seat)

    def _holdings_at(self, agency: Agency, on: datetime.date) -> Iterator[SeatHolding]:
        return (h for h in self.holdings if h.seat.agency_id == agency.pk and _is_current(h, on))


def _is_current(holding: SeatHolding, on: datetime.date) -> bool:
    return holding.starts_on <= on and (holding.ends_on is None or holding.ends_on >= on)


def load_people(agencies: Mapping[str, Agency], password: str) -> Staff:
    # Make what is missing. One hash for all, since each costs a good part of a second.
    hashed = make_password(password)
    keys = {agency.pk: key for key, agency in agencies.items()}
    taken: set[tuple[int, str]] = set()
    holdings = [
        holding
        for account in [*ACCOUNTS, *_officers(agencies, keys)]
        for holding in _hold(account, agencies[account.agency], hashed, taken)
    ]
    _person(ADMIN, hashed, is_staff=True, is_superuser=True)
    return Staff(holdings)


def _officers(agencies: Mapping[str, Agency], keys: Mapping[int, str]) -> Iterator[DemoAccount]:
    # An officer for each body of the host and each partner's labour department which no named
    # person looks after.
    looked_after = {key for account in ACCOUNTS for key in _chain(agencies[account.agency], keys)}
    for number, (key, agency) in enumerate(agencies.items()):
        if key in looked_after | NOBODY or not _has_officer(key):
            continue
        looked_after |= set(_chain(agency, keys))
        name = f"{FAMILY[number % 11]} {MIDDLE[number % 7]} {GIVEN[number % 13]}"
        yield DemoAccount(key, name, OFFICER_TITLE, _role(agency, key), key)


def _has_officer(key: str) -> bool:
    return (
        key.startswith(("bg-", "bn-"))
        or (key.endswith("-ldtbxh") and not key.startswith("tw-"))
        or key == "ls-bao"
    )


def _role(agency: Agency, key: str) -> SeatRole:
    if not key.startswith(("bg-", "bn-")):
        return SeatRole.PARTNER_OFFICER
    is_newsroom = agency.kind in {AgencyKind.NEWSPAPER, AgencyKind.BROADCASTER}
    return SeatRole.NEWSROOM if is_newsroom else SeatRole.OFFICER


def _chain(agency: Agency | None, keys: Mapping[int, str]) -> Iterator[str]:
    while agency:
        yield keys[agency.pk]
        agency = agency.successor


def _hold(
    account: DemoAccount, agency: Agency | None, password: str, taken: set[tuple[int, str]]
) -> Iterator[SeatHolding]:
    # The person's seats, one after the other; where two bodies became one, the second person's
    # service ends.
    person = _person(account, password)
    starts_on = BEGIN
    while agency and (agency.pk, account.title) not in taken:
        is_first = agency.pk not in {pk for pk, _title in taken}
        taken.add((agency.pk, account.title))
        starts_on = max(starts_on, agency.valid_from or starts_on)
        seat, _new = Seat.objects.get_or_create(
            agency=agency,
            title=account.title,
            defaults={"role": account.role, "gets_reminders": account.role != SeatRole.LEADER},
        )
        holding, _new = SeatHolding.objects.get_or_create(
            seat=seat,
            person=person,
            starts_on=starts_on,
            defaults={"ends_on": agency.valid_to, "is_administrator": is_first},
        )
        yield holding
        starts_on = agency.valid_to + datetime.timedelta(days=1) if agency.valid_to else starts_on
        agency = agency.successor if agency.valid_to else None


def _person(account: DemoAccount, password: str, **flags: bool) -> Person:
    defaults = {"full_name": account.name, "password": password, **flags}
    return Person.objects.get_or_create(email=account.email, defaults=defaults)[0]
