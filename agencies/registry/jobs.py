"""The periodic jobs of an app, and the words for the figures that their runs keep."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

LEAST_PATIENCE = datetime.timedelta(minutes=3)
"""A deploy or a slow mail server may hold up a job that runs every few seconds for as long."""
LONGEST_GRACE = datetime.timedelta(hours=2)
"""A daily job that did not come is not waited for until the next day."""


@dataclass(frozen=True)
class Job:
    """`name` is its key in the beat schedule and in its run's row; `every` the time from one call
    to the next.

    A job that beat does not call has a process of its own, and is expected once that has been set
    up.
    """

    name: str
    title: Promise
    purpose: Promise
    every: datetime.timedelta
    is_called_by_beat: bool = True

    @property
    def patience(self) -> datetime.timedelta:
        """How long its last success may lie back: three calls, but of a daily job a day and two
        hours.
        """
        return max(self.every + min(2 * self.every, LONGEST_GRACE), LEAST_PATIENCE)


@dataclass(frozen=True)
class JobOutcome:
    """A figure that runs keep under `name`: `words` has it as %(n)s, in the plural that the number
    asks for.
    """

    name: str
    words: Callable[[int], str]
