"""Teaching the register how documents write a name."""

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.bodies.models import AgencyAlias, GroupAlias
from agencies.bodies.resolution import RegisteredAddressee
from agencies.people.permissions import Actor
from vietnam.names import agency_key


def remember_name(
    *, written: str, means: RegisteredAddressee, by: Actor
) -> AgencyAlias | GroupAlias | None:
    """From now on documents which write this name mean this agency or group. None when that was
    known.
    """
    key = agency_key(written)[:200]
    if means.agency:
        alias, is_new = AgencyAlias.objects.get_or_create(
            agency=means.agency, key=key, defaults={"name": written[:200]}
        )
    else:
        alias, is_new = GroupAlias.objects.get_or_create(
            group=means.group, key=key, defaults={"name": written[:200]}
        )
    if not is_new:
        return None
    record(
        AuditAction.NAME_REMEMBERED, means.agency or means.group, by=by, after={"written": written}
    )
    return alias
