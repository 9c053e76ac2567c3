"""Tax codes and phone numbers: read, checked, written the usual way."""

import re
from dataclasses import dataclass
from typing import Literal

from vietnam.folding import clean_text

_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class InvalidIdentifier(ValueError):  # noqa: N818
    """A text is not such an identifier.

    `reason` (`length`, `characters`, `prefix`) is for callers who word a sentence.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class TaxCode:
    """A tax code (mã số thuế): 10 digits, 10 + 3 for a branch, 12 for a household business.

    `has_valid_check_digit` False is a warning to a person, never a refusal; 12 digits carry no
    check of this kind.
    """

    digits: str
    kind: Literal["enterprise", "branch", "household"]
    has_valid_check_digit: bool

    def __str__(self) -> str:
        return f"{self.digits[:10]}-{self.digits[10:]}" if self.kind == "branch" else self.digits


def parse_tax_code(text: str) -> TaxCode:
    """Reads spaces, dots and the hyphen before a branch; raises InvalidIdentifier for another
    length or letters.
    """
    digits = re.sub(r"[\s.\-–]", "", clean_text(text))
    if not re.fullmatch(r"[0-9]*", digits):
        raise InvalidIdentifier("characters", f"{text!r}: a tax code has digits only")
    kinds: dict[int, Literal["enterprise", "branch", "household"]] = {
        10: "enterprise",
        13: "branch",
        12: "household",
    }
    if len(digits) not in kinds:
        raise InvalidIdentifier(
            "length", f"{text!r}: a tax code has 10, 12 or 13 digits, this has {len(digits)}"
        )
    return TaxCode(
        digits, kinds[len(digits)], len(digits) == 12 or _tax_check(digits) == int(digits[9])
    )


def _tax_check(digits: str) -> int:
    # The tenth digit of circular 105/2020/TT-BTC's form; 10, which no digit equals, for numbers
    # never given out.
    return 10 - sum(int(d) * weight for d, weight in zip(digits, _TAX_WEIGHTS, strict=False)) % 11


@dataclass(frozen=True)
class Phone:
    """A Vietnamese phone number in its national form (0…)."""

    digits: str
    kind: Literal["mobile", "landline"]

    def __str__(self) -> str:
        if self.kind == "mobile":
            return f"{self.digits[:4]} {self.digits[4:7]} {self.digits[7:]}"
        area = 3 if self.digits.startswith(("024", "028")) else 4
        return f"{self.digits[:area]} {self.digits[area:-4]} {self.digits[-4:]}"


def parse_phone(text: str) -> Phone:
    """Reads +84, 84 and 0084, spaces, dots, hyphens and parentheses; raises InvalidIdentifier
    otherwise.
    """
    digits = re.sub(r"[\s.\-–()]", "", clean_text(text))
    digits = re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", digits)
    if not re.fullmatch(r"[0-9]*", digits):
        raise InvalidIdentifier("characters", f"{text!r}: a phone number has digits only")
    if digits.startswith("02"):
        return _phone(text, digits, 11, "landline")
    if re.match(r"0[35789]", digits):
        return _phone(text, digits, 10, "mobile")
    raise InvalidIdentifier(
        "prefix", f"{text!r}: mobile numbers begin with 03, 05, 07, 08, 09, landlines with 02"
    )


def _phone(text: str, digits: str, length: int, kind: Literal["mobile", "landline"]) -> Phone:
    if len(digits) != length:
        raise InvalidIdentifier(
            "length", f"{text!r}: a {kind} number has {length} digits, this has {len(digits)}"
        )
    return Phone(digits, kind)
