"""The periodic jobs of this app, and the figures that their runs keep."""

import datetime

from django.utils.translation import gettext_lazy as _, ngettext

from agencies.registry import Job, JobOutcome

OPEN_PERIODS = Job(
    "open-periods",
    _("Opening reporting periods"),
    _(
        "Opens the periods of the reporting calendar on their day, with a task for each agency "
        "that owes the report."
    ),
    datetime.timedelta(hours=1),
)
JOBS = (OPEN_PERIODS,)
OUTCOMES = (
    JobOutcome(
        "periods_opened", lambda n: ngettext("%(n)s period opened", "%(n)s periods opened", n)
    ),
)
