"""What a token for the API opens of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VacancyScope(TextChoices):
    VACANCIES = "vacancies:read", _("Published vacancies")
    OWN_VACANCIES = (
        "own-vacancies:write",
        _("Own vacancies of an employer: sending, changing, withdrawing"),
    )
