"""Provinces, agencies and groups of agencies, through time."""

import datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import ROLES_OF_KIND, AgencyKind, AgencyLevel, ProvinceKind
from agencies.database.addresses import AddressField
from agencies.database.columns import DayColumn
from agencies.database.page_addresses import row_page_url
from vietnam.folding import fold
from vietnam.language.collation import sort_key


class TermQuerySet(models.QuerySet[Any]):
    def valid(self, on: datetime.date) -> "TermQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        )


class Province(models.Model):
    """A province-level unit through time.

    Official codes are reused, so the key is our own slug, never the code.
    """

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=ProvinceKind)
    official_code = models.CharField(_("official code"), max_length=2)
    valid_from = DayColumn(_("valid from"), null=True, blank=True)
    valid_to = DayColumn(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    sort_key = models.CharField(max_length=200, editable=False, db_collation="C")

    no_personal_data = ("name",)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ("sort_key",)
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="province_term_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Agency(models.Model):
    """A body that can owe a task (cơ quan, đơn vị): committee, department, newspaper, job centre,
    association.
    """

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind)
    level = models.CharField(
        _("level"), max_length=10, choices=AgencyLevel, default=AgencyLevel.PROVINCE
    )
    province = models.ForeignKey(
        Province,
        verbose_name=_("province"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("superior body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
    )
    email = AddressField(_("e-mail of the agency"), blank=True)
    phone = models.CharField(_("telephone of the agency"), max_length=40, blank=True)
    valid_from = DayColumn(_("valid from"), null=True, blank=True)
    valid_to = DayColumn(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    sort_key = models.CharField(max_length=700, editable=False, db_collation="C")
    search_fold = models.TextField(editable=False)

    no_personal_data = ("name", "short_name", "email", "phone")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ("sort_key", "id")
        indexes = [
            models.Index(fields=["sort_key"]),
            GinIndex(name="agency_search_trgm", fields=["search_fold"], opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "province", "valid_from"],
                name="agency_unique_in_province_and_time",
                nulls_distinct=False,
                condition=~Q(kind__in=("firm", "service_firm")),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="agency_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        self.search_fold = fold(f"{self.name} {self.short_name}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:agency-detail", self.pk)

    def clean(self) -> None:
        # An agency cannot become a kind that does not allow the roles of its seats.
        if self.pk and self.seats.exclude(role__in=ROLES_OF_KIND[AgencyKind(self.kind)]).exists():
            raise ValidationError(
                {"kind": _("The agency has seats whose role does not belong to this kind.")}
            )

    @property
    def is_firm(self) -> bool:
        return self.kind in (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)

    @property
    def display_name(self) -> str:
        return self.short_name or self.name


class AgencyAlias(models.Model):
    """Another way in which documents write an agency's name; matching goes by its key
    (vietnam.names.agency_key).
    """

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name as written"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="alias_unique_in_agency")
        ]

    def __str__(self) -> str:
        return self.name


class AgencyGroup(models.Model):
    """A plural addressee such as "UBND các huyện, thị xã, thành phố".

    Expands to its members when a task is assigned. A group whose members are not in the register
    (firms) is represented by its steward, who then owes the task for it.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    members = models.ManyToManyField(
        Agency, verbose_name=_("members"), blank=True, related_name="groups"
    )
    steward = models.ForeignKey(
        Agency,
        verbose_name=_("contact agency of a group without members"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stewarded_groups",
    )
    search_fold = models.TextField(editable=False)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("group of agencies")
        verbose_name_plural = _("groups of agencies")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_fold = fold(self.name)
        super().save(*args, **kwargs)


class GroupAlias(models.Model):
    """Another way in which documents write a group's name."""

    group = models.ForeignKey(
        AgencyGroup, verbose_name=_("group"), on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("name as written"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("alias of a group")
        verbose_name_plural = _("aliases of groups")
        constraints = [
            models.UniqueConstraint(fields=["group", "key"], name="alias_unique_in_group")
        ]

    def __str__(self) -> str:
        return self.name
