"""The periodic jobs of this app, and the figures that their runs keep, in the order in which they
are read.
"""

from django.utils.translation import ngettext

from agencies.registry import Outcome
from recruitment.jobs import GO_ON_WITH_IMPORTS, KEEP_VACANCIES

JOBS = (KEEP_VACANCIES, GO_ON_WITH_IMPORTS)
OUTCOMES = (
    Outcome(
        "published", lambda n: ngettext("%(n)s vacancy published", "%(n)s vacancies published", n)
    ),
    Outcome(
        "vacancies_closed", lambda n: ngettext("%(n)s vacancy closed", "%(n)s vacancies closed", n)
    ),
    Outcome(
        "offices_told",
        lambda n: ngettext("%(n)s letter to an office", "%(n)s letters to offices", n),
    ),
    Outcome(
        "reports_asked", lambda n: ngettext("%(n)s report asked for", "%(n)s reports asked for", n)
    ),
    Outcome(
        "licences_warned",
        lambda n: ngettext("%(n)s warning of a licence", "%(n)s warnings of licences", n),
    ),
    Outcome(
        "alerts_sent",
        lambda n: ngettext("%(n)s letter about new demand", "%(n)s letters about new demand", n),
    ),
    Outcome(
        "imports",
        lambda n: ngettext("%(n)s workbook gone on with", "%(n)s workbooks gone on with", n),
    ),
    Outcome(
        "months_begun",
        lambda n: ngettext(
            "%(n)s vacancy carried into the month", "%(n)s vacancies carried into the month", n
        ),
    ),
    Outcome(
        "refresh_asked",
        lambda n: ngettext("%(n)s vacancy to be confirmed", "%(n)s vacancies to be confirmed", n),
    ),
)
