"""What the check prints: each step with its seconds, as it ends."""

import time
from pathlib import Path


class Report:
    """`place`: the folder of this run, with the logs of all parts."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.began = time.monotonic()
        (place / "logs").mkdir(parents=True, exist_ok=True)

    def log(self, name: str) -> Path:
        return self.place / "logs" / f"{name}.log"

    def step(self, words: str, began: float) -> None:
        print(f"✓ {words} ({time.monotonic() - began:.1f} s)", flush=True)

    def say(self, words: str) -> None:
        print(f"  {words}", flush=True)
