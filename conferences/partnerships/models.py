"""Partner provinces: contacts, the ledger of what both sides ask, and documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency, Province
from agencies.database.addresses import AddressField
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, PersonalData
from agencies.directives.models import Directive
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from conferences.partnerships.choices import AskSide, AskState

CONTACT = PersonalData(
    _("officials of partner provinces"),
    _("to know whom to call at a partner province"),
    PUBLIC_DUTY,
    _("until removed from the file of the province"),
)
MOST_WAVES = 9
DOCUMENT_SIDES = [(AskSide.HOST, _("Ours")), (AskSide.PARTNER, _("The partner's"))]


class Shareable(models.Model):
    """What the partner sees from the moment it is shared until that is taken back; the log keeps
    each of these acts.
    """

    shared_at = MomentColumn(_("shared at"), null=True, blank=True)
    shared_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


class Partnership(models.Model):
    """The file of one partner province (hồ sơ tỉnh bạn).

    `wave`: in which wave of visits of the plan it stands (S1: wave 1 in quarter I, wave 2 later).
    `contact_agency`: the single contact that the partner has named.
    """

    province = models.OneToOneField(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="partnership"
    )
    wave = models.PositiveSmallIntegerField(_("wave"), default=1)
    contact_agency = models.ForeignKey(
        Agency,
        verbose_name=_("contact agency there"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("note"), max_length=4000, blank=True)
    opened_at = MomentColumn(_("opened at"))
    opened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("file of a partner province")
        verbose_name_plural = _("files of partner provinces")
        ordering = ("wave", "province__sort_key", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(wave__gte=1, wave__lte=MOST_WAVES), name="partnership_wave_is_possible"
            )
        ]

    def __str__(self) -> str:
        return self.province.name

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:partnership", self.pk)


class PartnerContact(models.Model):
    """An official of the partner province whom one calls or writes to."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="contacts")
    full_name = models.CharField(_("full name"), max_length=120)
    position = models.CharField(_("position"), max_length=120, blank=True)
    agency_name = models.CharField(_("agency"), max_length=200)
    phone = models.CharField(_("phone"), max_length=15, blank=True)
    email = AddressField(_("e-mail"), blank=True)

    personal_data = dict.fromkeys(("full_name", "position", "phone", "email"), CONTACT)
    no_personal_data = ("agency_name",)

    class Meta:
        verbose_name = _("contact of a partner province")
        verbose_name_plural = _("contacts of partner provinces")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="partner_contact_can_be_reached"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class Ask(Shareable):
    """One thing that one side asks of the other (nội dung đề nghị), with its answer.

    `owner`: who is to answer it, an agency of the side that is asked. `directive`: the document in
    which it is answered; `task`: the task that it has become. What the partner itself has raised it
    sees without an act of sharing.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="asks")
    side = models.CharField(_("who asks"), max_length=8, choices=AskSide)
    text = models.TextField(_("what is asked"), max_length=2000)
    owner = models.ForeignKey(
        Agency,
        verbose_name=_("who is to answer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(
        pgettext_lazy("ask", "state"), max_length=10, choices=AskState, default=AskState.OPEN
    )
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_on = DayColumn(_("answered on"), null=True, blank=True)
    directive = models.ForeignKey(
        Directive,
        verbose_name=_("answered in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    task = models.OneToOneField(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    raised_on = DayColumn(_("raised on"))
    raised_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    raised_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    # What `asks_with_tasks` reads besides.
    is_task_open: bool
    is_task_done: bool

    personal_data = {"raised_person": ACTED}

    class Meta:
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        ordering = ("raised_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""), name="ask_answer_has_words"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:ask", self.pk)

    @property
    def was_raised_by_partner(self) -> bool:
        """Whether the partner's own officer wrote it down, and not the host for the partner."""
        return self.raised_by.role == SeatRole.PARTNER_OFFICER


class PartnerDocument(Shareable):
    """A document of the register that belongs to the file; `side`: whose document it is."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="documents")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(
        _("whose document"),
        max_length=8,
        choices=DOCUMENT_SIDES,
    )
    added_at = MomentColumn(_("added at"))
    added_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("document of a partner's file")
        verbose_name_plural = _("documents of partners' files")
        ordering = ("-directive__issued_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "directive"], name="partner_document_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.directive)

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:partner-document", self.pk)
