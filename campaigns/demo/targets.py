"""Targets with a year and more of figures, and the reporting calendar of the demonstration: closed
months, one that runs late, and what comes next. Once.
"""

import datetime
from decimal import Decimal

from django.db import transaction

from agencies.bodies.models import Agency
from agencies.calendar.periods import start_of_day
from agencies.demo.people import ACCOUNTS
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from campaigns.demo.indicators import (
    FORM_LINES,
    INDICATORS,
    OLD_FORM_LINES,
    SEASON,
    SHARE_OF_YEAR,
    DemoIndicator,
)
from campaigns.demo.periods import load_periods
from campaigns.indicators.models import Indicator, Measurement
from campaigns.indicators.services import Entry, save_indicator, write_measurement
from campaigns.official_forms.models import OfficialForm
from campaigns.official_forms.services import save_form, save_line
from campaigns.targets.models import Target
from campaigns.targets.services import save_target
from vietnam.periods import Period

BASIS = "Kế hoạch giải quyết việc làm năm {year} của UBND tỉnh (số liệu minh họa)"


@transaction.atomic
def load_targets(today: datetime.date) -> None:
    if Indicator.objects.exists():
        return
    by = account_actor("dieu-phoi", today)
    agencies = agencies_by_key()
    indicators = {each.name: _add_indicator(each, agencies, by, today) for each in INDICATORS}
    for year in sorted({2024, today.year}):
        _add_targets(year, indicators, agencies, by, today)
    for year in sorted({2024, today.year - 1, today.year}):
        for each in INDICATORS:
            _add_figures(each, indicators[each.name], year, agencies, by, today)
    _add_forms(indicators, by)
    load_periods(today, by)


def account_actor(local: str, today: datetime.date) -> Actor:
    """Whoever the account is, from the seat that it holds on the day."""
    email = next(each.email for each in ACCOUNTS if each.local == local)
    held = SeatHolding.objects.current(today).filter(person__email=email)
    holding = held.select_related("seat__agency", "person").order_by("pk")[0]
    return Actor(person=holding.person, seat=holding.seat)


def agency_on(key: str, agencies: dict[str, Agency], day: datetime.date) -> Agency:
    """The agency of the register, or what it has become by the day."""
    agency = agencies[key]
    while agency.valid_to and agency.valid_to < day and agency.successor:
        agency = agency.successor
    return agency


def _add_indicator(
    each: DemoIndicator, agencies: dict[str, Agency], by: Actor, today: datetime.date
) -> Indicator:
    made = save_indicator(
        indicator=None,
        facts={
            "name": each.name,
            "unit": each.unit,
            "rhythm": each.rhythm,
            "is_cumulative": each.is_cumulative,
            "source": each.source,
        },
        reporters=[agency_on(key, agencies, today) for key in each.reporters],
        definition=each.definition,
        denominator=each.denominator,
        by=by,
    )
    made.definitions.update(valid_from=datetime.date(2024, 1, 1))
    return made


def _add_targets(
    year: int,
    indicators: dict[str, Indicator],
    agencies: dict[str, Agency],
    by: Actor,
    today: datetime.date,
) -> None:
    made: dict[str, Target] = {}
    span = Period.of_year(year)
    for each in (each for each in INDICATORS if each.goal):
        made[each.name] = save_target(
            target=None,
            facts={
                "indicator": indicators[each.name],
                "operator": each.operator,
                "goal": Decimal(each.goal),
                "baseline": Decimal(each.baseline) if each.baseline else None,
                "starts_on": span.first,
                "ends_on": span.last,
                "directive": None,
                "clause": None,
                "basis": BASIS.format(year=year),
                "parent": made.get(each.parent),
                "channel": each.channel,
                "lead": agency_on(each.lead, agencies, today) if each.lead else None,
            },
            by=by,
        )


def _add_figures(
    each: DemoIndicator,
    indicator: Indicator,
    year: int,
    agencies: dict[str, Agency],
    by: Actor,
    today: datetime.date,
) -> None:
    # Of every period that has ended; the last one is reported through its own period.
    if not each.month:
        return
    over = [period for period in Period.all_of(indicator.kind, year) if period.last < today]
    if year == today.year and each.reporters:
        over = over[:-1]
    keys = each.reporters or ("bg-ldtbxh",)
    for number, period in enumerate(over):
        for part, key in enumerate(keys):
            agency = agency_on(key, agencies, period.last)
            entry = _entry(each, number, year, part, len(keys))
            made = write_measurement(indicator, agency, period, entry, by=by)
            if made:
                entered = start_of_day(period.last) + datetime.timedelta(days=3, hours=9)
                Measurement.objects.filter(pk=made.pk).update(entered_at=entered)


def _entry(each: DemoIndicator, number: int, year: int, part: int, parts: int) -> Entry:
    amounts = [Decimal(amount) for amount in each.month]
    if not each.is_cumulative:
        # A rate that moves a little from quarter to quarter; a year ago it was worse.
        step = Decimal("0.1") * (number % 3) + (Decimal("0.2") if year == 2024 else 0)
        return Entry(value=amounts[0] + (-step if each.operator == "reach" else step))
    share = SEASON[number % 12] * (SHARE_OF_YEAR.get(year, 100))
    # The second of two agencies has a third of the month.
    weight = Decimal(1) if parts == 1 else Decimal(2 - part) / 3
    counted = [(amount * share * weight / 10_000).to_integral_value() for amount in amounts]
    if len(counted) == 2:
        return Entry(numerator=counted[0] - number % 5, denominator=counted[1])
    return Entry(value=counted[0])


def _add_forms(indicators: dict[str, Indicator], by: Actor) -> None:
    replaced = datetime.date(2025, 12, 31)
    old = _add_form("Biểu cũ", "Bảng số liệu tháng (biểu cũ, đã được thay thế)", None, replaced, by)
    new = _add_form(
        "Biểu DVVL-01",
        "Bảng số liệu tháng của Trung tâm Dịch vụ việc làm",
        replaced + datetime.timedelta(days=1),
        None,
        by,
    )
    for position, (number, title, unit, people, turns) in enumerate(FORM_LINES, 1):
        facts = {
            "position": position,
            "number": number,
            "title": title,
            "unit": unit,
            "is_heading": people is None,
            "people": indicators.get(people or ""),
            "turns": indicators.get(turns or ""),
            "valid_to": None,
        }
        save_line(form=new, line=None, facts=facts | {"valid_from": new.valid_from}, by=by)
        if number in OLD_FORM_LINES:
            bounds = {"valid_from": old.valid_from, "valid_to": replaced}
            save_line(form=old, line=None, facts=facts | bounds, by=by)


def _add_form(
    number: str,
    title: str,
    valid_from: datetime.date | None,
    valid_to: datetime.date | None,
    by: Actor,
) -> OfficialForm:
    facts = {
        "number": number,
        "title": title,
        "basis": "Yêu cầu báo cáo của Sở (minh họa)",
        "valid_from": valid_from or datetime.date(2024, 1, 1),
        "valid_to": valid_to,
    }
    return save_form(form=None, facts=facts, by=by)
