"""Words for the ear: sums, phone numbers, days and short forms as an announcer reads them out."""

import re
from datetime import date
from decimal import Decimal

from vietnam.numbers import number_in_words

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SHORT_FORMS = {
    "KCN": "khu công nghiệp",
    "CCN": "cụm công nghiệp",
    "TNHH": "trách nhiệm hữu hạn",
    "CP": "cổ phần",
    "MTV": "một thành viên",
    "DNTN": "doanh nghiệp tư nhân",
    "HTX": "hợp tác xã",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BHTN": "bảo hiểm thất nghiệp",
    "BQL": "ban quản lý",
    "UBND": "ủy ban nhân dân",
    "CNKT": "công nhân kỹ thuật",
    "CCCD": "căn cước công dân",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TTDVVL": "trung tâm dịch vụ việc làm",
    "TP": "thành phố",
}
# How fast a loudspeaker is read so that people on their way understand it.
SYLLABLES_A_MINUTE = 140


def say_millions(amount: Decimal) -> str:
    """7,5 -> "bảy triệu rưỡi"; 9,25 -> "chín triệu hai trăm năm mươi nghìn"; 12 -> "mười hai
    triệu"; of đồng.
    """
    thousands = round(amount * 1000)
    millions, rest = divmod(thousands, 1000)
    if not rest:
        return f"{number_in_words(millions)} triệu"
    if rest == 500 and millions:
        return f"{number_in_words(millions)} triệu rưỡi"
    return " ".join(
        filter(
            None,
            [
                f"{number_in_words(millions)} triệu" if millions else "",
                f"{number_in_words(rest)} nghìn",
            ],
        )
    )


def say_wage(low: Decimal, high: Decimal | None) -> str:
    """“từ chín đến mười hai triệu đồng một tháng”."""
    if high is None:
        return f"từ {say_millions(low)} đồng một tháng"
    if high == low:
        return f"{say_millions(low)} đồng một tháng"
    whole = low == int(low) and high == int(high)
    first = number_in_words(int(low)) if whole else say_millions(low)
    return f"từ {first} đến {say_millions(high)} đồng một tháng"


def say_phone(digits: str) -> str:
    """Digit by digit, with a breath where people group them: 0912 000 641."""
    cut = (
        [digits[:4], digits[4:7], digits[7:]]
        if len(digits) == 10
        else [digits[:3], digits[3:7], digits[7:]]
    )
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in group) for group in cut if group)


def say_date(day: date, *, with_year: bool = True) -> str:
    """“ngày mười lăm tháng một năm hai nghìn không trăm hai mươi bảy”; the first ten days have
    their “mồng”.
    """
    month = "tư" if day.month == 4 else number_in_words(day.month)
    before = "mồng " if day.day <= 10 else ""
    year = f" năm {number_in_words(day.year)}" if with_year else ""
    return f"ngày {before}{number_in_words(day.day)} tháng {month}{year}"


def say_short_forms(text: str) -> str:
    """“Công ty TNHH …” -> “Công ty trách nhiệm hữu hạn …”; what stands in brackets is left out."""
    plain = re.sub(r"\s*\([^)]*\)", "", text)
    return re.sub(
        r"\b[A-ZĐ]{2,6}\b", lambda found: SHORT_FORMS.get(found.group(), found.group()), plain
    )


def syllables(text: str) -> int:
    """Vietnamese writes each syllable apart, so these are the words between spaces."""
    return len(re.findall(r"\w+", text))
