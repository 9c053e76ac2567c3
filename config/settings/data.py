"""PostgreSQL and what is kept in caches."""

from typing import Any

from config.environment import addresses
from config.environment.kinds import pattern_kind
from config.settings.files import MEDIA_ROOT
from config.settings.variables import env

# What docker-compose.yml makes DATABASE_URL from, where the portal is run by that.
_PASSWORD = pattern_kind(
    "[A-Za-z0-9_-]+",
    "letters and digits, since it stands in an address",
    '$(python3 -c "import secrets; print(secrets.token_hex(20))")',
    is_secret=True,
)
_PORTS = pattern_kind(
    r"([0-9.]+:|\[[0-9a-f:]+\]:)?[0-9]{1,5}(-[0-9]{1,5})?",
    "an address of this machine and the ports to publish, one for each web server",
    "127.0.0.1:8000-8001",
)
env.read("POSTGRES_PASSWORD", _PASSWORD, default="", may_be_empty=True)
env.read("WEB_PORTS", _PORTS, default=_PORTS.example)

# Somebody waits for a web server: there PostgreSQL ends what takes too long (seconds; 0: never).
# Workers, commands and migrations take the time they need. config/wsgi.py says that this is a web
# server.
IS_WEB_SERVER = env.boolean("IS_WEB_SERVER", default=False)
# As the web server is started: Dockerfile, config/trial/run.py. One of them stays free for
# /healthz.
WEB_THREADS = env.whole("WEB_THREADS", default=6, least=2, most=64)
# Seconds until a PostgreSQL that lets itself be called and does not answer is given up; without,
# for ever.
_connect_timeout = env.whole("DATABASE_CONNECT_TIMEOUT", default=3, least=1, most=60)
_max_age = env.whole("CONN_MAX_AGE", default=60, least=0, most=86_400)
_limits = {
    "statement_timeout": env.number("WEB_STATEMENT_TIMEOUT", default=5, most=600),
    "lock_timeout": env.number("WEB_LOCK_TIMEOUT", default=3, most=600),
}


def _served(database: dict[str, Any]) -> dict[str, Any]:
    # With what holds for each connection. An address may say more of it in its own words
    # (?options=…).
    database = {
        "CONN_MAX_AGE": _max_age,
        **database,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
    options = {"connect_timeout": _connect_timeout, **database.get("OPTIONS", {})}
    if IS_WEB_SERVER:
        limits = [f"-c {name}={int(1000 * value)}" for name, value in _limits.items()]
        options["options"] = " ".join(filter(None, [options.get("options", ""), *limits]))
    return database | {"OPTIONS": options}


DATABASES = {"default": _served(env.read("DATABASE_URL", addresses.DATABASE) or {})}

# A replica of that database, which answers what everybody may read; without one the primary does
# (decision 0044).
_replica = env.read("REPLICA_DATABASE_URL", addresses.REPLICA, default=None, may_be_empty=True)
# Seconds: one that is further behind is not asked.
REPLICA_LAG_LIMIT = env.number("REPLICA_LAG_LIMIT", default=60, most=3600, above_zero=True)
if _replica:
    DATABASE_ROUTERS = ["agencies.replica.reading.ReplicaRouter"]
    DATABASES["replica"] = _served(_replica)
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}

# The cache counts attempts to sign in, so it stands where neither a flush nor a restart forgets
# them.
_previews = env.folder(
    "PREVIEWS_ROOT",
    default=f"{MEDIA_ROOT}-previews",
    example="/srv/previews",
    default_text="MEDIA_ROOT, with -previews at its end",
)
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What the public pages count and offer to choose: known to each process for a minute or five.
    "local": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # Drawn pages of handed-in files, posters: kept as files, since looking at one must write no
    # table.
    "previews": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": _previews,
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 100},  # documents of about 1 MB
    },
}
