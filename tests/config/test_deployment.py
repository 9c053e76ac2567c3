"""The files of the production shape agree with each other and with the settings; no engine is
needed to read them.
"""

import re
from pathlib import Path

import pytest
import yaml

from config.environment import SettingsError
from tests.config.fresh_settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ["migrate", "web", "worker", "beat", "backup"]


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def replicas(service: dict) -> int:
    return service.get("deploy", {}).get("replicas", 1)


def test_the_parts_and_how_many_of_each(services: dict) -> None:
    assert {name: replicas(service) for name, service in services.items()} == {
        "migrate": 1,
        "web": 2,
        "worker": 2,
        "beat": 1,
        "backup": 1,
        "db": 1,
        "redis": 1,
        "mail": 1,
    }


def test_a_second_beat_cannot_start(services: dict) -> None:
    assert services["beat"]["container_name"] == "cau-lao-dong-beat"
    assert [
        name for name, service in services.items() if " beat " in f"{service.get('command')} "
    ] == ["beat"]


def test_everything_that_stays_up_is_watched_and_started_again(services: dict) -> None:
    lasting = [name for name in services if name != "migrate"]
    assert [name for name in lasting if "healthcheck" not in services[name]] == []
    assert {services[name]["restart"] for name in lasting} == {"unless-stopped"}
    assert services["migrate"]["restart"] == "no"


def test_nothing_serves_before_the_tables_are_there(services: dict) -> None:
    waiting = {name: services[name]["depends_on"] for name in PORTAL if name != "migrate"}
    assert {name: wait["migrate"]["condition"] for name, wait in waiting.items()} == dict.fromkeys(
        waiting, "service_completed_successfully"
    )


def test_the_mail_catcher_is_for_trials_only(services: dict) -> None:
    assert {
        name: service["profiles"] for name, service in services.items() if "profiles" in service
    } == {"mail": ["trial"]}


def test_only_the_web_servers_and_the_mail_catcher_are_published_and_to_this_machine_alone(
    services: dict,
) -> None:
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "web": ["${WEB_PORTS:-127.0.0.1:8000-8001}:8000"],
        "mail": ["127.0.0.1:8025:8025"],
    }


def test_no_secret_stands_in_the_files() -> None:
    secrets = re.compile(
        r"(?:PASSWORD|SECRET_KEY|postgresql://[^:\s]+)[=:][ \t]*(?P<value>[^\s$?]\S*)"
    )
    texts = {
        name: (ROOT / name).read_text()
        for name in ("docker-compose.yml", ".env.example", "Dockerfile")
    }
    uncommented = {name: re.sub(r"(?m)^\s*#.*$", "", text) for name, text in texts.items()}
    assert {name: secrets.findall(text) for name, text in uncommented.items()} == {
        "docker-compose.yml": [],
        ".env.example": [],
        "Dockerfile": ["build-only"],
    }


def test_every_setting_is_explained_in_the_example() -> None:
    read = set(read_settings().env.declared)
    explained = set(re.findall(r"(?m)^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text()))
    of_compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert explained == read
    assert of_compose < read


@pytest.mark.parametrize(
    ("lease", "timeout"), [("301", "10"), ("0", "10"), ("99", "10"), ("299", "30")]
)
def test_a_lease_over_five_minutes_or_shorter_than_a_slow_answer_is_refused(
    lease: str, timeout: str
) -> None:
    with pytest.raises(SettingsError, match=r"^OUTBOX_LEASE_SECONDS: .* is too (small|large)"):
        read_settings(OUTBOX_LEASE_SECONDS=lease, EMAIL_TIMEOUT=timeout)


def test_behind_a_proxy_people_are_told_apart_by_the_address_it_names() -> None:
    counts = {}
    for behind in ("true", "false"):
        settings = read_settings(BEHIND_PROXY=behind)
        counts[behind] = settings.ALLAUTH_TRUSTED_PROXY_COUNT, settings.SECURE_PROXY_SSL_HEADER
    assert counts == {"true": (1, ("HTTP_X_FORWARDED_PROTO", "https")), "false": (0, None)}


def test_the_image_holds_every_app_and_the_production_lock() -> None:
    kept = set(re.findall(r"(?m)^!(\S+)$", (ROOT / ".dockerignore").read_text()))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {
        "tests",
        "bench",
        "faults",
        "production_check",
    }
    assert kept == packages | {
        "locale",
        "manage.py",
        "pyproject.toml",
        "requirements/production.txt",
        "static",
        "templates",
    }
