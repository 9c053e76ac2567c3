"""What the cells of an uploaded row say, and the words for what is wrong with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from agencies.files.workbooks import storable
from agencies.lists.labels import label_text
from vietnam.folding import fold

Cells = dict[str, str]
Problems = dict[str, list[str]]


def storable_cells(row: Mapping[str, Any], **marks: str) -> Cells:
    """What a row says. A formula without a stored result is marked, so that its place can be
    named.
    """
    if row["formulas"]:
        marks["formulas"] = ",".join(row["formulas"])
    return storable(row["said"] | marks)


def find_missing_results(cells: Mapping[str, str]) -> Problems:
    sentence = _(
        "A formula without a result. Open the file in Excel and save it, or type the value."
    )
    return {name: [sentence] for name in cells.get("formulas", "").split(",") if name}


def choice_written_out(kind: type[TextChoices], text: str) -> str:
    """The list's value whose key or label a cell holds, or nothing."""
    wanted = fold(text)
    return next(
        (
            choice.value
            for choice in kind
            if text.strip() == choice.value or wanted == fold(label_text(choice))
        ),
        "",
    )


def problems_text(
    number: int, problems: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> str:
    """“Dòng 14, cột Thư điện tử: …” for each, in the order of the columns; a dash for the row as a
    whole.
    """
    return "\n".join(
        _("Row %(row)s, column %(column)s: %(problem)s")
        % {"row": number, "column": labels.get(name, "–"), "problem": problem}
        for name in (*labels, "")
        for problem in problems.get(name, [])
    )
