"""The shape of templates: formatted by djade, no line longer than a screen shows."""

import subprocess
import sys
from pathlib import Path

from config.trial.environment import ROOT

LONGEST_LINE = 120
# Names the templates that are not in this shape yet; it only gets shorter.
STILL_LONG = Path(__file__).with_suffix(".txt")
_DJADE = [str(Path(sys.executable).parent / "djade"), "--target-version", "5.2"]


def template_problems() -> list[str]:
    """What djade would change, lines that are too long, and templates that are in order and still
    named as not.
    """
    wrong = {_name(path): f"{_name(path)}: run portal.py fix" for path in unformatted()}
    wrong |= {
        _name(path): f"{_name(path)}: a line longer than {LONGEST_LINE} columns"
        for path in too_long()
    }
    known = set(STILL_LONG.read_text("utf-8").split())
    in_order = [
        f"{name} is in order: take it out of {STILL_LONG.name}"
        for name in sorted(known - wrong.keys())
    ]
    return [problem for name, problem in sorted(wrong.items()) if name not in known] + in_order


def format_templates() -> None:
    subprocess.run(
        [*_DJADE, *map(str, _pages())], check=False
    )  # it ends with 1 where it has changed something


def unformatted() -> list[Path]:
    checked = subprocess.run(
        [*_DJADE, "--check", *map(str, _pages())], capture_output=True, text=True, check=False
    )
    said = "Would reformat: "
    lines = (checked.stdout + checked.stderr).splitlines()
    return [Path(line.removeprefix(said)) for line in lines if line.startswith(said)]


def too_long() -> list[Path]:
    return [
        path
        for path in _files()
        if max(map(len, path.read_text("utf-8").splitlines()), default=0) > LONGEST_LINE
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
