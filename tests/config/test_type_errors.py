"""The number of errors of mypy in the apps only falls."""

from config.trial.type_errors import compare_counts

LINE = "agencies/x.py:1: error: No [operator]"


def test_as_many_as_are_known_are_no_problem():
    assert compare_counts({"operator": [LINE]}, {"operator": 1}) == []


def test_one_more_is_told_with_its_lines():
    assert compare_counts({"operator": [LINE, LINE]}, {"operator": 1}) == [
        "operator: 2 errors, at most 1 are known:",
        LINE,
        LINE,
    ]


def test_a_new_kind_is_told():
    assert compare_counts({"misc": [LINE]}, {}) == ["misc: 1 errors, at most 0 are known:", LINE]


def test_fewer_have_to_be_noted_so_that_they_never_rise_again():
    told = compare_counts({}, {"operator": 1})
    assert told == ["operator: only 0 of 1 are left; `python3 portal.py fix` notes it"]
