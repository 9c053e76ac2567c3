"""What a process takes for true for a second, so that the database is asked once however many want
to know.
"""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

SECOND = 1.0
MOST_KEPT = 200


class ShortMemory:
    """Any thread may ask; `clock` counts seconds. What was read under a key holds for a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._clock = clock
        self._lock = Lock()

    def recall(self, key: Hashable, read: Callable[[], Any]) -> Any:
        """What is known under the key, or else what `read` says."""
        now = self._clock()
        with self._lock:
            kept = self._kept.get(key)
        if kept and now < kept[0] + SECOND:
            return kept[1]
        value = read()
        with self._lock:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = (now, value)
        return value

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
