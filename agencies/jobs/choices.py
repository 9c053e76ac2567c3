"""How a periodic job is doing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobHealth(TextChoices):
    """How a periodic job is doing, judged by its last run and its last success."""

    ON_SCHEDULE = "on_schedule", _("Runs on schedule")
    STUMBLED = "stumbled", _("The last run failed")
    FAILING = "failing", _("Fails again and again")
    SILENT = "silent", _("Has stopped")
    NEVER = "never_ran", _("Has never run")
    NOT_DUE = "job_not_due", _("Not due for its first run yet")
    NOT_SET_UP = "job_not_set_up", _("Not set up")


JobHealth.BAD = frozenset({JobHealth.FAILING, JobHealth.SILENT, JobHealth.NEVER})
