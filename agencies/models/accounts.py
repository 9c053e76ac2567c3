from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models.people import Person


class EmailChange(models.Model):
    """A person's wish for another address. It becomes true when a link sent to the old address and one sent to the new
    have both been confirmed; of either token only the hash is kept.
    """

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="email_changes")
    new_email = models.EmailField(_("new e-mail"))
    old_digest = models.CharField(max_length=64, unique=True, editable=False)
    new_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    old_confirmed_at = models.DateTimeField(_("confirmed from the old address at"), null=True, blank=True)
    new_confirmed_at = models.DateTimeField(_("confirmed from the new address at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of e-mail")
        verbose_name_plural = _("changes of e-mail")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_open_email_change"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.asked_at:%Y-%m-%d}"
