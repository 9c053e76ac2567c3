"""What an empty portal needs before its first task: reference data, the host's bodies, the first
coordinator.
"""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction

from agencies.setup.administrator import Administrator, open_administration
from agencies.setup.calendar import CalendarYear, calendar_years
from agencies.setup.coordinator import (
    Coordinator,
    Wanted,
    coordinator_today,
    invite_first_coordinator,
)
from agencies.setup.host import HostBodies, host_on, load_host_bodies
from agencies.setup.reference import Added, load_reference

__all__ = [
    "Administrator",
    "Bootstrapped",
    "CalendarYear",
    "Coordinator",
    "HostBodies",
    "Wanted",
    "bootstrap",
    "coordinator_today",
    "host_on",
]


@dataclass(frozen=True)
class Bootstrapped:
    """The state after a run. `added` counts what this run added; a second run adds nothing."""

    added: Added
    bodies: HostBodies
    calendar: list[CalendarYear]
    coordinator: Coordinator
    administrator: Administrator | None


@transaction.atomic
def bootstrap(
    *, wanted: Wanted, on: datetime.date, renew: bool = False, administrator_email: str = ""
) -> Bootstrapped:
    """Bring the portal to where its first coordinator can sign in; all or nothing, and nothing
    twice.

    `renew` makes the open invitation again, with a new link. Raises RuleError with what prevents
    it.
    """
    with connection.cursor() as cursor:  # of two runs at once one looks after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('bootstrap'))")
    host = host_on(on)
    added = load_reference()
    bodies = load_host_bodies(host, on)
    coordinator = invite_first_coordinator(wanted, bodies, on=on, renew=renew)
    administrator = (
        open_administration(administrator_email, coordinator) if administrator_email else None
    )
    return Bootstrapped(added, bodies, calendar_years(on), coordinator, administrator)
