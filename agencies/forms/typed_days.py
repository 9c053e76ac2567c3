"""A day as officials type it; a form's field and the import of a workbook refuse it with the same
sentence.
"""

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vietnam.dates import FIRST_YEAR, LAST_YEAR, InvalidDate, parse_date

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAY_NEEDED = _("Type the day, for example 06/3/2024.")
DAY_SENTENCES: "dict[str, StrOrPromise]" = {
    "format": _("“%(typed)s” is not a date. Type day/month/year, for example 06/3/2024."),
    "short_year": _("“%(typed)s”: type the year with four digits, for example 06/3/2024."),
    "impossible": _("There is no day %(typed)s. Check day and month."),
    "years": _("“%(typed)s”: the year must lie between %(first)s and %(last)s. Check the year."),
}


def parse_typed_day(
    typed: str, sentences: "Mapping[str, StrOrPromise]" = DAY_SENTENCES
) -> datetime.date:
    """Day/month/year in any padding. Raises ValidationError."""
    try:
        return parse_date(typed)
    except InvalidDate as error:
        params = {"typed": typed, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(sentences[error.reason], code=error.reason, params=params) from None


def typed_day_from_program(text: str) -> str:
    """“2027-03-06 00:00:00”, as programs write a day, the way a person types it; anything else as
    it is.
    """
    found = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[ T][\d:.]+)?\s*", text)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else text
