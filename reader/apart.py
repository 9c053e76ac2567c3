"""Lets a program read a stranger's file in a separate process: too much time or memory ends that
process, never the portal.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BOUNDED = Path(__file__).with_name("bounded.py")
_PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Bounds:
    """`memory` in bytes; `processor` and `clock` in seconds, the latter as a person waits."""

    memory: int
    processor: int
    clock: int


@dataclass(frozen=True)
class Answer:
    """What a program printed before it ended, and whether it ended by itself."""

    records: list[dict[str, Any]]
    is_whole: bool


def read_apart(program: Path, *arguments: object, data: bytes, bounds: Bounds) -> Answer:
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
        return Answer(_records(error.stdout or b""), is_whole=False)
    return Answer(_records(ended.stdout), is_whole=ended.returncode == 0)


def _records(said: bytes) -> list[dict[str, Any]]:
    """A line that was cut short is ignored."""
    return [json.loads(line) for line in said.rpartition(b"\n")[0].splitlines()]
