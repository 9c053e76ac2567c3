"""Places of the rail, and of the bar at the foot of a phone's screen."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import SeatRole
from agencies.people.models import Seat
from agencies.people.permissions import Right

EVERYBODY = frozenset(SeatRole)
NOBODY: frozenset[SeatRole] = frozenset()


class NavGroup(TextChoices):
    """What somebody does there, in the order of the rail."""

    WORK = "work", _("My work")
    RECRUITMENT = "recruitment", _("Recruiting")
    STEERING = "steering", _("Steering")
    PEOPLE = "people", _("Agencies and people")
    UPKEEP = "upkeep", _("Upkeep of the portal")


@dataclass(frozen=True)
class NavItem:
    """A place of the rail.

    `prefix`: how the paths of the pages that belong to it begin, one or several. `everyday_for`:
    the roles that have it before the fold; for others who may open it, it stands behind "Other".
    `on_bar_for`: those that have it on the bar. `short`: its label there, where the whole one would
    not fit. `level`: of the agencies to whose seats it is shown, empty for all; `not_of`: the kind
    of agencies that have no such page; `not_for`: the roles that may open it and have another place
    for it.
    """

    label: Promise
    url_name: str
    prefix: str | tuple[str, ...]
    icon: str
    permission: Right
    group: NavGroup
    everyday_for: AbstractSet[str] = EVERYBODY
    on_bar_for: AbstractSet[str] = NOBODY
    short: Promise | str = ""
    level: str = ""
    not_of: str = ""
    not_for: AbstractSet[str] = NOBODY

    def is_there_for(self, seat: Seat) -> bool:
        is_of_agency = self.level in ("", seat.agency.level) and self.not_of != seat.agency.kind
        return is_of_agency and seat.role not in self.not_for
