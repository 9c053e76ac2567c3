"""The media kit of a wave for one outlet: an address that is signed, ends, and can be withdrawn."""

import datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.contents.choices import ContentStatus
from campaigns.kits.models import KitLink
from campaigns.outlets.models import Outlet
from campaigns.waves.models import Wave
from campaigns.waves.services import lock_live_wave, require_keeper
from vietnam.dates import format_date

LONGEST = datetime.timedelta(days=366)
_SIGNER = Signer(salt="campaigns.media-kit", sep=".")


def kit_token(link: KitLink) -> str:
    """The end of the link's address. Nobody can make one without the secret key of the portal."""
    return _SIGNER.sign(str(link.pk))


def live_link(token: str, on: datetime.date) -> KitLink | None:
    """The link of an address: of a wave that stands, neither withdrawn nor over."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    rows = KitLink.objects.filter(withdrawn_at=None, expires_on__gte=on, wave__cancelled_at=None)
    return rows.select_related("wave", "outlet").filter(pk=key).first()


@transaction.atomic
def share_kit(*, wave: Wave, outlet: Outlet, expires_on: datetime.date, by: Actor) -> KitLink:
    """A link for one outlet; an earlier one of the same wave ends."""
    require_keeper(by)
    row = lock_live_wave(wave)
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        raise RuleError(_("Give a day between today and a year from now."), field="expires_on")
    if not row.contents.filter(status=ContentStatus.RELEASED).exists():
        raise RuleError(_("Nothing of this wave is released yet: the media kit would be empty."))
    for earlier in row.kit_links.filter(outlet=outlet, withdrawn_at=None):
        _withdraw(earlier, by)
    link = KitLink.objects.create(
        wave=row,
        outlet=outlet,
        expires_on=expires_on,
        made_at=timezone.now(),
        made_by=by.seat,
        made_person=by.person,
    )
    after = {"outlet": outlet.name, "until": format_date(expires_on)}
    record_action(CampaignAction.KIT_SHARED, row, by=by, after=after)
    return link


@transaction.atomic
def withdraw_kit(*, link: KitLink, by: Actor) -> None:
    """From now on the address opens nothing. Withdrawing twice changes nothing."""
    require_keeper(by)
    row = lock_row(KitLink.objects.select_related("wave", "outlet"), link.pk)
    if row.withdrawn_at is None:
        _withdraw(row, by)


def _withdraw(link: KitLink, by: Actor) -> None:
    link.withdrawn_at = timezone.now()
    link.save(update_fields=["withdrawn_at"])
    after = {"outlet": link.outlet.name}
    record_action(CampaignAction.KIT_WITHDRAWN, link.wave, by=by, after=after)


def count_opening(link: KitLink) -> None:
    """That somebody has opened it: how often and on which day last, never who."""
    KitLink.objects.filter(pk=link.pk).update(
        opened=F("opened") + 1, last_opened_on=timezone.localdate()
    )
