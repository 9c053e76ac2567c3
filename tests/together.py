"""Acts that happen in the same moment, each on a database connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from agencies.errors import RuleError

PATIENCE = 30
"""Seconds that one waits for the others; then the test fails."""


def at_once(*acts: Callable[[], object]) -> list:
    """What the acts return, in their order; they start together."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait(PATIENCE)
        return on_own_connection(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def on_own_connection(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connections.close_all()


def told_at_once(*acts: Callable[[], object]) -> list[str]:
    """What each person is told who acts in the same moment: “done”, or the name of the refusal;
    sorted.
    """

    def told(act: Callable[[], object]) -> str:
        try:
            act()
        except RuleError as refused:
            return type(refused).__name__
        return "done"

    return sorted(at_once(*(lambda act=act: told(act) for act in acts)))
