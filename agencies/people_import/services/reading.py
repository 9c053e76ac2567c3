"""What one row says, regardless of the register."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reading:
    """`facts` by field, None for what is empty or wrong; `problems`: the sentences by field."""

    facts: dict[str, Any]
    problems: dict[str, list[str]]


Reader = Callable[[dict[str, str]], Reading]
