"""`portal.py sbom`: what runs in production, as a CycloneDX 1.6 bill of materials."""

import json
import re
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.utils import canonicalize_name

from config.trial.lock import REQUIREMENTS, locked_versions

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.M)
_SHA256 = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def sbom() -> int:
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
        said = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := said.get("License-Expression"):
        return [expression]
    classifiers = [
        line.split(" :: ")[-1]
        for line in said.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return classifiers or [(said.get("License") or "").splitlines()[0]]
