"""The periodic jobs of this app, and the figures that their runs keep."""

import datetime

from django.utils.translation import gettext_lazy as _, ngettext

from agencies.registry import Job, JobOutcome

BUILD_REPORTS = Job(
    "build-reports",
    _("Building months' reports"),
    _(
        "Freezes the figures of a month that somebody or the schedule has asked for, writes its "
        "workbook and its paper, and tells the recipients of the schedule."
    ),
    datetime.timedelta(seconds=15),
)
JOBS = (BUILD_REPORTS,)
OUTCOMES = (
    JobOutcome(
        "recipients_told",
        lambda n: ngettext("%(n)s letter about a report", "%(n)s letters about a report", n),
    ),
    JobOutcome("reports_built", lambda n: ngettext("%(n)s report built", "%(n)s reports built", n)),
)
