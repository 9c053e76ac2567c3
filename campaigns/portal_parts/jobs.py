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
BUILD_REPORTS = Job(
    "build-reports",
    _("Building months' reports"),
    _(
        "Freezes the figures of a month that somebody or the schedule has asked for, writes its "
        "workbook and its paper, and tells the recipients of the schedule."
    ),
    datetime.timedelta(seconds=15),
)
JOBS = (OPEN_PERIODS, BUILD_REPORTS)
OUTCOMES = (
    JobOutcome(
        "periods_opened", lambda n: ngettext("%(n)s period opened", "%(n)s periods opened", n)
    ),
    JobOutcome(
        "recipients_told",
        lambda n: ngettext("%(n)s letter about a report", "%(n)s letters about a report", n),
    ),
    JobOutcome("reports_built", lambda n: ngettext("%(n)s report built", "%(n)s reports built", n)),
)
