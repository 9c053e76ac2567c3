"""What the check prints: each step with its seconds, as it ends."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class CheckError(Exception):
    """The message is the one sentence that says what failed, and what to do where somebody can do
    something.
    """


def require(holds: object, problem: str) -> None:
    """Raises CheckError unless it holds."""
    if not holds:
        raise CheckError(problem)


class Report:
    """`place`: the folder of this run, with the logs of all parts."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "logs").mkdir(parents=True, exist_ok=True)

    def log(self, name: str) -> Path:
        return self.place / "logs" / f"{name}.log"

    def run_step(self, words: str, work: Callable[[], T]) -> T:
        """What the work returns. It says itself what it showed, unless `words` do."""
        began = time.monotonic()
        result = work()
        print(f"✓ {words or result} ({time.monotonic() - began:.1f} s)", flush=True)
        return result

    def note(self, words: str) -> None:
        print(f"  {words}", flush=True)
