"""What an employer asks for: people of one skill for one kind of work."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, PersonalData
from agencies.lists.numbers import localized_wage
from agencies.people.models import Person, Seat
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Horizon,
    Occupation,
    Schooling,
    Shift,
    Skill,
    VacancyOutcome,
    VacancyStatus,
    Way,
)
from recruitment.vacancies.queryset_models import (
    CHECKS,
    PUBLISHED,
    SUBMITTED,
    VacancyQuerySet,
)

CONTACT = PersonalData(
    _("contacts of employers"),
    _("so that workers can call about a vacancy"),
    PUBLIC_DUTY,
    _("as long as the vacancy is kept"),
)


class Vacancy(models.Model):
    """One position for which an employer needs people (vị trí, nhu cầu tuyển dụng): `headcount`
    people of one skill.

    Wages are million đồng a month; `income` is everything a worker takes home, `base` the wage of
    the contract. What nobody has said (schooling, experience, probation, for how long, how they
    recruit) stays empty and is claimed nowhere. The employer confirms each month that it still
    needs them (`refreshed_on`). `imported_as`: the digest of the words of a workbook's row, which
    makes nothing twice; `outside_id`: its number in the employer's own program. `office` checks it:
    that of its park, or the labour department. `unpublished`: what the employer's file says of men,
    women and age, which only the employer and its office read. `is_held`: off the public pages
    because the employer is no longer verified. `checked_facts`: the fields as the office has found
    them right, kept while they hold something else; others see those alone (public_versions.py).
    `outcome`: what the employer said when it closed the vacancy; empty where it ended by itself.
    """

    Status = VacancyStatus  # for templates
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="vacancies")
    title = models.CharField(_("job title"), max_length=120)
    headcount = models.PositiveIntegerField(_("people needed"))
    occupation = models.CharField(_("occupation"), max_length=2, choices=Occupation)
    skill = models.CharField(_("skill level"), max_length=12, choices=Skill)
    schooling = models.CharField(
        _("schooling"), max_length=10, choices=Schooling, blank=True, default=""
    )
    experience = models.CharField(
        _("experience"), max_length=5, choices=Experience, blank=True, default=""
    )
    description = models.TextField(_("what one does"), max_length=3000)
    contract = models.CharField(_("contract"), max_length=10, choices=Contract)
    shift = models.CharField(_("shifts"), max_length=10, choices=Shift)
    horizon = models.CharField(
        _("needed for"), max_length=5, choices=Horizon, blank=True, default=""
    )
    probation_days = models.PositiveSmallIntegerField(_("days of probation"), null=True, blank=True)
    base_from = models.DecimalField(_("base wage from"), max_digits=5, decimal_places=2)
    base_to = models.DecimalField(
        _("base wage to"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    income_from = models.DecimalField(_("total income from"), max_digits=5, decimal_places=2)
    income_to = models.DecimalField(
        _("total income to"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    bonus = models.DecimalField(
        _("sign-on bonus"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    bonus_condition = models.CharField(_("condition of the bonus"), max_length=200, blank=True)
    benefits = ArrayField(
        models.CharField(max_length=12, choices=Benefit), verbose_name=_("benefits"), default=list
    )
    benefits_note = models.TextField(_("more about benefits"), max_length=1000, blank=True)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+"
    )
    park = models.ForeignKey(
        IndustrialPark,
        verbose_name=_("industrial park or cluster"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vacancies",
    )
    ward = models.CharField(_("ward or commune"), max_length=80)
    address = models.CharField(_("street and number, lot"), max_length=200)
    papers = models.CharField(_("papers to bring"), max_length=300, blank=True)
    way = models.CharField(
        _("way of recruiting"), max_length=10, choices=Way, blank=True, default=""
    )
    apply_by = DayColumn(_("apply by"))
    publish_on = DayColumn(_("publish from"), null=True, blank=True)
    contact_name = models.CharField(_("whom to call"), max_length=120)
    contact_phone = models.CharField(_("phone"), max_length=15)

    status = models.CharField(
        _("status"), max_length=10, choices=VacancyStatus, default=VacancyStatus.DRAFT
    )
    is_held = models.BooleanField(default=False, editable=False)
    office = models.ForeignKey(
        Agency, verbose_name=_("checked by"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = MomentColumn(_("made at"), default=timezone.now)
    submitted_at = MomentColumn(_("submitted at"), null=True, blank=True)
    checked_at = MomentColumn(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(_("what the office says"), blank=True)
    published_at = MomentColumn(_("published at"), null=True, blank=True)
    refreshed_on = DayColumn(_("need confirmed on"), null=True, blank=True)
    refresh_asked_on = DayColumn(null=True, blank=True, editable=False)
    closed_at = MomentColumn(_("closed at"), null=True, blank=True)
    outcome = models.CharField(
        _("how it ended"),
        max_length=10,
        choices=VacancyOutcome,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    changed_at = MomentColumn(_("changed at"), default=timezone.now)
    version = models.PositiveIntegerField(default=0, editable=False)
    checked_facts = models.JSONField(null=True, editable=False, encoder=DjangoJSONEncoder)
    imported_as = models.CharField(max_length=64, blank=True, editable=False)
    outside_id = models.CharField(
        max_length=80, blank=True, default="", db_default="", editable=False
    )
    unpublished = models.TextField(
        _("not published"), blank=True, default="", db_default="", editable=False
    )
    search = SearchVectorField(editable=False)
    title_key = models.CharField(max_length=12, default="", db_default="", editable=False)
    toned_title_key = models.CharField(max_length=12, default="", db_default="", editable=False)

    personal_data = dict.fromkeys(("contact_name", "contact_phone", "checked_facts"), CONTACT) | {
        "checked_person": ACTED
    }
    no_personal_data = ("address",)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        ordering = ("-made_at", "-id")
        indexes = [
            # The public list: walked newest first for common words, asked by the text index for
            # rare ones.
            models.Index(
                F("published_at").desc(), F("id").desc(), name="vacancy_newest", condition=PUBLISHED
            ),
            GinIndex(
                fields=["search"], name="vacancy_search", condition=PUBLISHED, fastupdate=False
            ),
            GinIndex(
                fields=["search"],
                name="vacancy_search_others",
                condition=~PUBLISHED,
                fastupdate=False,
            ),
            # Those with one title, the newest first.
            models.Index(
                F("title_key"),
                F("published_at").desc(),
                F("id").desc(),
                name="vacancy_by_title",
                condition=PUBLISHED,
            ),
            models.Index(
                F("toned_title_key"),
                F("published_at").desc(),
                F("id").desc(),
                name="vacancy_by_toned_title",
                condition=PUBLISHED,
            ),
            models.Index(
                fields=["submitted_at", "id"], name="vacancy_waiting", condition=SUBMITTED
            ),
            models.Index(fields=["status", "-id"], name="vacancy_by_status"),
            # An employer's list, and what of it waits, without the rows themselves.
            models.Index(
                fields=["employer", "status", "apply_by"],
                name="vacancy_of_employer",
                include=["headcount", "made_at"],
            ),
            models.Index(
                fields=["employer", "refreshed_on"],
                name="vacancy_to_confirm",
                condition=PUBLISHED & Q(refresh_asked_on__isnull=False),
            ),
            models.Index(
                fields=["apply_by"], name="vacancy_ending", condition=Q(closed_at__isnull=True)
            ),
            models.Index(fields=["refreshed_on"], name="vacancy_to_refresh", condition=PUBLISHED),
            models.Index(
                fields=["changed_at", "id"],
                name="vacancy_changed",
                condition=Q(published_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "imported_as"],
                name="vacancy_imported_once",
                condition=~Q(imported_as=""),
            ),
            models.UniqueConstraint(
                fields=["employer", "outside_id"],
                name="vacancy_outside_once",
                condition=~Q(outside_id=""),
            ),
            *CHECKS,
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:vacancy-detail", self.pk)

    @property
    def public_url(self) -> str:
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def base_wage(self) -> str:
        # 9–12 triệu
        return localized_wage(self.base_from, self.base_to)

    @property
    def income(self) -> str:
        return localized_wage(self.income_from, self.income_to)

    @property
    def income_at_best(self) -> Decimal:
        return self.income_from if self.income_to is None else self.income_to

    @property
    def benefit_labels(self) -> list[str]:
        # In the order of the list, not of the form.
        return [str(benefit.label) for benefit in Benefit if benefit in self.benefits]

    @property
    def state(self) -> VacancyStatus:
        # How it stands today: the date ends it, a job only writes that into `status` later.
        is_open = self.status in VacancyStatus.OPEN
        return VacancyStatus.EXPIRED if is_open and self.is_past else VacancyStatus(self.status)

    @property
    def is_past(self) -> bool:
        # Whether the last day to apply is over, in Việt Nam.
        return self.apply_by < timezone.localdate()

    @property
    def has_checked_words(self) -> bool:
        # Whether its fields are as the office has found them right.
        sent = self.submitted_at
        checked = self.checked_at
        return checked is not None and (sent is None or sent <= checked)

    @property
    def is_open(self) -> bool:
        # As `open` selects them.
        return self.state == VacancyStatus.PUBLISHED

    @property
    def is_over(self) -> bool:
        return self.state in VacancyStatus.OVER

    @property
    def has_page(self) -> bool:
        # As `shown` selects them.
        return (
            self.status in VacancyStatus.SHOWN
            and self.published_at is not None
            and self.employer.is_verified
        )
