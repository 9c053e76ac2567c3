"""What followers have seen: asked of the database once a second by each process, however many
follow.
"""

import time
from collections.abc import Callable

from agencies.shared_pages.short_memory import ShortMemory
from conferences.programmes.links import read_token
from conferences.programmes.models import Programme

MINUTE = 60


class LiveVersions:
    """Any thread may ask; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._memory = ShortMemory(clock)
        self.clear = self._memory.clear

    def find(self, token: str) -> int | None:
        """The version that the followers of an address see now; None where it opens nothing."""
        read = read_token(token)
        if read is None:
            return None
        key, number = read
        version, link_number = self._memory.recall(key, lambda: _version_and_link(key))
        return version if number == link_number else None


def _version_and_link(key: int) -> tuple[int, int]:
    rows = Programme.objects.filter(pk=key).values_list("live_version", "link_number")
    return rows.first() or (0, 0)


versions = LiveVersions()


def live_tag(version: int, language: str, now: float) -> str:
    """As an ETag. The page counts minutes, so it is another one each minute."""
    return f'"{version}-{int(now // MINUTE)}-{language}"'
