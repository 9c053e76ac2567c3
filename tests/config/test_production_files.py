"""What production-check understands of a Dockerfile, of .dockerignore and of a compose file, and
what it refuses.
"""

import re
from pathlib import Path

import pytest

from production_check.reading.compose import Health, read_compose, read_variables, sort_services
from production_check.reading.dockerfile import (
    ImageSettings,
    is_seen,
    read_dockerfile,
    read_rules,
    seen_files,
)
from production_check.report import CheckError
from production_check.trial.proxy import EXAMPLE, fill_in
from tests.sources import ROOT

TWO_STAGES = """
# a comment
FROM python:3.11-slim AS build
RUN one \\
 # a comment between
 && two
FROM python:3.11-slim
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH WORDS="two words"
WORKDIR /srv
WORKDIR portal
USER portal
CMD ["serve", "--now"]
"""


def settings_of(text: str) -> ImageSettings:
    settings = ImageSettings(environment={"PATH": "/usr/bin"})
    for instruction in read_dockerfile(text)[-1].instructions:
        settings = settings.after(instruction)
    return settings


# The Dockerfile ----------------------------------------------------------------------------------
def test_stages_and_instructions_are_read_with_their_lines():
    build, last = read_dockerfile(TWO_STAGES)
    assert (build.name, build.base, last.name) == ("build", "python:3.11-slim", "1")
    (run,) = build.instructions
    assert (run.line, run.command) == (4, ["/bin/sh", "-c", "one && two"])
    assert (last.instructions[0].flags, last.instructions[0].words) == (
        {"from": "build"},
        ["/opt/venv", "/opt/venv"],
    )


def test_what_a_process_of_the_image_gets():
    assert settings_of(TWO_STAGES) == ImageSettings(
        environment={"PATH": "/opt/venv/bin:/usr/bin", "WORDS": "two words"},
        workdir="/srv/portal",
        user="portal",
        command=("serve", "--now"),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ADD a b", "does not know the instruction ADD"),
        ("COPY --chmod=600 a b", "does not know COPY in this form"),
        ("RUN --mount=type=cache,target=/x one", "does not know RUN in this form"),
        ("RUN <<END", "does not know RUN in this form"),
        ("ENV NAME value", "NAME=value only"),
        ("RUN one \\", "does not end"),
    ],
)
def test_what_it_does_not_know_is_refused_with_its_line(line: str, reason: str):
    with pytest.raises(CheckError, match=rf"Dockerfile, line 2: .*{re.escape(reason)}"):
        settings_of(f"FROM python:3.11-slim\n{line}")


def test_our_own_dockerfile_is_understood():
    assert [stage.name for stage in read_dockerfile((ROOT / "Dockerfile").read_text())] == [
        "build",
        "1",
    ]


# What the build sees -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("config/settings.py", True),
        ("config/trial/run.py", True),
        ("config/__pycache__/settings.pyc", False),
        ("locale/vi/django.mo", False),
        ("tests/conftest.py", False),
        ("requirements/production.txt", True),
        ("requirements/dev.txt", False),
        ("configuration", False),
    ],
)
def test_the_last_rule_that_matches_decides(path: str, seen: bool):
    rules = read_rules(
        "*\n!config\n!locale\n!requirements/production.txt\n**/__pycache__\n**/*.mo\n"
    )
    assert is_seen(path, rules) == seen


def test_files_are_found_below_a_folder_that_is_left_out(tmp_path: Path):
    for name in ("requirements/production.txt", "requirements/dev.txt", "var/big.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert seen_files(tmp_path, read_rules("*\n!requirements/production.txt")) == [
        "requirements/production.txt"
    ]


# The compose file --------------------------------------------------------------------------------
COMPOSE = """
services:
  db: {image: "postgres:18", volumes: ["database:/var/lib/postgresql"]}
  web:
    build: .
    env_file: .env
    read_only: true
    tmpfs: ["/tmp", "/srv/x:uid=1"]
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    command: serve --at "${AT:-02:30}" $$HOME
    environment: {URL: "db://${PASSWORD:?set it}@db"}
    depends_on: {db: {condition: service_healthy}}
    deploy: {replicas: 2}
    healthcheck:
      {test: ["CMD-SHELL", "probe $$HOSTNAME"], interval: 1m30s, timeout: 5s, retries: 2,
       start_period: 10s}
  mail: {image: mail, profiles: [trial], networks: [unknown]}
"""


def test_services_are_read_with_variables_put_in():
    services = read_compose(COMPOSE, {"PASSWORD": "secret", "AT": ""})
    web = services["web"]
    assert list(services) == ["db", "web"]  # one with a profile is not started
    assert web.command == ["serve", "--at", "02:30", "$HOME"]
    assert web.environment == {"PASSWORD": "secret", "AT": "", "URL": "db://secret@db"}
    assert web.tmpfs == [("/tmp", "mode=1777"), ("/srv/x", "mode=1777,uid=1")]
    assert (web.replicas, web.drops, web.no_new_privileges, web.grace) == (2, True, True, 10.0)
    assert web.health == Health(["/bin/sh", "-c", "probe $HOSTNAME"], 90.0, 5.0, 2, 10.0)
    assert web.health.patience == 200.0
    assert services["db"].volumes == [("database", "/var/lib/postgresql", "rw")]


def test_a_service_comes_after_those_that_it_waits_for():
    services = read_compose(COMPOSE, {"PASSWORD": "secret"})
    assert [service.name for service in sort_services(dict(reversed(services.items())))] == [
        "db",
        "web",
    ]


@pytest.mark.parametrize(
    ("given", "instead", "reason"),
    [
        ("cap_drop: [ALL]", "mem_limit: 1g", "does not know mem_limit"),
        ("cap_drop: [ALL]", "cap_drop: [CHOWN]", "knows cap_drop: [ALL] only"),
        ("read_only: true", "read_only: false", "read_only: true is missing"),
        ("${PASSWORD:?set it}", "${OTHER:?set it}", "wants OTHER in .env: set it"),
    ],
)
def test_a_compose_file_that_it_would_not_carry_out_is_refused(
    given: str, instead: str, reason: str
):
    with pytest.raises(CheckError, match=re.escape(reason)):
        read_compose(COMPOSE.replace(given, instead), {"PASSWORD": "secret"})


def test_our_own_compose_file_is_understood():
    variables = read_variables((ROOT / ".env.example").read_text()) | {
        "POSTGRES_PASSWORD": "secret"
    }
    services = read_compose((ROOT / "docker-compose.yml").read_text(), variables)
    assert {"db", "redis", "migrate", "web", "worker", "beat"} <= set(services)
    assert "mail" not in services


# The proxy of the documentation ------------------------------------------------------------------
PATHS = {
    "/etc/ssl/portal/fullchain.pem": Path("/x/c.pem"),
    "/etc/ssl/portal/privkey.pem": Path("/x/k.pem"),
}


def test_the_example_is_used_with_only_certificates_and_addresses_put_in():
    example = EXAMPLE.read_text()
    filled = fill_in(example, PATHS, ["10.0.0.2", "10.0.0.3"], ipv6=True)
    differing = [
        new
        for old, new in zip(example.splitlines(), filled.splitlines(), strict=True)
        if old != new
    ]
    assert [line.strip() for line in differing] == [
        "server 10.0.0.2:8000;",
        "server 10.0.0.3:8000;",
        "ssl_certificate /x/c.pem;",
        "ssl_certificate_key /x/k.pem;",
    ]


def test_the_example_names_as_many_web_servers_as_compose_starts():
    with pytest.raises(CheckError, match="does not name 3 web servers"):
        fill_in(EXAMPLE.read_text(), PATHS, ["10.0.0.2", "10.0.0.3", "10.0.0.4"], ipv6=True)


def test_the_proxy_tells_the_client_itself_and_takes_the_largest_file():
    words = set(
        re.findall(
            r"(?m)^\s*(?:proxy_set_header )?([A-Z]\S+|client_max_body_size|gzip) (\S+);",
            EXAMPLE.read_text(),
        )
    )
    assert words >= {
        ("X-Forwarded-For", "$remote_addr"),
        ("X-Forwarded-Proto", "$scheme"),
        ("Host", "$host"),
        ("client_max_body_size", "25m"),
        ("gzip", "off"),
    }
