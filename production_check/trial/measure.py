"""Memory of each part's processes, and what the packages of the image take on the disk."""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from production_check.engine.services import ServicePart

MEGABYTE = 1_048_576
# Packages shown by name.
LARGEST = 8


def measure_processes(parts: list[ServicePart]) -> list[str]:
    """PSS (shared pages in shares) and RSS in MB of every process of these parts."""
    return [
        f"{part.name:20} {line}"
        for part in parts
        for pid in (part.running.pid, *_processes_below(part.running.pid))
        for line in _read_memory(Path("/proc") / str(pid))
    ]


def measure_packages(venv: Path) -> list[str]:
    """The whole and the largest top folders of site-packages, in MB."""
    packages = next(venv.glob("lib/python*/site-packages"))
    sizes = {entry.name: _size(entry) for entry in packages.iterdir()}
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:LARGEST]
    lines = [f"virtual environment: {_size(venv) / MEGABYTE:.0f} MB, of it"]
    return lines + [f"    {name:28} {size / MEGABYTE:5.1f} MB" for name, size in largest]


def _processes_below(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for child in map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
            yield child
            yield from _processes_below(child)


def _read_memory(process: Path) -> list[str]:
    # One line; none of a process that has ended.
    try:
        text = (process / "smaps_rollup").read_text()
        command = " ".join((process / "cmdline").read_text().split("\0"))[:70].strip()
    except OSError:
        return []
    sizes = re.findall(r"^(Pss|Rss): +(\d+) kB", text, re.MULTILINE)
    found = {name: int(value) / 1024 for name, value in sizes}
    return [f"PSS {found['Pss']:4.0f} MB  RSS {found['Rss']:4.0f} MB  {command}"]


def _size(path: Path) -> int:
    if not path.is_dir() or path.is_symlink():
        return path.lstat().st_size
    return sum(_size(Path(entry.path)) for entry in os.scandir(path))
