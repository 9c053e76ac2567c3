"""The ladder counts turns and people apart, each step with those who went further."""

from types import SimpleNamespace

from conferences.fair_booking.choices import AttendanceMode
from conferences.outcomes.choices import Rung
from conferences.outcomes.queries import ladder_of


def outcome(seeker: int, rung: Rung, mode: AttendanceMode) -> SimpleNamespace:
    return SimpleNamespace(seeker_id=seeker, rung=rung, seeker=SimpleNamespace(mode=mode))


def test_a_person_with_two_employers_is_two_turns_and_one_person():
    modes = list(AttendanceMode)
    rows = [
        outcome(1, Rung.INTERVIEWED, modes[0]),
        outcome(1, Rung.STARTED, modes[0]),
        outcome(2, Rung.PASSED, modes[1]),
    ]
    lines = {line.label: line for line in ladder_of(rows)}
    counted = [
        (lines[str(rung.label)].turns, lines[str(rung.label)].people)
        for rung in (Rung.INTERVIEWED, Rung.PASSED, Rung.STARTED)
    ]
    assert counted == [(3, 2), (2, 2), (1, 1)]
    assert [label for label, _n in lines[str(Rung.PASSED.label)].by_mode] == [
        str(mode.label) for mode in modes
    ]
    assert all(sum(n for _mode, n in line.by_mode) == line.people for line in lines.values())
