"""The shape of templates: formatted by djade, no line longer than a screen shows."""

import subprocess
import sys
from pathlib import Path

from config.trial.environment import ROOT

LONGEST_LINE = 120
_DJADE = [str(Path(sys.executable).parent / "djade"), "--target-version", "5.2"]


def template_problems() -> list[str]:
    """What djade would change, and each line that is too long, with its number."""
    return sorted(
        [f"{_name(path)}: run portal.py fix" for path in find_unformatted()] + find_long_lines()
    )


def format_templates() -> None:
    subprocess.run(
        [*_DJADE, *map(str, _pages())], check=False
    )  # it ends with 1 where it has changed something


def find_unformatted() -> list[Path]:
    checked = subprocess.run(
        [*_DJADE, "--check", *map(str, _pages())], capture_output=True, text=True, check=False
    )
    said = "Would reformat: "
    lines = (checked.stdout + checked.stderr).splitlines()
    return [Path(line.removeprefix(said)) for line in lines if line.startswith(said)]


def find_long_lines() -> list[str]:
    return [
        f"{_name(path)}:{number}: longer than {LONGEST_LINE} columns"
        for path in _files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _files() -> list[Path]:
    return sorted(
        path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}
    )


def _pages() -> list[Path]:
    # Letters in plain text are left alone: there whitespace is part of what is sent.
    return [path for path in _files() if path.suffix == ".html"]
