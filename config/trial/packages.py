"""The packages: their exact versions and hashes from pyproject.toml, without download addresses
(`portal.py lock`); what runs in production, as a CycloneDX 1.6 bill of materials (`portal.py
sbom`); and their known vulnerabilities.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
import urllib.request
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from config.trial.environment import ROOT

REQUIREMENTS = ROOT / "requirements"
_UV_OPTIONS = (
    "--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header"
)
_GROUPS = {"production": [], "trial": ["trial"], "dev": ["dev"]}
# pip's configuration, in the words of the tool that makes the locks: it does not read pip's own.
_UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_EXTRA_INDEX_URL",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}


def renew_locks(arguments: list[str]) -> int:
    """Renew the locks; versions stay unless pyproject.toml asks for others. `--upgrade` takes the
    newest allowed.
    """
    environment = (
        os.environ
        | {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_PROGRESS": "1"}
        | _pip_configuration()
    )
    for name, groups in _GROUPS.items():
        options = [*_UV_OPTIONS.split(), "--output-file", f"requirements/{name}.txt", *arguments]
        options += [part for group in groups for part in ("--group", group)]
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *options]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code:
            return code
    problems = lock_problems()
    print("\n".join(problems) or "The locks are renewed.")
    return 1 if problems else 0


def _pip_configuration() -> dict[str, str]:
    # The system's Python is asked: the project's environment may have no pip.
    python = str(getattr(sys, "_base_executable", sys.executable))
    command = [python, "-m", "pip", "config", "list"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {}
    for line in answer.stdout.splitlines():
        name, _, value = line.partition("=")
        option = name.rpartition(".")[2]
        if option in _UV_NAMES:
            found[_UV_NAMES[option]] = " ".join(value.strip("'\"").replace("\\n", " ").split())
    return found


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


# Bill of materials -------------------------------------------------------------------------------
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.M)
_SHA256 = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def print_bill_of_materials() -> int:
    print(json.dumps(bill_of_materials(), indent=2, ensure_ascii=False))
    return 0


def bill_of_materials(lock: Path = REQUIREMENTS / "production.txt") -> dict:
    """The same lock gives the same bill: its serial number is derived from the lock too."""
    text = lock.read_text()
    hashes = _hashes(text)
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": str(version),
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": licence}} for licence in _licences(name)],
            "hashes": [{"alg": "SHA-256", "content": each} for each in hashes[name]],
        }
        for name, version in sorted(locked_versions(text).items())
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, text)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "cau-lao-dong", "name": "cau-lao-dong"}
        },
        "components": components,
    }


def _hashes(text: str) -> dict[str, list[str]]:
    # By package, of each file that may be installed.
    starts = [*_PIN.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {
        canonicalize_name(match[1]): _SHA256.findall(text, match.start(), end)
        for match, end in zip(starts, ends, strict=True)
    }


def _licences(name: str) -> list[str]:
    # As the package itself states it; none for one that is not installed on this kind of machine.
    try:
        package = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := package.get("License-Expression"):
        return [expression]
    classifiers = [
        line.split(" :: ")[-1]
        for line in package.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return classifiers or [(package.get("License") or "").splitlines()[0]]


# Known vulnerabilities ---------------------------------------------------------------------------
_ADVISORIES = "https://api.osv.dev/v1/querybatch"
_PATIENCE = 5.0  # seconds


class NotAskedError(Exception):
    """The database could not be reached, so nothing is known; a closed network is not a fault of
    the code.
    """


def advisory_problems() -> list[str]:
    """For what runs in production; `PORTAL_ADVISORIES` names another source, or with "off" none."""
    source = os.environ.get("PORTAL_ADVISORIES", _ADVISORIES)
    if source == "off":
        raise NotAskedError("switched off by PORTAL_ADVISORIES")
    pins = sorted(locked_versions((REQUIREMENTS / "production.txt").read_text()).items())
    queries = [
        {"package": {"name": n, "ecosystem": "PyPI"}, "version": str(version)}
        for n, version in pins
    ]
    results = _query_advisories(source, {"queries": queries})
    return [
        f"{name} {version}: {', '.join(sorted(found['id'] for found in result['vulns']))}"
        for (name, version), result in zip(pins, results, strict=True)
        if result.get("vulns")
    ]


def _query_advisories(source: str, question: dict) -> list[dict]:
    request = urllib.request.Request(  # noqa: S310 the address is ours or the operator's
        source, json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            return json.load(answer)["results"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NotAskedError(f"{source} cannot be reached ({problem})") from problem
