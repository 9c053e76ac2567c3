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
from agencies.registry import JobOutcome

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
    JobOutcome("outside_hours", lambda n: gettext("Outside the hours of deciding")),
    JobOutcome("day_off", lambda n: gettext("A day off: nobody is reminded")),
    JobOutcome(
        "reminders", lambda n: ngettext("%(n)s reminder decided", "%(n)s reminders decided", n)
    ),
    JobOutcome("messages", lambda n: ngettext("%(n)s message queued", "%(n)s messages queued", n)),
    JobOutcome(
        "digests", lambda n: ngettext("%(n)s morning mail opened", "%(n)s morning mails opened", n)
    ),
    JobOutcome("escalations", lambda n: ngettext("%(n)s leader told", "%(n)s leaders told", n)),
    JobOutcome(
        "undated",
        lambda n: ngettext(
            "%(n)s letter about tasks without a date",
            "%(n)s letters about tasks without a date",
            n,
        ),
    ),
    JobOutcome("sent", lambda n: ngettext("%(n)s message sent", "%(n)s messages sent", n)),
    JobOutcome(
        "postponed", lambda n: ngettext("%(n)s to be tried again", "%(n)s to be tried again", n)
    ),
    JobOutcome("parked", lambda n: ngettext("%(n)s refused", "%(n)s refused", n)),
    JobOutcome(
        "cancelled", lambda n: ngettext("%(n)s no longer needed", "%(n)s no longer needed", n)
    ),
    JobOutcome(
        "occurrences",
        lambda n: ngettext("%(n)s due instance added", "%(n)s due instances added", n),
    ),
    JobOutcome("tasks", lambda n: ngettext("%(n)s task handed over", "%(n)s tasks handed over", n)),
    JobOutcome("deleted", lambda n: ngettext("%(n)s row deleted", "%(n)s rows deleted", n)),
    JobOutcome("warned", lambda n: ngettext("%(n)s person warned", "%(n)s people warned", n)),
    JobOutcome(
        "reviews", lambda n: ngettext("%(n)s review asked for", "%(n)s reviews asked for", n)
    ),
    JobOutcome("closed", lambda n: ngettext("%(n)s account closed", "%(n)s accounts closed", n)),
    JobOutcome("rows_backed_up", lambda n: ngettext("%(n)s row kept", "%(n)s rows kept", n)),
    JobOutcome("files_backed_up", lambda n: ngettext("%(n)s file kept", "%(n)s files kept", n)),
)
