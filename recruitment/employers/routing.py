"""At whose desk an employer's address lies."""

import datetime

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency, Province
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.desks.queries import desk_for, is_at_desk
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.permissions import RecruitmentPermission


def responsible_office(
    *, province: Province, park: IndustrialPark | None, on: datetime.date
) -> Agency:
    """For an address. Raises RuleError where there is none."""
    if park and park.province_id != province.pk:
        raise RuleError(
            _("This park is in another province. Choose the province of the park."), field="park"
        )
    office = desk_for(province=province, park=park, on=on)
    if office is None:
        raise RuleError(
            _("No office of this province verifies employers here yet."), field="province"
        )
    return office


def may_judge(employer: Employer, by: Actor) -> bool:
    return is_office(employer.office, by)


def is_office(office: Agency, by: Actor) -> bool:
    return by.may(RecruitmentPermission.VERIFY_EMPLOYERS) and is_at_desk(office.pk, by)
