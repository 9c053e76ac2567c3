import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# What nobody has looked at for longer is shown with the day on which somebody did.
FRESH_FOR = datetime.timedelta(days=183)


class LivingKind(TextChoices):
    """What people ask before they come, in this order."""

    HOUSING = "housing", _("Housing and rents")
    SCHOOL = "school", _("Schools and nurseries")
    HEALTH = "health", _("Clinics and hospitals")
    TRANSPORT = "transport", _("Getting about there")
    COACH = "coach", _("Coaches home")
