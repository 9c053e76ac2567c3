"""Amounts of money in đồng as officials type and read them."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from agencies.lists.numbers import delocalized_figures, localized_number
from vietnam.folding import fold
from vietnam.numbers import AmbiguousNumber, parse_number

UNITS = {
    "": 1,
    "d": 1,
    "dong": 1,
    "vnd": 1,
    "nghin": 10**3,
    "nghin dong": 10**3,
    "trieu": 10**6,
    "trieu dong": 10**6,
    "million": 10**6,
    "million vnd": 10**6,
    "ty": 10**9,
    "ti": 10**9,
    "ty dong": 10**9,
    "ti dong": 10**9,
    "billion": 10**9,
    "billion vnd": 10**9,
}
MOST = 10**15
_TYPED = re.compile(r"(?P<figure>[\d.,\s]*\d)\s*(?P<unit>[^\d.,\s][^\d]*)?")
SENTENCES = {
    "invalid": _(
        "“%(typed)s” is not an amount. Write it in đồng, such as 450.000.000, or as 450 triệu or "
        "1,2 tỷ."
    ),
    "fraction": _("“%(typed)s” is no whole amount of đồng."),
    "size": _("“%(typed)s” is more than any budget here. Check the unit."),
}


def read_vnd(typed: str) -> int:
    """“450.000.000”, “450 triệu”, “1,2 tỷ”; raises ValidationError with a sentence."""
    found = _TYPED.fullmatch(typed.strip())
    unit = UNITS.get(fold(found["unit"] or "").strip(" .")) if found else None
    if found is None or unit is None:
        raise ValidationError(SENTENCES["invalid"], params={"typed": typed})
    try:
        amount = parse_number(found["figure"]) * unit
    except AmbiguousNumber:
        raise ValidationError(SENTENCES["invalid"], params={"typed": typed}) from None
    if amount != int(amount):
        raise ValidationError(SENTENCES["fraction"], params={"typed": typed})
    if amount > MOST:
        raise ValidationError(SENTENCES["size"], params={"typed": typed})
    return int(amount)


class AmountField(TextField):
    """An amount in đồng; empty where it is not known yet, which is not 0."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 40, **kwargs})
        self.widget.attrs |= {"autocomplete": "off"}

    def prepare_value(self, value: str | int | None) -> str | None:
        return localized_number(value) if isinstance(value, int) else value

    def clean(self, value: str) -> Any:
        typed = super().clean(value)
        return read_vnd(delocalized_figures(typed)) if typed else None
