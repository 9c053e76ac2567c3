"""The documents of the demonstration, as DOCX files in the form of decree 30/2020, annex I."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from papers import Issuer, Paper, PaperKind, Paragraph, Signature, write_docx
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date
from vietnam.places.provinces import find_province

HEADING = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)?)\. ?(?=\S)")
LONGEST_HEADING = 90  # characters; a longer numbered line is a task itself


@dataclass(frozen=True)
class DemoPaper:
    """An official document; `body` has one paragraph per line, numbered or dashed as it will be
    printed.
    """

    issuer: str
    number: str
    place: str
    issued_on: datetime.date
    kind: PaperKind
    title: str
    body: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str


def write_paper(paper: DemoPaper) -> bytes:
    # The same paper always gives the same bytes, so that uploading it twice is noticed.
    file = io.BytesIO()
    lines = (line.strip() for line in paper.body.strip().splitlines())
    printed = Paper(
        kind=paper.kind,
        issuer=Issuer(paper.issuer, place=paper.place),
        day=paper.issued_on,
        title=paper.title,
        number=f"Số: {paper.number}",
        body=[Paragraph(line, bold=_is_heading(line)) for line in lines],
        recipients=paper.recipients,
        signatures=[Signature(paper.authority, paper.signer)],
    )
    write_docx(printed, file)
    return _stamp_parts(file, paper.issued_on)


def _is_heading(line: str) -> bool:
    return bool(HEADING.match(line)) and len(line) <= LONGEST_HEADING


def _stamp_parts(docx: io.BytesIO, day: datetime.date) -> bytes:
    # The file with its parts stamped with the paper's day; python-docx would use the moment of
    # writing.
    file = io.BytesIO()
    with (
        zipfile.ZipFile(docx) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 8, 0, 0))
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()


TEXTS = Path(__file__).parent / "documents"
PLAN_2024_ISSUED = datetime.date(2024, 2, 21)
HOST_NOW = "bac-ninh-2025"
ROMAN = ("I", "II", "III", "IV")
# Working days.
PLAN_AGE = 45
CONCLUSION_AGE = 3


def plan_2024() -> DemoPaper:
    # Facts and dates of Bắc Giang's recruiting plan of 2024, in our own words; number and signer
    # are invented.
    return DemoPaper(
        issuer="UBND tỉnh Bắc Giang",
        number="118/KH-UBND",
        place="Bắc Giang",
        issued_on=PLAN_2024_ISSUED,
        kind=PaperKind.PLAN,
        title=(
            "Xúc tiến thu hút lao động đến làm việc tại các doanh nghiệp trên địa bàn tỉnh Bắc "
            "Giang năm 2024"
        ),
        body=_text("plan_2024"),
        recipients=(
            "Thường trực Tỉnh ủy, HĐND tỉnh (báo cáo)",
            "UBND các tỉnh Lạng Sơn, Cao Bằng, Hòa Bình, Sơn La (phối hợp)",
            "Các sở, cơ quan, đơn vị thuộc UBND tỉnh",
            "Liên đoàn Lao động tỉnh",
            "UBND các huyện, thị xã, thành phố",
            "Lưu: VT, KGVX",
        ),
        authority=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Lương Thạch Kiên",
    )


def plan_current(today: datetime.date, calendar: WorkingCalendar) -> DemoPaper:
    # A plan whose dates lie around `today`: some past, some near, some far.
    issued_on = calendar.add_working_days(today, -PLAN_AGE)
    unit = _unit(issued_on)
    return DemoPaper(
        issuer=f"UBND {unit} Bắc Ninh",
        number="256/KH-UBND",
        place="Bắc Ninh",
        issued_on=issued_on,
        kind=PaperKind.PLAN,
        title=f"Kết nối cung - cầu lao động trên địa bàn {unit} Bắc Ninh năm {today.year}",
        body=_text("plan_current").format(unit=unit, **_named_dates(today, calendar)),
        recipients=(
            f"Thường trực HĐND {unit}",
            f"Các cơ quan, đơn vị thuộc UBND {unit}",
            "UBND các xã, phường",
            "Lưu: VT",
        ),
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Tạ Hữu Lâm",
    )


def conclusion_in_review(today: datetime.date, calendar: WorkingCalendar) -> DemoPaper:
    # A conclusion with doubtful addressees and dates, so that the review has something to decide.
    issued_on = calendar.add_working_days(today, -CONCLUSION_AGE)
    unit = _unit(issued_on)
    meeting = format_date(calendar.add_working_days(issued_on, -2))
    return DemoPaper(
        issuer=f"UBND {unit} Bắc Ninh",
        number="412/TB-UBND",
        place="Bắc Ninh",
        issued_on=issued_on,
        kind=PaperKind.NOTICE,
        title=f"Kết luận của lãnh đạo UBND {unit} tại cuộc họp về chuẩn bị nguồn lao động",
        body=_text("conclusion_in_review").format(
            unit=unit, meeting=meeting, **_named_dates(today, calendar)
        ),
        recipients=(f"Chủ tịch, các Phó Chủ tịch UBND {unit}", "Các cơ quan dự họp", "Lưu: VT"),
        authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        signer="Khổng Thị Vân Hạ",
    )


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def _unit(on: datetime.date) -> str:
    # The host became a centrally run city on 20/9/2026; documents name it as it was on their day.
    province = find_province(HOST_NOW, on)
    return "thành phố" if province and province.kind == "city" else "tỉnh"


def _named_dates(today: datetime.date, calendar: WorkingCalendar) -> dict[str, str | int]:
    # The dates that the texts name: `late5` is five working days ago, `in3` three working days
    # ahead.
    shifted = partial(calendar.add_working_days, today)
    days = {f"late{n}": shifted(-n) for n in (2, 5, 12)} | {
        f"in{n}": shifted(n) for n in (1, 3, 6, 9, 12)
    }
    next_month = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    next_quarter = (quarter + datetime.timedelta(days=95)).replace(day=1)
    return {name: format_date(day) for name, day in days.items()} | {
        "today": format_date(calendar.first_working_day_on_or_after(today)),
        "year": today.year,
        "month": f"{next_month.month}/{next_month.year}",
        "quarter": _quarter(quarter),
        "next_quarter": _quarter(next_quarter),
        "half_year": (
            f"06 tháng {'đầu' if next_quarter.month <= 6 else 'cuối'} năm {next_quarter.year}"
        ),
    }


def _quarter(first: datetime.date) -> str:
    return f"quý {ROMAN[(first.month - 1) // 3]}/{first.year}"
