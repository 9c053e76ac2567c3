"""Memory of each part's processes, and what the packages of the image take on the disk."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from production_check.engine.services import Part

MEGABYTE = 1_048_576
# Packages shown by name.
LARGEST = 8


def memory_lines(parts: list[Part]) -> list[str]:
    """PSS (shared pages in shares) and RSS in MB of every process of these parts."""
    lines = []
    for part in parts:
        for pid in (part.running.pid, *_below(part.running.pid)):
            if (found := _memory(pid)) is not None:
                lines.append(
                    f"{part.name:20} PSS {found[0]:4.0f} MB  RSS {found[1]:4.0f} MB  "
                    f"{_command(pid)}"
                )
    return lines


def package_lines(venv: Path) -> list[str]:
    """The whole and the largest top folders of site-packages, in MB."""
    packages = next(venv.glob("lib/python*/site-packages"))
    sizes = {entry.name: _size(entry) for entry in packages.iterdir()}
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:LARGEST]
    lines = [f"virtual environment: {_size(venv) / MEGABYTE:.0f} MB, of it"]
    return lines + [f"    {name:28} {size / MEGABYTE:5.1f} MB" for name, size in largest]


def _below(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _below(child)


def _memory(pid: int) -> tuple[float, float] | None:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    found = {
        name: int(value) / 1024
        for name, value in re.findall(r"^(Pss|Rss): +(\d+) kB", text, re.MULTILINE)
    }
    return found["Pss"], found["Rss"]


def _command(pid: int) -> str:
    try:
        return " ".join(Path(f"/proc/{pid}/cmdline").read_text().split("\0"))[:70].strip()
    except OSError:
        return ""


def _size(path: Path) -> int:
    if not path.is_dir() or path.is_symlink():
        return path.lstat().st_size
    return sum(_size(Path(entry.path)) for entry in os.scandir(path))
