"""A disk with little room: a real one where it may be mounted, else the system's own limit on the
size of files.
"""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """Below `place` no file finds more than `size` bytes. Either way it is the kernel that refuses
    to write on.
    """
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "none", str(place)]
    if is_mounted := _mounts(mount):
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
    if not is_mounted:
        with largest_file(size):
            yield place


def _mounts(mount: list[str]) -> bool:
    try:
        return subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """For this process; Python takes the signal, and the write fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_below(*places: Path) -> list[str]:
    return sorted(path.name for place in places for path in place.rglob("*") if path.is_file())
