"""Home provinces as figures tell them apart: those of today, and those of before the mergers."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.models import Province


def home_provinces(today: datetime.date) -> QuerySet[Province]:
    """Each of today's, and each that was merged: origins are asked for by the old ones too."""
    merged = Q(successor__isnull=False, valid_to__lt=today)
    return Province.objects.filter(merged | Q(pk__in=Province.objects.valid(today))).select_related("successor")


def home_label(province: Province) -> str:
    """“Bắc Giang (nay thuộc Bắc Ninh)”, “Bắc Ninh (trước sáp nhập)”, plain for those of today."""
    if province.successor is None:
        return province.name
    if province.successor.name == province.name:
        return _("%(name)s (before the merger)") % {"name": province.name}
    return _("%(old)s (now part of %(new)s)") % {"old": province.name, "new": province.successor.name}
