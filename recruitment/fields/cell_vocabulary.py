"""What employers write in cells, as values of the lists: "LĐPT", "2 ca/ngày", "Công nhân may".

Words are folded (`vietnam.folding.fold`) and stand in the order in which they are tried: the first
list value one of whose words the cell contains is meant. A word that begins with "=" must be the
whole cell.
"""

import re
from functools import cache

from recruitment.fields.job_words import JOBS
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Occupation,
    Schooling,
    Shift,
    Skill,
)
from vietnam.folding import clean_text, fold

WORDS: dict[type, dict[str, tuple[str, ...]]] = {
    Skill: {
        Skill.UNCERTIFIED: ("cong nhan ky thuat", "cnkt", "tho lanh nghe", "co tay nghe"),
        Skill.ELEMENTARY: ("so cap", "chung chi nghe", "=chung chi"),
        Skill.INTERMEDIATE: ("trung cap", "tccn", "tc"),
        Skill.COLLEGE: ("cao dang", "cd"),
        Skill.UNIVERSITY: ("dai hoc", "dh", "cu nhan", "ky su"),
        Skill.MASTER: ("thac si", "thac sy"),
        Skill.DOCTOR: ("tien si", "tien sy"),
        Skill.NONE: (  # last: “Cao đẳng, không cần kinh nghiệm”
            "lao dong pho thong",
            "ldpt",
            "pho thong",
            "khong yeu cau",
            "khong can",
            "chua qua dao tao",
            "khong bang cap",
            "=khong",
            "=ld pho thong",
        ),
    },
    Shift: {
        Shift.ROTATING: (
            "ca kip",
            "luan phien",
            "luan ca",
            "xoay ca",
            "dao ca",
            "ngay dem",
            "12 tieng",
            "12h ngay",
            "12 gio ngay",
            "=12h",
            "=di ca",
        ),
        Shift.THREE: ("3 ca", "ba ca"),
        Shift.TWO: ("2 ca", "hai ca"),
        Shift.PART_TIME: ("ban thoi gian", "part time", "nua ngay", "4 tieng"),
        Shift.DAY: ("hanh chinh", "hc", "ca ngay", "8h ngay", "8 gio ngay", "8 tieng", "=8h"),
    },
    Contract: {
        Contract.SEASONAL: ("thoi vu", "mua vu"),
        Contract.OPEN_END: ("khong thoi han", "khong xac dinh", "kxdth"),
        Contract.UNDER_12: ("duoi 12 thang", "duoi 1 nam", "3 thang", "6 thang", "9 thang"),
        Contract.UP_TO_36: (
            "xac dinh thoi han",
            "xdth",
            "co thoi han",
            "12 thang",
            "18 thang",
            "24 thang",
            "36 thang",
            "1 nam",
            "2 nam",
            "3 nam",
            "=xac dinh",
        ),
    },
    Schooling: {
        Schooling.PRIMARY: ("tieu hoc", "cap 1", "cap i", "lop 5"),
        Schooling.LOWER: ("9 12", "lop 9", "thcs", "cap 2", "cap ii", "trung hoc co so"),
        Schooling.UPPER: (
            "12 12",
            "lop 12",
            "thpt",
            "cap 3",
            "cap iii",
            "trung hoc pho thong",
            "dai hoc",
            "cao dang",
        ),
        Schooling.ANY: ("=khong", "khong can", "khong yeu cau", "biet doc biet viet", "biet chu"),
    },
    Experience: {
        Experience.NONE: ("=khong", "khong can", "khong yeu cau", "chua co", "uu tien"),
    },
    Benefit: {
        Benefit.MEALS: ("an", "com ca", "bua an", "an trua", "com"),
        Benefit.INSURANCE: ("bao hiem", "bhxh", "dong bao hiem"),
        Benefit.BUS: ("xe dua don", "dua don", "xe bus", "xe buyt"),
        Benefit.DORMITORY: ("ky tuc xa", "ktx", "nha o", "cho o"),
        Benefit.HOUSING: ("tien nha", "ho tro nha o", "phu cap nha o", "nha tro"),
        Benefit.DILIGENCE: ("chuyen can",),
        Benefit.TET: ("thuong tet", "luong thang 13", "thang 13"),
        Benefit.NURSERY: ("nha tre", "con nho"),
        Benefit.TRAINING: ("dao tao",),
        Benefit.HEALTH: ("kham suc khoe",),
    },
}


def find_choice(kind: type, text: str) -> str:
    """The value of the list that a cell's words mean; empty when they mean none."""
    wanted = fold(text)
    if kind is Experience:
        return _experience(wanted)
    known = WORDS.get(kind, {}).items()
    return next(
        (value.value for value, words in known if any(_says(wanted, word) for word in words)), ""
    )


def find_choices(kind: type, text: str) -> list[str]:
    # Of a cell that may name several.
    return [
        value.value
        for value, words in WORDS[kind].items()
        if any(_says(fold(text), word) for word in words)
    ]


def _says(text: str, word: str) -> bool:
    # Both folded.
    return text == word[1:] if word.startswith("=") else f" {word} " in f" {text} "


def _experience(wanted: str) -> str:
    # “trên 2 năm”, “6 tháng”, “1-2 năm”: by the minimum asked for.
    if any(_says(wanted, word) for word in WORDS[Experience][Experience.NONE]):
        return Experience.NONE.value
    found = re.search(r"\b(\d{1,2})\b.*\b(nam|thang)\b", wanted)
    if not found:
        return ""
    months = int(found[1]) * (12 if found[2] == "nam" else 1)
    if months > 60 or (months == 60 and bool(re.search(r"\b(?:tren|hon)\b", wanted))):
        return Experience.OVER_5.value
    steps = ((24, Experience.FROM_2), (12, Experience.FROM_1), (1, Experience.UNDER_1))
    return next((step.value for least, step in steps if months >= least), Experience.NONE.value)


def occupation_of(text: str) -> str:
    """The occupation that a job's words or a code of the official list name; empty when they name
    none.
    """
    if re.fullmatch(r"\s*\d{1,5}\s*", text):
        return _of_code(text.strip())
    wanted = fold(text)
    written = clean_text(text).lower()
    # A text without any accents may mean either.
    return next(
        (
            job
            for job, word, told in _job_words()
            if _says(wanted, word) and (written.isascii() or told in written)
        ),
        "",
    )


def job_words_of(text: str) -> tuple[str, list[str]]:
    """The occupation that a title names, and all folded words in it that name that."""
    job = occupation_of(text)
    wanted = fold(text)
    if not job or not re.search(r"[a-z]", wanted):
        return "", []
    words = [word.removeprefix("=") for each, word, _told in _job_words() if each == job]
    return job, [word for word in words if _says(wanted, word)]


@cache
def _job_words() -> list[tuple[str, str, str]]:
    # Occupation, folded word, and the word with its accents where they tell two jobs apart: “thợ
    # may”, “thợ máy”.
    found = []
    for job, words in JOBS:
        for word in words:
            plain = ("=" if word.startswith("=") else "") + fold(word)
            found.append(
                (job.value, plain, word.removeprefix("=") if "may" in fold(word).split() else "")
            )
    return found


def _of_code(code: str) -> str:
    # “82”, “8212”: whatever its level.
    if code.startswith("1"):
        return Occupation.MANAGERS.value
    return code[:2] if code[:2] in Occupation.values else ""
