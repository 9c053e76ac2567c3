"""What workers read about a park: what living there is like, and how to get there."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.queries import is_at_desk
from recruitment.employers.models import IndustrialPark
from recruitment.permissions import RecruitmentPermission


def may_describe_park(park: IndustrialPark, by: Actor) -> bool:
    # Its board, and coordinators.
    return by.may(RecruitmentPermission.VERIFY_EMPLOYERS) and is_at_desk(park.board_id, by)


@transaction.atomic
def describe_park(
    *, park: IndustrialPark, version: int, living: str, routes: str, by: Actor
) -> IndustrialPark:
    # Appears at once on the page of each vacancy in the park.
    if not may_describe_park(park, by):
        raise RuleError(_("Only the board of the park changes this."))
    row = IndustrialPark.objects.select_for_update(no_key=True).get(pk=park.pk)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this park meanwhile. Look at it again; nothing was saved.")
        )
    before = {"living": row.living, "routes": row.routes}
    row.living = living.strip()
    row.routes = routes.strip()
    row.version += 1
    row.save()
    record_action(
        RecruitmentAction.PARK_TOLD,
        row,
        by=by,
        before=before,
        after={"living": row.living, "routes": row.routes},
    )
    return row
