"""The places of this app."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Permission
from agencies.registry import EVERYBODY, NOBODY, NavGroup, NavItem

# Whose bar has other places than the documents.
OFFICES = frozenset({SeatRole.VERIFIER, SeatRole.NEWSROOM})
STEERING = frozenset({SeatRole.COORDINATOR, SeatRole.LEADER})
NAV_ITEMS = (
    NavItem(
        label=_("Must do"),
        url_name="agencies:must-do",
        prefix="/viec-can-lam/",
        icon="must-do",
        permission=Permission.SEE_OWN_TASKS,
        group=NavGroup.WORK,
        on_bar_for=EVERYBODY,
    ),
    NavItem(
        label=_("Tasks"),
        url_name="agencies:task-list",
        prefix="/nhiem-vu/",
        icon="tasks",
        permission=Permission.SEE_OWN_TASKS,
        group=NavGroup.WORK,
        on_bar_for=EVERYBODY - {SeatRole.EMPLOYER},
    ),
    NavItem(
        label=pgettext_lazy("place", "Calendar"),
        url_name="agencies:month",
        prefix="/lich/",
        icon="calendar",
        permission=Permission.SEE_OWN_TASKS,
        group=NavGroup.WORK,
        on_bar_for={SeatRole.OFFICER},
    ),
    NavItem(
        label=_("Documents"),
        url_name="agencies:directive-list",
        prefix="/van-ban/",
        icon="documents",
        permission=Permission.SEE_DIRECTIVES,
        group=NavGroup.WORK,
        on_bar_for=EVERYBODY - OFFICES,
    ),
    NavItem(
        label=_("Board"),
        url_name="agencies:board",
        prefix="/bang-dieu-hanh/",
        icon="board",
        permission=Permission.SEE_BOARD,
        group=NavGroup.STEERING,
        on_bar_for=STEERING,
        short=pgettext_lazy("bottom bar", "Board"),
    ),
    NavItem(
        label=_("Agencies and people"),
        url_name="agencies:agency-list",
        prefix=("/co-quan/danh-sach/", "/co-quan/nhap/", "/co-quan/thu-moi/"),
        icon="board",
        permission=Permission.HAND_OVER_TASKS,
        group=NavGroup.PEOPLE,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Merged agencies"),
        url_name="agencies:handover",
        prefix="/co-quan/ban-giao/",
        icon="board",
        permission=Permission.HAND_OVER_TASKS,
        group=NavGroup.PEOPLE,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Personal data"),
        url_name="agencies:data-request-list",
        prefix="/du-lieu-ca-nhan/",
        icon="documents",
        permission=Permission.KEEP_PERSONAL_DATA,
        group=NavGroup.PEOPLE,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Reminder policies"),
        url_name="agencies:policy-list",
        prefix="/nhac-han/",
        icon="bell",
        permission=Permission.CHANGE_REMINDERS,
        group=NavGroup.UPKEEP,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Outbox"),
        url_name="agencies:outbox",
        prefix="/hop-thu-di/",
        icon="outbox",
        permission=Permission.SEE_OUTBOX,
        group=NavGroup.UPKEEP,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Working calendar"),
        url_name="agencies:calendar",
        prefix="/lich-lam-viec/",
        icon="calendar",
        permission=Permission.CHANGE_CALENDAR,
        group=NavGroup.UPKEEP,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("System activity"),
        url_name="agencies:jobs",
        prefix="/he-thong/",
        icon="activity",
        permission=Permission.SEE_JOBS,
        group=NavGroup.UPKEEP,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Log"),
        url_name="agencies:audit",
        prefix="/nhat-ky/",
        icon="documents",
        permission=Permission.SEE_AUDIT,
        group=NavGroup.UPKEEP,
        everyday_for=NOBODY,
    ),
)
