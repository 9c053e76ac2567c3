"""What an empty portal needs before its first task: reference data, the host's bodies, the first
coordinator.
"""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction

from agencies.setup.administrator import Administrator, open_administration
from agencies.setup.coordinator import (
    Coordinator,
    WantedCoordinator,
    coordinator_today,
    invite_first_coordinator,
)
from agencies.setup.host import HostBodies, host_record, load_host_bodies
from agencies.setup.reference import AddedRows, CalendarYear, calendar_years, load_reference

__all__ = [
    "Administrator",
    "BootstrapResult",
    "CalendarYear",
    "Coordinator",
    "HostBodies",
    "WantedCoordinator",
    "bootstrap_portal",
    "coordinator_today",
    "host_record",
]


@dataclass(frozen=True)
class BootstrapResult:
    """The state after a run. `added` counts what this run added; a second run adds nothing."""

    added: AddedRows
    bodies: HostBodies
    calendar: list[CalendarYear]
    coordinator: Coordinator
    administrator: Administrator | None


@transaction.atomic
def bootstrap_portal(
    *,
    wanted: WantedCoordinator,
    on: datetime.date,
    renew: bool = False,
    administrator_email: str = "",
) -> BootstrapResult:
    """Bring the portal to where its first coordinator can sign in; all or nothing, and nothing
    twice.

    `renew` makes the open invitation again, with a new link. Raises RuleError with what prevents
    it.
    """
    with connection.cursor() as cursor:  # of two runs at once one looks after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('bootstrap'))")
    host = host_record(on)
    added = load_reference()
    bodies = load_host_bodies(host, on)
    coordinator = invite_first_coordinator(wanted, bodies, on=on, renew=renew)
    administrator = None
    if administrator_email:
        administrator = open_administration(administrator_email, coordinator)
    return BootstrapResult(added, bodies, calendar_years(on), coordinator, administrator)
