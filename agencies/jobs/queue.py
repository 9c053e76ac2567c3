"""The queue in Redis, asked by monitoring: never for longer than a second or two."""

import contextlib

from django.conf import settings

# For connecting, and again for the answer.
SECONDS = 1.0


def queue_length() -> int | None:
    """How many calls of jobs wait for a worker; None when Redis does not answer."""
    from redis import (  # slow import: 5 MB of a web process, for those alone that are asked
        Redis,
        RedisError,
    )
    from redis.backoff import NoBackoff  # slow import: as above
    from redis.retry import Retry  # slow import: as above

    once = Retry(NoBackoff(), 0)
    try:
        redis = Redis.from_url(
            settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS, retry=once
        )
        with contextlib.closing(redis):
            return redis.llen(settings.CELERY_TASK_DEFAULT_QUEUE)
    except (RedisError, OSError):
        return None
