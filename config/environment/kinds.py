"""What a variable must look like: the plain kinds. Each says what is wrong in words that follow the
variable's name.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")
YES = ("true", "yes", "on", "1", "y", "ok")
NO = ("false", "no", "off", "0", "n")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """`parse` raises ValueError that says what is wrong, and repeats no secret. `form`: completes
    "it must be".

    `stand_in`: takes the place of a wrong one that has no default, so that the other settings can
    be read too.
    """

    parse: Callable[[str], T]
    form: str
    example: str
    is_secret: bool = False
    stand_in: Any = None


def refuse_setting_unless(holds: object, wrong: str) -> None:
    """Raises ValueError with what is wrong unless it holds."""
    if not holds:
        raise ValueError(wrong)


def _read_boolean(written: str) -> bool:
    if written.lower() in (*YES, *NO):
        return written.lower() in YES
    raise ValueError(f"'{written}' is neither true nor false")


BOOLEAN = Kind(_read_boolean, "true or false", "true")


def whole_kind(least: int, most: int, example: int) -> Kind[int]:
    def parse(written: str) -> int:
        refuse_setting_unless(
            re.fullmatch(r"[+-]?[0-9]{1,15}", written, re.ASCII), f"'{written}' is no whole number"
        )
        return int(_within(int(written), written, least, most))

    return Kind(parse, f"a whole number from {least} to {most}", str(example))


def number_kind(most: float, example: float, *, above_zero: bool = False) -> Kind[float]:
    """From 0."""

    def parse(written: str) -> float:
        try:
            value = float(written)
        except ValueError:
            value = math.nan
        refuse_setting_unless(math.isfinite(value), f"'{written}' is no number")
        refuse_setting_unless(value or not above_zero, "0 is too small")
        return _within(value, written, 0, most)

    form = f"a number above 0, at most {most:g}" if above_zero else f"a number from 0 to {most:g}"
    return Kind(parse, form, f"{example:g}")


def _within(value: float, written: str, least: float, most: float) -> float:
    refuse_setting_unless(value >= least, f"{written} is too small")
    refuse_setting_unless(value <= most, f"{written} is too large")
    return value


def secret_kind(least: int, *, is_trial: bool = False) -> Kind[str]:
    """At least this many characters, with ten different ones among them; a trial's is not
    checked.
    """

    def parse(written: str) -> str:
        if is_trial:
            return written
        refuse_setting_unless(
            not written.startswith("django-insecure-"), "is one that Django made for trials"
        )
        refuse_setting_unless(len(written) >= least, f"has only {len(written)} characters")
        refuse_setting_unless(
            len(set(written)) >= 10, "repeats a few characters, so it can be guessed"
        )
        return written

    form = f"{least} or more random characters"
    command = f'$(python3 -c "import secrets; print(secrets.token_urlsafe({least}))")'
    return Kind(parse, form, command, is_secret=True, stand_in="")


def secrets_kind(least: int, *, is_trial: bool = False) -> Kind[list[str]]:
    """Several of them, with commas between."""
    one = secret_kind(least, is_trial=is_trial)

    def parse(written: str) -> list[str]:
        return [one.parse(each) for each in split_list(written)]

    return Kind(
        parse, f"empty, or {one.form} for each, with commas between", one.example, is_secret=True
    )


def pattern_kind(allowed: str, form: str, example: str, *, is_secret: bool = False) -> Kind[str]:
    """What the whole of it must match, as a regular expression."""

    def parse(written: str) -> str:
        refuse_setting_unless(
            re.fullmatch(allowed, written, re.ASCII),
            "holds other signs" if is_secret else f"'{written}' is none",
        )
        return written

    return Kind(parse, form, example, is_secret=is_secret)


def choice_kind(options: tuple[str, ...], example: str) -> Kind[str]:
    return Kind(lambda written: _chosen(written, options), f"one of {', '.join(options)}", example)


def choices_kind(options: tuple[str, ...]) -> Kind[list[str]]:
    """Some of them, with commas between."""

    def parse(written: str) -> list[str]:
        return [_chosen(each, options) for each in split_list(written)]

    return Kind(
        parse,
        f"empty, or of {', '.join(options)} those wanted, with commas between",
        ",".join(options),
    )


def _chosen(written: str, options: tuple[str, ...]) -> str:
    by_folded = {option.lower(): option for option in options}
    if found := by_folded.get(written.lower()):
        return found
    near = closest_name(written.lower(), by_folded)
    raise ValueError(
        f"'{written}' is not known" + (f" (meant: {by_folded[near]}?)" if near else "")
    )


def split_list(written: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))


def file_kind(example: str) -> Kind[str]:
    return _path("empty, or the full path of a file", example, Path.is_dir, "a folder")


def folder_kind(example: str) -> Kind[str]:
    return _path("the full path of a folder", example, Path.is_file, "a file")


def _path(form: str, example: str, is_other: Callable[[Path], bool], other: str) -> Kind[str]:
    def parse(written: str) -> str:
        refuse_setting_unless(
            Path(written).is_absolute(), f"'{written}' does not begin at the root"
        )
        refuse_setting_unless(not is_other(Path(written)), f"'{written}' is {other}")
        return written

    return Kind(parse, form, example)


# Names that differ by a typing error --------------------------------------------------------------
MOST_SLIPS = 2


def count_slips(one: str, other: str) -> int:
    """Levenshtein's: how many letters are inserted, left out or changed; two that are swapped count
    once.
    """
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before = last
        last = row
        row = [i]
        for j, opposite in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != opposite)))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], opposite):
                row[j] = min(row[j], before[j - 2] + 1)
    return row[-1]


def closest_name(name: str, known: Iterable[str], most: int = MOST_SLIPS) -> str | None:
    """The known name that differs least, by at most that many errors, and by less than a third of
    its letters.
    """
    found = min(known, key=lambda each: (count_slips(name, each), each), default=None)
    if found is None or count_slips(name, found) > min(most, (len(found) - 1) // 3):
        return None
    return found
