"""What a report on the use of labour may say, and how it stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UsageSpan(TextChoices):
    """The two reports of a year (decree 145/2020/NĐ-CP, article 4); their values stand in
    addresses.
    """

    HALF = "6-thang", _("half-year")
    YEAR = "nam", pgettext_lazy("labour use", "year")


class UsageStatus(TextChoices):
    """A report that is asked back is not handed in."""

    HANDED_IN = "handed_in", _("Handed in")
    ASKED_BACK = "asked_back", _("Asked to complete")


class UsageState(TextChoices):
    """How an employer stands with the report of one span."""

    MISSING = "missing", _("Not handed in")
    ASKED_BACK = "asked_back", _("Asked to complete")
    LATE = "late", _("Handed in late")
    IN_TIME = "in_time", _("Handed in in time")


UsageState.OWING = frozenset({UsageState.MISSING, UsageState.ASKED_BACK})


class Rating(TextChoices):
    """How an employer judges the workers of a home province."""

    GOOD = "good", _("Good")
    FAIR = "fair", pgettext_lazy("rating", "Fair")
    MIDDLING = "middling", pgettext_lazy("rating", "Average")
    WEAK = "weak", pgettext_lazy("rating", "Weak")
