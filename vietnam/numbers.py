"""Numbers as Vietnamese print them: dot for thousands, comma for decimals; and in words."""

import re
from decimal import Decimal

_GROUPED = re.compile(r"[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[-−]?\d+(?:,\d+)?")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")


class AmbiguousNumber(ValueError):  # noqa: N818
    """A text can be read as two numbers, or as none."""


def format_number(number: int | Decimal, places: int | None = None) -> str:
    """17.000; 1.219,11; `places` fixes the decimals, otherwise as many as the number has."""
    text = f"{Decimal(number):,f}" if places is None else f"{Decimal(number):,.{places}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def format_percent(number: int | Decimal, places: int | None = None) -> str:
    """25,03 %: the figure already counts per hundred; the space does not break."""
    return f"{format_number(number, places)}\u00a0%"


def parse_number(text: str) -> Decimal:
    """The number written in `text`, a percentage as its figure.

    Raises AmbiguousNumber for anything that another habit reads otherwise ("1,234", "12.5",
    "17,000.5").
    """
    written = re.sub(r"\s*%$", "", re.sub(r"\s+", " ", text).strip())
    written = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", ".", written)
    if _GROUPED.fullmatch(written):
        written = written.replace(".", "")
    elif not _PLAIN.fullmatch(written) or re.fullmatch(r"[-−]?[1-9]\d{0,2},\d{3}", written):
        raise AmbiguousNumber(f"{text!r} is not a number such as 17.000 or 2,1")
    return Decimal(written.replace(",", ".").replace("−", "-"))


def number_in_words(number: int, *, linh: str = "linh") -> str:
    """The number in words; `linh="lẻ"` for the southern word. Handles every whole number."""
    if number < 0:
        return f"âm {number_in_words(-number, linh=linh)}"
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [f"{number_in_words(billions, linh=linh)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words.append(f"{_group(group, full=bool(words), linh=linh)} {_SCALES[power]}".strip())
    return " ".join(words)


def _group(group: int, *, full: bool, linh: str) -> str:
    # Three digits; a group after others names its missing hundreds: một nghìn không trăm linh
    # năm.
    hundreds, rest = divmod(group, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if 0 < rest < 10:
        words.append(f"{linh} {_DIGITS[rest]}" if words else _DIGITS[rest])
    elif rest:
        words.append(_tens(rest))
    return " ".join(words)


def _tens(number: int) -> str:
    tens, unit = divmod(number, 10)
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{head} {_unit(tens, unit)}" if unit else head


def _unit(tens: int, unit: int) -> str:
    if unit == 5:
        return "lăm"
    if tens > 1 and unit in (1, 4):
        return "mốt" if unit == 1 else "tư"
    return _DIGITS[unit]
