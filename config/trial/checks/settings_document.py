"""docs/deployment/settings.md: every setting, from .env.example (what it is) and from what the
settings read.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from config.environment import Variable

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs" / "deployment" / "settings.md"
HEAD = """# Settings

Every setting is an environment variable, with compose a line of `.env`. This page is made by
`python3 portal.py fix` from `.env.example` and from what the settings read; a test holds it to
them.

* A variable that is absent has its default. One that is empty has it only where that is said; else
  it is wrong.
* Whatever is wrong is named when anything starts (`manage.py`, gunicorn, Celery): one line for each
  variable, with what it must look like. Nothing starts then.
* `manage.py check --deploy` tells what is allowed but unwise, what a misspelled name may have
  meant, and what PostgreSQL, Redis and the folders lack.
"""
COLUMNS = "| Setting | What it is | What it must be | Default | Example |\n|---|---|---|---|---|\n"
_VARIABLE = re.compile(r"(?:# )?([A-Z_]+)=")


def draw_settings(declared: dict[str, Variable]) -> str:
    """The whole page. Raises KeyError when the example explains something that is never read."""
    parts = [HEAD]
    for heading, explained in explained_in((ROOT / ".env.example").read_text()):
        parts.append(f"\n## {heading}\n\n{COLUMNS}")
        parts += [_row(declared[name], what) for name, what in explained]
    return "".join(parts)


def explained_in(example: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each heading with its variables: name, and the words above it."""
    for part in example.split("\n## ")[1:]:
        heading, *lines = part.splitlines()
        yield heading, list(_explained(lines))


def _explained(lines: list[str]) -> Iterator[tuple[str, str]]:
    words: list[str] = []
    for line in lines:
        if found := _VARIABLE.match(line):
            yield found[1], " ".join(words)
            words = []
        elif line.startswith("# "):
            words.append(line.removeprefix("# "))


def _row(variable: Variable, what: str) -> str:
    default = (
        "must be given"
        if variable.default is None
        else _code(variable.default.replace(str(ROOT), "…"))
    )
    may = " (may be empty)" if variable.may_be_empty and "empty" not in variable.kind.form else ""
    cells = (
        f"`{variable.name}`",
        what,
        variable.kind.form + may,
        default or "none",
        _code(variable.kind.example),
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def write_settings() -> None:
    from config.settings.variables import env  # slow import

    DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
    DOCUMENT.write_text(draw_settings(env.declared))
