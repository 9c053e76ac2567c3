"""Monthly wages as Vietnamese write them, in millions of đồng: "7-9 triệu", "7.500.000", "7,5tr",
"7tr5".
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vietnam.folding import clean_text, fold
from vietnam.numbers import format_number

# Millions a month; beyond these a unit is wrong.
LEAST = Decimal("0.5")
MOST = Decimal(500)
Reason = Literal["unit", "unreadable", "order", "size", "low", "daily", "open"]

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?"
_UNIT = r"tr(?:ieu|d)?|m(?:illion|io)?|k|nghin|ngan|dong|vnd|d"
_RANGE = re.compile(r"\s*(?:-|~|den|toi)\s*")
_CURRENCY = re.compile(r"(?<![a-z])(?:dong|vnd|d)(?=\s*/)")
_DAILY = re.compile(r"/\s*(?:ngay|gio|ca|tuan|san pham|sp)\b")
_NOISE = re.compile(
    r"/\s*(?:thang|nguoi)|\b(?:moi thang|mot thang|thu nhap|luong|muc|khoang|dong|vnd|vnđ|d)\b|[()]"
)
_FROM = re.compile(r"^(?:tu|tren|hon|it nhat|toi thieu|>=?|≥)\s*|\s*(?:tro len|\+)$")
_UP_TO = re.compile(r"^(?:duoi|toi da|den|khong qua|<=?|≤)\s*|\s*tro xuong$")


class InvalidWage(ValueError):  # noqa: N818
    """A text is not a wage; `reason`: no unit, not readable, the higher figure first, an
    implausible amount, only an upper figure, paid by the day or piece, or left to an agreement.
    """

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(f"{text!r}: {reason}")
        self.reason: Reason = reason
        self.text = text


@dataclass(frozen=True)
class MonthlyWage:
    """From `low` to `high` million đồng a month; `high` None: nothing is said above."""

    low: Decimal
    high: Decimal | None

    def __str__(self) -> str:
        return format_wage(self.low, self.high)


def parse_wage(text: str, *, in_millions: bool = False) -> MonthlyWage:
    """The wage in `text`; `in_millions`: the label beside it names the unit, so that a bare "7-9"
    is understood.

    Bare figures from 100.000 on are đồng. Raises InvalidWage.
    """
    written = _fold_signs(text)
    if _DAILY.search(written):
        raise InvalidWage("daily", text)
    if "thoa thuan" in written:
        raise InvalidWage("open", text)
    if _UP_TO.search(written):
        raise InvalidWage("low", text)
    is_from = bool(_FROM.search(written))
    parts = _RANGE.split(_FROM.sub("", written))
    if len(parts) > 2:
        raise InvalidWage("unreadable", text)
    unit = _unit_of(parts[-1])
    amounts = [_amount(part, unit, text, in_millions) for part in parts]
    high = amounts[1] if len(amounts) == 2 else None if is_from else amounts[0]
    return _check_order(amounts[0], high, text)


def make_wage(low: Decimal, high: Decimal | None) -> MonthlyWage:
    """Of figures in millions, to 10.000 đồng. Raises InvalidWage (`order`, `size`)."""
    figures = {
        format_number(_round_amount(figure)): figure for figure in (low, high) if figure is not None
    }
    return _check_order(low, high, "–".join(figures))


def _fold_signs(text: str) -> str:
    # Lower case without accents, keeping the signs that carry meaning.
    folded = "".join(
        fold(c) or c
        for c in clean_text(text).replace("–", "-").replace("—", "-").replace("÷", "-").lower()
    )
    outside = re.sub(r"\(.*?\)", " ", folded)  # "(chưa tăng ca)"
    written = outside if re.search(r"\d", outside) else folded
    return " ".join(_NOISE.sub(" ", _CURRENCY.sub(" ", written)).split())


def _unit_of(part: str) -> str:
    found = re.fullmatch(rf"(?:{_NUMBER})\s*({_UNIT})(?:\s?\d)?", part)
    return found.group(1) if found else ""


def _amount(part: str, unit: str, text: str, in_millions: bool) -> Decimal:
    # In millions; a figure without a unit takes that of the second one of its range.
    found = re.fullmatch(rf"({_NUMBER})\s*({_UNIT})?(?:(?<=[a-z])\s?(\d))?", part)
    if not found:
        raise InvalidWage("unreadable", text)
    figure, own, half = found.groups()
    unit = own or unit
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figure):
        number = Decimal(re.sub("[.,]", "", figure))
    else:
        number = Decimal(figure.replace(",", "."))
    if unit.startswith(("tr", "m")):
        return number + (Decimal(half) / 10 if half else 0)
    if half:
        raise InvalidWage("unreadable", text)
    if unit in ("k", "nghin", "ngan"):
        return number / 1000
    if number >= 100_000:
        return number / 1_000_000
    if in_millions and number < 1000:
        return number
    raise InvalidWage("unit", text)


def _check_order(low: Decimal, high: Decimal | None, text: str) -> MonthlyWage:
    if high is not None and high < low:
        raise InvalidWage("order", text)
    if not LEAST <= low <= MOST or (high is not None and high > MOST):
        raise InvalidWage("size", text)
    return MonthlyWage(_round_amount(low), None if high is None else _round_amount(high))


def _round_amount(amount: Decimal) -> Decimal:
    # To 10.000 đồng.
    rounded = amount.quantize(Decimal("0.01")).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral() else rounded


def format_wage(low: Decimal, high: Decimal | None) -> str:
    """9–12 triệu; từ 8 triệu; 7,5 triệu."""
    first = format_number(_round_amount(low))
    if high is None:
        return f"từ {first} triệu"
    return (
        f"{first} triệu" if high == low else f"{first}–{format_number(_round_amount(high))} triệu"
    )
