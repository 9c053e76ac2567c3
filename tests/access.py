"""The tables of all apps as one: each app keeps its rows beside its own tests, in `access.py`."""

from importlib import import_module
from pathlib import Path
from typing import Any

from agencies.registry import registry

TESTS = Path(__file__).parent
FOLDERS = (*registry.app_labels, "config")


def _rows(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for folder in FOLDERS:
        if (TESTS / folder / "access.py").is_file():
            rows = getattr(import_module(f"tests.{folder}.access"), name, {})
            assert not found.keys() & rows.keys(), f"{folder} has rows of another app in {name}"
            found |= rows
    return found


NAMED = _rows("NAMED")
"""By the name of every URL, the right that opens it, PUBLIC or OWN."""
KEYED = _rows("KEYED")
"""By the name of each address with a key, which object of the marked world it is asked for; of
`agencies` without the name of the app.
"""
FUZZED = _rows("FUZZED")
"""By the kind of object, the addresses with its key that take a form."""
WRITTEN_BY_GET = _rows("WRITTEN_BY_GET")
"""By the name of a URL, the table to which looking at it writes (tests/safe_methods.py)."""
