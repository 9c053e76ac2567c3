"""PostgreSQL, its read replica and Redis as they are: asked, not assumed."""

import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DEFAULT_DB_ALIAS, connections
from django.db import Error as DatabaseError
from django.utils.module_loading import import_string

OLDEST_POSTGRESQL = 15
MOST_SECONDS_APART = 60
UPPER, LOWER = "ĐƯỜNG HỒ CHÍ MINH", "đường hồ chí minh"
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
        return [
            Error(
                (
                    "PostgreSQL does not answer at the address of DATABASE_URL: "
                    f"{_first_line(problem)}"
                ),
                hint=(
                    "Is it started, is its host reached from here, are user, password and name "
                    "right?"
                ),
                id="portal.E021",
            )
        ]
    return [*database_problems(*facts, here=started), *trigram_problems(*trigrams)]


def database_problems(
    version: int, encoding: str, knows_letters: bool, clock: float, *, here: float
) -> Iterator[CheckMessage]:
    """`clock` and `here`: seconds since 1970 by the clocks of the database and of this host,
    whatever their zones.
    """
    if version < OLDEST_POSTGRESQL:
        yield Error(
            f"PostgreSQL {version} is too old; the portal needs {OLDEST_POSTGRESQL} or newer.",
            hint="Move the data to a newer server with pg_dump and pg_restore, or with pg_upgrade.",
            id="portal.E022",
        )
    if encoding != "UTF8":
        yield Error(
            f"The database keeps text as {encoding}, which lacks Vietnamese letters.",
            hint=(
                "Make it anew: CREATE DATABASE portal ENCODING 'UTF8' TEMPLATE template0 LOCALE "
                "'C.UTF-8'."
            ),
            id="portal.E024",
        )
    elif not knows_letters:
        yield Warning(
            (
                "The database does not know that Đ is the capital of đ, so what is typed in "
                "capitals "
                "is not found."
            ),
            hint=(
                "Make it anew with a UTF-8 locale: CREATE DATABASE portal TEMPLATE template0 "
                "LOCALE 'C.UTF-8'."
            ),
            id="portal.W025",
        )
    if abs(clock - here) > MOST_SECONDS_APART:
        yield Warning(
            (
                f"The clocks of the database and of this host are {abs(clock - here):.0f} seconds "
                "apart."
            ),
            hint="Let both follow a time server (timedatectl set-ntp true).",
            id="portal.W026",
        )


def trigram_problems(
    is_there: bool, can_be_made: bool, is_migrated: bool
) -> Iterator[CheckMessage]:
    """The first migration makes the extension where its role may."""
    if not is_there and (is_migrated or not can_be_made):
        yield Error(
            "The database lacks the extension pg_trgm, and this role cannot make it.",
            hint=(
                "As a superuser, in that database: CREATE EXTENSION pg_trgm; (package "
                "postgresql-contrib)."
            ),
            id="portal.E023",
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
        return [
            Error(
                f"Redis does not answer at the address of REDIS_URL: {_first_line(problem)}",
                hint=(
                    "Without it no letter leaves. Is it started and reached from here, is the "
                    "password right?"
                ),
                id="portal.E031",
            )
        ]
    if policy == "noeviction":
        return []
    return [
        Warning(
            f"Redis forgets what it holds when its memory is full (maxmemory-policy {policy}).",
            hint="Set maxmemory-policy noeviction: the queue must be refused, not forgotten.",
            id="portal.W032",
        )
    ]


def _first_line(problem: Exception) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]


# The read replica, where there is one -------------------------------------------------------------
@register("portal", deploy=True)
def check_replica(**options: Any) -> list[CheckMessage]:
    if not import_string("agencies.replica.freshness.has_replica")():
        return []
    found = import_string("agencies.replica.freshness.measure")()
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
