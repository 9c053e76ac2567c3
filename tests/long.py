"""Tests of which every run needs one case, and `portal.py test --all` the others."""

from collections.abc import Iterable

import pytest

WIDE = "the same page on a wide screen; what does not fit shows on a phone"


def first_and_long(values: Iterable, reason: str) -> list:
    """For `parametrize`: the first value as it is, each other one marked as long."""
    first, *others = values
    return [first, *(pytest.param(other, marks=pytest.mark.long(reason)) for other in others)]
