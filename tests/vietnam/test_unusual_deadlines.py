"""Deadlines said in less usual ways."""

from datetime import date

import pytest

from tests.vietnam.test_deadlines import meaning

ISSUED = date(2025, 11, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khai trương điểm giao dịch vào sáng 15/3/2026 (dự kiến)", ["~on on 15/3/2026"]),
        ("Tổng kết công tác cuối năm 2026", ["within ..31/12/2026"]),
        ("trình tại kỳ họp cuối năm 2026", []),
        ("đăng ít nhất 02 tin, bài/tháng", ["recurring monthly min=2"]),
        ("họp kiểm điểm 02 tháng/lần", ["recurring None"]),
        ("kiểm tra công trường 02 tuần/lần", ["recurring None"]),
        ("kiểm tra công trường 01 tuần/lần", ["recurring weekly"]),
        ("họp kiểm điểm 06 tháng/lần", ["recurring half_yearly"]),
        ("chủ trì giao ban hằng tuần để gỡ khó", ["recurring weekly"]),
        (
            "trực 24/24 giờ từ ngày 08/02/2026 đến ngày 14/02/2026",
            ["within 08/02/2026..14/02/2026"],
        ),
        (
            "Mở đợt cao điểm từ ngày 15/12/2025 đến ngày 14/02/2026",
            ["within 15/12/2025..14/02/2026"],
        ),
        ("kiểm tra xong trước 17h00 ngày hôm nay 18/11/2025", ["on before 18/11/2025"]),
    ],
)
def test_unusual_phrases(text: str, expected: list[str]) -> None:
    assert meaning(text, issued_on=ISSUED) == expected
