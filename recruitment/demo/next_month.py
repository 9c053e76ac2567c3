"""Next month's list of the demonstration's employer: uploaded, compared with what it has open, and
waiting for somebody to confirm it.
"""

import datetime

from django.db import transaction

from recruitment.demo import DAY, demo_employer, seat_actor
from recruitment.demo.vacancies import ROWS
from recruitment.imports.models import VacancyImport
from recruitment.imports.services import continue_import, upload_workbook
from vietnam.dates import format_date

FILE = "nhu-cau-thang-sau.csv"
HEADS = (
    "STT",
    "Vị trí",
    "Số lượng",
    "Trình độ",
    "Mô tả công việc",
    "Lương cơ bản",
    "Thu nhập",
    "Hợp đồng",
    "Ca làm việc",
    "Hạn nộp hồ sơ",
)
# More people for the first, the third as it is, the fourth under a shorter title; a storekeeper is
# new, and seasonal packers are not wanted any more. What a row leaves out stays as it is.
ASSEMBLERS, TECHNICIANS = ROWS[0][0], ROWS[2][0]
STOREKEEPER = (
    "Thủ kho",
    "4",
    "Trung cấp",
    "Nhập, xuất, kiểm kê vật tư, ghi sổ kho",
    "7 triệu",
    "9-11 triệu",
    "12 tháng",
    "Hành chính",
)


@transaction.atomic
def load_next_month(today: datetime.date) -> None:
    # Once.
    employer = demo_employer()
    if VacancyImport.objects.filter(employer=employer).exists():
        return
    last = format_date(today + 40 * DAY)
    rows = [
        HEADS,
        ("1", ASSEMBLERS, "350", "", "", "", "", "", "", ""),
        ("2", TECHNICIANS, "12", "", "", "", "", "", "", ""),
        ("3", "Phiên dịch tiếng Hàn", "3", "", "", "", "", "", "", ""),
        ("4", *STOREKEEPER, last),
    ]
    data = "\n".join(";".join(row) for row in rows).encode("utf-8-sig")
    by = seat_actor(employer.agency_id, today)
    source: VacancyImport = upload_workbook(employer=employer, data=data, file_name=FILE, by=by)
    continue_import(source, stop=lambda: False)
