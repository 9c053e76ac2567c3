"""What a report on the use of labour may say beside numbers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Rating(TextChoices):
    """How an employer judges the workers of a home province."""

    GOOD = "good", _("Good")
    FAIR = "fair", pgettext_lazy("rating", "Fair")
    MIDDLING = "middling", pgettext_lazy("rating", "Average")
    WEAK = "weak", pgettext_lazy("rating", "Weak")
