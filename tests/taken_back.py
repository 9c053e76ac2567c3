"""Rows for several tests, or for one look."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written within is taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
