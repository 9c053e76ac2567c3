"""The script for commune loudspeakers: current vacancies in plain spoken Vietnamese, of a given
length in minutes.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from agencies.bodies.choices import ProvinceKind
from agencies.lists.labels import vietnamese_label
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import Benefit, Schooling, Skill
from recruitment.vacancies.models import Vacancy
from vietnam.numbers import number_in_words
from vietnam.speech import (
    SYLLABLES_A_MINUTE,
    say_date,
    say_phone,
    say_short_forms,
    say_wage,
    syllables,
)

OPENING = "Kính thưa bà con. Sau đây là tin tuyển lao động, {day}, đã được cơ quan nhà nước duyệt."
CLOSING = "Bà con đăng ký không mất tiền. Xin cảm ơn bà con đã lắng nghe."
HAVE = (Benefit.DORMITORY, Benefit.HOUSING, Benefit.BUS, Benefit.MEALS)
"""What a listener from afar asks; nobody would remember more."""


@dataclass(frozen=True)
class Script:
    """`paragraphs` are read one after the other; it contains `told` of the `found` vacancies."""

    paragraphs: list[str]
    told: int
    found: int

    @property
    def seconds(self) -> int:
        return sum(map(syllables, self.paragraphs)) * 60 // SYLLABLES_A_MINUTE

    @property
    def length(self) -> str:
        """1:40"""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


def script_of(vacancies: Iterable[Vacancy], *, minutes: int, day: datetime.date) -> Script:
    """As many as the time allows, employer by employer; one is only begun if everything said about
    it fits.

    Vacancies come grouped by their employer. At least one is read, however short the time.
    """
    opening, left = OPENING.format(day=say_date(day, with_year=False)), minutes * SYLLABLES_A_MINUTE
    left -= syllables(opening) + syllables(CLOSING)
    paragraphs, told, found = [], 0, 0
    for _key, group in groupby(
        vacancies, key=lambda vacancy: (vacancy.employer_id, vacancy.contact_phone)
    ):
        rows = list(group)
        found += len(rows)
        taken = _fitting(rows, left)
        if not taken and paragraphs:
            continue
        taken = taken or rows[:1]
        paragraph = _paragraph(taken)
        paragraphs.append(paragraph)
        told, left = told + len(taken), left - syllables(paragraph)
    return Script([opening, *paragraphs, CLOSING] if paragraphs else [], told, found)


def _fitting(rows: list[Vacancy], left: int) -> list[Vacancy]:
    """As many of them, from the first, as can be read completely."""
    for count in range(len(rows), 0, -1):
        if syllables(_paragraph(rows[:count])) <= left:
            return rows[:count]
    return []


def _paragraph(rows: list[Vacancy]) -> str:
    first = rows[0]
    jobs = ". ".join(
        _job(row, number if len(rows) > 1 else 0) for number, row in enumerate(rows, 1)
    )
    until = min(row.apply_by for row in rows)
    phone = say_phone(first.contact_phone)
    call = f"Bà con gọi số {phone}. Xin nhắc lại: {phone}."
    end = f"Nộp hồ sơ đến hết {say_date(until, with_year=False)}. {call}"
    return f"{_employer(first.employer, first)} cần tuyển. {jobs}. {end}"


def _employer(employer: Employer, row: Vacancy) -> str:
    ward = re.sub(r"^(Phường|Xã|Thị trấn|Đặc khu)\b", lambda found: found.group().lower(), row.ward)
    kind = "thành phố" if row.province.kind == ProvinceKind.CITY else "tỉnh"
    place = [row.park.name if row.park else "", ward, f"{kind} {row.province.name}"]
    return (
        f"{say_short_forms(employer.agency.name)}, ở "
        f"{say_short_forms(', '.join(filter(None, place)))},"
    )


def _job(row: Vacancy, number: int) -> str:
    """“Thứ nhất: ba trăm công nhân may, thu nhập từ … đến … đồng một tháng, có xe đưa đón”."""
    before = f"{_ordinal(number)}: " if number else ""
    title = say_short_forms(row.title)
    said = [f"{number_in_words(row.headcount)} {title[:1].lower()}{title[1:]}"]
    said.append(f"thu nhập {say_wage(row.income_from, row.income_to)}")
    if row.skill == Skill.NONE and row.schooling == Schooling.ANY:
        said.append("không cần bằng cấp")
    have = [vietnamese_label(benefit).lower() for benefit in HAVE if benefit in row.benefits]
    said += [f"có {', '.join(have)}"] if have else []
    text = before + ", ".join(said)
    return text[:1].upper() + text[1:]


def _ordinal(number: int) -> str:
    return {1: "thứ nhất", 4: "thứ tư"}.get(number, f"thứ {number_in_words(number)}")
