"""Lets a program read a stranger's file in a separate process: too much time or memory ends that
process, never the portal.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LIMITED_PROGRAM = Path(__file__).with_name("limited_program.py")
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
    program: Path, *arguments: object, data: bytes, limits: SandboxLimits
) -> SandboxResult:
    """The program gets the data on standard input and prints one JSON object per line. It sees no
    setting or secret of ours.
    """
    wrapped = (_LIMITED_PROGRAM, limits.memory, limits.processor, program, *arguments)
    try:
        ended = subprocess.run(
            [sys.executable, "-P", *map(str, wrapped)],
            input=data,
            capture_output=True,
            timeout=limits.clock,
            check=False,
            env={"PYTHONPATH": str(_PROJECT)},
        )
    except subprocess.TimeoutExpired as error:
        return SandboxResult(_records(error.stdout or b""), is_whole=False)
    return SandboxResult(_records(ended.stdout), is_whole=ended.returncode == 0)


def _records(printed: bytes) -> list[dict[str, Any]]:
    # A line that was cut short is ignored.
    return [json.loads(line) for line in printed.rpartition(b"\n")[0].splitlines()]
