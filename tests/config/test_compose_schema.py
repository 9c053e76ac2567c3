"""The compose file is what the schema of Compose files allows: a misspelled key is seen before the
first start.
"""

import subprocess
from pathlib import Path

from config.trial.checks.commands import compose_schema_command
from tests.sources import ROOT

COMPOSE = ROOT / "docker-compose.yml"


def validate(path: Path) -> subprocess.CompletedProcess:
    return subprocess.run(compose_schema_command(path), capture_output=True, text=True)


def test_the_compose_file_is_valid() -> None:
    answer = validate(COMPOSE)
    assert (answer.returncode, answer.stdout.strip()) == (0, "ok -- validation done")


def test_a_misspelled_key_is_refused(tmp_path: Path) -> None:
    misspelled = tmp_path / "docker-compose.yml"
    misspelled.write_text(COMPOSE.read_text().replace("healthcheck:", "healthchek:", 1))
    answer = validate(misspelled)
    assert answer.returncode == 1
    assert "'healthchek' was unexpected" in answer.stdout
