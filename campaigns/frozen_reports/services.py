"""Asking for a month to be frozen, its words, and a version's way from draft to publication."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.calendar.date_words import moment_words
from agencies.calendar.report_month import ReportMonth
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.models import AT_WORK, MonthReport, ReportVersion
from campaigns.frozen_reports.queries import current_figures
from campaigns.permissions import CampaignPermission
from campaigns.report_figures.checks import wrong_sums
from vietnam.dates import format_date


class AlreadyFreezingError(RuleError):
    """The figures of this month are being frozen right now: one freezing at a time."""

    code = "freezing"


def _require(by: Actor, right: CampaignPermission) -> None:
    if not by.may(right):
        raise RuleError(_("Your seat may not do this."))


# Freezing -------------------------------------------------------------------------------------
@transaction.atomic
def freeze_month(*, month: ReportMonth, note: str = "", by: Actor) -> ReportVersion:
    """A version that a worker will build. `month`: with the day of its figures; `note`: why sums
    that differ are right.
    """
    _require(by, CampaignPermission.KEEP_REPORTS)
    _refuse_wrong_days(month)
    report = _report_of(month)
    locked = lock_row(MonthReport.objects.all(), report.pk)
    if running := locked.versions.filter(AT_WORK).select_related("person").first():
        words = _("These figures are being frozen already: by %(person)s, since %(moment)s.")
        said = {"person": running.person.full_name, "moment": moment_words(running.asked_at)}
        raise AlreadyFreezingError(words % said)
    if not note and (wrong := wrong_sums(current_figures(month))):
        raise RuleError(
            _("Sums differ. Correct the figures, or say here why they are right: %(sums)s")
            % {"sums": " ".join(each.words for each in wrong)},
            field="note",
        )
    last = locked.versions.aggregate(n=Max("number"))["n"] or 0
    version = ReportVersion.objects.create(
        report=locked,
        number=last + 1,
        cut_off=month.judged_on,
        note=note,
        seat=by.seat,
        person=by.person,
    )
    record_action(CampaignAction.REPORT_ASKED, version, by=by, after=_facts(version))
    return version


def _refuse_wrong_days(month: ReportMonth) -> None:
    if month.first > month.made_on:
        raise RuleError(_("This month has not begun yet."))
    if not month.first <= month.judged_on <= month.made_on:
        raise RuleError(
            _("The day of the figures lies between %(first)s and today.")
            % {"first": format_date(month.first)},
            field="cut_off",
        )


def _report_of(month: ReportMonth) -> MonthReport:
    report, _is_new = MonthReport.objects.get_or_create(
        kind=month.kind, year=month.year, month=month.month
    )
    return report


def _facts(version: ReportVersion) -> dict[str, Any]:
    return {
        "month": str(version.report),
        "number": version.number,
        "cut_off": version.cut_off.isoformat(),
        "note": version.note,
    }


# Words ----------------------------------------------------------------------------------------
@transaction.atomic
def word_report(
    *, month: ReportMonth, version: int, texts: dict[str, str], by: Actor
) -> MonthReport:
    """The blocks that an officer has worded; the others are written from the figures. `version`:
    that of the report's words when they were shown.
    """
    _require(by, CampaignPermission.KEEP_REPORTS)
    report = lock_row(MonthReport.objects.all(), _report_of(month).pk)
    if report.version != version:
        raise RuleError(_("Somebody has changed these words meanwhile. Look at the page again."))
    before = report.texts
    report.texts = texts
    report.version += 1
    report.save(update_fields=["texts", "version"])
    changed = sorted(key for key in {*before, *texts} if before.get(key) != texts.get(key))
    after = {"month": str(report), "blocks": ", ".join(changed)}
    record_action(CampaignAction.REPORT_WORDED, report, by=by, after=after)
    return report


# From draft to publication --------------------------------------------------------------------
@transaction.atomic
def lock_version(*, version: ReportVersion, by: Actor) -> ReportVersion:
    """This is the version that goes to be signed."""
    _require(by, CampaignPermission.KEEP_REPORTS)
    row = _version_in(version, VersionStatus.DRAFT)
    newer = row.report.versions.filter(number__gt=row.number, status__in=VersionStatus.FROZEN)
    if newer.exists():
        raise RuleError(_("A newer version has been frozen. Lock that one."))
    return _advance(row, VersionStatus.LOCKED, CampaignAction.REPORT_LOCKED, by=by)


@transaction.atomic
def sign_version(
    *, version: ReportVersion, paper_number: str, signed_on: datetime.date, by: Actor
) -> ReportVersion:
    """What the signed paper has: its number, and the day."""
    _require(by, CampaignPermission.APPROVE_REPORTS)
    row = _version_in(version, VersionStatus.LOCKED)
    if signed_on > timezone.localdate():
        raise RuleError(_("This day has not come yet."), field="signed_on")
    row.paper_number = paper_number
    row.signed_on = signed_on
    return _advance(
        row,
        VersionStatus.SIGNED,
        CampaignAction.REPORT_SIGNED,
        by=by,
        fields=["paper_number", "signed_on"],
    )


@transaction.atomic
def mark_version_sent(*, version: ReportVersion, by: Actor | None) -> ReportVersion:
    """A locked one too: some provinces sign on paper only."""
    if by:
        _require(by, CampaignPermission.KEEP_REPORTS)
    row = _version_in(version, VersionStatus.LOCKED, VersionStatus.SIGNED)
    row.sent_at = timezone.now()
    return _advance(row, VersionStatus.SENT, CampaignAction.REPORT_SENT, by=by, fields=["sent_at"])


@transaction.atomic
def publish_version(*, version: ReportVersion, by: Actor) -> ReportVersion:
    """From now on its figures may leave the portal."""
    _require(by, CampaignPermission.APPROVE_REPORTS)
    row = _version_in(version, VersionStatus.SIGNED, VersionStatus.SENT)
    row.published_at = timezone.now()
    return _advance(
        row,
        VersionStatus.PUBLISHED,
        CampaignAction.REPORT_PUBLISHED,
        by=by,
        fields=["published_at"],
    )


def _version_in(version: ReportVersion, *statuses: VersionStatus) -> ReportVersion:
    row = lock_row(ReportVersion.objects.select_related("report"), version.pk)
    if row.status not in statuses:
        raise RuleError(
            _("This version is “%(status)s” by now. Look at the page again.")
            % {"status": VersionStatus(row.status).label}
        )
    return row


def _advance(
    row: ReportVersion,
    status: VersionStatus,
    action: CampaignAction,
    *,
    by: Actor | None,
    fields: list[str] | None = None,
) -> ReportVersion:
    before = {"status": row.status}
    row.status = status
    names = ["status", *(fields or [])]
    row.save(update_fields=names)
    after = {name: _recorded(getattr(row, name)) for name in names}
    record_action(action, row, by=by, before=before, after=after)
    return row


def _recorded(value: Any) -> Any:
    # As the log keeps days and moments.
    return value.isoformat() if hasattr(value, "isoformat") else value
