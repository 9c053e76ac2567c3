"""Known vulnerabilities of the locked packages, asked of an advisory database (the OSV schema's
query).
"""

import json
import os
import urllib.request

from config.trial.lock import REQUIREMENTS, locked_versions

SOURCE = "https://api.osv.dev/v1/querybatch"
# Seconds.
PATIENCE = 5.0


class NotAskedError(Exception):
    """The database could not be reached, so nothing is known; a closed network is not a fault of
    the code.
    """


def advisory_problems() -> list[str]:
    """For what runs in production; `PORTAL_ADVISORIES` names another source, or with "off" none."""
    source = os.environ.get("PORTAL_ADVISORIES", SOURCE)
    if source == "off":
        raise NotAskedError("switched off by PORTAL_ADVISORIES")
    pins = sorted(locked_versions((REQUIREMENTS / "production.txt").read_text()).items())
    queries = [
        {"package": {"name": n, "ecosystem": "PyPI"}, "version": str(version)}
        for n, version in pins
    ]
    results = _ask(source, {"queries": queries})
    return [
        f"{name} {version}: {', '.join(sorted(found['id'] for found in result['vulns']))}"
        for (name, version), result in zip(pins, results, strict=True)
        if result.get("vulns")
    ]


def _ask(source: str, question: dict) -> list[dict]:
    request = urllib.request.Request(  # noqa: S310 the address is ours or the operator's
        source, json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)["results"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NotAskedError(f"{source} cannot be reached ({problem})") from problem
