"""Kinds of provinces, agencies and seats."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProvinceKind(TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")


class AgencyKind(TextChoices):
    COMMITTEE = "committee", _("People's committee")
    OFFICE = "office", _("Office of the people's committee")
    DEPARTMENT = "department", _("Department")
    ZONES_BOARD = "zones_board", _("Management board of industrial zones")
    NEWSPAPER = "newspaper", _("Newspaper")
    BROADCASTER = "broadcaster", _("Broadcaster")
    JOB_CENTRE = "job_centre", _("Job centre")
    UNION = "union", _("Labour federation")
    YOUTH_UNION = "youth_union", _("Youth union")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    INSURANCE = "insurance", _("Social insurance")
    ASSOCIATION = "association", _("Association")
    MINISTRY = "ministry", _("Ministry")
    FIRM = "firm", _("Firm")
    SERVICE_FIRM = "service_firm", _("Employment service firm")
    OTHER = "other", _("Other body")


class AgencyLevel(TextChoices):
    CENTRAL = "central", _("Central")
    PROVINCE = "province", _("Provincial")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    NONE = "none", _("Outside the administration")


class SeatRole(TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    LEADER = "leader", _("Leader")
    OFFICER = "officer", _("Officer")
    VERIFIER = "verifier", _("Employer verifier")
    NEWSROOM = "newsroom", _("Newsroom")
    JOB_CENTRE = "job_centre", _("Job centre officer")
    PARTNER_OFFICER = "partner_officer", _("Partner province officer")
    FEDERATION_COLLECTOR = "federation_collector", _("Federation collector")
    EMPLOYER = "employer", _("Employer representative")


_ANY_BODY = frozenset({SeatRole.OFFICER, SeatRole.PARTNER_OFFICER})
_STEERING = _ANY_BODY | {SeatRole.COORDINATOR, SeatRole.LEADER}
# The roles that seats at an agency of this kind may have.
#
# Firms have one: their own pages, their own tasks.
ROLES_OF_KIND: dict[AgencyKind, frozenset[SeatRole]] = {
    **dict.fromkeys(AgencyKind, _ANY_BODY),
    AgencyKind.COMMITTEE: _STEERING,
    AgencyKind.OFFICE: _STEERING,
    AgencyKind.DEPARTMENT: _STEERING | {SeatRole.VERIFIER},
    AgencyKind.ZONES_BOARD: _ANY_BODY | {SeatRole.LEADER, SeatRole.VERIFIER},
    AgencyKind.NEWSPAPER: _ANY_BODY | {SeatRole.NEWSROOM},
    AgencyKind.BROADCASTER: _ANY_BODY | {SeatRole.NEWSROOM},
    AgencyKind.JOB_CENTRE: _ANY_BODY | {SeatRole.JOB_CENTRE},
    AgencyKind.UNION: _ANY_BODY | {SeatRole.FEDERATION_COLLECTOR},
    AgencyKind.FIRM: frozenset({SeatRole.EMPLOYER}),
    AgencyKind.SERVICE_FIRM: frozenset({SeatRole.EMPLOYER}),
}


class ProvinceScope(TextChoices):
    """What a token for the API opens of this app."""

    PROVINCES = "provinces:read", _("Provinces by old and new names")
