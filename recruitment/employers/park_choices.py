from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Province
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import parks_of
from recruitment.imports.row_facts import OUTSIDE, _bare, park_of_cell


# Parks --------------------------------------------------------------------------------------------
def find_park(text: str, employer: Employer) -> IndustrialPark | None:
    """By its name, with or without “KCN”; None for outside, the employer's own where nothing is
    said.

    Raises ValidationError: a park that is not in the register would else mean outside.
    """
    found = park_of_cell(text, employer)
    if found is None and _bare(text) not in ("", *OUTSIDE):
        raise ValidationError(
            _("“%(typed)s” is not in the register of parks and clusters."), params={"typed": text}
        )
    return found


def parks_for(employer: Employer) -> QuerySet[IndustrialPark]:
    """Those of its province, where alone its people can work."""
    return parks_of(Province.objects.filter(pk=employer.province_id), timezone.localdate())
