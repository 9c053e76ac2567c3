"""Workers who want to work somewhere: names, so only with consent, and only for a time (law
91/2025/QH15).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import PersonalData
from agencies.privacy.models import ConsentText
from recruitment.vacancies.choices import InterestStatus
from recruitment.vacancies.models import Vacancy

WORKERS = PersonalData(
    _("workers who ask for a job"),
    _("so that the employer can call about the vacancy"),
    _("consent, kept with its text; law 91/2025/QH15"),
    _(
        "until the worker withdraws; 90 days after the vacancy has ended, and 180 days after "
        "registering at the latest"
    ),
)
HELPERS = PersonalData(
    _("commune officers who register somebody"),
    _("to reach a worker who has no phone"),
    _("consent, kept with its text; law 91/2025/QH15"),
    _("as long as the registration of the worker"),
)


class Interest(models.Model):
    """Somebody who wants to work in a vacancy (đăng ký quan tâm); seen only by the employer.

    For a person without a phone a commune officer registers, and `phone` is the officer's. Nobody
    registers twice for one vacancy with the same name and phone. `registered_at` is also when the
    consent was given. `token_digest` opens the page on which the person withdraws; so do
    `later_digests`, of whoever asked again. `told_at`: when the employer's morning letter counted
    it.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="interests")
    full_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=15)
    commune = models.CharField(_("commune and province"), max_length=120)
    helper_name = models.CharField(_("commune officer"), max_length=120, blank=True)
    status = models.CharField(
        _("state"), max_length=10, choices=InterestStatus, default=InterestStatus.NEW
    )
    registered_at = MomentColumn(_("registered at"))
    consent = models.ForeignKey(
        ConsentText, verbose_name=_("consent"), on_delete=models.PROTECT, related_name="+"
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    later_digests = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    told_at = MomentColumn(null=True, blank=True, editable=False)
    name_fold = models.CharField(max_length=120, editable=False)

    personal_data = dict.fromkeys(("full_name", "phone", "commune", "name_fold"), WORKERS) | {
        "helper_name": HELPERS
    }

    class Meta:
        verbose_name = _("registered interest")
        verbose_name_plural = _("registered interests")
        ordering = ("registered_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "phone", "name_fold"], name="interest_once"),
            models.CheckConstraint(
                condition=~Q(full_name="") & ~Q(phone=""), name="interest_can_be_called"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
