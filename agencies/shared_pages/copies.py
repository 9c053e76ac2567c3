"""Copies of pages in the memory of one web process: the latest used ones, for some seconds."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

MOST_BYTES = 8 * 1024 * 1024
"""Of all copies together: some thousand compressed pages."""


@dataclass(frozen=True)
class PageCopy:
    """What was sent: its body as it was sent, perhaps compressed, and its headers."""

    body: bytes
    headers: dict[str, str]
    ends_at: float


class PageCopies:
    """Any thread may ask and add; `clock` counts seconds."""

    def __init__(
        self, *, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._copies: OrderedDict[Hashable, PageCopy] = OrderedDict()
        self._bytes = 0
        self._most_bytes = most_bytes
        self._clock = clock
        self._lock = Lock()

    def find(self, key: Hashable) -> PageCopy | None:
        with self._lock:
            copy = self._copies.get(key)
            if copy is None:
                return None
            if copy.ends_at <= self._clock():
                self._remove(key)
                return None
            self._copies.move_to_end(key)
            return copy

    def add(self, key: Hashable, body: bytes, headers: dict[str, str], *, seconds: float) -> None:
        """A page too large to share the memory with others is not copied."""
        if len(body) > self._most_bytes / 8:
            return
        with self._lock:
            if key in self._copies:
                self._remove(key)
            self._copies[key] = PageCopy(body, headers, self._clock() + seconds)
            self._bytes += len(body)
            while self._bytes > self._most_bytes:
                self._remove(next(iter(self._copies)))

    def clear(self) -> None:
        with self._lock:
            self._copies.clear()
            self._bytes = 0

    def _remove(self, key: Hashable) -> None:
        self._bytes -= len(self._copies.pop(key).body)
