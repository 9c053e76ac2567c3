"""Rows with the same to be put right stand together, and every row stands somewhere."""

from recruitment.import_review.groups import MOST_GROUPS, group_problems
from recruitment.imports.models import ImportedRow


def test_rare_words_are_told_together_and_none_is_left_out():
    rows = [
        ImportedRow(
            number=number,
            said={"contract": f"loại {number}"},
            mended={"contract": f"loại {number}"},
            problems={"contract": ["Not in the list."]},
        )
        for number in range(MOST_GROUPS + 40)
    ]
    groups = group_problems(rows, {})
    assert len(groups) == MOST_GROUPS + 1
    assert (groups[-1].kind, groups[-1].count) == ("other", 40)
    assert sum(group.count for group in groups) == len(rows)
