"""One drawing at a time on a machine: a page that previews a file takes seconds and hundreds of
megabytes.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_BETWEEN = 0.05  # seconds between two looks


class SlotTaken(Exception):  # noqa: N818
    """Somebody else is being served; ask again in a moment."""


@contextmanager
def take_slot(place: Path, *, patience: float = 0) -> Iterator[None]:
    """Holds the lock on the file `place` for the block, across processes and threads.

    Raises SlotTaken when another holds it for more than `patience` seconds. A lock ends with its
    process. If no file can be created, on a full disk, nobody is kept out.
    """
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        file: IO[bytes] | None = place.open("ab")
    except OSError:
        file = None
    if file is None:
        yield
        return
    with file:
        _lock(file, time.monotonic() + patience)
        yield


def _lock(file: IO[bytes], until: float) -> None:
    """Let go when the file is closed."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise SlotTaken from None
            time.sleep(_BETWEEN)
        else:
            return
