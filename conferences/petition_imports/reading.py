"""What the rows of a list of petitions mean."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from agencies.errors import RuleError
from agencies.files.turns import wait_for_turn
from agencies.files.workbooks import BOUNDS, MOST_BYTES, read_workbook, workbook_refusal
from agencies.lists.labels import vietnamese_label
from agencies.lists.numbers import localized_number
from conferences.petition_imports.choices import RowState
from conferences.petitions.choices import PetitionKind, Theme
from reader.content import FileType, detect_file_type
from reader.sandbox.processes import run_in_sandbox
from recruitment.employers.models import IndustrialPark
from vietnam.folding import fold

PROGRAM = Path(__file__).with_name("row_program.py")
MOST_ROWS = 1000
MOST_COLUMNS = 40
# Characters of what the register holds of a row, with the names of the columns.
LONGEST = {
    "text": (4000, gettext_lazy("content")),
    "employer": (200, gettext_lazy("employer")),
}
# One more is read of a cell, by which a text that is too long is noticed.
LONGEST_CELL = 4001
NO_HEADS = gettext_lazy(
    "No table has a column with the content of the petitions and one more that is known (looked "
    "at: %(sheets)s). Name the columns in the first rows: Số thứ tự, Nội dung kiến nghị, Loại, "
    "Lĩnh vực, Doanh nghiệp, Khu công nghiệp."
)
_KINDS = (
    ("y kien", PetitionKind.OPINION),
    ("phan anh", PetitionKind.OPINION),
    ("de nghi cung cap", PetitionKind.INFORMATION),
    ("cung cap thong tin", PetitionKind.INFORMATION),
    ("hoi", PetitionKind.INFORMATION),
    ("kien nghi", PetitionKind.PETITION),
    ("de xuat", PetitionKind.PETITION),
)
_THEMES = (
    ("bao hiem", Theme.INSURANCE),
    ("luong", Theme.WAGES),
    ("thu nhap", Theme.WAGES),
    ("lam them", Theme.HOURS),
    ("tang ca", Theme.HOURS),
    ("an toan", Theme.SAFETY),
    ("y te", Theme.HEALTH),
    ("mam non", Theme.SCHOOLS),
    ("giao duc", Theme.SCHOOLS),
    ("moi truong", Theme.ENVIRONMENT),
    ("xe buyt", Theme.TRANSPORT),
)


def read_list(data: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the program prints first, and its rows. Raises RuleError, or BusyError while another
    file is read.
    """
    if detect_file_type(data) != FileType.DOCX:
        return read_workbook(
            data,
            program=PROGRAM,
            most_rows=MOST_ROWS,
            most_columns=MOST_COLUMNS,
            longest=LONGEST_CELL,
            no_heads=str(NO_HEADS),
        )
    if len(data) > MOST_BYTES:
        raise workbook_refusal("too_large")
    with wait_for_turn("workbook", field="file"):
        answer = run_in_sandbox(
            PROGRAM, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, data=data, limits=BOUNDS
        )
    if not answer.records or not answer.is_whole:
        raise RuleError(_("The Word file cannot be read. Save it again as .docx."), field="file")
    head, *rows = answer.records
    if head.get("error") == "no_heads":
        sheets = ", ".join(head["sheets"]) or _("no table")
        raise RuleError(str(NO_HEADS) % {"sheets": sheets}, field="file")
    if "error" in head:
        raise workbook_refusal(head["error"], most=localized_number(MOST_ROWS))
    if rows and "row" not in rows[-1]:
        raise workbook_refusal("too_many", most=localized_number(MOST_ROWS))
    return head, rows


@dataclass
class Understood:
    """A row as it will be taken in."""

    state: RowState = RowState.READY
    kind: PetitionKind = PetitionKind.PETITION
    theme: Theme = Theme.OTHER
    park: IndustrialPark | None = None
    problem: str = ""
    guessed: list[str] = field(default_factory=list)


def understand_row(
    said: dict[str, str], *, is_title: bool, parks: list[IndustrialPark]
) -> Understood:
    """Nothing is guessed in silence: what the row does not say stands in `guessed`."""
    found = Understood()
    if is_title:
        found.state = RowState.NO_PETITION
        return found
    if not said.get("text", "").strip():
        found.state = RowState.WRONG
        found.problem = _("The row has no content.")
        return found
    if too_long := _too_long(said):
        found.state = RowState.WRONG
        found.problem = too_long
        return found
    kind = _read_kind(said.get("kind", ""))
    theme = _read_theme(said.get("theme", ""))
    found.park = _read_park(said.get("park", ""), parks)
    found.kind = kind or PetitionKind.PETITION
    found.theme = theme or Theme.OTHER
    if kind is None:
        found.guessed.append("kind")
    if theme is None:
        found.guessed.append("theme")
    if said.get("park") and found.park is None:
        found.guessed.append("park")
    return found


def _too_long(said: dict[str, str]) -> str:
    # What the register cannot hold whole is refused, never cut.
    for name, (most, column) in LONGEST.items():
        if len(said.get(name, "")) > most:
            words = _("The %(column)s has more than %(most)s characters: split or shorten it.")
            return words % {"column": column, "most": localized_number(most)}
    return ""


def _read_kind(text: str) -> PetitionKind | None:
    folded = fold(text)
    return next((kind for words, kind in _KINDS if words in folded), None)


def _read_theme(text: str) -> Theme | None:
    """The one whose label, a part of it between commas, or a usual word for it is written."""
    folded = fold(text)
    if not folded:
        return None
    for theme in Theme:
        label = vietnamese_label(theme)
        if any(folded in fold(part) or fold(part) in folded for part in label.split(",")):
            return theme
    return next((theme for words, theme in _THEMES if words in folded), None)


def _read_park(text: str, parks: list[IndustrialPark]) -> IndustrialPark | None:
    folded = fold(text)
    if not folded:
        return None
    named = [park for park in parks if fold(park.name).removeprefix("kcn ") in folded]
    return named[0] if len(named) == 1 else None
