"""The periodic jobs of this app, and the figures that their runs keep."""

import datetime

from django.utils.translation import gettext_lazy as _, ngettext

from agencies.registry import Job, JobOutcome

REMIND_INVITED = Job(
    "remind-invited",
    _("Reminding the invited"),
    _(
        "Asks again for the answers of bodies invited to a conference and of members of "
        "delegations, five and two working days before it begins."
    ),
    datetime.timedelta(hours=1),
)
JOBS = (REMIND_INVITED,)
OUTCOMES = (
    JobOutcome(
        "invited_reminded",
        lambda n: ngettext("%(n)s reminder of an invitation", "%(n)s reminders of invitations", n),
    ),
)
