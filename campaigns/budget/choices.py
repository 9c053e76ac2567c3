"""Sources of money, and the steps of a budget line."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Source(TextChoices):
    PROVINCE = "province", _("Provincial budget")
    CENTRAL = "central", _("Central budget")
    LOCAL = "local", _("Budget of districts and communes")
    FUND = "fund", _("Unemployment insurance fund")
    SOCIAL = "social", _("Contributions of enterprises")


class BudgetStep(TextChoices):
    """Each amount follows from the one before; by the names of the columns."""

    ESTIMATE = "estimate", pgettext_lazy("budget", "Estimate")
    SUBMITTED = "submitted", pgettext_lazy("budget", "Submitted")
    APPRAISED = "appraised", pgettext_lazy("budget", "Appraised")
    GRANTED = "granted", pgettext_lazy("budget", "Granted")
    SPENT = "spent", pgettext_lazy("budget", "Spent")
    SETTLED = "settled", pgettext_lazy("budget", "Settled")
