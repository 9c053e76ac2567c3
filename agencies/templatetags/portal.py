"""How pages print dates and numbers: as decree 30/2020 and Vietnamese usage want them."""

import datetime
import unicodedata
from decimal import Decimal
from functools import cache

from django import template
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from agencies.calendar.date_words import moment_words, weekday_words
from agencies.forms.query_strings import build_query
from agencies.lists.numbers import localized_number
from vietnam.dates import format_date, format_date_long
from vietnam.numbers import format_percent

register = template.Library()


def _as_day(value: datetime.date | datetime.datetime) -> datetime.date:
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value


@register.filter
def day(value: datetime.date | datetime.datetime | None) -> str:
    # 06/3/2024; a moment is shown on its day in Viet Nam.
    return format_date(_as_day(value)) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    # 16:05, 06/3/2024
    return moment_words(value) if value else ""


@register.filter
def clock_time(value: datetime.datetime | None) -> str:
    # 08:05, by the clock of Viet Nam.
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter("weekday")
def shown_weekday(value: datetime.date | None) -> str:
    # Thứ Hai, in the reader's language.
    return weekday_words(_as_day(value)) if value else ""


@register.filter
def iso(value: datetime.date | datetime.datetime | None) -> str:
    # As `datetime` of <time> wants it: 2024-03-06, or 2024-03-06T16:05:00+07:00, a moment by the
    # clock of Viet Nam.
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if value else ""


@register.filter("number")
def shown_number(value: int | Decimal | None) -> str:
    # 17.000, by the reader's language.
    return "" if value is None else localized_number(value)


@register.filter
def percent(value: Decimal | float | None) -> str:
    # 25,03 %
    return "" if value is None else format_percent(Decimal(str(value)))


@register.filter
def with_code(text: str) -> SafeString:
    # What stands in backquotes is code.
    pieces = text.split("`")
    drawn = (
        format_html("<code>{}</code>", piece) if at % 2 else piece
        for at, piece in enumerate(pieces)
    )
    return format_html_join("", "{}", ((piece,) for piece in drawn))


@register.simple_tag
def today_long() -> str:
    return format_date_long(timezone.localdate())


@register.simple_tag(takes_context=True)
def own_address(context: template.Context) -> str:
    # The page's whole address without its query, which search engines store for a public page.
    return settings.SITE_URL + context["request"].path


@register.simple_tag
def query(asked: QueryDict | str, **changes: object) -> str:
    # For links to the same page with another query: `?{% query form.query sort=name %}`.
    return build_query(asked, **changes)


@register.filter
@cache
def own_name(code: str) -> str:
    # Of a language, in that language: Tiếng Việt, English, 한국어.
    return unicodedata.normalize("NFC", get_language_info(code)["name_local"])


@register.filter
def file_size(size: int) -> str:
    # 12 KB, 3,4 MB: decimal units, a comma as in Vietnamese.
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
