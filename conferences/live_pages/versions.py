"""What followers have seen: asked of the database once a second by each process, however many
follow.
"""

import time
from collections.abc import Callable
from threading import Lock

from conferences.programmes.links import read_token
from conferences.programmes.models import Programme

ASKED_EVERY = 1.0
"""Seconds for which a process takes the version that it knows."""
_MOST = 200
MINUTE = 60


class LiveVersions:
    """Any thread may ask; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._known: dict[int, tuple[float, int, int]] = {}
        self._clock = clock
        self._lock = Lock()

    def find(self, token: str) -> int | None:
        """The version that the followers of an address see now; None where it opens nothing."""
        read = read_token(token)
        if read is None:
            return None
        key, number = read
        version, link_number = self._version_and_link(key)
        return version if number == link_number else None

    def _version_and_link(self, key: int) -> tuple[int, int]:
        now = self._clock()
        with self._lock:
            known = self._known.get(key)
        if known and now < known[0] + ASKED_EVERY:
            return known[1], known[2]
        rows = Programme.objects.filter(pk=key).values_list("live_version", "link_number")
        version, link_number = rows.first() or (0, 0)
        with self._lock:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = (now, version, link_number)
        return version, link_number

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


versions = LiveVersions()


def live_tag(version: int, language: str, now: float) -> str:
    """As an ETag. The page counts minutes, so it is another one each minute."""
    return f'"{version}-{int(now // MINUTE)}-{language}"'
