from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from recruitment.vacancies.choices import Skill

# What colleges and universities train for.
HIGH_SKILLS = (Skill.INTERMEDIATE, Skill.COLLEGE, Skill.UNIVERSITY, Skill.MASTER, Skill.DOCTOR)


class VisitState(TextChoices):
    PLANNED = "planned", pgettext_lazy("visit", "Planned")
    HELD = "held", pgettext_lazy("visit", "Held")
    CANCELLED = "cancelled", pgettext_lazy("visit", "Cancelled")

    @property
    def tone(self) -> str:
        """The look of its badge."""
        return {"planned": "open", "held": "done", "cancelled": "off"}[self.value]
