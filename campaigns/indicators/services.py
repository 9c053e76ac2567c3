"""Indicators are kept by who coordinates; figures are entered version by version."""

import datetime
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.choices import Standing
from campaigns.indicators.models import Indicator, IndicatorDefinition, Measurement
from campaigns.permissions import CampaignPermission
from campaigns.reporting.choices import Purpose
from campaigns.reporting.models import FigureReport, ReportingPeriod
from vietnam.periods import Period

HUNDRED = Decimal(100)
# As the column keeps them.
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Entry:
    """What somebody says of one indicator: a figure, or why there is none. Of a ratio, the parts
    of which it is made; without them its figure alone.
    """

    standing: str = Standing.GIVEN
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""


def period_in_log(period: Period) -> str:
    with override(settings.LANGUAGE_CODE):
        return name_of_period(period)


def refuse_unless_keeper(by: Actor) -> None:
    if not by.may(CampaignPermission.KEEP_TARGETS):
        raise RuleError(_("Only those who coordinate keep targets and indicators."))


def refuse_unless_seen(row: Any, version: int | None) -> None:
    # Of somebody who has looked at an older version.
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )


# Indicators ---------------------------------------------------------------------------------------
@transaction.atomic
def save_indicator(
    *,
    indicator: Indicator | None,
    facts: dict[str, Any],
    reporters: list[Agency],
    definition: str,
    denominator: str,
    by: Actor,
    version: int | None = None,
) -> Indicator:
    """New without `indicator`. Other words of the definition are a new version of it, from today
    on; figures keep theirs.
    """
    refuse_unless_keeper(by)
    row = lock_row(Indicator.objects.all(), indicator.pk) if indicator else Indicator()
    if indicator:
        refuse_unless_seen(row, version)
        _refuse_other_meaning(row, facts)
    if facts["source"] and reporters:
        raise RuleError(
            _("What the portal counts is measured by nobody else. Leave this empty."),
            field="reporters",
        )
    if Indicator.objects.filter(name=facts["name"]).exclude(pk=row.pk).exists():
        raise RuleError(_("There is an indicator of this name already."), field="name")
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    row.reporters.set(reporters)
    _define(row, definition.strip(), denominator.strip())
    after = facts | {"agencies": ", ".join(each.name for each in reporters)}
    record_action(CampaignAction.INDICATOR_SAVED, row, by=by, after=after)
    return row


def _refuse_other_meaning(row: Indicator, facts: dict[str, Any]) -> None:
    if not row.measurements.exists():
        return
    for name in ("unit", "rhythm", "is_cumulative", "source"):
        if getattr(row, name) != facts[name]:
            raise RuleError(
                _("It has figures already, which would mean something else. Make a new indicator."),
                field=name,
            )


def _define(row: Indicator, text: str, denominator: str) -> None:
    last = row.definitions.first()
    if last and (last.text, last.denominator) == (text, denominator):
        return
    IndicatorDefinition.objects.create(
        indicator=row,
        version=last.version + 1 if last else 1,
        text=text,
        denominator=denominator,
        valid_from=timezone.localdate(),
    )


# Figures ------------------------------------------------------------------------------------------
@transaction.atomic
def enter_figure(
    *, indicator: Indicator, agency: Agency, period: Period, entry: Entry, by: Actor
) -> bool:
    """By the desk, outside of any report, such as a rate of the statistics office. False where it
    is known already.
    """
    refuse_unless_keeper(by)
    if indicator.source:
        raise RuleError(_("The portal counts this itself."))
    if period.kind != indicator.kind:
        raise RuleError(_("Figures of this indicator come for another kind of period."), "period")
    if period.first > timezone.localdate():
        raise RuleError(_("This period has not begun yet."), field="period")
    refuse_if_closed(period)
    lock_row(Agency.objects.all(), agency.pk)
    made = write_measurement(indicator, agency, period, entry, by=by)
    if made:
        record_entry(made, by)
    return made is not None


def refuse_if_closed(period: Period) -> None:
    """Of the very period, and of any longer one that has been added up from it."""
    around = ReportingPeriod.objects.filter(
        purpose=Purpose.FIGURES, starts_on__lte=period.first, ends_on__gte=period.last
    )
    # Locked, so that none of them is closed meanwhile.
    for row in (each for each in lock_rows(around) if not each.is_open):
        words = _("The figures of %(period)s are closed (%(status)s). Have the period reopened.")
        names = {"period": name_of_period(row.period), "status": row.get_status_display()}
        raise RuleError(words % names, field="period")


def write_measurement(
    indicator: Indicator,
    agency: Agency,
    period: Period,
    entry: Entry,
    *,
    by: Actor,
    report: FigureReport | None = None,
    is_computed: bool = False,
) -> Measurement | None:
    """A new version, if anything is new; the agency is locked by the caller."""
    facts = _checked(entry)
    same = {"indicator": indicator, "agency": agency}
    bounds = {"starts_on": period.first, "ends_on": period.last}
    versions = Measurement.objects.filter(**same, **bounds)
    last = versions.order_by("-version").first()
    if last and all(getattr(last, name) == value for name, value in facts.items()):
        if report and last.report_id != report.pk:
            versions.filter(pk=last.pk).update(report=report)
        return None
    versions.update(is_current=False)
    return Measurement.objects.create(
        **same,
        **bounds,
        **facts,
        version=last.version + 1 if last else 1,
        definition=_definition_on(indicator, timezone.localdate()),
        report=report,
        is_computed=is_computed,
        entered_by=by.seat,
        entered_person=by.person,
    )


def _checked(entry: Entry) -> dict[str, Any]:
    facts = asdict(entry)
    if entry.standing != Standing.GIVEN:
        return facts | dict.fromkeys(("value", "numerator", "denominator"))
    if entry.denominator is not None and entry.numerator is not None:
        if entry.denominator <= 0:
            raise RuleError(_("Nothing can be divided by 0."), field="denominator")
        facts["value"] = HUNDRED * entry.numerator / entry.denominator
    if facts["value"] is None:
        raise RuleError(_("Type the figure, or say why there is none."), field="value")
    facts["value"] = facts["value"].quantize(PLACES)
    return facts


def _definition_on(indicator: Indicator, day: datetime.date) -> IndicatorDefinition:
    # The newest that holds on the day, else the first of all.
    found = indicator.definitions.filter(valid_from__lte=day).first()
    return found or indicator.definitions.order_by("version")[0]


def record_entry(row: Measurement, by: Actor) -> None:
    after = {
        "period": period_in_log(row.period),
        "agency": row.agency.name,
        "standing": row.standing,
        "value": None if row.value is None else str(row.value.normalize()),
        "version": row.version,
    }
    record_action(CampaignAction.FIGURE_ENTERED, row.indicator, by=by, after=after)
