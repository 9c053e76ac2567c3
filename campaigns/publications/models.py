"""What was published, where and when, and the files that prove it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from campaigns.contents.models import Content
from campaigns.outlets.choices import Channel
from campaigns.outlets.models import Outlet


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> "PublicationQuerySet":
        """Those that count: not struck out."""
        return self.filter(withdrawn_at__isnull=True)


class Publication(models.Model):
    """One appearance of a content in an outlet on a day (sản phẩm đã phát).

    `times` says how often it was printed, sent or read that day. What was entered by mistake is
    struck out with a `reason`: it stays, and counts no more.
    """

    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="publications")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="publications")
    channel = models.CharField(pgettext_lazy("media", "channel"), max_length=12, choices=Channel)
    published_on = DayColumn(pgettext_lazy("media", "published on"))
    times = models.PositiveSmallIntegerField(_("times that day"), default=1)
    link = models.URLField(_("link"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = MomentColumn(_("struck out at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    personal_data = {"entered_person": ACTED}

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("media", "publication")
        verbose_name_plural = pgettext_lazy("media", "publications")
        ordering = ("-published_on", "-id")
        indexes = [models.Index(fields=["published_on", "id"], name="publication_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["content", "outlet", "channel", "published_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_once_a_day",
            ),
            models.CheckConstraint(condition=Q(times__gte=1), name="publication_at_least_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(reason=""),
                name="publication_struck_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.content}"

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:publication", self.pk)


class ProofFile(models.Model):
    """A picture or page that proves a publication; served to those who may see it."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="proofs")
    file = models.FileField(upload_to="publications/%Y/%m/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(max_length=64)

    no_personal_data = ("name",)  # of the file

    class Meta:
        verbose_name = _("proof of a publication")
        verbose_name_plural = _("proofs of publications")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> str:
        # As the content proved when the file was stored under this ending.
        return str(self.file).rpartition(".")[2]
