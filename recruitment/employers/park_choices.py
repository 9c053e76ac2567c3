"""The parks that can be chosen, and the one that somebody has written."""

import re

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Province
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import parks_of
from vietnam.folding import fold


# Parks --------------------------------------------------------------------------------------------
def find_park(text: str, employer: Employer) -> IndustrialPark | None:
    """By its name, with or without “KCN”; None for outside, the employer's own where nothing is
    said.

    Raises ValidationError: a park that is not in the register would else mean outside.
    """
    found = park_of_cell(text, employer)
    if found is None and _bare_park_name(text) not in ("", *OUTSIDE):
        raise ValidationError(
            _("“%(typed)s” is not in the register of parks and clusters."), params={"typed": text}
        )
    return found


def parks_for(employer: Employer) -> QuerySet[IndustrialPark]:
    # Those of its province, where alone its people can work.
    return parks_of(Province.objects.filter(pk=employer.province_id), timezone.localdate())


# What the cell of a park says where there is none.
OUTSIDE = ("khong", "ngoai", "ngoai khu cum cong nghiep", "ngoai kcn")


def park_of_cell(text: str, employer: Employer) -> IndustrialPark | None:
    """As `find_park`, and None for one that is not in the register."""
    wanted = _bare_park_name(text)
    if not wanted:
        return employer.park
    return next(
        (park for park in parks_for(employer) if _bare_park_name(park.name) == wanted), None
    )


def _bare_park_name(name: str) -> str:
    return re.sub(r"^(kcn|ccn|khu cong nghiep|cum cong nghiep) ", "", fold(name))
