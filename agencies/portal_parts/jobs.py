"""The periodic jobs of this app, and the figures that their runs keep, in the order in which they
are read.
"""

from django.utils.translation import gettext, ngettext

from agencies.jobs.queries import (
    BACK_UP,
    CLOSE_IDLE_ACCOUNTS,
    DECIDE_REMINDERS,
    DELIVER_MESSAGES,
    HAND_OVER,
    MAKE_OCCURRENCES,
    RETENTION,
    REVIEW_MEMBERS,
)
from agencies.registry import Outcome

JOBS = (
    DECIDE_REMINDERS,
    DELIVER_MESSAGES,
    MAKE_OCCURRENCES,
    HAND_OVER,
    CLOSE_IDLE_ACCOUNTS,
    REVIEW_MEMBERS,
    RETENTION,
    BACK_UP,
)
OUTCOMES = (
    Outcome("outside_hours", lambda n: gettext("Outside the hours of deciding")),
    Outcome("day_off", lambda n: gettext("A day off: nobody is reminded")),
    Outcome(
        "reminders", lambda n: ngettext("%(n)s reminder decided", "%(n)s reminders decided", n)
    ),
    Outcome("messages", lambda n: ngettext("%(n)s message queued", "%(n)s messages queued", n)),
    Outcome(
        "digests", lambda n: ngettext("%(n)s morning mail opened", "%(n)s morning mails opened", n)
    ),
    Outcome("escalations", lambda n: ngettext("%(n)s leader told", "%(n)s leaders told", n)),
    Outcome("sent", lambda n: ngettext("%(n)s message sent", "%(n)s messages sent", n)),
    Outcome(
        "postponed", lambda n: ngettext("%(n)s to be tried again", "%(n)s to be tried again", n)
    ),
    Outcome("parked", lambda n: ngettext("%(n)s refused", "%(n)s refused", n)),
    Outcome("cancelled", lambda n: ngettext("%(n)s no longer needed", "%(n)s no longer needed", n)),
    Outcome(
        "occurrences",
        lambda n: ngettext("%(n)s due instance added", "%(n)s due instances added", n),
    ),
    Outcome("tasks", lambda n: ngettext("%(n)s task handed over", "%(n)s tasks handed over", n)),
    Outcome("deleted", lambda n: ngettext("%(n)s row deleted", "%(n)s rows deleted", n)),
    Outcome("warned", lambda n: ngettext("%(n)s person warned", "%(n)s people warned", n)),
    Outcome("reviews", lambda n: ngettext("%(n)s review asked for", "%(n)s reviews asked for", n)),
    Outcome("closed", lambda n: ngettext("%(n)s account closed", "%(n)s accounts closed", n)),
    Outcome("rows_backed_up", lambda n: ngettext("%(n)s row kept", "%(n)s rows kept", n)),
    Outcome("files_backed_up", lambda n: ngettext("%(n)s file kept", "%(n)s files kept", n)),
)
