"""A fair as it is read aloud in communes."""

import datetime

from django.utils import timezone

from conferences.fair_public.queries import public_booths
from conferences.fairs.models import Fair
from recruitment.bulletins.loudspeaker import Script, write_script
from vietnam.language.speech import say_date, say_numbers, say_short_forms

# What people hear before the vacancies.
OPENING = (
    "Kính thưa bà con. {title} được tổ chức {day}, bắt đầu lúc {hour}. Bà con đến tại: {places}. "
    "Bà con tham gia không mất tiền. Sau đây là một số vị trí tuyển dụng tại phiên."
)


def write_fair_script(fair: Fair, *, minutes: int, day: datetime.date) -> Script:
    """As many of its vacancies as the time allows."""
    vacancies = [row for line in public_booths(fair) for row in line.vacancies]
    begins = timezone.localtime(fair.starts_at)
    places = "; ".join(
        f"{point.agency.name}, {point.venue}" for point in fair.points.select_related("agency")
    )
    opening = OPENING.format(
        title=fair.title,
        day=say_date(begins.date(), with_year=False),
        hour=f"{begins.hour} giờ" + (f" {begins.minute} phút" if begins.minute else ""),
        places=places,
    )
    words = say_numbers(say_short_forms(opening))
    return write_script(vacancies, minutes=minutes, day=day, opening=words)
