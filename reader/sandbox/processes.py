"""Lets a program read a stranger's file in a separate process: too much time or memory ends that
process, never the portal.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BOUNDED = Path(__file__).with_name("limited_program.py")
_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class SandboxLimits:
    """`memory` in bytes; `processor` and `clock` in seconds, the latter as a person waits."""

    memory: int
    processor: int
    clock: int


@dataclass(frozen=True)
class SandboxResult:
    """What a program printed before it ended, and whether it ended by itself."""

    records: list[dict[str, Any]]
    is_whole: bool


def run_in_sandbox(
    program: Path, *arguments: object, data: bytes, bounds: SandboxLimits
) -> SandboxResult:
    """The program gets the data on standard input and prints one JSON object per line. It sees no
    setting or secret of ours.
    """
    limits = (bounds.memory, bounds.processor)
    command = [sys.executable, "-P", *map(str, (_BOUNDED, *limits, program, *arguments))]
    environment = {"PYTHONPATH": str(_PROJECT)}
    try:
        ended = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=bounds.clock,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        return SandboxResult(_records(error.stdout or b""), is_whole=False)
    return SandboxResult(_records(ended.stdout), is_whole=ended.returncode == 0)


def _records(said: bytes) -> list[dict[str, Any]]:
    """A line that was cut short is ignored."""
    return [json.loads(line) for line in said.rpartition(b"\n")[0].splitlines()]
