"""The issuer of a paper, from the register of agencies."""

import re

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.bodies.queries import agency_place
from papers.parts import BLANK, Issuer, Signature, signed_in_name_of

_DEPARTMENT = re.compile(r"(.+?)(?: tỉnh| thành phố|$)")
_UNNAMED = {"và", "-"}


def paper_issuer(agency: Agency) -> Issuer:
    """The body above, the agency, its sign in numbers, and its place."""
    return Issuer(
        name=agency.name,
        above=agency.parent.name if agency.parent else "",
        sign=_sign(agency),
        place=agency_place(agency) or BLANK,
    )


def head_signature(agency: Agency) -> Signature:
    """Of the head of an agency, without a name."""
    if agency.kind == AgencyKind.COMMITTEE:
        return signed_in_name_of("ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    titles = {AgencyKind.ZONES_BOARD: "TRƯỞNG BAN", AgencyKind.OFFICE: "CHÁNH VĂN PHÒNG"}
    return Signature((titles.get(AgencyKind(agency.kind), "GIÁM ĐỐC"),))


def _sign(agency: Agency) -> str:
    # A committee is UBND, a department goes by its initials (Sở Nội vụ: SNV). How others call
    # themselves is theirs to fill in.
    if agency.kind == AgencyKind.COMMITTEE:
        return "UBND"
    named = _DEPARTMENT.match(agency.name)
    if agency.kind != AgencyKind.DEPARTMENT or named is None:
        return BLANK
    words = [word for word in named[1].split() if word not in _UNNAMED]
    return "".join(word[0].upper() for word in words)
