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
# Digits of a number that is read as one.
LONGEST_NUMBER = 9


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


def say_duration(seconds: int) -> str:
    """“một phút bốn mươi chín giây”; whole minutes without seconds."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{number_in_words(minutes)} phút"] if minutes else []
    parts += [f"{number_in_words(rest)} giây"] if rest or not minutes else []
    return " ".join(parts)


# Roman numerals as names of parks, phases and classes have them; a single I, V, X or C may be a
# letter.
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
_NUMBERS = re.compile(
    r"(?P<span>(?<=\d)\s*[-–]\s*(?=\d))"
    r"|(?P<grouped>\d{1,3}(?:\.\d{3})+)"
    r"|(?P<decimal>\d+[.,]\d+)"
    r"|(?P<whole>\d+)"
    r"|(?P<percent>\s*%)"
    r"|\b(?P<roman>[IVX]{2,4})\b"
)


def say_numbers(text: str) -> str:
    """Every figure of a text in words: “May 10” -> “May mười”, “2,5” -> “hai phẩy năm”, “Khu II” ->
    “Khu hai”. Whoever reads it aloud meets no figure.
    """
    said = _NUMBERS.sub(lambda found: f" {_say_found(found)} ", text)
    return re.sub(r"\s+([,.;:])", r"\1", " ".join(said.split()))


def _say_found(found: re.Match[str]) -> str:
    kind = found.lastgroup
    written = found.group().strip()
    if kind == "span":
        return "đến"
    if kind == "percent":
        return "phần trăm"
    if kind == "roman":
        return number_in_words(_ROMAN[written]) if written in _ROMAN else written
    if kind == "decimal":
        whole, part = re.split("[.,]", written)
        return f"{_say_digits(whole)} phẩy {_say_digits(part)}"
    return _say_digits(written.replace(".", ""))


def _say_digits(digits: str) -> str:
    # A leading zero is read, as of a code; what is too long for a number digit by digit.
    if (digits.startswith("0") and len(digits) > 1) or len(digits) > LONGEST_NUMBER:
        return " ".join(_DIGITS[int(digit)] for digit in digits)
    return number_in_words(int(digits))


def say_short_forms(text: str) -> str:
    """“Công ty TNHH …” -> “Công ty trách nhiệm hữu hạn …”; what stands in brackets is left out."""
    plain = re.sub(r"\s*\([^)]*\)", "", text)
    return re.sub(
        r"\b[A-ZĐ]{2,6}\b", lambda found: SHORT_FORMS.get(found.group(), found.group()), plain
    )


def syllables(text: str) -> int:
    """Vietnamese writes each syllable apart, so these are the words between spaces."""
    return len(re.findall(r"\w+", text))
