"""Planning waves: dated, numbered, cancelled; the demand of the day that they are made from."""

import datetime
import io
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.evidence.services import store_rows
from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from agencies.requests.choices import ClearanceStatus
from agencies.tasks.models import Task
from campaigns.audit.choices import CampaignAction
from campaigns.contents.choices import ContentStatus
from campaigns.contents.models import ContentClearance
from campaigns.permissions import CampaignPermission
from campaigns.waves.choices import FileKind
from campaigns.waves.duties import follow_publications
from campaigns.waves.models import Wave, WaveDuty, WaveFile
from campaigns.waves.queries import waves_worked_on
from recruitment.bulletins.exports import build_demand_sheets
from recruitment.bulletins.queries import MOST_IN_WORKBOOK, demand_sheet
from vietnam.dates import format_date
from workbooks import write_workbook


@transaction.atomic
def plan_wave(
    *,
    title: str,
    message: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    tasks: Iterable[Task],
    by: Actor,
) -> Wave:
    """The next wave of the year in which it begins; `tasks`: duties that count it."""
    require_keeper(by)
    _check_days(starts_on, ends_on)
    _lock_numbering()
    year = starts_on.year
    last = Wave.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    wave = Wave.objects.create(
        year=year,
        number=last + 1,
        title=title,
        message=message,
        starts_on=starts_on,
        ends_on=ends_on,
        entered_at=timezone.now(),
        entered_by=by.seat,
    )
    _set_duties(wave, tasks)
    record_action(CampaignAction.WAVE_PLANNED, wave, by=by, after=_logged(wave))
    return wave


@transaction.atomic
def change_wave(
    *,
    wave: Wave,
    version: int,
    title: str,
    message: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    tasks: Iterable[Task],
    by: Actor,
) -> Wave:
    """The number stays, so the year does too. A duty for which the wave counts already stays."""
    require_keeper(by)
    _check_days(starts_on, ends_on)
    row = lock_live_wave(wave)
    _refuse_stale(row, version)
    if starts_on.year != row.year:
        raise RuleError(
            _("Wave %(number)s belongs to %(year)s; its first day must too.")
            % {"number": row.number, "year": row.year},
            field="starts_on",
        )
    before = _logged(row)
    row.title = title
    row.message = message
    row.starts_on = starts_on
    row.ends_on = ends_on
    row.version += 1
    row.save()
    _set_duties(row, tasks)
    follow_publications(row, by=by)
    record_action(CampaignAction.WAVE_CHANGED, row, by=by, before=before, after=_logged(row))
    return row


@transaction.atomic
def cancel_wave(*, wave: Wave, version: int, reason: str, by: Actor) -> Wave:
    """With the contents that are not released yet; what is published cannot be called back."""
    require_keeper(by)
    row = lock_live_wave(wave)
    _refuse_stale(row, version)
    if not reason:
        raise RuleError(_("Say why the wave is cancelled."), field="reason")
    standing = row.contents.filter(
        publications__isnull=False, publications__withdrawn_at__isnull=True
    )
    if standing.exists():
        raise RuleError(_("Something of this wave is published already: it cannot be cancelled."))
    now = timezone.now()
    opened = list(row.contents.filter(status__in=ContentStatus.OPEN).values_list("pk", flat=True))
    asked = ContentClearance.objects.filter(content__in=opened, status=ClearanceStatus.ASKED)
    asked.update(status=ClearanceStatus.LAPSED, answered_at=now)
    row.contents.filter(pk__in=opened).update(
        status=ContentStatus.CANCELLED, version=F("version") + 1
    )
    row.kit_links.filter(withdrawn_at=None).update(withdrawn_at=now)
    row.cancelled_at = now
    row.reason = reason
    row.version += 1
    row.save()
    record_action(CampaignAction.WAVE_CANCELLED, row, by=by, after={"reason": reason})
    return row


@transaction.atomic
def attach_demand(*, wave: Wave, by: Actor, day: datetime.date | None = None) -> WaveFile:
    """The demand of the zones as it stands today, as a workbook that no later change alters."""
    row = lock_live_wave(wave)
    if not waves_worked_on(by).filter(pk=row.pk).exists():
        raise RuleError(_("Only a newsroom that writes for this wave attaches to it."))
    day = day or timezone.localdate()
    sheet = demand_sheet([], most=MOST_IN_WORKBOOK)
    if not sheet.total.vacancies:
        raise RuleError(_("No vacancy is published today: there is no demand to attach."))
    file = io.BytesIO()
    # A document for others, whoever attaches it.
    with override(settings.LANGUAGE_CODE):
        sheets = build_demand_sheets(sheet, issuer=by.seat.agency, search="", day=day)
        write_workbook(sheets, file, title=sheets[0].name)
        note = _("%(vacancies)s positions, %(open)s people still wanted on %(day)s") % {
            "vacancies": localized_number(sheet.total.vacancies),
            "open": localized_number(sheet.total.open),
            "day": format_date(day),
        }
    name = f"nhu-cau-lao-dong-{day}.xlsx"
    make = partial(
        WaveFile,
        wave=row,
        kind=FileKind.DATA,
        note=note,
        added_at=timezone.now(),
        added_by=by.seat,
    )
    with store_rows(make, [ContentFile(file.getvalue(), name=name)]) as stored:
        record_action(CampaignAction.WAVE_FILES_ADDED, row, by=by, after={"files": [name]})
        return stored[0]


def lock_live_wave(wave: Wave) -> Wave:
    """The first lock of every act on a wave or its contents, to the end of the transaction."""
    row = lock_row(Wave.objects.all(), wave.pk)
    if row.cancelled_at:
        raise RuleError(_("This wave is cancelled: nothing is added to it any more."))
    return row


def require_keeper(by: Actor) -> None:
    if not by.may(CampaignPermission.KEEP_WAVES):
        raise RuleError(_("Only the labour department plans waves."))


def _lock_numbering() -> None:
    # One number follows the other: two waves planned at the same moment wait for each other.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wave'))")


def _check_days(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if ends_on < starts_on:
        raise RuleError(_("The wave would end before it begins."), field="ends_on")


def _refuse_stale(row: Wave, version: int) -> None:
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this wave meanwhile. Look at it again; nothing was saved.")
        )


def _set_duties(wave: Wave, tasks: Iterable[Task]) -> None:
    # What has counted for a duty is not taken from it.
    chosen = {task.pk for task in tasks}
    wave.duties.filter(deed=None).exclude(task__in=chosen).delete()
    there = set(wave.duties.values_list("task", flat=True))
    WaveDuty.objects.bulk_create(WaveDuty(wave=wave, task_id=key) for key in sorted(chosen - there))


def _logged(wave: Wave) -> dict[str, object]:
    return {
        "number": wave.number,
        "title": wave.title,
        "message": wave.message,
        "starts_on": format_date(wave.starts_on),
        "ends_on": format_date(wave.ends_on),
    }
