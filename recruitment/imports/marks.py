"""What is told of a row's cells, in words; and which of a row's marks still hold."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.demand_sheets.marks import TO_CONFIRM, Mark, MarkCode

SENTENCES: dict[MarkCode, Promise] = {
    MarkCode.FORMULA: _(
        "A formula without a result. Open the file in Excel and save it, or type the value."
    ),
    MarkCode.ERROR: _("Excel shows an error in this cell (such as #N/A). Type the value."),
    MarkCode.EXCEL_DAY: _(
        "Excel has turned “%(said)s” into a date. Type the value again; in Excel, put an "
        "apostrophe before it."
    ),
    MarkCode.RIVALS: _(
        "Several columns say this, and they differ: %(said)s. Keep one of them, or type the value."
    ),
    MarkCode.MERGED_COUNT: _(
        "One number stands in a cell merged over %(said)s rows. Type how many people each row "
        "needs."
    ),
    MarkCode.PLACES: _("Several parks in one cell: %(said)s. Choose one, or divide the row."),
    MarkCode.PART_UNREAD: _(
        "“%(said)s” is no number, so the sum cannot be made. Type how many people are needed."
    ),
    MarkCode.RANGE: _("“%(said)s” is read as its lower number. Confirm it, or type one number."),
    MarkCode.AT_LEAST: _("“%(said)s” is read as exactly that number. Confirm it."),
    MarkCode.ABOUT: _("“%(said)s” is read as exactly that number. Confirm it."),
    MarkCode.PARTS_DIFFER: _("Men and women do not add up to the total (%(said)s). Confirm it."),
    MarkCode.MONTHS_SUMMED: _("Added up from the columns of months: %(said)s. Confirm it."),
    MarkCode.SERIAL_DAY: _("“%(said)s” is Excel's number for a day. Confirm the date."),
    MarkCode.MONTH_DAY: _("“%(said)s” is read as the last day of that time. Confirm the date."),
    MarkCode.YEAR_ADDED: _("“%(said)s” names no year; the next one to come is taken. Confirm it."),
    MarkCode.OUTSIDE: _(
        "“%(said)s” names no park: read as outside industrial parks and clusters. Confirm it."
    ),
    MarkCode.CUT: _("The text is longer than can be read and was cut: “%(said)s…”. Confirm it."),
    MarkCode.CLEANED: _(
        "Age or sex was taken out of “%(said)s”: the labour code forbids it (article 8). Confirm "
        "the title."
    ),
    MarkCode.OCCUPATION: _("Guessed from the job title: %(said)s. Confirm it."),
    MarkCode.BENEFIT: _(
        "“%(said)s” is not in the list of benefits: it goes into the note on benefits. Confirm it."
    ),
    MarkCode.MERGED: _("From a cell merged over %(said)s rows."),
    MarkCode.PARTS: _(
        "The total counts. “%(said)s” is kept for you and your office and not published: the "
        "labour code forbids to recruit by sex (article 8)."
    ),
    MarkCode.LIMITS: _(
        "“%(said)s” is kept for you and your office and not published: the labour code forbids to "
        "recruit by age or sex (article 8)."
    ),
    MarkCode.ADDED: _("Also holds “%(said)s”, from a column of its own."),
    MarkCode.SCHOOLING: _(
        "“%(said)s” is schooling: the skill level is read as “no training needed”."
    ),
}


def mark_sentence(mark: Mark) -> str:
    return str(SENTENCES[mark.code]) % {"said": mark.said}


def stored_marks(stored: Iterable[list[str]]) -> list[Mark]:
    return [Mark(field, MarkCode(code), said) for field, code, said in stored]


def mark_key(mark: Mark) -> str:
    return f"{mark.field}:{mark.code}"


def is_open_guess(mark: Mark, confirmed: Iterable[str]) -> bool:
    """Whether a person still has to confirm it."""
    return mark.code in TO_CONFIRM and mark_key(mark) not in confirmed
