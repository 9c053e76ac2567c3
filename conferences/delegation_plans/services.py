"""The itinerary and the talking points of a delegation."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.delegations.models import Delegation, ItineraryStop, TalkingPoint
from conferences.delegations.services import lock_ahead, tell_of_change, touch_delegation
from conferences.partnerships.services import require_keeper
from vietnam.dates import format_date

MOST_STOPS = 100
MOST_POINTS = 30
# What a delegation brings up in each partner province, by the four matters of the plan's annex.
TEMPLATE = (
    "Giới thiệu tình hình phát triển công nghiệp, nhu cầu sử dụng lao động, tiền lương, chỗ ở và "
    "chính sách đối với người lao động của tỉnh; mong muốn của tỉnh về cung ứng lao động lâu dài.",
    "Đề nghị báo, đài và cổng thông tin của tỉnh bạn đăng, phát miễn phí thông tin tuyển dụng hằng "
    "tháng; tỉnh gửi nội dung đã duyệt và bộ tư liệu trước ngày 05 của tháng.",
    "Đề nghị tỉnh bạn chỉ đạo cấp xã và Trung tâm Dịch vụ việc làm phối hợp với doanh nghiệp tư "
    "vấn, tuyển dụng tại địa bàn, cử một đầu mối theo dõi.",
    "Nội dung khác hai bên cùng quan tâm: tuyến xe khách, nhà ở, trường học cho con người lao "
    "động; kết nối các trường cao đẳng, đại học.",
)


# The itinerary ------------------------------------------------------------------------------------
@transaction.atomic
def add_stop(
    *,
    delegation: Delegation,
    day: datetime.date,
    starts_at: datetime.time,
    ends_at: datetime.time | None,
    what: str,
    place: str,
    transport: str,
    by: Actor,
) -> ItineraryStop:
    require_keeper(by)
    row = lock_ahead(delegation)
    if not row.starts_on <= day <= row.ends_on:
        words = _("The journey is from %(first)s to %(last)s.")
        days = {"first": format_date(row.starts_on), "last": format_date(row.ends_on)}
        raise RuleError(words % days, field="day")
    if ends_at is not None and ends_at <= starts_at:
        raise RuleError(_("It would end before it begins."), field="ends_at")
    if row.stops.count() >= MOST_STOPS:
        raise RuleError(_("An itinerary has at most %(most)s lines.") % {"most": MOST_STOPS})
    stop = ItineraryStop.objects.create(
        delegation=row,
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        what=what,
        place=place,
        transport=transport,
    )
    _record_itinerary(row, by, added=_described(stop))
    return stop


@transaction.atomic
def remove_stop(*, stop: ItineraryStop, by: Actor) -> None:
    """Removing what is gone already changes nothing."""
    require_keeper(by)
    row = lock_ahead(stop.delegation)
    if row.stops.filter(pk=stop.pk).delete()[0]:
        _record_itinerary(row, by, removed=_described(stop))


def _record_itinerary(row: Delegation, by: Actor, *, added: str = "", removed: str = "") -> None:
    touch_delegation(row)
    tell_of_change(row)
    before, after = {"item": removed}, {"item": added}
    record_action(ConferenceAction.ITINERARY_CHANGED, row, by=by, before=before, after=after)


def _described(stop: ItineraryStop) -> str:
    return f"{stop.starts_at:%H:%M}, {format_date(stop.day)}: {stop.what}"


# Talking points -----------------------------------------------------------------------------------
@transaction.atomic
def take_template_points(*, delegation: Delegation, by: Actor) -> list[TalkingPoint]:
    """The four usual matters, where the delegation has no points yet."""
    require_keeper(by)
    row = lock_ahead(delegation)
    if row.points.exists():
        raise RuleError(_("There are talking points already; change these."))
    points = TalkingPoint.objects.bulk_create(
        TalkingPoint(delegation=row, position=place, text=text)
        for place, text in enumerate(TEMPLATE, 1)
    )
    touch_delegation(row)
    record_action(ConferenceAction.TALKING_POINTS_CHANGED, row, by=by)
    return points


@transaction.atomic
def add_point(*, delegation: Delegation, text: str, by: Actor) -> TalkingPoint:
    require_keeper(by)
    row = lock_ahead(delegation)
    if row.points.count() >= MOST_POINTS:
        words = _("A delegation has at most %(most)s talking points.")
        raise RuleError(words % {"most": MOST_POINTS}, field="text")
    last = row.points.aggregate(last=Max("position"))["last"] or 0
    point = TalkingPoint.objects.create(delegation=row, position=last + 1, text=text)
    touch_delegation(row)
    record_action(ConferenceAction.TALKING_POINTS_CHANGED, row, by=by, after={"item": text})
    return point


@transaction.atomic
def change_point(*, point: TalkingPoint, text: str, by: Actor) -> None:
    """Without words the point is taken out."""
    require_keeper(by)
    row = lock_ahead(point.delegation)
    standing = row.points.filter(pk=point.pk)
    if text:
        standing.update(text=text)
    else:
        standing.delete()
    touch_delegation(row)
    record_action(
        ConferenceAction.TALKING_POINTS_CHANGED,
        row,
        by=by,
        before={"item": point.text},
        after={"item": text},
    )
