"""What a person sees of their own account: last sign-ins, and where they are signed in."""

import re
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from agencies.audit.models import AuditEntry
from agencies.people.models import Person

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("CriOS|Chrome", "Chrome"),
    ("FxiOS|Firefox", "Firefox"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class LastSignIn:
    """The sign-in before this one, None at the first; `failed`: wrong passwords since then."""

    before: AuditEntry | None
    failed: int


@dataclass(frozen=True)
class SignedInDevice:
    """Where the person is signed in; `is_here`: in this browser."""

    session: UserSession
    program: str
    is_here: bool


def last_sign_in(person: Person) -> LastSignIn:
    told = AuditEntry.objects.filter(target_type=person._meta.label_lower, target_id=person.pk)
    came = list(told.filter(action="signed-in").order_by("-at", "-pk")[:2])
    before = came[1] if len(came) == 2 else None
    failed = told.filter(action="sign-in-failed")
    return LastSignIn(before, (failed.filter(at__gt=before.at) if before else failed).count())


def signed_in_devices(person: Person, session_key: str | None) -> list[SignedInDevice]:
    # The current one first, then the most recent.
    sessions = UserSession.objects.filter(user=person).order_by("-created_at")
    devices = [
        SignedInDevice(s, browser_label(s.user_agent), s.session_key == session_key)
        for s in sessions
        if s.exists()
    ]
    return sorted(devices, key=lambda device: not device.is_here)


def browser_label(client: str) -> str:
    # “Chrome, Windows”, from a User-Agent.
    found = [
        next((name for sign, name in names if re.search(sign, client)), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("unknown program")
