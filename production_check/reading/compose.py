"""Reads docker-compose.yml: its services as an engine would start them. Nothing is started here."""

import re
import shlex
from dataclasses import dataclass
from typing import Any

import yaml

from production_check.errors import CheckError

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

NO_NEW_PRIVILEGES = "no-new-privileges:true"
DEFAULT_GRACE = 10.0
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

    @property
    def ends(self) -> bool:
        """Whether it does one thing and ends; an engine starts such a service no second time."""
        return self.health is None


def read_compose(text: str, variables: dict[str, str]) -> dict[str, Service]:
    """Services without a profile, by name. `variables`: of the file .env, which the services get as
    `env_file`.

    Raises CheckError for a key that this check does not know: it must not pass over what it does
    not carry out.
    """
    found = yaml.safe_load(text)["services"]
    without_profile = {name: keys for name, keys in found.items() if not keys.get("profiles")}
    return {
        name: _service(name, _filled_in(keys, variables), variables)
        for name, keys in without_profile.items()
    }


def in_order(services: dict[str, Service]) -> list[Service]:
    """Each after those that it waits for."""
    ordered: list[Service] = []
    while waiting := [service for service in services.values() if service not in ordered]:
        ready = [
            each for each in waiting if all(services[name] in ordered for name in each.depends_on)
        ]
        if not ready:
            raise CheckError(
                f"docker-compose.yml: {', '.join(each.name for each in waiting)} wait for each "
                "other."
            )
        ordered += ready
    return ordered


def read_variables(text: str) -> dict[str, str]:
    """The lines NAME=value of an .env file."""
    lines = [
        line.partition("=")
        for line in text.splitlines()
        if "=" in line and not line.lstrip().startswith("#")
    ]
    return {name.strip(): value.strip().strip("'\"") for name, _sign, value in lines}


def _service(name: str, keys: dict[str, Any], variables: dict[str, str]) -> Service:
    if unknown := sorted(keys.keys() - KNOWN):
        raise CheckError(
            f"docker-compose.yml, {name}: this check does not know {', '.join(unknown)}."
        )
    dropped = keys.get("cap_drop", [])
    if dropped not in ([], ["ALL"]):
        raise CheckError(f"docker-compose.yml, {name}: this check knows cap_drop: [ALL] only.")
    is_built = "build" in keys
    if is_built and not keys.get("read_only"):
        raise CheckError(f"docker-compose.yml, {name}: read_only: true is missing.")
    return Service(
        name=name,
        image=keys.get("image", ""),
        is_built=is_built,
        command=_words(keys.get("command", [])),
        environment=(variables if keys.get("env_file") else {})
        | _environment(keys.get("environment", {})),
        replicas=keys.get("deploy", {}).get("replicas", 1),
        volumes=[_volume(each) for each in keys.get("volumes", [])],
        tmpfs=[_tmpfs(each) for each in _listed(keys.get("tmpfs", []))],
        depends_on=_conditions(keys.get("depends_on", {})),
        health=_health(keys["healthcheck"]) if "healthcheck" in keys else None,
        grace=seconds(keys["stop_grace_period"]) if "stop_grace_period" in keys else DEFAULT_GRACE,
        drops=dropped == ["ALL"],
        no_new_privileges=NO_NEW_PRIVILEGES in keys.get("security_opt", []),
        container_name=keys.get("container_name", ""),
    )


def _health(keys: dict[str, Any]) -> Health:
    test = keys["test"]
    if isinstance(test, str):
        command = ["/bin/sh", "-c", test]
    else:
        command = ["/bin/sh", "-c", *test[1:]] if test[0] == "CMD-SHELL" else list(test[1:])
    return Health(
        command,
        interval=seconds(keys.get("interval", "30s")),
        timeout=seconds(keys.get("timeout", "30s")),
        retries=keys.get("retries", 3),
        start_period=seconds(keys.get("start_period", "0s")),
    )


def seconds(text: str) -> float:
    """Of a duration such as 1m30s."""
    return sum(
        float(number) * _UNITS[unit] for number, unit in re.findall(r"([\d.]+)(ms|s|m|h)", text)
    )


def _filled_in(value: Any, variables: dict[str, str]) -> Any:
    # With the variables put in, as Compose does.
    if isinstance(value, dict):
        return {key: _filled_in(each, variables) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled_in(each, variables) for each in value]
    return (
        _VARIABLE.sub(lambda found: _value(found, variables), value)
        if isinstance(value, str)
        else value
    )


def _value(found: re.Match[str], variables: dict[str, str]) -> str:
    if found["dollar"]:
        return "$"
    known = variables.get(found["name"])
    sign = found["sign"] or ""
    if known or (known is not None and ":" not in sign):
        return known
    if sign.endswith("?"):
        raise CheckError(f"docker-compose.yml wants {found['name']} in .env: {found['word']}")
    return found["word"] or ""


def _words(command: str | list[str]) -> list[str]:
    return shlex.split(command) if isinstance(command, str) else list(command)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _environment(value: dict[str, Any] | list[str]) -> dict[str, str]:
    pairs = dict(each.split("=", 1) for each in value) if isinstance(value, list) else value
    return {name: str(each) for name, each in pairs.items()}


def _volume(text: str) -> tuple[str, str, str]:
    name, target, *access = text.split(":")
    return name, target, access[0] if access else "rw"


def _tmpfs(text: str) -> tuple[str, str]:
    # Everybody may write there, as an engine makes it, unless the options say otherwise.
    target, _sign, options = text.partition(":")
    return target, ",".join(filter(None, ["mode=1777", options]))


def _conditions(value: dict[str, dict[str, str]] | list[str]) -> dict[str, str]:
    if isinstance(value, list):
        return dict.fromkeys(value, "service_started")
    return {name: each["condition"] for name, each in value.items()}
