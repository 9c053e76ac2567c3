"""One rule of the deadline grammar."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vietnam.deadlines.context import Sight
from vietnam.deadlines.model import Term

Build = Callable[[re.Match[str], Sight], list[Term]]


@dataclass(frozen=True)
class Rule:
    """One kind of phrase. `build` gives the terms it means, or none when the context forbids a
    deadline.
    """

    name: str
    pattern: re.Pattern[str]
    build: Build
    confidence: float
    where: Literal["anywhere", "field", "prose"] = "anywhere"

    def applies(self, sight: Sight) -> bool:
        return self.where == "anywhere" or (self.where == "field") == sight.field
