"""A deadline is one value: what is stored of it is read back, whatever its kind."""

import json
from dataclasses import replace

import pytest

from tests.stated_deadlines import EXAMPLES
from vietnam.deadlines import DeadlineKind, StatedDeadline, find_deadlines


def test_every_kind_has_its_example() -> None:
    assert set(EXAMPLES) == set(DeadlineKind)


@pytest.mark.parametrize("kind", DeadlineKind)
def test_what_is_stored_is_read_back(kind: DeadlineKind) -> None:
    stored = json.loads(json.dumps(EXAMPLES[kind].as_json()))
    assert StatedDeadline.from_json(stored) == EXAMPLES[kind]


def test_the_place_in_the_text_is_not_stored() -> None:
    [found] = find_deadlines("Gửi Sở Tài chính trước ngày 06/3/2024.")
    assert found.start > 0
    assert StatedDeadline.from_json(found.as_json()) == replace(
        found, start=0, end=0, confidence=1.0
    )


@pytest.mark.parametrize("kind", DeadlineKind)
def test_what_is_printed_is_part_of_what_is_stored(kind: DeadlineKind) -> None:
    printed = EXAMPLES[kind].as_dict()
    assert set(printed) == {
        "text",
        "kind",
        "bound",
        "due_on",
        "starts_on",
        "ends_on",
        "recurrence",
        "tentative",
    }
    assert printed.items() <= EXAMPLES[kind].as_json().items()


@pytest.mark.parametrize(
    ("stored", "error"),
    [
        ({"kind": "someday"}, ValueError),
        ({"kind": "on", "bound": "around"}, ValueError),
        ({"kind": "on", "due": "2024-03-06"}, KeyError),
        ({"kind": "recurring", "recurrence": {"freq": "monthly", "week": 2}}, TypeError),
    ],
    ids=["kind", "bound", "key", "recurrence"],
)
def test_control_what_nobody_knows_is_not_read_as_something_else(stored, error) -> None:
    with pytest.raises(error, match=r"someday|around|due|week"):
        StatedDeadline.from_json(stored)
