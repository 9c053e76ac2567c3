"""All checks of `portal.py check`, on all processors, and what `portal.py fix` mends."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded import borrow_servers
from config.translations import compile_translations, translation_problems
from config.trial.checks.api_description import api_description_problems
from config.trial.checks.architecture import architecture_problems, write_architecture
from config.trial.checks.templates import format_templates, template_problems
from config.trial.environment import ROOT, VAR, secret_key
from config.trial.packages import NotAskedError, advisory_problems, lock_problems
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
        ended = subprocess.run(
            self.command,
            cwd=ROOT,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        words = (ended.stdout + ended.stderr).strip() or "failed without a word"
        return words if ended.returncode else ""

    def report(self) -> bool:
        """Prints how it ended; whether it failed."""
        started = time.monotonic()
        try:
            wrong = self.run()
        except NotAskedError as unknown:
            print(f"– {self.name}: not looked up, {unknown}", flush=True)
            return False
        sign = "✗" if wrong else "✓"
        line = f"{sign} {self.name} ({time.monotonic() - started:.1f} s)"
        print(f"{line}\n{wrong}" if wrong else line, flush=True)
        return bool(wrong)


def all_checks(files: str) -> list[Check]:
    """The longest first. `files`: an empty folder outside the code, for those that people would
    hand in.
    """
    key = secret_key(VAR)
    places = {
        name: str(VAR / "deployment" / name.lower()) for name in ("STATIC_ROOT", "BACKUP_ROOT")
    }
    places["MEDIA_ROOT"] = files
    for place in places.values():
        Path(place).mkdir(parents=True, exist_ok=True)
    production = _PRODUCTION | places | {"SECRET_KEY": key, "BACKUP_KEY": key, "METRICS_TOKEN": key}
    return [
        Check("types of the apps: errors left", problems=type_problems),
        Check("style", [str(_BIN / "ruff"), "check", "--output-format", "concise", "."]),
        Check(
            "format", [str(_BIN / "ruff"), "format", "--check", "--output-format", "concise", "."]
        ),
        Check("templates", problems=template_problems),
        Check("types", [sys.executable, "-m", "mypy"]),
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


def check_code() -> int:
    compile_translations()
    with borrow_servers(VAR) as servers, tempfile.TemporaryDirectory() as files:
        os.environ |= {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
        checks = all_checks(files)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            ended = pool.map(Check.report, checks)
    failed = [check.name for check, has_failed in zip(checks, ended, strict=True) if has_failed]
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def fix_code() -> int:
    ruff = str(_BIN / "ruff")
    left = subprocess.run([ruff, "check", "--fix", "."], cwd=ROOT, check=False).returncode
    format_templates()
    note_fewer_errors()
    # In a process of its own: settings are read once.
    code = (
        "import config.settings; from config.trial.checks.settings_document import write_settings; "
        "write_settings()"
    )
    nowhere = {
        "SECRET_KEY": "none",
        "DATABASE_URL": "postgresql://none/none",
        "REDIS_URL": "redis://none",
    }
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | nowhere, check=True)
    write_architecture()
    return subprocess.run([ruff, "format", "."], cwd=ROOT, check=False).returncode or left
