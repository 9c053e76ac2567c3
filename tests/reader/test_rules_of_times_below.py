"""Times told below, beside or before a duty, and bodies found behind them."""

import pytest

from reader import read_text
from reader.result import Structure
from tests.reader.test_rules_of_paragraphs import days
from tests.reader.test_rules_of_structure import PLAN, ordered, owed

CARRIED_OUT = "Xây dựng phần mềm việc làm. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện."


@pytest.mark.parametrize(
    "duty",
    [
        "a) Sở Y tế tổng hợp kết quả của các xã.",
        "- Sở Y tế tổng hợp kết quả của các xã.",
        "- Ở cấp tỉnh: Sở Y tế tổng hợp kết quả.",
        "2. Sở Y tế kiểm tra bếp ăn tập thể.",
    ],
)
@pytest.mark.parametrize("label", ["Thời gian thực hiện", "- Thời gian hoàn thành"])
def test_the_time_below_a_duty_is_its_deadline(duty: str, label: str) -> None:
    if duty.startswith("-") and label.startswith("-"):
        return  # two bullets beside each other
    (task,) = owed(f"II. NỘI DUNG\n1. Rà soát văn bản\n{duty}\n{label}: Trước ngày 30/4/2026.\n")

    assert (task.agencies, days(task)) == (["Sở Y tế"], ["2026-04-30"])


def test_work_with_a_time_and_nobody_named_is_one_dated_task() -> None:
    (task,) = owed(
        "II. NỘI DUNG\n1. Tổ chức Ngày hội việc làm\n- Thời gian: Quý II/2026.\n"
        "- Địa điểm: Nhà văn hóa tỉnh.\n"
    )

    assert (task.scope, task.text, days(task)) == (
        "dated",
        "Tổ chức Ngày hội việc làm",
        ["2026-06-30"],
    )


def test_a_time_that_names_those_who_owe_something_is_their_tasks() -> None:
    found = owed(
        "II. NỘI DUNG\n1. Báo cáo kết quả\nThời gian: Các xã gửi báo cáo trước ngày 15/3/2026; "
        "Sở Nội vụ tổng hợp trước ngày 31/3/2026.\n"
    )

    assert [(task.agencies, days(task)) for task in found] == [
        (["Các xã"], ["2026-03-15"]),
        (["Sở Nội vụ"], ["2026-03-31"]),
    ]


def test_the_days_of_reports_are_not_those_of_the_other_items() -> None:
    first, *_ = owed(
        "II. NỘI DUNG\n1. Sở Y tế kiểm tra bếp ăn tập thể.\n"
        "2. Thời gian báo cáo: trước ngày 15/6/2026.\n"
    )

    assert first.inherits_from is None


@pytest.mark.parametrize(
    "opening",
    [
        "Trước 15/4/2026",
        "Từ nay đến hết quý I/2026",
        "Xong trước ngày 15/4/2026",
        "Trong quý II/2026",
        "Tháng 4/2026",
    ],
)
def test_a_body_after_a_time_at_the_head_of_its_sentence(opening: str) -> None:
    (task,) = owed(f"II. NỘI DUNG\n1. {opening}, Công an tỉnh kiểm tra nơi lưu trú.\n")

    assert task.agencies == ["Công an tỉnh"]
    assert days(task)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Sở Tài chính Bố trí kinh phí thực hiện", "Sở Tài chính"),
        ("Sở Nội vụ Là cơ quan thường trực, theo dõi chung", "Sở Nội vụ"),
        ("Ban Chỉ huy Quân sự tỉnh tham gia tuyên truyền", "Ban Chỉ huy Quân sự tỉnh"),
        ("đài truyền hình tỉnh mở chuyên mục việc làm", "đài truyền hình tỉnh"),
        ("Tiểu ban Tuyên truyền phối hợp với Sở Y tế đưa tin", "Tiểu ban Tuyên truyền"),
        ("Trung tâm Dịch vụ tổng hợp xã: phát thanh nội dung", "Trung tâm Dịch vụ tổng hợp xã"),
        ("Các Trưởng thôn thông báo đến từng hộ", "Các Trưởng thôn"),
        ("Sở Tài chính (theo lĩnh vực phụ trách) rà soát", "Sở Tài chính"),
        ("Tổng Liên đoàn Lao động Việt Nam chăm lo đời sống", "Tổng Liên đoàn Lao động Việt Nam"),
    ],
)
def test_names_end_where_the_duty_begins(line: str, agency: str) -> None:
    (task,) = owed(f"II. TỔ CHỨC THỰC HIỆN\n1. {line} của người lao động.\n")

    assert task.agencies == [agency]


def test_a_body_after_a_comma_owes_its_own_part() -> None:
    first, second = owed(
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chịu trách nhiệm theo dõi chung, Sở Tài chính chịu "
        "trách nhiệm cấp kinh phí trước ngày 01/4/2026.\n"
    )

    assert (first.agencies, days(first)) == (["Sở Nội vụ"], [])
    assert (second.agencies, days(second)) == (["Sở Tài chính"], ["2026-04-01"])


def test_work_and_the_sentence_that_gives_it_to_somebody_are_one_task() -> None:
    (task,) = owed(f"II. NỘI DUNG\n1. {CARRIED_OUT}\n")

    assert (task.agencies, task.text) == (["Sở Y tế"], CARRIED_OUT)


def test_what_follows_the_fields_of_a_task_is_a_task_too() -> None:
    _, second = owed(
        "II. NỘI DUNG\n1. Kiểm tra, giám sát\n- Cơ quan chủ trì: Sở Nội vụ\n- Thời gian: hằng quý\n"
        "- Sở Y tế có trách nhiệm tổng hợp trước ngày 15/12/2026.\n"
    )

    assert (second.agencies, days(second)) == (["Sở Y tế"], ["2026-12-15"])


def test_the_dated_sentence_that_closes_a_document_speaks_to_those_it_names() -> None:
    *_, last = owed(
        "II. TỔ CHỨC THỰC HIỆN\n1. Cuối tháng 3/2026: Sở Nội vụ tổ chức sơ kết.\n"
        "Yêu cầu các cơ quan, đơn vị triển khai thực hiện, báo cáo kết quả trước ngày "
        "30/11/2026./.\n"
    )

    assert (last.agencies, days(last)) == (["các cơ quan, đơn vị"], ["2026-11-30"])


def test_a_signature_above_the_recipients_is_no_part_of_the_text() -> None:
    found = ordered(
        "1. Sở Y tế kiểm tra bếp ăn.\nGiao Sở Nội vụ theo dõi việc thực hiện Chỉ thị này.\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
    )

    assert "CHỦ TỊCH" not in found[-1].text


def test_how_a_meeting_went_is_no_doubt() -> None:
    reading = read_text(
        PLAN.format(kind="THÔNG BÁO", number="12/TB-VP")
        + "Ngày 20/02/2026, Phó Chủ tịch UBND tỉnh chủ trì buổi làm việc với các doanh nghiệp.\n"
        "1. Ghi nhận cố gắng của các đơn vị. Tuy nhiên, việc kết nối cung - cầu còn chậm.\n"
        "2. Sở Nội vụ rà soát nhu cầu.\nNơi nhận:\n- Lưu: VT.\n"
    )

    assert reading.unread == []
    assert {s.structure for s in reading.coverage} >= {Structure.PREAMBLE, Structure.ASSESSMENT}


def test_a_title_may_open_as_a_text_does() -> None:
    head = PLAN.format(kind="KẾ HOẠCH", number="12/KH-UBND").replace(
        "Về công tác việc làm năm 2026\n",
        "Thực hiện Chương trình việc làm\nđến năm 2030\n\nUBND tỉnh ban hành Kế hoạch như sau:\n",
    )

    assert read_text(head).header.title == "Thực hiện Chương trình việc làm đến năm 2030"


def test_the_time_of_a_stage_holds_for_all_that_stands_in_it() -> None:
    found = owed(
        "II. NỘI DUNG\n1. Giai đoạn 1 (từ tháng 3 đến tháng 4/2026): Sở Nội vụ soạn tài liệu; các xã "
        "rà soát.\n2. Đợt 2 (tháng 5/2026)\n- Sở Y tế khám sức khỏe.\n"
        "- Các xã tổng hợp trước ngày 10/5/2026.\n"
    )

    assert [(task.agencies[0], days(task)) for task in found] == [
        ("Sở Nội vụ", ["2026-04-30"]),
        ("các xã", ["2026-04-30"]),
        ("Sở Y tế", ["2026-05-31"]),
        ("Các xã", ["2026-05-10"]),
    ]


def test_each_line_of_a_calendar_is_a_task() -> None:
    found = owed(
        "III. TIẾN ĐỘ\nQuý II: Sở Nội vụ ban hành hướng dẫn.\nQuý III: Các xã hoàn thành khảo sát.\n"
        "Tháng 12: Tổng kết.\n"
    )

    assert [days(task) for task in found] == [["2026-06-30"], ["2026-09-30"], ["2026-12-31"]]


def test_parts_counted_in_roman_numbers_are_duties_where_each_has_its_own_body() -> None:
    found = ordered(
        "1. Về nhà ở công nhân: (i) Giao Sở Xây dựng trình phê duyệt trước 15/4/2026; (ii) Giao Ban "
        "Quản lý khu kinh tế bàn giao mặt bằng trong tháng 5/2026.\n"
    )
    (whole,) = ordered("1. Sở Nội vụ tập trung: (i) Sửa đổi quy trình; (ii) Rà soát hồ sơ.\n")

    assert [(task.agencies, days(task)) for task in found] == [
        (["Sở Xây dựng"], ["2026-04-15"]),
        (["Ban Quản lý khu kinh tế"], ["2026-05-31"]),
    ]
    assert "(ii) Rà soát hồ sơ" in whole.text


def test_a_lead_after_a_dash_at_the_end_of_its_item() -> None:
    (task,) = owed(
        "II. NỘI DUNG\n1. Hoàn thành 3.000 căn nhà ở xã hội - Sở Xây dựng chủ trì, hoàn thành trước "
        "31/12/2026.\n"
    )

    assert (task.agencies, days(task)) == (["Sở Xây dựng"], ["2026-12-31"])


def test_who_belongs_to_a_group_owes_nothing_by_that() -> None:
    assert (
        owed(
            "Điều 1. Thành lập Tổ công tác gồm:\n1. Bà Trần Thị B, Giám đốc Sở Nội vụ - Tổ phó "
            "thường trực.\nĐiều 2. Giám đốc các sở căn cứ Quyết định thi hành./.\n",
            kind="QUYẾT ĐỊNH",
            number="12/QĐ-UBND",
        )
        == []
    )


def test_a_time_between_a_body_and_its_duty_is_no_part_of_the_name() -> None:
    (task,) = owed(
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ, trong quý II/2026, tổ chức tập huấn cho các xã.\n"
    )

    assert (task.agencies, days(task)) == (["Sở Nội vụ"], ["2026-06-30"])


def test_what_rules_demand_by_a_day_is_a_duty_of_those_whom_they_bind() -> None:
    (task,) = owed(
        "II. NỘI DUNG\n1. Các đơn vị khi tiếp nhận lao động phải tuân thủ các quy định sau:\n"
        "a) Có hợp đồng bằng văn bản.\nb) Báo cáo danh sách trước ngày 30/4/2026.\n"
    )

    assert days(task) == ["2026-04-30"]
    assert task.agencies[0].startswith("Các đơn vị")
