"""Indicators, targets and figures as tests need them: each by the services that people use."""

import datetime
from decimal import Decimal

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Province
from campaigns.indicators.choices import MeasureUnit, Standing
from campaigns.indicators.models import Indicator, Measurement
from campaigns.indicators.services import Entry, save_indicator, write_measurement
from campaigns.targets.choices import Operator
from campaigns.targets.models import Target
from campaigns.targets.services import save_target
from tests.factories import make_actor, make_agency
from vietnam.periods import Period, PeriodKind

BASIS = "Kế hoạch số 39/KH-UBND ngày 13/02/2023"


class TargetsWorld:
    """A province with its committee and office, its labour department, and bodies that measure."""

    def __init__(self, slug: str = "bac-giang") -> None:
        self.province = Province.objects.create(
            slug=slug, name="Bắc Giang", kind="province", official_code="24"
        )
        at = {"province": self.province}
        self.committee = make_agency("UBND tỉnh", kind=AgencyKind.COMMITTEE, **at)
        self.office = make_agency(
            "Văn phòng UBND tỉnh", kind=AgencyKind.OFFICE, parent=self.committee, **at
        )
        self.department = make_agency("Sở Nội vụ", parent=self.committee, **at)
        self.job_centre = make_agency(
            "Trung tâm Dịch vụ việc làm", kind=AgencyKind.JOB_CENTRE, **at
        )
        self.bank = make_agency("Ngân hàng Chính sách xã hội", kind=AgencyKind.OTHER, **at)
        self.coordinator = make_actor(role=SeatRole.COORDINATOR, agency=self.department)
        self.office_coordinator = make_actor(role=SeatRole.COORDINATOR, agency=self.office)
        self.leader = make_actor(role=SeatRole.LEADER, agency=self.committee)
        self.centre_officer = make_actor(role=SeatRole.JOB_CENTRE, agency=self.job_centre)
        self.bank_officer = make_actor(role=SeatRole.OFFICER, agency=self.bank)

    def indicator(self, name: str = "Số lao động có việc làm", **given) -> Indicator:
        facts = {
            "name": name,
            "unit": MeasureUnit.JOBS,
            "rhythm": PeriodKind.OFFICIAL_MONTH,
            "is_cumulative": True,
            "source": "",
        }
        reporters = given.pop("reporters", [])
        return save_indicator(
            indicator=None,
            facts=facts | given,
            reporters=reporters,
            definition=f"Cách đo: {name}",
            denominator="",
            by=self.coordinator,
        )

    def target(self, indicator: Indicator, goal: int | str, year: int = 2026, **given) -> Target:
        facts = {
            "indicator": indicator,
            "operator": Operator.REACH,
            "goal": Decimal(goal),
            "baseline": None,
            "starts_on": datetime.date(year, 1, 1),
            "ends_on": datetime.date(year, 12, 31),
            "directive": None,
            "clause": None,
            "basis": BASIS,
            "parent": None,
            "channel": "",
            "lead": None,
        }
        return save_target(target=None, facts=facts | given, by=self.coordinator)

    def measure(
        self, indicator: Indicator, period: str, value: str | int | None, **given
    ) -> Measurement:
        """`value` None: not collected."""
        agency = given.pop("agency", self.job_centre)
        standing = given.pop("standing", Standing.GIVEN if value is not None else "not_collected")
        amount = None if value is None else Decimal(value)
        entry = Entry(standing=standing, value=amount, **given)
        return write_measurement(indicator, agency, Period.read(period), entry, by=self.coordinator)
