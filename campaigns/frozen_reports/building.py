"""A worker builds the versions that were asked for: one snapshot, then the workbook from it.

What is built and by whom lives in PostgreSQL. A worker that dies is noticed by its lease; the next
one begins the version anew, or, where the snapshot is there already, goes on with the file.
"""

import datetime
import hashlib
import logging
import tempfile
import uuid
from collections.abc import Callable
from io import BufferedRandom

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import present_actor
from campaigns.audit.choices import CampaignAction
from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.exports import write_frozen_workbook
from campaigns.frozen_reports.models import ReportSnapshot, ReportVersion
from campaigns.frozen_reports.progress import (
    LEASE,
    BuildProgress,
    SilentProgress,
    TakenOverError,
)
from campaigns.frozen_reports.snapshots import take_snapshot, write_snapshot
from campaigns.report_papers.services import keep_report_paper

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3


def build_reports(*, stop: Callable[[], bool] = lambda: False) -> int:
    """One after the other, until nothing waits or `stop` says so; returns how many."""
    built = 0
    while not stop() and (version := claim_version()):
        build_version(version)
        built += 1
    return built


@transaction.atomic
def claim_version(now: datetime.datetime | None = None) -> ReportVersion | None:
    """The oldest that waits, or whose worker has been silent for too long; another worker takes
    another one.
    """
    now = now or timezone.now()
    free = Q(status=VersionStatus.WAITING) | Q(status=VersionStatus.BUILDING, lease_until__lt=now)
    rows = ReportVersion.objects.select_related("report", "person", "seat__agency")
    locked = rows.filter(free).order_by("pk").select_for_update(skip_locked=True, of=("self",))
    version = locked.first()
    if version is None:
        return None
    version.attempts += 1
    version.status = VersionStatus.BUILDING
    version.lease_until = now + LEASE
    version.save(update_fields=["attempts", "status", "lease_until"])
    return version


def build_version(version: ReportVersion) -> None:
    """An error of the build is the version's; it is not tried more than three times."""
    if version.attempts > MOST_ATTEMPTS:
        fail_version(version, _("It was begun three times and never came to an end."))
        return
    try:
        with BuildProgress(version) as progress:
            snapshot = _snapshot_of(version) or take_snapshot(version, progress)
            progress.tell(_("Writing the workbook"))
            keep_first_paper(version)  # before the version is said to be there
            keep_workbook(version, snapshot)
    except TakenOverError:
        logger.warning("Version %s of a month's report was taken over", version.pk)
    except IntegrityError:
        # Another worker has kept the snapshot of this version meanwhile.
        logger.warning("Version %s of a month's report was frozen by another worker", version.pk)
    except RuleError as refused:
        fail_version(version, refused.message)
    except Exception as problem:
        logger.exception("Version %s of a month's report could not be built", version.pk)
        fail_version(
            version, _("An error stopped it: %(kind)s.") % {"kind": type(problem).__name__}
        )


def build_at_once(version: ReportVersion) -> None:
    """For a version that nobody waits for, inside a transaction of the caller, such as that of the
    demonstration: without a snapshot of its own.
    """
    version.attempts += 1
    version.status = VersionStatus.BUILDING
    version.save(update_fields=["attempts", "status"])
    snapshot = write_snapshot(version, SilentProgress())
    keep_first_paper(version)
    keep_workbook(version, snapshot)


def keep_first_paper(version: ReportVersion) -> None:
    """A paper that cannot be drawn now is made by who asks for it on the page; the figures are
    frozen all the same.
    """
    by = present_actor(person=version.person, seat=version.seat, on=timezone.localdate())
    if by is None:
        return
    try:
        keep_report_paper(version=version, by=by)
    except RuleError as refused:
        logger.warning("Version %s has no paper yet: %s", version.pk, refused.message)


def _snapshot_of(version: ReportVersion) -> ReportSnapshot | None:
    return ReportSnapshot.objects.filter(version=version).first()


def keep_workbook(version: ReportVersion, snapshot: ReportSnapshot) -> None:
    """Written beside, kept whole, and only then named by its version. Raises TakenOverError."""
    with tempfile.TemporaryFile() as file:
        with override("vi"):
            write_frozen_workbook(version, snapshot, file)
        size = file.tell()
        digest = _sha256(file)
        version.workbook.save(f"{uuid.uuid4().hex}.xlsx", File(file), save=False)
    try:
        with transaction.atomic():
            _finish(version, size, digest)
    except BaseException:
        version.workbook.delete(save=False)
        raise


def _finish(version: ReportVersion, size: int, digest: str) -> None:
    mine = ReportVersion.objects.filter(
        pk=version.pk, attempts=version.attempts, status=VersionStatus.BUILDING
    )
    changed = mine.update(
        status=VersionStatus.DRAFT,
        workbook=version.workbook.name,
        workbook_size=size,
        workbook_sha256=digest,
        lease_until=None,
        problem="",
    )
    if not changed:
        raise TakenOverError
    version.refresh_from_db()
    record_action(
        CampaignAction.REPORT_FROZEN,
        version,
        by=None,
        after={"month": str(version.report), "number": version.number, "sha256": digest},
    )


def _sha256(file: BufferedRandom) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


@transaction.atomic
def fail_version(version: ReportVersion, problem: str) -> None:
    """The versions before it, and their files, stay as they are."""
    mine = ReportVersion.objects.filter(
        pk=version.pk, attempts=version.attempts, status=VersionStatus.BUILDING
    )
    if mine.update(status=VersionStatus.FAILED, problem=problem, lease_until=None):
        record_action(
            CampaignAction.REPORT_FAILED,
            version,
            by=None,
            after={"month": str(version.report), "number": version.number, "problem": problem},
        )
