"""Choosing the budget line from which a delegation is paid."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.budget.models import BudgetLine
from campaigns.budget.services import require_budget_keeper
from campaigns.trip_costs.models import TripCost
from campaigns.trip_costs.queries import line_of, lines_for
from conferences.delegations.models import Delegation


@transaction.atomic
def charge_delegation(*, delegation: Delegation, line: BudgetLine | None, by: Actor) -> None:
    """From now on it is paid from that line; None: from none of them. Choosing the same line twice
    changes nothing. The line belongs to the year of the journey.
    """
    require_budget_keeper(by)
    row = lock_row(Delegation.objects.all(), delegation.pk)
    before = line_of(row)
    if before == line:
        return
    if line is not None and not lines_for(row).filter(pk=line.pk).exists():
        words = _("The delegation travels in %(year)s: choose a line of that year.")
        raise RuleError(words % {"year": row.starts_on.year}, field="line")
    TripCost.objects.filter(delegation=row).delete()
    if line is not None:
        stamp = {"entered_at": timezone.now(), "entered_by": by.seat}
        TripCost.objects.create(line=line, delegation=row, **stamp)
    # The log of a line tells both of the delegation that comes and of the one that goes.
    for changed in filter(None, (before, line)):
        after = {"delegation": row.title, "is_charged": changed == line}
        record_action(CampaignAction.TRIP_CHARGED, changed, by=by, after=after)
