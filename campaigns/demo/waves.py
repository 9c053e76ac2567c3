"""Three waves of the demonstration: two published, one with a content in each state. All of it is
invented.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.assignment.services import assign_task
from agencies.calendar.periods import start_of_day
from agencies.tasks.models import Task
from campaigns.contents.choices import ContentStatus
from campaigns.contents.clearing import clear_content, refuse_content, submit_content
from campaigns.contents.models import Content
from campaigns.contents.scripts import todays_script
from campaigns.contents.services import begin_content, cancel_content, release_content
from campaigns.demo.cast import Cast, cast_of, commune_officers
from campaigns.demo.outlets import load_outlets
from campaigns.kits.services import count_opening, share_kit
from campaigns.outlets.models import Outlet
from campaigns.publications.services import enter_publication, enter_reading
from campaigns.waves.models import Wave
from campaigns.waves.services import attach_demand, plan_wave
from recruitment.vacancies.models import Vacancy
from vietnam.dates import last_day_of_month
from vietnam.deadlines import DeadlineKind, Recurrence, StatedDeadline

DAY = datetime.timedelta(days=1)
DUTY = (
    "Phối hợp xây dựng nội dung truyền thông về sản xuất, điều kiện làm việc, nhu cầu tuyển dụng "
    "và chế độ đãi ngộ của doanh nghiệp, đăng, phát ít nhất 01 đợt/tháng."
)
ARTICLE = (
    "Từ đầu quý, các doanh nghiệp trong khu công nghiệp tuyển thêm công nhân lắp ráp, may và kiểm "
    "tra chất lượng.\n\nNgười lao động được ký hợp đồng từ ngày đầu, có ký túc xá, xe đưa đón và "
    "bữa ăn ca. Đăng ký không mất tiền; danh sách vị trí đang tuyển có trên cổng thông tin."
)
MESSAGE = (
    "Việc làm thật, thu nhập rõ, có chỗ ở và xe đưa đón. Đăng ký không mất tiền, không qua trung "
    "gian."
)
# Of the running wave: title, kind, the state in which it is left.
IN_HAND = (
    ("Phóng sự: Một ngày ở khu công nghiệp Quang Châu", "clip", ContentStatus.DRAFT),
    ("Bài viết: Chỗ ở cho công nhân trước Tết", "article", ContentStatus.CLEARING),
    ("Bộ ảnh bữa ăn ca và ký túc xá", "photos", ContentStatus.RETURNED),
    ("Bài đăng mạng xã hội: Mười vị trí tuyển gấp", "post", ContentStatus.CLEARED),
    ("Bản tin loa truyền thanh cuối năm", "script", ContentStatus.RELEASED),
    ("Áp phích phiên giao dịch việc làm tuần trước", "poster", ContentStatus.CANCELLED),
)


@transaction.atomic
def load_waves(today: datetime.date) -> None:
    # Once, and only where everybody who acts in a wave is there.
    cast = cast_of(today)
    if cast is None or Wave.objects.exists():
        return
    outlets = load_outlets(cast.department)
    earlier = _month_before(_month_before(today))
    duty = _assign_duty(cast, earlier)
    first = _publish(cast, duty, earlier, "Việc làm ở khu công nghiệp", outlets[:4])
    _publish(cast, duty, _month_before(today), "Mùa tuyển dụng cuối năm", outlets[1:4], after=first)
    _run(cast, duty, today, outlets)


def _month_before(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) - DAY).replace(day=1)


def _assign_duty(cast: Cast, since: datetime.date) -> Task:
    every_month = StatedDeadline(
        DeadlineKind.RECURRING,
        starts_on=since,
        recurrence=Recurrence("monthly", min_count=1),
        text="ít nhất 01 đợt/tháng",
    )
    return assign_task(
        text=DUTY,
        lead=cast.newsroom.seat.agency,
        deadlines=[every_month],
        by=cast.department,
        source=("Chương trình truyền thông về việc làm", "/truyen-thong/"),
        assigned_at=start_of_day(since),
        today=since,
    )


def _plan(cast: Cast, duty: Task, month: datetime.date, title: str) -> Wave:
    return plan_wave(
        title=title,
        message=MESSAGE,
        starts_on=month.replace(day=1),
        ends_on=last_day_of_month(month.year, month.month),
        tasks=[duty],
        by=cast.department,
    )


def _begin(wave: Wave, cast: Cast, title: str, kind: str, **given: Any) -> Content:
    return begin_content(
        wave=wave,
        kind=kind,
        title=title,
        text=given.pop("text", ARTICLE),
        link="https://video.baodai.example/khu-cong-nghiep" if kind == "clip" else "",
        newsroom=cast.newsroom.seat.agency,
        by=cast.newsroom,
        **{"due_on": None, **given},
    )


def _release(content: Content, cast: Cast, on: datetime.date) -> Content:
    _hand_in(content, cast)
    for by in (cast.department, cast.office):
        clear_content(content=_fresh(content), version=_fresh(content).version, by=by)
    release_content(content=_fresh(content), version=_fresh(content).version, by=cast.newsroom)
    # It happened on that day.
    Content.objects.filter(pk=content.pk).update(released_at=start_of_day(on))
    return _fresh(content)


def _hand_in(content: Content, cast: Cast) -> None:
    submit_content(content=_fresh(content), version=_fresh(content).version, by=cast.newsroom)


def _fresh(content: Content) -> Content:
    return Content.objects.select_related("wave", "newsroom").get(pk=content.pk)


def _publish(
    cast: Cast,
    duty: Task,
    month: datetime.date,
    title: str,
    outlets: list[Outlet],
    *,
    after: Wave | None = None,
) -> Wave:
    """A finished wave: an article in several outlets, a script in two communes."""
    wave = _plan(cast, duty, month, title)
    day = month.replace(day=4 if after else 8)
    article = _release(_begin(wave, cast, f"{title}: bài giới thiệu", "article"), cast, day)
    for number, outlet in enumerate(outlets):
        link = f"{outlet.website}/{article.pk}" if outlet.website else ""
        channel = "online" if outlet.website else "broadcast"
        enter_publication(
            content=article,
            outlet=outlet,
            channel=channel,
            published_on=day + number * DAY,
            times=1 if link else 3,
            link=link,
            by=cast.department,
        )
    script = _release(
        _begin(wave, cast, f"{title}: bản tin loa", "script", text=_script_text()), cast, day
    )
    for number, officer in enumerate(commune_officers(day, 2)):
        enter_reading(content=script, by=officer, times=2, published_on=day + number * DAY)
    return wave


def _script_text() -> str:
    _title, text = todays_script()
    return text or ARTICLE


def _run(cast: Cast, duty: Task, today: datetime.date, outlets: list[Outlet]) -> None:
    """The wave of the month: a content in each state, the demand of the day, a shared kit."""
    wave = _plan(cast, duty, today, "Lao động ăn Tết ở lại và trở lại")
    for number, (title, kind, state) in enumerate(IN_HAND):
        text = _script_text() if kind == "script" else ARTICLE
        due_on = today + (number - 1) * DAY
        content = _begin(wave, cast, title, kind, text=text, due_on=due_on)
        _bring_to(content, state, cast, today)
    if Vacancy.objects.shown().open(today).exists():
        attach_demand(wave=wave, by=cast.newsroom, day=today)
    link = share_kit(
        wave=wave, outlet=outlets[2], expires_on=timezone.localdate() + 30 * DAY, by=cast.department
    )
    count_opening(link)
    count_opening(link)


def _bring_to(content: Content, state: ContentStatus, cast: Cast, today: datetime.date) -> None:
    seen: dict[str, Any] = {"content": content, "version": content.version}
    if state == ContentStatus.CANCELLED:
        cancel_content(**seen, reason="Phiên giao dịch đã lùi lịch", by=cast.department)
    elif state == ContentStatus.RELEASED:
        _release(content, cast, min(today, timezone.localdate()))
    elif state != ContentStatus.DRAFT:
        _hand_in(content, cast)
        content = _fresh(content)
        if state == ContentStatus.RETURNED:
            refuse_content(
                content=content,
                version=content.version,
                text="Thay hai ảnh có mặt người chưa xin phép; ghi rõ tên doanh nghiệp.",
                by=cast.office,
            )
        elif state == ContentStatus.CLEARED:
            for by in (cast.department, cast.office):
                clear_content(content=_fresh(content), version=_fresh(content).version, by=by)
