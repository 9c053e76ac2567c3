"""The periodic jobs of this app."""

import datetime

from django.utils.translation import gettext_lazy as _

from agencies.registry import Job

KEEP_VACANCIES = Job(
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
GO_ON_WITH_IMPORTS = Job(
    "continue-imports",
    _("Continuing with workbooks"),
    _("Checks uploaded workbooks and makes vacancies from their rows."),
    datetime.timedelta(seconds=30),
)
