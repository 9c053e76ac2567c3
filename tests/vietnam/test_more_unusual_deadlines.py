"""Parts of months, days held, rhythms without a name, and what only looks like a deadline."""

from datetime import date

import pytest

from reader.phrases import find_undated_phrases
from tests.vietnam.test_deadlines import meaning

ISSUED = date(2026, 1, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoàn thành trong 10 ngày đầu tháng 4/2026", ["within 01/4/2026..10/4/2026"]),
        ("rà soát xong trong nửa cuối tháng 5/2026", ["within 16/5/2026..31/5/2026"]),
        ("hoàn thành trước tháng 7/2026", ["on by 30/6/2026"]),
        ("đến ngày 30/6/2026 phải hoàn thành số hóa", ["on by 30/6/2026"]),
        ("tổ chức trong các ngày 18, 19 và 20/3/2026", ["within 18/3/2026..20/3/2026"]),
        ("tổ chức phiên giao dịch việc làm ngày 18/4/2026.", ["on on 18/4/2026"]),
        ("mở chuyên mục, mỗi tháng phát ít nhất 02 lần", ["recurring monthly min=2"]),
        ("báo cáo hằng ngày trước 16 giờ", ["recurring None"]),
        ("sơ kết giữa nhiệm kỳ vào quý II/2028", ["within 01/4/2028..30/6/2028"]),
    ],
)
def test_days_that_are_deadlines(text: str, expected: list[str]) -> None:
    assert meaning(text, issued_on=ISSUED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kiểm tra hợp đồng có thời hạn đến ngày 31/12/2026",
        "xử lý hồ sơ tiếp nhận trước ngày 01/3/2026",
        "chuẩn bị kỳ họp thứ 30 dự kiến vào tháng 7/2026",
        "báo cáo kết quả tổ chức hội nghị ngày 20/4/2026",
        "đưa chỉ tiêu việc làm vào chương trình công tác hằng năm",
        "cập nhật tình hình hằng ngày",
    ],
)
def test_days_that_are_no_deadlines(text: str) -> None:
    assert meaning(text, issued_on=ISSUED) == []


def test_the_day_of_an_event_in_brackets_gives_way_to_the_day_of_the_duty() -> None:
    event = "xây dựng kế hoạch Ngày hội việc làm (dự kiến tổ chức vào ngày 12/10/2026)"

    assert meaning(f"{event}, trình trước ngày 10/9/2026", issued_on=ISSUED) == [
        "on before 10/9/2026"
    ]
    assert len(meaning(f"{event}.", issued_on=ISSUED)) == 1


def test_years_beside_a_rhythm_only_say_how_long_it_lasts() -> None:
    text = "hằng năm, từ năm 2026 đến năm 2030"

    assert meaning(text, issued_on=ISSUED, field=True) == ["recurring yearly"]


@pytest.mark.parametrize("text", ["sau khi kết thúc đợt kiểm tra 03 ngày", "sau 15 ngày làm việc"])
def test_days_counted_after_something(text: str) -> None:
    (found,) = meaning(f"báo cáo {text}.", issued_on=ISSUED)

    assert found.startswith("relative")


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo trong tuần đầu tháng 3/2026.",
        "gửi danh sách trong tuần thứ 3 của tháng 02/2026.",
        "chi trả xong trước Tết Nguyên đán Bính Ngọ 2026.",
        "trả lương trước kỳ nghỉ Tết ít nhất 10 ngày.",
    ],
)
def test_a_time_that_names_no_day_is_told(text: str) -> None:
    assert list(find_undated_phrases(text, ISSUED))
