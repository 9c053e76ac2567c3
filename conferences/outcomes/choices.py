from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Rung(IntegerChoices):
    """How far somebody came with one employer; each includes those before it. Who was chosen for a
    second look has passed, and is not counted as taken on.
    """

    INTERVIEWED = 1, _("Interviewed")
    PASSED = 2, _("Passed the interview")
    OFFERED = 3, _("Got an offer")
    STARTED = 4, _("Started work")
    STAYED_30 = 5, _("Still there after 30 days")
    STAYED_60 = 6, _("Still there after 60 days")
