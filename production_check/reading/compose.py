"""Reads docker-compose.yml: its services as an engine would start them. Nothing is started here."""

import re
import shlex
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

import yaml

from production_check.report import CheckError, require

# Keys of a service that this check carries out, or that change nothing here (logging, ports,
# restart, shm_size).
KNOWN = frozenset(
    {
        "build",
        "cap_drop",
        "command",
        "container_name",
        "depends_on",
        "deploy",
        "env_file",
        "environment",
        "healthcheck",
        "image",
        "logging",
        "ports",
        "profiles",
        "read_only",
        "restart",
        "security_opt",
        "shm_size",
        "stop_grace_period",
        "tmpfs",
        "volumes",
    }
)

DEFAULT_GRACE = "10s"
_VARIABLE = re.compile(
    r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?:(?P<sign>:?[-?])(?P<word>[^}]*))?\})"
)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True)
class Health:
    """Seconds; `command` as it is run inside the container."""

    command: list[str]
    interval: float
    timeout: float
    retries: int
    start_period: float

    @property
    def patience(self) -> float:
        """Until an engine calls a part unhealthy that never answered."""
        return self.start_period + self.retries * (self.interval + self.timeout)


@dataclass(frozen=True)
class Service:
    """`volumes`: name, target and access. `tmpfs`: target and options. `depends_on`: name and
    condition.
    """

    name: str
    image: str
    is_built: bool
    command: list[str]
    environment: dict[str, str]
    replicas: int
    volumes: list[tuple[str, str, str]]
    tmpfs: list[tuple[str, str]]
    depends_on: dict[str, str]
    health: Health | None
    grace: float
    drops: bool
    no_new_privileges: bool
    container_name: str


def read_compose(text: str, variables: dict[str, str]) -> dict[str, Service]:
    """Services without a profile, by name. `variables`: of the file .env, which the services get as
    `env_file`.

    Raises CheckError for a key that this check does not know: it must not pass over what it does
    not carry out.
    """
    return {
        name: _read_service(name, _fill_in(keys, variables), variables)
        for name, keys in yaml.safe_load(text)["services"].items()
        if not keys.get("profiles")
    }


def sort_services(services: dict[str, Service]) -> list[Service]:
    """Each after those that it waits for."""
    needed = {name: service.depends_on for name, service in services.items()}
    try:
        return [services[name] for name in TopologicalSorter(needed).static_order()]
    except CycleError as circle:
        raise CheckError(
            f"docker-compose.yml: {', '.join(circle.args[1])} wait for each other."
        ) from None


def read_variables(text: str) -> dict[str, str]:
    """The lines NAME=value of an .env file."""
    lines = [
        line.partition("=")
        for line in text.splitlines()
        if "=" in line and not line.lstrip().startswith("#")
    ]
    return {name.strip(): value.strip().strip("'\"") for name, _sign, value in lines}


def _read_service(name: str, keys: dict[str, Any], variables: dict[str, str]) -> Service:
    if unknown := sorted(keys.keys() - KNOWN):
        raise CheckError(
            f"docker-compose.yml, {name}: this check does not know {', '.join(unknown)}."
        )
    dropped = keys.get("cap_drop", [])
    require(
        dropped in ([], ["ALL"]),
        f"docker-compose.yml, {name}: this check knows cap_drop: [ALL] only.",
    )
    is_built = "build" in keys
    require(
        not is_built or keys.get("read_only"),
        f"docker-compose.yml, {name}: read_only: true is missing.",
    )
    command = keys.get("command", [])
    tmpfs = keys.get("tmpfs", [])
    own = {key: str(value) for key, value in keys.get("environment", {}).items()}
    needed = keys.get("depends_on", {})
    return Service(
        name=name,
        image=keys.get("image", ""),
        is_built=is_built,
        command=shlex.split(command) if isinstance(command, str) else command,
        environment=(variables if keys.get("env_file") else {}) | own,
        replicas=keys.get("deploy", {}).get("replicas", 1),
        volumes=[_read_volume(each) for each in keys.get("volumes", [])],
        tmpfs=[_read_tmpfs(each) for each in ([tmpfs] if isinstance(tmpfs, str) else tmpfs)],
        depends_on={other: each["condition"] for other, each in needed.items()},
        health=_read_health(keys["healthcheck"]) if "healthcheck" in keys else None,
        grace=_read_seconds(keys.get("stop_grace_period", DEFAULT_GRACE)),
        drops=dropped == ["ALL"],
        no_new_privileges="no-new-privileges:true" in keys.get("security_opt", []),
        container_name=keys.get("container_name", ""),
    )


def _read_health(keys: dict[str, Any]) -> Health:
    kind, *words = keys["test"]
    return Health(
        ["/bin/sh", "-c", *words] if kind == "CMD-SHELL" else words,
        interval=_read_seconds(keys.get("interval", "30s")),
        timeout=_read_seconds(keys.get("timeout", "30s")),
        retries=keys.get("retries", 3),
        start_period=_read_seconds(keys.get("start_period", "0s")),
    )


def _read_seconds(text: str) -> float:
    # Of a duration such as 1m30s.
    return sum(
        float(number) * _UNITS[unit] for number, unit in re.findall(r"([\d.]+)(ms|s|m|h)", text)
    )


def _fill_in(value: Any, variables: dict[str, str]) -> Any:
    # With the variables put in, as Compose does.
    if isinstance(value, dict):
        return {key: _fill_in(each, variables) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill_in(each, variables) for each in value]
    if isinstance(value, str):
        return _VARIABLE.sub(lambda found: _replace_variable(found, variables), value)
    return value


def _replace_variable(found: re.Match[str], variables: dict[str, str]) -> str:
    if found["dollar"]:
        return "$"
    known = variables.get(found["name"])
    sign = found["sign"] or ""
    if known or (known is not None and ":" not in sign):
        return known
    require(
        not sign.endswith("?"), f"docker-compose.yml wants {found['name']} in .env: {found['word']}"
    )
    return found["word"] or ""


def _read_volume(text: str) -> tuple[str, str, str]:
    name, target, *access = text.split(":")
    return name, target, access[0] if access else "rw"


def _read_tmpfs(text: str) -> tuple[str, str]:
    # Everybody may write there, as an engine makes it, unless the options say otherwise.
    target, _sign, options = text.partition(":")
    return target, ",".join(filter(None, ["mode=1777", options]))
