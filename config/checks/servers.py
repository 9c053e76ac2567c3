"""PostgreSQL, its read replica and Redis as they are: asked, not assumed."""

import time
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.db import DEFAULT_DB_ALIAS, Error as DatabaseError, connections
from django.utils.module_loading import import_string

from config.checks.findings import report_findings

OLDEST_POSTGRESQL = 15
MOST_SECONDS_APART = 60
UPPER = "ĐƯỜNG HỒ CHÍ MINH"
LOWER = "đường hồ chí minh"
_FACTS = """
SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),
       lower(%s) = %s, extract(epoch FROM clock_timestamp())::float
"""
_TRIGRAMS = """
SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm'),
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')
         AND has_database_privilege(current_database(), 'CREATE'),
       to_regclass('django_migrations') IS NOT NULL
"""


@register("portal", deploy=True)
def check_database(**options: Any) -> list[CheckMessage]:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            started = time.time()
            cursor.execute(_FACTS, [UPPER, LOWER])
            facts = cursor.fetchone()
            cursor.execute(_TRIGRAMS)
            trigrams = cursor.fetchone()
    except DatabaseError as problem:
        return report_findings(
            (
                True,
                "E021",
                "PostgreSQL does not answer at the address of DATABASE_URL: "
                f"{_first_line(problem)}",
                "Is it started, is its host reached from here, are user, password and name right?",
            )
        )
    return [*database_problems(*facts, here=started), *trigram_problems(*trigrams)]


def database_problems(
    version: int, encoding: str, knows_letters: bool, clock: float, *, here: float
) -> list[CheckMessage]:
    """`clock` and `here`: seconds since 1970 by the clocks of the database and of this host,
    whatever their zones.
    """
    return report_findings(
        (
            version < OLDEST_POSTGRESQL,
            "E022",
            f"PostgreSQL {version} is too old; the portal needs {OLDEST_POSTGRESQL} or newer.",
            "Move the data to a newer server with pg_dump and pg_restore, or with pg_upgrade.",
        ),
        (
            encoding != "UTF8",
            "E024",
            f"The database keeps text as {encoding}, which lacks Vietnamese letters.",
            "Make it anew: CREATE DATABASE portal ENCODING 'UTF8' TEMPLATE template0 LOCALE "
            "'C.UTF-8'.",
        ),
        (
            encoding == "UTF8" and not knows_letters,
            "W025",
            "The database does not know that Đ is the capital of đ, so what is typed in capitals "
            "is not found.",
            "Make it anew with a UTF-8 locale: CREATE DATABASE portal TEMPLATE template0 LOCALE "
            "'C.UTF-8'.",
        ),
        (
            abs(clock - here) > MOST_SECONDS_APART,
            "W026",
            f"The clocks of the database and of this host are {abs(clock - here):.0f} seconds "
            "apart.",
            "Let both follow a time server (timedatectl set-ntp true).",
        ),
    )


def trigram_problems(is_there: bool, can_be_made: bool, is_migrated: bool) -> list[CheckMessage]:
    """The first migration makes the extension where its role may."""
    return report_findings(
        (
            not is_there and (is_migrated or not can_be_made),
            "E023",
            "The database lacks the extension pg_trgm, and this role cannot make it.",
            "As a superuser, in that database: CREATE EXTENSION pg_trgm; (package "
            "postgresql-contrib).",
        )
    )


@register("portal", deploy=True)
def check_redis(**options: Any) -> list[CheckMessage]:
    import redis  # slow import

    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=3, socket_timeout=3
        ) as client:
            policy = client.info("memory").get("maxmemory_policy", "")
    except (redis.RedisError, ValueError) as problem:
        return report_findings(
            (
                True,
                "E031",
                f"Redis does not answer at the address of REDIS_URL: {_first_line(problem)}",
                "Without it no letter leaves. Is it started and reached from here, is the "
                "password right?",
            )
        )
    return report_findings(
        (
            policy != "noeviction",
            "W032",
            f"Redis forgets what it holds when its memory is full (maxmemory-policy {policy}).",
            "Set maxmemory-policy noeviction: the queue must be refused, not forgotten.",
        )
    )


def _first_line(problem: Exception) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]


# The read replica, where there is one -------------------------------------------------------------
@register("portal", deploy=True)
def check_replica(**options: Any) -> list[CheckMessage]:
    if not import_string("agencies.replica.freshness.has_replica")():
        return []
    found = import_string("agencies.replica.freshness.measure_freshness")()
    return report_findings(
        (
            found.as_of is None,
            "W041",
            "The database of REPLICA_DATABASE_URL does not answer, or follows no other: the "
            "primary does all.",
            "It must be a hot standby that streams from the primary (pg_basebackup -R), open to "
            "this host.",
        ),
        (
            found.as_of is not None and found.lag > settings.REPLICA_LAG_LIMIT,
            "W042",
            f"The read replica is {found.lag or 0:.0f} seconds behind, more than "
            "REPLICA_LAG_LIMIT: the primary does all.",
            "Look at pg_stat_replication on the primary and at the replica's log.",
        ),
    )
