"""`portal.py lock`: exact versions and hashes of every package, from pyproject.toml, without
download addresses.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from config.trial.environment import ROOT

REQUIREMENTS = ROOT / "requirements"
_GROUPS = {"production": [], "trial": ["trial"], "dev": ["dev"]}
# pip's configuration, in the words of the tool that makes the locks: it does not read pip's own.
_UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_EXTRA_INDEX_URL",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}


def lock(arguments: list[str]) -> int:
    """Renew the locks; versions stay unless pyproject.toml asks for others. `--upgrade` takes the
    newest allowed.
    """
    environment = (
        os.environ
        | {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_PROGRESS": "1"}
        | _pip_configuration()
    )
    for name, groups in _GROUPS.items():
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            "--quiet",
            "--universal",
        ]
        command += [
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--no-emit-index-url",
            "--no-header",
        ]
        command += [part for group in groups for part in ("--group", group)]
        command += ["--output-file", f"requirements/{name}.txt", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code:
            return code
    problems = lock_problems()
    print("\n".join(problems) or "The locks are renewed.")
    return 1 if problems else 0


def _pip_configuration() -> dict[str, str]:
    answer = subprocess.run(
        [_outer_python(), "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = {}
    for line in answer.stdout.splitlines():
        name, _, value = line.partition("=")
        option = name.rpartition(".")[2]
        if option in _UV_NAMES:
            found[_UV_NAMES[option]] = " ".join(value.strip("'\"").replace("\\n", " ").split())
    return found


def _outer_python() -> str:
    # The system's Python: the project's environment may have no pip.
    return str(getattr(sys, "_base_executable", sys.executable))


def lock_problems(requirements: Path = REQUIREMENTS) -> list[str]:
    """Addresses in the locks, versions that pyproject.toml does not want, packages that differ
    between the locks.
    """
    locks = {name: (requirements / f"{name}.txt").read_text() for name in _GROUPS}
    problems = [
        f"requirements/{name}.txt names an address."
        for name, text in locks.items()
        if "://" in text
    ]
    pins = {name: locked_versions(text) for name, text in locks.items()}
    for name, wanted in _wanted().items():
        for requirement in wanted:
            version = pins[name].get(canonicalize_name(requirement.name))
            if version is None:
                problems.append(f"requirements/{name}.txt lacks {requirement}.")
            elif not requirement.specifier.contains(version, prereleases=True):
                problems.append(
                    f"requirements/{name}.txt has {requirement.name} {version}, not "
                    f"{requirement.specifier}."
                )
    for smaller, larger in (("production", "trial"), ("trial", "dev")):
        different = sorted(set(pins[smaller].items()) - set(pins[larger].items()))
        problems += [
            f"{package} {version} of {smaller}.txt is otherwise in {larger}.txt."
            for package, version in different
        ]
    return problems


def locked_versions(text: str) -> dict[str, Version]:
    """Package → version of a lock; a package locked per Python version counts with its last."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in pins}


def _wanted() -> dict[str, list[Requirement]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    base = [Requirement(line) for line in project["project"]["dependencies"]]
    groups = project["dependency-groups"]
    trial = [Requirement(line) for line in groups["trial"]]
    dev = [Requirement(line) for line in groups["dev"] if isinstance(line, str)]
    return {"production": base, "trial": base + trial, "dev": base + trial + dev}
