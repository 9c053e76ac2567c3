from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, AgencyGroup
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.directives.choices import (
    AgencyRole,
    DirectiveKind,
    DirectiveStatus,
    ProposalStatus,
    Scope,
)
from agencies.people.models import Person
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline


class Directive(models.Model):
    """An official document that gives tasks (văn bản chỉ đạo), with the text that the reader
    extracted from it.
    """

    kind = models.CharField(_("kind"), max_length=4, choices=DirectiveKind)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = DayColumn(_("issued on"), null=True, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=500)
    signer = models.CharField(_("signer"), max_length=120, blank=True)
    recipients = models.JSONField(_("recipients"), default=list, blank=True)
    refers_to = models.JSONField(_("documents it refers to"), default=list, blank=True)
    text = models.TextField(_("text"))
    unread = models.JSONField(
        _("what the reader did not read"), default=list, blank=True, editable=False
    )
    file = models.FileField(_("file"), upload_to="directives/%Y/", max_length=200, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=DirectiveStatus, default=DirectiveStatus.IN_REVIEW
    )
    uploaded_by = models.ForeignKey(
        Person, verbose_name=_("uploaded by"), on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = MomentColumn(_("uploaded at"), auto_now_add=True)
    search_fold = models.TextField(editable=False)
    withdrawn_at = MomentColumn(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person,
        verbose_name=_("withdrawn by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawal_reason = models.TextField(_("reason of the withdrawal"), blank=True)

    personal_data = {"uploaded_by": ACTED, "withdrawn_by": ACTED}
    no_personal_data = (
        "recipients",  # bodies to which a document goes
        "file_name",
        "withdrawal_reason",
    )

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        ordering = ("-issued_on", "-id")
        indexes = [models.Index(fields=["-issued_on", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["file_sha256"],
                condition=~Q(file_sha256="") & ~Q(status="withdrawn"),
                name="directive_file_once",
                violation_error_message=_("This file has been uploaded before."),
            )
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:directive-detail", self.pk)

    @property
    def citation(self) -> str:
        # How officials cite it: kind, number, date. A blank number or date is left out.
        parts = [str(DirectiveKind(self.kind).label)]
        if self.number:
            parts.append(self.number)
        if self.issued_on:
            parts.append(_("of %(date)s") % {"date": format_date(self.issued_on)})
        return " ".join(parts)


class Clause(models.Model):
    """One numbered or dashed item of a directive; `start` and `end` are character offsets in the
    directive's text.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="clauses")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    section = models.CharField(_("section"), max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ("start", "-end")
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="clause_span_in_order")
        ]

    def __str__(self) -> str:
        return self.section

    @property
    def text(self) -> str:
        return self.directive.text[self.start : self.end]


class DeadlinesColumn(models.JSONField):
    """A list of deadlines as values, stored as JSON. To migrations it is a plain column of JSON."""

    def deconstruct(self) -> tuple[Any, ...]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[StatedDeadline]:
        stored = super().from_db_value(value, expression, connection)
        return [StatedDeadline.from_json(one) for one in stored or ()]

    def get_prep_value(self, value: list[StatedDeadline]) -> list[dict[str, Any]]:
        return [deadline.as_json() for deadline in value]


class Proposal(models.Model):
    """A task which the reader (or an officer) proposes from a directive, until it is assigned or
    dropped; `start` orders proposals as the document.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="proposals")
    clause = models.ForeignKey(
        Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    section = models.CharField(_("section"), max_length=40, blank=True)
    text = models.TextField(_("content"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    deadlines = DeadlinesColumn(_("deadlines"), default=list, blank=True)
    inherits_from = models.CharField(_("takes its deadline from"), max_length=40, blank=True)
    confidence = models.FloatField(_("confidence"), help_text=_("0 to 1"))
    status = models.CharField(
        _("status"), max_length=10, choices=ProposalStatus, default=ProposalStatus.PROPOSED
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("start", "id")
        indexes = [models.Index(fields=["directive", "start"])]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="proposal_span_in_order"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="proposal_confidence_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.text[:60]}"


class ProposalAgency(models.Model):
    """An addressee of a proposal as the document writes it, resolved to an agency, to a group, or
    not yet.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="addressees")
    role = models.CharField(_("role"), max_length=12, choices=AgencyRole)
    written = models.CharField(_("as written"), max_length=300)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        AgencyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(group__isnull=True),
                name="addressee_agency_or_group",
            ),
        ]

    def __str__(self) -> str:
        return self.written

    @property
    def is_resolved(self) -> bool:
        return self.agency_id is not None or self.group_id is not None
