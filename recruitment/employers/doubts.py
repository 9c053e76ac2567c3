"""What an employer has typed that may well be mistyped: it is asked about once, never refused."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from recruitment.employers.models import IndustrialPark
from recruitment.fields.typed_text import read_tax_code
from vietnam.folding import fold
from vietnam.identifiers import InvalidIdentifier, parse_tax_code

_PARK = re.compile(r"\b(?:kcn|ccn|khu cong nghiep|cum cong nghiep|khu che xuat|kcx)\b")
_KIND = re.compile(r"^(?:kcn|ccn|khu cong nghiep|cum cong nghiep) ")


def doubt_tax_code(typed: str) -> str:
    """In words; empty where its check digit is right, or it cannot be read at all."""
    try:
        code = parse_tax_code(typed)
    except InvalidIdentifier:
        return ""
    if code.has_valid_check_digit:
        return ""
    words = _(
        "The check digit of %(code)s is wrong: it may be mistyped. Compare it with the certificate "
        "of registration."
    )
    return words % {"code": code}


def unreadable_tax_code(typed: str) -> str:
    """In words; empty where it can be read, or nothing is typed."""
    try:
        if typed.strip():
            read_tax_code(typed)
    except ValidationError as error:
        return error.messages[0]
    return ""


def doubt_outside(address: str, ward: str, parks: Iterable[IndustrialPark]) -> str:
    """Of somebody who has chosen no park: which one the address names, in words; empty where it
    names none. A ward may bear the name of a park without being one.
    """
    place = fold(f"{address} {ward}")
    street = fold(address)
    for park in parks:
        name = _KIND.sub("", fold(park.name))
        where = place if _PARK.search(place) else street
        if re.search(rf"\b{re.escape(name)}\b", where):
            words = _("The address names %(park)s, and “outside parks and clusters” is chosen.")
            return words % {"park": park.name}
    if _PARK.search(place):
        return _("The address names a park or cluster, and “outside” is chosen.")
    return ""
