"""The read replica, where there is one."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.utils.module_loading import import_string


@register("portal", deploy=True)
def check_replica(**options: Any) -> list[CheckMessage]:
    if not import_string("agencies.replica.freshness.has_replica")():
        return []
    found = import_string("agencies.replica.freshness.measure_freshness")()
    if found.as_of is None:
        return [
            Warning(
                (
                    "The database of REPLICA_DATABASE_URL does not answer, or follows no other: "
                    "the "
                    "primary does all."
                ),
                hint=(
                    "It must be a hot standby that streams from the primary (pg_basebackup -R), "
                    "open to this host."
                ),
                id="portal.W041",
            )
        ]
    if found.lag <= settings.REPLICA_LAG_LIMIT:
        return []
    return [
        Warning(
            (
                f"The read replica is {found.lag:.0f} seconds behind, more than REPLICA_LAG_LIMIT: "
                "the primary does all."
            ),
            hint="Look at pg_stat_replication on the primary and at the replica's log.",
            id="portal.W042",
        )
    ]
