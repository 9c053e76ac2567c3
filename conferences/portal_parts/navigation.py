"""The places of this app."""

from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.registry import EVERYBODY, NOBODY, NavGroup, NavItem
from conferences.permissions import ConferencePermission

# Whose rail is full without it: there it stands behind the fold.
FULL = frozenset({SeatRole.COORDINATOR, SeatRole.LEADER, SeatRole.VERIFIER})
PARTNERS = frozenset({SeatRole.PARTNER_OFFICER})
COLLECTORS = frozenset({SeatRole.FEDERATION_COLLECTOR})
SEE_DIALOGUES = COLLECTORS | {SeatRole.COORDINATOR, SeatRole.LEADER}

NAV_ITEMS = (
    NavItem(
        label=_("Dialogues"),
        url_name="conferences:dialogue-list",
        prefix="/doi-thoai/",
        icon="board",
        permission=ConferencePermission.SEE_DIALOGUES,
        group=NavGroup.STEERING,
        everyday_for=COLLECTORS,
        on_bar_for=COLLECTORS,
        home_of=COLLECTORS,
    ),
    NavItem(
        label=_("Petitions of workers"),
        url_name="conferences:petition-list",
        prefix="/doi-thoai/",
        icon="board",
        permission=ConferencePermission.SEE_PETITIONS,
        group=NavGroup.STEERING,
        everyday_for=NOBODY,
        not_for=SEE_DIALOGUES,
    ),
    NavItem(
        label=_("Partner provinces"),
        url_name="conferences:partnership-list",
        prefix="/tinh-ban/",
        icon="board",
        permission=ConferencePermission.SEE_PARTNERSHIPS,
        group=NavGroup.STEERING,
        everyday_for=PARTNERS,
        on_bar_for=PARTNERS,
    ),
    # A partner's officer comes to both from the file of the own province.
    NavItem(
        label=_("Delegations"),
        url_name="conferences:delegation-list",
        prefix="/doan-cong-tac/",
        icon="tasks",
        permission=ConferencePermission.SEE_DELEGATIONS,
        group=NavGroup.STEERING,
        everyday_for=NOBODY,
        not_for=PARTNERS,
    ),
    NavItem(
        label=_("Living there"),
        url_name="conferences:living-list",
        prefix="/noi-o-di-lai/",
        icon="documents",
        permission=ConferencePermission.SEE_LIVING,
        group=NavGroup.STEERING,
        everyday_for=NOBODY,
        not_for=PARTNERS,
    ),
    NavItem(
        label=_("Colleges"),
        url_name="conferences:college-list",
        prefix="/truong-hoc/",
        icon="tasks",
        permission=ConferencePermission.SEE_COLLEGES,
        group=NavGroup.STEERING,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Conferences"),
        url_name="conferences:conference-list",
        prefix="/hoi-nghi/",
        icon="calendar",
        permission=ConferencePermission.SEE_CONFERENCES,
        group=NavGroup.STEERING,
        everyday_for=EVERYBODY - FULL,
    ),
    NavItem(
        label=_("Job fairs"),
        url_name="conferences:fair-list",
        prefix="/phien-giao-dich/",
        icon="calendar",
        permission=ConferencePermission.SEE_FAIRS,
        group=NavGroup.RECRUITMENT,
        everyday_for={SeatRole.JOB_CENTRE, SeatRole.EMPLOYER, SeatRole.PARTNER_OFFICER},
        home_of=frozenset({SeatRole.JOB_CENTRE}),
        not_of=AgencyKind.SERVICE_FIRM,
    ),
)
