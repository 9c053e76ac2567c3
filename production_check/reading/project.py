"""The files of this project that the check reads: Dockerfile, compose file, example of the
settings.
"""

import secrets
import shutil
from pathlib import Path

from config.trial.environment import ROOT
from production_check.engine.kernel import GATEWAY
from production_check.reading.compose import Service, read_compose, read_variables
from production_check.reading.dockerfile import ImageStage, read_dockerfile, read_rules, seen_files
from production_check.report import CheckError, require

MAIL_ADDRESS = (GATEWAY, 1025)
MAIL_NAME = "mail-server.example"
# The control: static files are collected with the permissions of files that people hand in.
PERMISSIONS = "permissions"

_COLLECTED = '"file_permissions_mode": 0o644'
_HANDED_IN = '"file_permissions_mode": 0o640'


def stages() -> list[ImageStage]:
    return read_dockerfile((ROOT / "Dockerfile").read_text())


def settings() -> dict[str, str]:
    """.env.example filled in as for a deployment: secrets made anew, a mail server of the check."""
    variables = read_variables((ROOT / ".env.example").read_text())
    filled = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "POSTGRES_PASSWORD": secrets.token_hex(16),
        "METRICS_TOKEN": secrets.token_urlsafe(24),
        "BACKUP_KEY": secrets.token_urlsafe(24),
        "EMAIL_URL": f"smtp://{MAIL_NAME}:{MAIL_ADDRESS[1]}",
    }
    if unknown := filled.keys() - variables.keys():
        raise CheckError(f".env.example does not name {', '.join(sorted(unknown))}.")
    return variables | filled


def services(variables: dict[str, str]) -> dict[str, Service]:
    return read_compose((ROOT / "docker-compose.yml").read_text(), variables)


def context_of(control: str, place: Path) -> Path:
    """What the build sees: the project, or for the control a copy of it with the one mistake."""
    if not control:
        return ROOT
    copy = place / "control"
    shutil.rmtree(copy, ignore_errors=True)
    for path in seen_files(ROOT, read_rules((ROOT / ".dockerignore").read_text())):
        target = copy / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target)
    shutil.copy2(ROOT / ".dockerignore", copy)
    _make_mistake(copy / "config" / "settings")
    return copy


def _make_mistake(settings: Path) -> None:
    found = [path for path in settings.glob("*.py") if _COLLECTED in path.read_text()]
    require(
        len(found) == 1,
        "config/settings/ does not say once with which permissions static files are collected.",
    )
    found[0].write_text(found[0].read_text().replace(_COLLECTED, _HANDED_IN))
