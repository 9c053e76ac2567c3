import re

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from papers.kinds import PaperKind
from papers.words import spell_code

# Without O, 0, I and 1, which are mistaken for each other when a code is read out.
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
CODE_PATTERN = f"^[{re.escape(CODE_SIGNS)}]{{{CODE_LENGTH}}}$"


class IssuedPaper(models.Model):
    """A paper that the portal made (văn bản đã lập), about a row that has a page; whoever may open
    that page may have the paper. Never changed: another version is another row.

    `about_type` and `about_id` as in the log. `version`: from which figures, in words. Strangers
    who hold the code read kind, title, issuer, version, moment and hashes, so that no title may
    name a person.
    """

    code = models.CharField(
        _("code"), max_length=CODE_LENGTH, unique=True, validators=[RegexValidator(CODE_PATTERN)]
    )
    kind = models.CharField(
        _("kind of paper"), max_length=4, choices=[(kind.value, kind.label) for kind in PaperKind]
    )
    title = models.CharField(_("what it is about"), max_length=500)
    version = models.CharField(_("version"), max_length=300)
    issuer = models.ForeignKey(
        Agency, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="+"
    )
    about_type = models.CharField(_("kind of object"), max_length=40)
    about_id = models.BigIntegerField(_("object"))
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(
        Person,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("seat"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    docx = models.FileField(_("document for Word"), upload_to="papers/%Y/%m/", max_length=200)
    docx_sha256 = models.CharField(max_length=64)
    pdf = models.FileField(_("PDF"), upload_to="papers/%Y/%m/", max_length=200)
    pdf_sha256 = models.CharField(max_length=64)

    personal_data = {"made_by": ACTED}
    no_personal_data = ("title", "version")

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ("-made_at", "-id")
        indexes = [
            models.Index(fields=["about_type", "about_id", "-made_at"], name="papers_of_object")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=CODE_PATTERN), name="paper_code_is_unmistakable"
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=True, seat__isnull=True)
                | Q(made_by__isnull=False, seat__isnull=False),
                name="paper_is_made_from_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("agencies:paper-proof", args=[self.code])

    @property
    def public_url(self) -> str:
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def spelled_code(self) -> str:
        return spell_code(self.code)
