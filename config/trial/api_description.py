"""Whether the API's description passes Redocly's recommended rules, which nobody here wrote."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from config.trial.environment import ROOT
from config.trial.node import NodeError, run_node

_SCRIPT = "@redocly/cli/bin/cli.js"
_PRINT = (
    "import json; from config.api import make_api; "
    "print(json.dumps(make_api().get_openapi_schema(path_prefix='/api/v1/')))"
)
_COMMAND = [
    sys.executable,
    "manage.py",
    "shell",
    "--no-imports",
    "--verbosity",
    "0",
    "--command",
    _PRINT,
]


def api_description_problems() -> list[str]:
    """Errors and warnings of `redocly lint`."""
    described = subprocess.run(_COMMAND, cwd=ROOT, capture_output=True, text=True, check=False)
    if described.returncode:
        return [described.stderr.strip()]
    return lint_description(json.loads(described.stdout))


def lint_description(description: dict) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="portal-api-") as directory:
        path = Path(directory) / "openapi.json"
        path.write_text(json.dumps(description, indent=1))
        try:
            ended = run_node(
                _SCRIPT, "lint", str(path), "--extends", "recommended", "--format", "json"
            )
        except NodeError as missing:
            return [str(missing)]
    try:
        found = json.loads(ended.stdout)["problems"]
    except (ValueError, KeyError):
        return [f"Redocly ended without an answer: {ended.stdout}{ended.stderr}".strip()]
    return [
        f"{each['ruleId']}: {each['message']} ({each['location'][0].get('pointer', '')})"
        for each in found
    ]
