"""Registering for a job fair, with consent; withdrawing; and the end of the names."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.services import record_action
from agencies.bodies.models import Province
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.privacy.services import store_consent_text, wording_digest
from agencies.registry import RetentionRule
from conferences.audit.choices import ConferenceAction
from conferences.fair_booking.choices import AttendanceMode
from conferences.fair_booking.freeing import free_seats, leave_all_lines
from conferences.fair_booking.models import NAMES, InterviewSeat, LinePlace, PhoneCall, Seeker
from conferences.fairs.choices import LIVE
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.queries import keeps_point
from conferences.fairs.services import lock_fair
from vietnam.folding import fold

PURPOSE = "job-fair"
AFTER_THE_FAIR = datetime.timedelta(days=90)
MOST_BY_PHONE = 10
"""People registered with one phone number for one fair."""


def consent_words() -> str:
    return _(
        "I agree that the job centres of this fair and the employers with whom I book an interview "
        "see my name, phone number, e-mail and commune, only for this fair and its result. They "
        "are deleted 90 days after the fair, or at once when I withdraw."
    )


def consent_digest() -> str:
    return wording_digest(consent_words())


@transaction.atomic
def register_seeker(
    *,
    fair: Fair,
    point: FairPoint,
    mode: str,
    full_name: str,
    phone: str,
    commune: str,
    home: Province,
    consent: str,
    email: str = "",
    about: str = "",
    helper_name: str = "",
    by: Actor | None = None,
) -> Seeker:
    """By the person on the public page, or with `by` by the centre of the point.

    `consent`: the digest of the words that were shown. Whoever registers twice with the same name
    and phone gets the first registration again.
    """
    _check_may_register(fair, point, consent, by)
    name_fold = fold(full_name)[:120]
    _require_few(fair, phone, name_fold, helper_name, by)
    seeker, is_new = Seeker.objects.get_or_create(
        fair=fair,
        phone=phone,
        name_fold=name_fold,
        defaults={
            "point": point,
            "mode": AttendanceMode(mode),
            "full_name": full_name,
            "email": email,
            "commune": commune,
            "home": home,
            "about": about,
            "helper_name": helper_name,
            "registered_at": timezone.now(),
            "registered_by": by.seat if by else None,
            "consent": store_consent_text(PURPOSE, consent_words()),
        },
    )
    if is_new and by is not None:
        record_action(ConferenceAction.SEEKER_REGISTERED, fair, by=by)
    return seeker


def _check_may_register(fair: Fair, point: FairPoint, consent: str, by: Actor | None) -> None:
    if fair.state not in LIVE or fair.ends_at <= timezone.now():
        raise RuleError(_("Nobody can register for this fair any more."))
    if point.fair_id != fair.pk:
        raise RuleError(_("Choose a point of this fair."), field="point")
    if by is not None and not keeps_point(by, point):
        raise RuleError(_("Only the centre of the point registers people there."))
    if consent != consent_digest():
        raise RuleError(
            _("The words of the consent have changed. Please read them again."), field="consent"
        )


def _require_few(
    fair: Fair, phone: str, name_fold: str, helper_name: str, by: Actor | None
) -> None:
    # A commune officer registers a whole hamlet with one phone.
    if helper_name or by is not None:
        return
    others = Seeker.objects.filter(fair=fair, phone=phone).exclude(name_fold=name_fold)
    if others.count() >= MOST_BY_PHONE:
        raise RuleError(
            _("Many people are registered with this phone number. Please come to the centre."),
            field="phone",
        )


@transaction.atomic
def withdraw_seeker(*, seeker: Seeker, by: Actor | None = None) -> None:
    """Names go at once, interviews to the next in line; that somebody had registered is still
    counted. Withdrawing twice changes nothing.
    """
    fair = lock_fair(seeker.fair_id)
    row = Seeker.objects.select_for_update(no_key=True).get(pk=seeker.pk)
    if row.withdrawn_at:
        return
    if by is not None and not keeps_point(by, row.point):
        raise RuleError(_("Only the centre of the point does this."))
    leave_all_lines(row)
    free_seats(fair, InterviewSeat.objects.filter(seeker=row, state="booked"), news=None)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    remove_names(Seeker.objects.filter(pk=row.pk))
    record_action(ConferenceAction.SEEKER_WITHDRAWN, fair, by=by)


# The end of the names -----------------------------------------------------------------------------
def remove_names(rows: QuerySet[Seeker]) -> int:
    """Empties what says who somebody is; the row stays, so that sums stay right."""
    keys = list(rows.values_list("pk", flat=True))
    PhoneCall.objects.filter(seeker__in=keys).delete()
    LinePlace.objects.filter(seeker__in=keys).delete()
    return Seeker.objects.filter(pk__in=keys).update(**dict.fromkeys(NAMES, ""))


def _expired_seekers(now: datetime.datetime) -> QuerySet[Seeker]:
    return Seeker.objects.filter(~Q(phone=""), fair__ends_at__lte=now - AFTER_THE_FAIR)


SEEKER_NAMES = RetentionRule(
    "seekers",
    gettext_lazy("Names of people who came to a job fair, 90 days after it; figures stay"),
    _expired_seekers,
    remove_names,
)
