"""How many errors `mypy --strict` still finds in the apps, by kind: the numbers in
`type_errors.json` may only fall.

The pure library `vietnam/` and `config/embedded/` have none, and mypy alone checks them
(pyproject.toml).
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from config.trial.environment import ROOT, VAR, secret_key

KNOWN = Path(__file__).with_suffix(".json")
_APPS = ("agencies", "recruitment", "conferences", "campaigns")
_OPTIONS = """
[mypy]
strict = true
python_version = 3.11
plugins = mypy_django_plugin.main
exclude = /migrations/
[mypy.plugins.django-stubs]
django_settings_module = "config.settings"
"""
# Django's plugin reads the settings; it asks no server.
_SETTINGS = {"DATABASE_URL": "postgres:///types", "REDIS_URL": "redis://none"}
_ERROR = re.compile(r"^(?P<line>.+?: error: .*\[(?P<kind>[a-z-]+)\])$", re.MULTILINE)


def type_problems() -> list[str]:
    """Each kind of which there are more than are known, with its lines, or fewer, which `portal.py
    fix` notes.
    """
    return compare_counts(_find_errors(), json.loads(KNOWN.read_text()))


def compare_counts(found: dict[str, list[str]], known: dict[str, int]) -> list[str]:
    problems = []
    for kind in sorted({*found, *known}):
        lines, most = found.get(kind, []), known.get(kind, 0)
        if len(lines) > most:
            problems += [f"{kind}: {len(lines)} errors, at most {most} are known:", *lines]
        elif len(lines) < most:
            problems.append(
                f"{kind}: only {len(lines)} of {most} are left; `python3 portal.py fix` notes it"
            )
    return problems


def note_fewer_errors() -> None:
    """Write the present numbers where they are lower than the known ones."""
    found, known = _find_errors(), json.loads(KNOWN.read_text())
    counts = {kind: min(len(found.get(kind, [])), most) for kind, most in known.items()}
    KNOWN.write_text(
        json.dumps({kind: n for kind, n in sorted(counts.items()) if n}, indent=1) + "\n"
    )


def _find_errors() -> dict[str, list[str]]:
    # The lines of mypy by the kind of error.
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as options:
        options.write(_OPTIONS)
        options.flush()
        command = [
            sys.executable,
            "-m",
            "mypy",
            "--config-file",
            options.name,
            "--cache-dir",
            str(VAR / "mypy"),
            *_APPS,
        ]
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=_SETTINGS | os.environ | {"SECRET_KEY": secret_key(VAR)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode > 1:
        raise RuntimeError(f"mypy did not run through:\n{ended.stdout}{ended.stderr}")
    found: dict[str, list[str]] = {}
    for match in _ERROR.finditer(ended.stdout):
        found.setdefault(match["kind"], []).append(match["line"])
    return found
