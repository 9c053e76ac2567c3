"""The periodic jobs of this app, and the figures that their runs keep, in the order in which they
are read.
"""

import datetime

from django.utils.translation import gettext_lazy as _, ngettext

from agencies.registry import Job, JobOutcome

UPDATE_VACANCIES = Job(
    "update-vacancies",
    _("Keeping vacancies true"),
    _(
        "Publishes vacancies on their day, asks employers to confirm their need, closes what is "
        "over, tells "
        "offices each morning what waits, asks employers for their reports on the use of labour, "
        "warns of licences "
        "that end, and tells who has asked for it what is new."
    ),
    datetime.timedelta(hours=1),
)
CONTINUE_IMPORTS = Job(
    "continue-imports",
    _("Continuing with workbooks"),
    _("Checks uploaded workbooks and makes vacancies from their rows."),
    datetime.timedelta(seconds=30),
)
JOBS = (UPDATE_VACANCIES, CONTINUE_IMPORTS)
OUTCOMES = (
    JobOutcome(
        "published", lambda n: ngettext("%(n)s vacancy published", "%(n)s vacancies published", n)
    ),
    JobOutcome(
        "vacancies_closed", lambda n: ngettext("%(n)s vacancy closed", "%(n)s vacancies closed", n)
    ),
    JobOutcome(
        "offices_told",
        lambda n: ngettext("%(n)s letter to an office", "%(n)s letters to offices", n),
    ),
    JobOutcome(
        "reports_asked", lambda n: ngettext("%(n)s report asked for", "%(n)s reports asked for", n)
    ),
    JobOutcome(
        "licences_warned",
        lambda n: ngettext("%(n)s warning of a licence", "%(n)s warnings of licences", n),
    ),
    JobOutcome(
        "alerts_sent",
        lambda n: ngettext("%(n)s letter about new demand", "%(n)s letters about new demand", n),
    ),
    JobOutcome(
        "workers_told",
        lambda n: ngettext(
            "%(n)s letter about workers who want to come",
            "%(n)s letters about workers who want to come",
            n,
        ),
    ),
    JobOutcome(
        "imports",
        lambda n: ngettext("%(n)s workbook gone on with", "%(n)s workbooks gone on with", n),
    ),
    JobOutcome(
        "months_begun",
        lambda n: ngettext(
            "%(n)s vacancy carried into the month", "%(n)s vacancies carried into the month", n
        ),
    ),
    JobOutcome(
        "refresh_asked",
        lambda n: ngettext("%(n)s vacancy to be confirmed", "%(n)s vacancies to be confirmed", n),
    ),
)
