"""What people type in fields and cells, as values: each reader refuses what it cannot read with a
sentence.

They raise ValidationError, as Django's own validators do, so that a form's field and the import of
a workbook show the same words.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.lists.numbers import localized_number
from recruitment.homes.queries import Homes, home_provinces
from vietnam.folding import fold
from vietnam.identifiers import InvalidIdentifier, parse_phone, parse_tax_code
from vietnam.numbers import AmbiguousNumber, parse_number
from vietnam.places.homes import Home, InvalidHomes, make_homes, parse_homes
from vietnam.wages import InvalidWage, MonthlyWage, make_wage, parse_wage

# Digits from which a text is more than one phone number.
TWO_NUMBERS = 18
NOT_IN_LIST = _("“%(value)s” is not in the list.")
COUNT_NEEDED = _("Type how many people.")
WAGE_NEEDED = _("Type the wage, such as 7–9.")
PHONE_NEEDED = _("Type the phone number.")
TAX_CODE_SENTENCES = {
    "characters": _("“%(typed)s”: a tax code has digits only."),
    "length": _(
        "“%(typed)s”: a tax code has 10 digits, 13 for a branch, 12 for a household business."
    ),
}
PHONE_SENTENCES = {
    "invalid": _(
        "“%(typed)s” is not a Vietnamese phone number: 10 digits for a mobile, 11 for a landline."
    ),
    "several": _("“%(typed)s”: write one number only."),
}
WAGE_SENTENCES = {
    "unit": _("“%(typed)s” lacks its unit. Write “7–9 million”."),
    "unreadable": _("“%(typed)s” cannot be read as a wage. Write “7–9 million” or “7,500,000”."),
    "order": _("“%(typed)s”: the lower figure stands first."),
    "size": _("“%(typed)s” is not a monthly wage. Write it in millions, such as 7.5."),
    "low": _("“%(typed)s” says only the most. Write the least too, such as 7–9."),
    "daily": _(
        "“%(typed)s” is not by the month. Write what one earns in a month, such as 7–9 million."
    ),
    "open": _(
        "“%(typed)s” tells workers nothing. Write the least and the most that you would pay."
    ),
}
COUNT_SENTENCES = {
    "invalid": _("“%(typed)s” is not a number of people. Write digits, such as 300 or 1,200."),
    "size": _("“%(typed)s”: between %(least)s and %(most)s."),
}
NO_DAYS = ("khong", "khong co", "khong thu viec", "mien thu viec", "none", "no")
DAYS_NEEDED = _(
    "“%(typed)s” is not a number of days. Write digits, such as 6 or 30, and 0 for no probation."
)
AMOUNT_SENTENCES = {
    "invalid": _("“%(typed)s” is not an amount. Write it in millions, such as 15 or 7.5."),
    "size": _("“%(typed)s” is not an amount in millions."),
}
HOME_SENTENCES = {
    "number": _(
        "“%(piece)s”: write how many people behind each province, such as Lạng Sơn 50; Sơn La 30."
    ),
    "name": _("“%(piece)s” names no province. Leave out those who may come from anywhere."),
    "twice": _("%(piece)s is there twice."),
}


def read_choice(kind: type[TextChoices], typed: str) -> TextChoices:
    if typed not in kind.values:
        raise ValidationError(NOT_IN_LIST, params={"value": typed})
    return kind(typed)


def read_tax_code(typed: str) -> str:
    """10, 12 or 13 digits, typed with spaces, dots or a hyphen; gives the digits alone."""
    try:
        return parse_tax_code(typed).digits
    except InvalidIdentifier as error:
        raise ValidationError(TAX_CODE_SENTENCES[error.reason], params={"typed": typed}) from None


def read_phone(typed: str) -> str:
    """A Vietnamese number in any writing; gives its national digits."""
    try:
        return parse_phone(typed).digits
    except InvalidIdentifier:
        reason = "several" if len(re.findall(r"\d", typed)) >= TWO_NUMBERS else "invalid"
        raise ValidationError(PHONE_SENTENCES[reason], params={"typed": typed}) from None


def read_count(typed: str, least: int, most: int) -> int:
    """People or days: “1.200” and “1200” are twelve hundred."""
    try:
        number = parse_number(typed)
    except AmbiguousNumber:
        raise ValidationError(COUNT_SENTENCES["invalid"], params={"typed": typed}) from None
    if number != int(number):
        raise ValidationError(COUNT_SENTENCES["invalid"], params={"typed": typed})
    return check_count(int(number), least, most, typed)


def read_days(typed: str, least: int, most: int) -> int:
    """Days of probation: “6”, “60 ngày”, “6 ngày làm việc”; “không” is none at all."""
    if fold(typed) in NO_DAYS:
        return 0
    found = re.fullmatch(r"(\d{1,4})(?: ngay(?: lam viec)?| days?)?", fold(typed))
    if not found:
        raise ValidationError(DAYS_NEEDED, params={"typed": typed})
    return check_count(int(found[1]), least, most, typed)


def check_count(number: int, least: int, most: int, typed: str = "") -> int:
    if not least <= number <= most:
        shown = {
            "typed": typed or localized_number(number),
            "least": localized_number(least),
            "most": localized_number(most),
        }
        raise ValidationError(COUNT_SENTENCES["size"], params=shown)
    return number


def read_amount(typed: str) -> Decimal:
    """Million đồng: “15”, “7,5”."""
    try:
        amount = parse_number(typed)
    except AmbiguousNumber:
        raise ValidationError(AMOUNT_SENTENCES["invalid"], params={"typed": typed}) from None
    if not 0 < amount < 100_000 or amount != round(amount, 2):
        raise ValidationError(AMOUNT_SENTENCES["size"], params={"typed": typed})
    return amount


def read_wage(typed: str, *, in_millions: bool = False) -> MonthlyWage:
    """“7–9 triệu”, “7.500.000”; `in_millions`: the label beside it names the unit, so that “7–9” is
    understood.
    """
    try:
        return parse_wage(typed, in_millions=in_millions)
    except InvalidWage as error:
        raise ValidationError(WAGE_SENTENCES[error.reason], params={"typed": typed}) from None


def wage_of_figures(low: Decimal, high: Decimal | None) -> MonthlyWage:
    # In order, and of a size that somebody pays in a month.
    try:
        return make_wage(low, high)
    except InvalidWage as error:
        raise ValidationError(WAGE_SENTENCES[error.reason], params={"typed": error.text}) from None


def read_homes(typed: str) -> Homes:
    """“Lạng Sơn 50; Sơn La 30”: pairs of a province and its people."""
    return _known_homes(lambda: parse_homes(typed))


def homes_of_pairs(pairs: Iterable[tuple[str, int]]) -> Homes:
    # Of names of provinces, as one types them, and people.
    return _known_homes(lambda: make_homes(pairs))


def _known_homes(read: Callable[[], tuple[Home, ...]]) -> Homes:
    # With the rows of their provinces.
    try:
        return _with_rows(read())
    except InvalidHomes as error:
        raise ValidationError(HOME_SENTENCES[error.reason], params={"piece": error.piece}) from None


def _with_rows(wanted: tuple[Home, ...]) -> Homes:
    keys = [home.province.key for home in wanted]
    known = home_provinces(timezone.localdate()).in_bulk(keys, field_name="slug") if keys else {}
    unknown = next((home.province.name for home in wanted if home.province.key not in known), None)
    if unknown:
        raise InvalidHomes("name", unknown)
    return tuple((known[home.province.key], home.people) for home in wanted)
