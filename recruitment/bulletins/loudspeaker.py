"""The script for commune loudspeakers: current vacancies in plain spoken Vietnamese, of a given
length in minutes.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from agencies.bodies.choices import ProvinceKind
from agencies.lists.labels import vietnamese_label
from recruitment.vacancies.choices import Benefit, Schooling, Skill
from recruitment.vacancies.models import Vacancy
from vietnam.language.speech import (
    SYLLABLES_A_MINUTE,
    say_date,
    say_numbers,
    say_phone,
    say_short_forms,
    say_wage,
    syllables,
)
from vietnam.numbers import number_in_words

OPENING = "Kính thưa bà con. Sau đây là tin tuyển lao động, {day}, đã được cơ quan nhà nước duyệt."
CLOSING = "Bà con đăng ký không mất tiền. Xin cảm ơn bà con đã lắng nghe."
# Jobs of one employer that are read one after the other.
MOST_IN_A_ROW = 3
# What a listener from afar asks; nobody would remember more.
HAVE = (Benefit.DORMITORY, Benefit.HOUSING, Benefit.BUS, Benefit.MEALS)


@dataclass(frozen=True)
class Script:
    """`paragraphs` are read one after the other; `included` of the `found` vacancies are in it."""

    paragraphs: list[str]
    included: int
    found: int

    @property
    def seconds(self) -> int:
        return sum(map(syllables, self.paragraphs)) * 60 // SYLLABLES_A_MINUTE

    @property
    def length(self) -> str:
        # 1 phút 49 giây, on the screen.
        minutes, seconds = divmod(self.seconds, 60)
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": seconds}


def write_script(
    vacancies: Iterable[Vacancy], *, minutes: int, day: datetime.date, opening: str = ""
) -> Script:
    """As many as the time allows, a few of each employer in turn, so that no firm is heard for
    minutes; a part is only begun if everything said about it fits.

    Vacancies come grouped by their employer. At least one is read, however short the time.
    `opening`: what is said before them, if not that of the bulletin.
    """
    groups = _groups(vacancies)
    opening = opening or OPENING.format(day=say_date(day, with_year=False))
    left = minutes * SYLLABLES_A_MINUTE
    left -= syllables(opening) + syllables(CLOSING)
    paragraphs: list[str] = []
    included = 0
    for rows, is_more in _in_turns(groups):
        taken = _fitting(rows, left, is_more=is_more)
        if not taken and paragraphs:
            continue
        taken = taken or rows[:1]
        paragraph = _paragraph(taken, is_more=is_more)
        paragraphs.append(paragraph)
        included += len(taken)
        left -= syllables(paragraph)
    found = sum(len(rows) for rows in groups)
    return Script([opening, *paragraphs, CLOSING] if paragraphs else [], included, found)


def _groups(vacancies: Iterable[Vacancy]) -> list[list[Vacancy]]:
    by_contact = groupby(vacancies, key=lambda row: (row.employer_id, row.contact_phone))
    return [list(rows) for _contact, rows in by_contact]


def _in_turns(groups: list[list[Vacancy]]) -> Iterator[tuple[list[Vacancy], bool]]:
    # The first few of each employer, then the next few of each; whether the employer has been
    # heard before. One that has nobody to take turns with is not heard twice in a row.
    heard: set[int] = set()
    last = None
    for start in range(0, max(map(len, groups), default=0), MOST_IN_A_ROW):
        for rows in groups:
            part = rows[start : start + MOST_IN_A_ROW]
            if part and part[0].employer_id != last:
                last = part[0].employer_id
                yield part, last in heard
                heard.add(last)


def _fitting(rows: list[Vacancy], left: int, *, is_more: bool) -> list[Vacancy]:
    # As many of them, from the first, as can be read completely.
    for count in range(len(rows), 0, -1):
        if syllables(_paragraph(rows[:count], is_more=is_more)) <= left:
            return rows[:count]
    return []


def _paragraph(rows: list[Vacancy], *, is_more: bool) -> str:
    first = rows[0]
    until = min(row.apply_by for row in rows)
    phone = say_phone(first.contact_phone)
    call = f"Bà con gọi số {phone}. Xin nhắc lại: {phone}."
    end = f"Nộp hồ sơ đến hết {say_date(until, with_year=False)}. {call}"
    verb = "còn cần tuyển thêm" if is_more else "cần tuyển"
    return f"{_employer(first)} {verb} {_jobs(rows)}. {end}"


def _jobs(rows: list[Vacancy]) -> str:
    # “ba vị trí. Thứ nhất là ba trăm công nhân may, thu nhập từ … đến … đồng một tháng. Thứ hai
    # là …”; of one alone “ba trăm công nhân may, …”.
    if len(rows) == 1:
        return _job(rows[0])
    told = [f"Thứ {_ordinal(number)} là {_job(row)}" for number, row in enumerate(rows, 1)]
    return ". ".join([f"{number_in_words(len(rows))} vị trí", *told])


def _employer(row: Vacancy) -> str:
    ward = re.sub(r"^(Phường|Xã|Thị trấn|Đặc khu)\b", lambda found: found.group().lower(), row.ward)
    kind = "thành phố" if row.province.kind == ProvinceKind.CITY else "tỉnh"
    parts = [row.park.name if row.park else "", ward, f"{kind} {row.province.name}"]
    place = ", ".join(filter(None, parts))
    return f"{_spoken(row.employer.agency.name)}, ở {_spoken(place)},"


def _spoken(text: str) -> str:
    return say_numbers(say_short_forms(text))


def _job(row: Vacancy) -> str:
    title = _spoken(row.title)
    said = [f"{number_in_words(row.headcount)} {title[:1].lower()}{title[1:]}"]
    said.append(f"thu nhập {say_wage(row.income_from, row.income_to)}")
    if row.skill == Skill.NONE and row.schooling == Schooling.ANY:
        said.append("không cần bằng cấp")
    have = [vietnamese_label(benefit).lower() for benefit in HAVE if benefit in row.benefits]
    said += [f"có {', '.join(have)}"] if have else []
    return ", ".join(said)


def _ordinal(number: int) -> str:
    return {1: "nhất", 4: "tư"}.get(number, number_in_words(number))
