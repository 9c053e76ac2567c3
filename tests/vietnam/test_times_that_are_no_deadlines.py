"""Times that tell of an event, of works, of statistics; and those that come back every year."""

from datetime import date

import pytest

from vietnam.deadlines import find_deadlines

ISSUED = date(2026, 3, 2)


def read(text: str, *, field: bool = False) -> list[str]:
    return [_code(deadline) for deadline in find_deadlines(text, issued_on=ISSUED, field=field)]


def _code(deadline) -> str:
    if rhythm := deadline.recurrence:
        return " ".join(str(p) for p in (rhythm.freq, rhythm.day, rhythm.month) if p)
    days = (deadline.due_on, deadline.starts_on, deadline.ends_on)
    return " ".join([str(deadline.kind), *(day.isoformat() for day in days if day)])


@pytest.mark.parametrize(
    "text",
    [
        "Tổng hợp kết quả, số liệu tính từ ngày 15/12 năm trước đến ngày 14/12 năm báo cáo.",
        "Thống kê số lao động, tính từ 15/12/2025 đến 14/12/2026.",
        "Rà soát các hợp đồng hết hạn trước ngày 30/6/2026 và thông báo cho người lao động.",
        "Thống kê người làm việc trước ngày 01/7/2026.",
        "Hướng dẫn các hợp đồng đã ký trước ngày 01/5/2026.",
        "Các dự án có kế hoạch hoàn thành năm 2026 được ưu tiên bố trí vốn.",
        "Chuẩn bị nội dung cho Hội nghị vào ngày 20/5/2026.",
        "Phục vụ kỳ họp HĐND tỉnh vào tháng 7/2026, Sở Tài chính chuẩn bị báo cáo.",
        "Xây dựng kế hoạch năm 2026.",
        "Đối với các nhiệm vụ triển khai trong năm 2026, Sở Tài chính cân đối kinh phí.",
        "Chương trình hành động giai đoạn 2026-2030 và những năm tiếp theo.",
    ],
)
def test_the_time_of_something_else_is_no_deadline(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gửi báo cáo năm trước ngày 30/01 của năm tiếp theo.", ["yearly 30 1"]),
        ("Báo cáo trước ngày 01/6 và 15/11 hằng năm.", ["yearly 1 6", "yearly 15 11"]),
        ("Tổ chức tuyên truyền từ tháng 3 đến tháng 11 hằng năm.", ["yearly 11"]),
        ("Mở lớp từ ngày 05/3 đến 15/11 hằng năm.", ["yearly 15 11"]),
        ("Báo cáo UBND tỉnh kết quả thực hiện hằng năm theo quy định.", ["yearly"]),
        ("Cập nhật dữ liệu lao động, nhiệm vụ thường xuyên.", ["continuing"]),
        ("Cuối tháng 4/2026: tổ chức hội nghị.", ["within 2026-04-30"]),
        ("Báo cáo UBND tỉnh trước ngày 30/11/2026./.", ["on 2026-11-30"]),
        ("Tổ chức Hội nghị vào ngày 20/5/2026.", ["on 2026-05-20"]),
        ("Gửi tài liệu cho Hội nghị trước ngày 10/5/2026.", ["on 2026-05-10"]),
        ("Trình Chủ tịch UBND tỉnh ký trước ngày 10/5/2026.", ["on 2026-05-10"]),
        ("Hoàn thành các hoạt động trong năm 2026.", ["within 2026-01-01 2026-12-31"]),
        ("Gửi kế hoạch trước 31/5.", ["on 2026-05-31"]),
        ("Đối chiếu danh sách, xong trong tháng 5.", ["within 2026-05-01 2026-05-31"]),
        ("Đạt tỷ lệ trước 3/4/5 vòng.", []),
    ],
)
def test_a_time_of_the_duty_is_its_deadline(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giai đoạn 2026-2030 và những năm tiếp theo", ["from 2026-01-01"]),
        ("2026 - 2030 và các năm tiếp theo", ["from 2026-01-01"]),
        ("Từ tháng 3 đến tháng 11 hằng năm", ["yearly 11"]),
        ("Tháng 3, tháng 9 hằng năm", ["yearly 3", "yearly 9"]),
        ("Trước 30/01 năm tiếp theo", ["yearly 30 1"]),
        ("Trước 15/4", ["on 2026-04-15"]),
        ("Tháng 6 năm 2026 và thực hiện thường xuyên các năm tiếp theo", ["from 2026-06-01"]),
    ],
)
def test_open_ends_and_yearly_times_of_a_field(text: str, expected: list[str]) -> None:
    assert read(text, field=True) == expected
