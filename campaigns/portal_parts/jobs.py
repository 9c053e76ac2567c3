"""The periodic jobs of this app, and the figures that their runs keep."""

import datetime

from django.utils.translation import gettext_lazy as _, ngettext

from agencies.registry import Job, JobOutcome

BUILD_REPORTS = Job(
    "build-reports",
    _("Building months' reports"),
    _("Freezes the figures of a month that somebody has asked for, and writes its workbook."),
    datetime.timedelta(seconds=15),
)
JOBS = (BUILD_REPORTS,)
OUTCOMES = (
    JobOutcome("reports_built", lambda n: ngettext("%(n)s report built", "%(n)s reports built", n)),
)
