"""Contents of a wave, their history, and who clears them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.requests.choices import ClearanceStatus
from campaigns.contents.choices import ContentKind, ContentStatus, StepKind
from campaigns.waves.models import Wave


class Content(models.Model):
    """One thing to be published (sản phẩm truyền thông): an article, a clip, a script.

    `newsroom` writes it, there the `desk` or whoever holds the seat `assignee`. A film is too large
    to be stored here: `link` says where it is.
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="contents")
    kind = models.CharField(_("kind of content"), max_length=8, choices=ContentKind)
    title = models.CharField(pgettext_lazy("content", "title"), max_length=200)
    text = models.TextField(pgettext_lazy("content", "text"), max_length=20_000, blank=True)
    link = models.URLField(_("where the film or album is"), max_length=500, blank=True)
    newsroom = models.ForeignKey(
        Agency, verbose_name=_("newsroom"), on_delete=models.PROTECT, related_name="+"
    )
    desk = models.CharField(_("desk"), max_length=120, blank=True)
    assignee = models.ForeignKey(
        Seat,
        verbose_name=_("who writes it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = DayColumn(_("to be handed in by"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ContentStatus, default=ContentStatus.DRAFT
    )
    submitted_at = MomentColumn(_("handed in at"), null=True, blank=True)
    released_at = MomentColumn(pgettext_lazy("content", "released at"), null=True, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("content")
        verbose_name_plural = _("contents")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status="released", released_at__isnull=False)
                | ~Q(status="released") & Q(released_at__isnull=True),
                name="content_released_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"]) | Q(submitted_at__isnull=False),
                name="content_submitted_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:content", self.pk)


class ContentStep(models.Model):
    """An entry in the history of a content: who did what, and said what."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind"), max_length=10, choices=StepKind)
    text = models.TextField(_("what was said"), max_length=2000, blank=True)
    at = MomentColumn(_("at"))
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("step of a content")
        verbose_name_plural = _("steps of contents")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class ContentClearance(models.Model):
    """What one agency says about a content before its release (duyệt nội dung)."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="clearances")
    agency = models.ForeignKey(
        Agency, verbose_name=_("clearing agency"), on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ClearanceStatus, default=ClearanceStatus.ASKED
    )
    asked_at = MomentColumn(_("asked at"))
    due_on = DayColumn(_("due on"))
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    answered_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("what must be changed"), max_length=2000, blank=True)

    personal_data = {"answered_person": ACTED}

    class Meta:
        verbose_name = _("clearance of a content")
        verbose_name_plural = _("clearances of contents")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["content", "agency"],
                condition=Q(status="asked"),
                name="content_clearance_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True)
                | ~Q(status="asked") & Q(answered_at__isnull=False),
                name="content_clearance_answered_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_status_display()}"
