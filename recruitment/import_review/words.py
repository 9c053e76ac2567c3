"""The words for why a sheet, a column or a row is read or not."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from recruitment.demand_sheets.columns import CHOOSABLE, ColumnWhy
from recruitment.demand_sheets.sheets import SheetWhy
from recruitment.imports.columns import vacancy_column_labels
from recruitment.vacancy_facts.facts import FACTS
from tables.rows import LeftOutWhy

# What can be set for all rows that lack it.
FILLABLE = tuple(name for name in FACTS if name not in ("title", "headcount", "homes", "own_code"))
SHEETS: dict[str, Promise] = {
    SheetWhy.READ: gettext_lazy("has the columns of demand"),
    SheetWhy.CHOSEN: gettext_lazy("chosen by you"),
    SheetWhy.NOT_CHOSEN: gettext_lazy("left out by you"),
    SheetWhy.HIDDEN: gettext_lazy("hidden in the file"),
    SheetWhy.NO_HEAD: gettext_lazy("no columns of demand found"),
    SheetWhy.SUMMARY: gettext_lazy("adds up other sheets, by its name"),
    SheetWhy.OTHER_MONTH: gettext_lazy("of an earlier month, by its name"),
    SheetWhy.SAME_ROWS: gettext_lazy("says the same rows as a sheet before it"),
}
COLUMNS: dict[str, Promise] = {
    ColumnWhy.WORDS: gettext_lazy("by its heading"),
    ColumnWhy.LANGUAGE: gettext_lazy("by one language of its heading"),
    ColumnWhy.CHOSEN: gettext_lazy("chosen by you"),
    ColumnWhy.REMEMBERED: gettext_lazy("as you chose the last time"),
    ColumnWhy.RIVAL: gettext_lazy(
        "beside another column for the same: where they differ, you are asked"
    ),
    ColumnWhy.SHADOWED: gettext_lazy("not read: another column says it more exactly"),
    ColumnWhy.HIDDEN: gettext_lazy("not read: hidden in the file"),
    ColumnWhy.UNKNOWN: gettext_lazy("not understood"),
    ColumnWhy.IGNORED: gettext_lazy("not read: no part of demand"),
    ColumnWhy.LEFT_OUT: gettext_lazy("left out by you"),
}
ROWS: dict[str, Promise] = {
    LeftOutWhy.ABOVE: gettext_lazy("title lines above the table"),
    LeftOutWhy.HEAD: gettext_lazy("the heading once more"),
    LeftOutWhy.NUMBERING: gettext_lazy("numbers of the columns"),
    LeftOutWhy.SUM: gettext_lazy("sums"),
    LeftOutWhy.SECTION: gettext_lazy("titles of sections"),
    LeftOutWhy.SIGNATURE: gettext_lazy("signatures"),
    LeftOutWhy.NOTE: gettext_lazy("notes"),
    LeftOutWhy.EXAMPLE: gettext_lazy("examples"),
    LeftOutWhy.HIDDEN: gettext_lazy("rows hidden in the file"),
    LeftOutWhy.FILTERED: gettext_lazy("rows hidden by a filter"),
}
OTHER_FIELDS: dict[str, Promise] = {
    "men": gettext_lazy("Men"),
    "women": gettext_lazy("Women"),
    "month": gettext_lazy("People of a month"),
    "age": gettext_lazy("Age (not published)"),
    "sex": gettext_lazy("Sex (not published)"),
    "requirements": gettext_lazy("Requirements (into the description)"),
    "workplace": gettext_lazy("Place of work (park and address)"),
    "allowance": gettext_lazy("Allowances (into the note on benefits)"),
}
BOUNDS: dict[str, Promise] = {
    "from": pgettext_lazy("wage", "from"),
    "to": pgettext_lazy("wage", "to"),
}


def field_label(name: str) -> str:
    if name == "":
        return _("The row as a whole")
    if name == "limits":
        return _("Age and sex")
    labels = vacancy_column_labels()
    return labels[name] if name in labels else str(OTHER_FIELDS[name])


def short_label(name: str) -> str:
    """Without what stands in brackets, for narrow columns."""
    return field_label(name).partition(" (")[0]


def field_choices() -> list[tuple[str, str]]:
    return [(name, field_label(name)) for name in CHOOSABLE]
