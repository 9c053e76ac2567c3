"""`portal.py check` and `portal.py fix`: what must hold before a change lands, apart from the
tests.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded import borrow_servers
from config.translations import compile_translations, translation_problems
from config.trial.advisories import NotAskedError, advisory_problems
from config.trial.api_description import api_description_problems
from config.trial.architecture import architecture_problems, write_architecture
from config.trial.environment import ROOT, VAR, secret_key
from config.trial.lock import lock_problems
from config.trial.templates import format_templates, template_problems
from config.trial.type_errors import note_fewer_errors, type_problems

_BIN = Path(sys.executable).parent
_MANAGE = [sys.executable, "manage.py"]
# Settings as a deployment has them; the secrets are made anew, mail and site are never reached.
_PRODUCTION = {
    "DEBUG": "false",
    "EMAIL_URL": "smtp+tls://mail.example:587",
    "SITE_URL": "https://portal.example",
    "BEHIND_PROXY": "true",
    # what is not collected has no manifest
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}


@dataclass(frozen=True)
class Check:
    """A command that must succeed, or a function that must find no problem."""

    name: str
    command: list[str] = field(default_factory=list)
    problems: Callable[[], list[str]] = list
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> str:
        """What is wrong; empty when nothing is."""
        if not self.command:
            return "\n".join(self.problems())
        environment = os.environ | self.environment
        ended = subprocess.run(
            self.command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return (
            (ended.stdout + ended.stderr).strip() or "failed without a word"
            if ended.returncode
            else ""
        )


def all_checks(files: str) -> list[Check]:
    """`files`: an empty folder outside the code, for those that people would hand in."""
    key = secret_key(VAR)
    places = {
        name: str(VAR / "deployment" / name.lower()) for name in ("STATIC_ROOT", "BACKUP_ROOT")
    }
    places["MEDIA_ROOT"] = files
    for place in places.values():
        Path(place).mkdir(parents=True, exist_ok=True)
    production = _PRODUCTION | places | {"SECRET_KEY": key, "BACKUP_KEY": key, "METRICS_TOKEN": key}
    return [
        Check("style", [str(_BIN / "ruff"), "check", "--output-format", "concise", "."]),
        Check(
            "format", [str(_BIN / "ruff"), "format", "--check", "--output-format", "concise", "."]
        ),
        Check("templates", problems=template_problems),
        Check("types", [sys.executable, "-m", "mypy"]),
        Check("types of the apps: errors left", problems=type_problems),
        Check("imports between apps", [str(_BIN / "lint-imports")]),
        Check("docs/architecture.md", problems=architecture_problems),
        Check("Django's checks", [*_MANAGE, "check", "--fail-level", "WARNING"]),
        Check(
            "production settings",
            [*_MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
            environment=production,
        ),
        Check("migrations", [*_MANAGE, "makemigrations", "--check", "--dry-run"]),
        Check("translations", problems=translation_problems),
        Check("description of the API (Redocly)", problems=api_description_problems),
        Check("locks", problems=lock_problems),
        Check("docker-compose.yml", compose_schema_command(ROOT / "docker-compose.yml")),
        Check("known vulnerabilities", problems=advisory_problems),
    ]


def compose_schema_command(path: Path) -> list[str]:
    """Fails when the file is not as the schema of Compose files wants it."""
    return [str(_BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(path)]


def check() -> int:
    compile_translations()
    failed = []
    with borrow_servers(VAR) as servers, tempfile.TemporaryDirectory() as files:
        os.environ |= {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
        for each in all_checks(files):
            started = time.monotonic()
            try:
                wrong = each.run()
            except NotAskedError as unknown:
                print(f"– {each.name}: not looked up, {unknown}", flush=True)
                continue
            print(
                f"{'✗' if wrong else '✓'} {each.name} ({time.monotonic() - started:.1f} s)",
                flush=True,
            )
            if wrong:
                print(wrong, flush=True)
                failed.append(each.name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def fix() -> int:
    ruff = str(_BIN / "ruff")
    left = subprocess.run([ruff, "check", "--fix", "."], cwd=ROOT, check=False).returncode
    format_templates()
    note_fewer_errors()
    _write_settings_document()
    write_architecture()
    return subprocess.run([ruff, "format", "."], cwd=ROOT, check=False).returncode or left


def _write_settings_document() -> None:
    # In a process of its own: settings are read once.
    code = (
        "import config.settings; from config.trial.settings_document import write_document; "
        "write_document()"
    )
    nowhere = {
        "SECRET_KEY": "none",
        "DATABASE_URL": "postgresql://none/none",
        "REDIS_URL": "redis://none",
    }
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | nowhere, check=True)
