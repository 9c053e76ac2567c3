"""Months with random figures, for tests that compare ways of showing them."""

import datetime
import random

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.calendar.report_month import ReportMonth
from agencies.people.permissions import Actor
from agencies.tasks.choices import OccurrenceStatus
from campaigns.budget.choices import BudgetStep
from campaigns.budget.models import BudgetChange, BudgetLine
from campaigns.frozen_reports.building import build_at_once
from campaigns.frozen_reports.models import ReportVersion
from campaigns.frozen_reports.services import freeze_month
from campaigns.indicators.choices import ComputedSource, MeasureUnit
from campaigns.indicators.models import Indicator
from campaigns.outlets.choices import Channel
from campaigns.publications.models import Publication
from campaigns.targets.choices import Operator
from campaigns.targets.models import Target
from recruitment.demand.models import MonthlyDemand
from recruitment.usage.models import LabourUsageReport
from recruitment.vacancies.choices import Occupation, Skill, Way
from recruitment.vacancies.people_models import VacancyFill
from tests.factories import make_actor, make_agency, make_directive, make_seat, make_task, noon
from tests.factories_campaigns import (
    make_budget,
    make_budget_line,
    make_cast,
    make_content,
    make_outlet,
    make_wave,
)
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    make_usage_report,
    published_vacancy,
    verified_employer,
)
from vietnam.periods import PeriodKind

A_DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2023, 1, 1)
MADE_ON = datetime.date(2025, 2, 3)


def make_issuer() -> Agency:
    """The labour department, which reports."""
    province = Province.objects.create(
        slug="bac-giang", name="Bắc Giang", kind="province", official_code="24"
    )
    committee = make_agency("UBND tỉnh Bắc Giang", kind=AgencyKind.COMMITTEE, province=province)
    department = make_agency(
        "Sở Lao động - Thương binh và Xã hội", province=province, parent=committee
    )
    make_seat(role=SeatRole.COORDINATOR, agency=department)
    return department


def make_random_months(seed: int) -> None:
    """Two years of tasks, demand, people taken on and reports of employers."""
    chance = random.Random(seed)  # noqa: S311 repeatable, no secret
    make_random_tasks(chance)
    province = make_province()
    make_department(province)
    park = make_park(make_board(province))
    employers = [verified_employer(province, park), verified_employer(province)]
    vacancies = [published_vacancy(chance.choice(employers)) for _each in range(6)]
    MonthlyDemand.objects.all().delete()
    for vacancy in vacancies:
        for number in range(24):
            make_random_demand(chance, vacancy, number)
            make_random_fill(chance, vacancy, number)
    for employer in employers:
        make_usage_report(employer, "2023-nam", total=chance.randrange(400, 900))
    LabourUsageReport.objects.update(submitted_at=noon(datetime.date(2023, 12, 1)))
    make_random_communication(chance)
    make_random_targets(chance)
    make_random_budgets(chance)


def make_random_tasks(chance: random.Random) -> None:
    given = {"directive": make_directive(), "assigned_by": make_seat()}
    leads = [make_agency() for _each in range(3)]
    for _number in range(25):
        due_on = FIRST + chance.randrange(730) * A_DAY
        submitted_on = due_on + chance.randrange(-20, 40) * A_DAY
        make_task(
            lead=chance.choice(leads),
            due_on=chance.choice((due_on, due_on, None)),
            status=chance.choice(list(OccurrenceStatus)),
            submitted_on=submitted_on,
            assigned_at=noon(due_on - 60 * A_DAY),
            **given,
        )


def make_random_demand(chance: random.Random, vacancy, number: int) -> None:
    month = datetime.date(2023 + number // 12, number % 12 + 1, 1)
    filled, withdrawn, still_open = (chance.randrange(40) for _each in range(3))
    MonthlyDemand.objects.create(
        month=month,
        vacancy=vacancy,
        occupation=chance.choice(Occupation.values),
        skill=chance.choice(Skill.values),
        park=vacancy.employer.park,
        asked=filled + withdrawn + still_open + chance.randrange(9),
        filled=filled,
        withdrawn=withdrawn,
        open=still_open,
        open_until=month + 9 * A_DAY if chance.random() < 0.3 else None,
    )


def make_random_fill(chance: random.Random, vacancy, number: int) -> None:
    VacancyFill.objects.create(
        vacancy=vacancy,
        province=None,
        people=chance.randrange(1, 5),
        way=chance.choice(Way.values),
        entered_at=noon(FIRST + (number * 30 + chance.randrange(28)) * A_DAY),
        entered_by=make_actor().seat,
    )


def make_random_communication(chance: random.Random) -> None:
    """Publications through all channels, some of them struck out."""
    cast = make_cast()
    contents = [make_content(make_wave(cast.department), cast.newsroom) for _each in range(4)]
    outlets = [make_outlet(cast.department) for _each in range(2)]
    Publication.objects.bulk_create(
        Publication(
            content=content,
            outlet=outlet,
            channel=channel,
            published_on=FIRST + chance.randrange(730) * A_DAY,
            times=chance.randrange(1, 9),
            entered_at=noon(MADE_ON),
            entered_agency=cast.department.seat.agency,
            entered_by=cast.department.seat,
            entered_person=cast.department.person,
            **({} if chance.random() < 0.8 else {"withdrawn_at": noon(MADE_ON), "reason": "Nhầm"}),
        )
        for content in contents
        for outlet in outlets
        for channel in Channel.values
    )


def make_random_targets(chance: random.Random) -> None:
    """Of people taken on, which the portal counts, above and below what can be reached."""
    for operator in Operator.values:
        indicator = Indicator.objects.create(
            name=f"Số người được tuyển ({operator})",
            unit=MeasureUnit.PEOPLE,
            rhythm=PeriodKind.MONTH,
            source=ComputedSource.TAKEN_ON,
            is_cumulative=True,
        )
        for year in (2023, 2024):
            Target.objects.create(
                indicator=indicator,
                operator=operator,
                goal=chance.randrange(1, 400),
                starts_on=datetime.date(year, 1, 1),
                ends_on=datetime.date(year, 12, 31),
                basis="Kế hoạch năm",
            )


def make_random_budgets(chance: random.Random) -> None:
    """Lines with amounts in đồng, some of which are not known."""
    by = make_actor(role=SeatRole.COORDINATOR)
    for year in (2023, 2024):
        budget = make_budget(by, year=year)
        for _number in range(3):
            line = make_budget_line(budget, by)
            amounts = {
                step: chance.choice((None, chance.randrange(10**9))) for step in BudgetStep.values
            }
            BudgetLine.objects.filter(pk=line.pk).update(**amounts)
            BudgetChange.objects.filter(line=line).update(at=noon(FIRST))


def make_frozen_month(by: Actor, day: datetime.date | None = None) -> ReportVersion:
    """The running month, or that of a day, frozen by a coordinator and built at once."""
    today = timezone.localdate()
    day = day or today
    version = freeze_month(month=ReportMonth(day.year, day.month, today), by=by)
    build_at_once(version)
    return version
