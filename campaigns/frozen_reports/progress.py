"""How far a build is, told on a connection of its own: what the build itself writes is seen by
nobody before its end.
"""

import datetime
from types import TracebackType
from typing import Self

from django.db import connection
from django.utils import timezone

from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.models import ReportVersion

# A worker that has told nothing for so long is taken for dead.
LEASE = datetime.timedelta(minutes=2)

_TELL = """
UPDATE campaigns_reportversion
SET done = LEAST(%(done)s, %(total)s), total = %(total)s, step = %(step)s, lease_until = %(until)s
WHERE id = %(version)s AND attempts = %(attempt)s AND status = %(building)s
"""


class TakenOverError(Exception):
    """Another worker builds this version: this one was silent for too long."""


class BuildProgress:
    """Tells the steps of one attempt, and keeps its lease. Raises TakenOverError."""

    def __init__(self, version: ReportVersion) -> None:
        self.version = version
        self.done = 0
        self.total = 0
        self.connection = connection.copy()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def begin(self, total: int) -> None:
        self.total = total

    def tell(self, step: str, *, is_new: bool = True) -> None:
        """Another step has begun, or the same one goes on."""
        self.done += is_new
        given: dict[str, str | int | datetime.datetime] = {
            "done": max(self.done - 1, 0),
            "total": self.total,
            "step": step[:200],
            "until": timezone.now() + LEASE,
            "version": self.version.pk,
            "attempt": self.version.attempts,
            "building": VersionStatus.BUILDING.value,
        }
        with self.connection.cursor() as cursor:
            cursor.execute(_TELL, given)
            if not cursor.rowcount:
                raise TakenOverError


class SilentProgress(BuildProgress):
    """For a build inside a transaction that nobody else sees, such as that of the demonstration."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0

    def __exit__(self, *_problem: object) -> None:
        pass

    def tell(self, step: str, *, is_new: bool = True) -> None:
        pass
