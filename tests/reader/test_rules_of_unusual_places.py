"""Duties where one would not look for them, and parts of a document in unusual order."""

import pytest

from reader import read_text
from tests.reader.test_rules_of_paragraphs import days
from tests.reader.test_rules_of_structure import PLAN, ordered, owed

DECISION = """Điều 1. Ban hành kèm theo Quyết định này Kế hoạch giải quyết việc làm.
Điều 2. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.
"""
SIGNATURE = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bình\n"
ATTACHED = """KẾ HOẠCH
Giải quyết việc làm năm 2026
I. MỤC ĐÍCH
- Tạo việc làm mới.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ khảo sát nhu cầu trước ngày 15/4/2026.
"""


@pytest.mark.parametrize(
    "between",
    [
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n" + SIGNATURE,
        "Nơi\nnhận:\n- Như Điều 2;\n- Lưu: VT.\n" + SIGNATURE,
        SIGNATURE,
        "Nơi nhận:\n- Lưu: VT.\n" + SIGNATURE + "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n",
    ],
)
def test_a_plan_after_the_signature_of_its_decision_is_its_second_half(between: str) -> None:
    head = PLAN.format(kind="QUYẾT ĐỊNH", number="12/QĐ-UBND")
    reading = read_text(f"{head}{DECISION}{between}{ATTACHED}")

    assert [(t.section, t.agencies) for t in reading.tasks if t.scope == "assigned"] == [
        ("II.1", ["Sở Nội vụ"])
    ]
    assert [c.section for c in reading.clauses][:2] == ["1", "2"]


@pytest.mark.parametrize(
    "heading",
    [
        "CĂN CỨ NHIỆM VỤ ĐƯỢC GIAO",
        "TÌNH HÌNH",
        "KẾT QUẢ THỰC HIỆN",
        "YÊU CẦU",
        "MỤC TIÊU",
        "ĐỐI TƯỢNG",
        "PHẠM VI",
    ],
)
def test_what_a_body_owes_by_a_day_is_a_duty_under_any_heading(heading: str) -> None:
    found = owed(
        f"II. {heading}\n1. Sở Nội vụ khảo sát nhu cầu, hoàn thành trước ngày 15/4/2026.\n"
        "2. Sở Y tế\n- Kiểm tra các cơ sở, báo cáo trước ngày 20/4/2026.\n3. Giữ vững đà tăng.\n"
        "4. Giao Sở Tài chính bố trí kinh phí.\n"
    )

    assert [(task.agencies, days(task)) for task in found] == [
        (["Sở Nội vụ"], ["2026-04-15"]),
        (["Sở Y tế"], ["2026-04-20"]),
        (["Sở Tài chính"], []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Các sở, ngành phấn đấu đến hết quý IV năm 2026 đạt 60%.",
        "Sở Nội vụ đã hoàn thành khảo sát trước ngày 15/01/2026.",
        "Bảo đảm trước ngày 30/9/2026 giảm nghèo bền vững.",
    ],
)
def test_aims_and_results_are_no_duties(text: str) -> None:
    assert owed(f"I. MỤC TIÊU\n1. {text}\n") == owed(f"I. KẾT QUẢ\n1. {text}\n") == []


def test_a_heading_that_orders_something_is_no_assessment() -> None:
    found = owed(
        "II. NHIỆM VỤ\n1. Theo dõi tình hình lao động\n- Sở Nội vụ lập sổ theo dõi.\n"
        "2. Căn cứ nhiệm vụ được giao, các đơn vị sau thực hiện:\na) Sở Y tế kiểm tra cơ sở.\n"
        "3. Chế độ báo cáo kết quả thực hiện\n- Các xã báo cáo hằng quý.\n"
    )

    assert [task.agencies for task in found] == [["Sở Nội vụ"], ["Sở Y tế"], ["Các xã"]]


@pytest.mark.parametrize(
    ("closing", "names"),
    [
        (
            "Yêu cầu các sở, ngành nghiêm túc triển khai thực hiện, báo cáo kết quả trước ngày "
            "30/11/2026./.",
            ["các sở, ngành"],
        ),
        (
            "Trên đây là Kế hoạch công tác việc làm, các đơn vị thực hiện và báo cáo trước ngày "
            "30/11/2026./.",
            ["các đơn vị"],
        ),
    ],
)
def test_a_closing_sentence_with_a_day_is_a_duty(closing: str, names: list[str]) -> None:
    found = owed(f"III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi, đôn đốc.\n{closing}\n")

    assert [(task.agencies, days(task)) for task in found[1:]] == [(names, ["2026-11-30"])]


def test_a_time_below_a_duty_of_a_body_belongs_to_that_duty() -> None:
    found = owed(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Khảo sát nhu cầu.\nThời gian thực hiện: Tháng "
        "4/2026.\n- Mở phiên chợ việc làm.\nThời gian thực hiện: Quý II/2026.\n"
    )

    assert [(task.text, days(task)) for task in found] == [
        ("Khảo sát nhu cầu.", ["2026-04-30"]),
        ("Mở phiên chợ việc làm.", ["2026-06-30"]),
    ]


def test_each_body_in_a_time_field_has_its_own_time() -> None:
    found = owed(
        "II. NHIỆM VỤ\n1. Báo cáo kết quả\n- Cơ quan thực hiện: Sở Nội vụ\n- Thời gian: Các xã gửi "
        "trước 15/4; Sở Nội vụ tổng hợp trước 30/4\n"
    )

    assert [(task.agencies, days(task)) for task in found] == [
        (["Sở Nội vụ"], ["2026-04-30"]),
        (["Các xã"], ["2026-04-15"]),
    ]


def test_each_line_of_performers_names_its_body_and_what_else_it_does() -> None:
    found = owed(
        "II. HOẠT ĐỘNG\na) Hoạt động 1\n- Nội dung: Truyền thông về việc làm.\n- Cơ quan thực "
        "hiện:\n+ Sở Văn hóa chủ trì, phối hợp với các xã.\n+ Sở Xây dựng treo pa nô tại bến xe.\n"
    )

    assert [(task.agencies, task.text.split(" ")[0]) for task in found] == [
        (["Sở Văn hóa"], "Hoạt"),
        (["Sở Xây dựng"], "Sở"),
    ]


def test_contents_listed_under_one_performer_are_tasks_apart() -> None:
    found = owed(
        "II. NỘI DUNG\n1. Hỗ trợ thi hành\n- Các nội dung hỗ trợ bao gồm:\n+ Hướng dẫn áp dụng văn "
        "bản;\n+ Tiếp nhận kiến nghị của doanh nghiệp.\n- Cơ quan thực hiện: Các sở, ngành.\n"
    )

    assert [(task.text.split(" ")[0], task.agencies) for task in found] == [
        ("Hướng", ["Các sở, ngành"]),
        ("Tiếp", ["Các sở, ngành"]),
    ]


def test_bodies_that_do_the_same_in_a_field_lead_together() -> None:
    (task,) = owed(
        "II. NỘI DUNG\n1. Rà soát văn bản\n- Cơ quan thực hiện: Sở Nội vụ tiến hành rà soát văn "
        "bản của ngành; các xã, phường rà soát văn bản của địa phương.\n"
    )

    assert task.agencies == ["Sở Nội vụ", "các xã, phường"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("39   /KH-UBND", "39/KH-UBND"),
        ("39/KH - UBND", "39/KH-UBND"),
        ("66.2/2025/QĐ-UBND", "66.2/2025/QĐ-UBND"),
        ("   /KH-UBND", None),
    ],
)
def test_the_number_of_a_document_is_read_with_its_blanks(written: str, number: str | None) -> None:
    reading = read_text(PLAN.format(kind="KẾ HOẠCH", number=written) + ATTACHED)

    assert reading.header.number == number


def test_a_title_that_ends_with_a_word_for_digital_holds_no_number() -> None:
    head = PLAN.format(kind="KẾ HOẠCH", number="39/KH-UBND")
    reading = read_text(
        head.replace("Số: 39/KH-UBND\n", "").replace(
            "Về công tác việc làm năm 2026", "PHÁT TRIỂN DOANH NGHIỆP SỐ\n12/KH-XYZ"
        )
        + ATTACHED
    )

    assert reading.header.number is None


def test_an_item_after_a_heading_of_digital_business_is_no_reference() -> None:
    (task,) = owed("II. NHIỆM VỤ\nPhát triển doanh nghiệp số\n1. Sở Nội vụ khảo sát nhu cầu.\n")

    assert task.section == "II.1"


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("UBND thành phố Việt Trì", "assigned"),
        ("UBND huyện Phú Hòa", "assigned"),
        ("UBND xã Bắc Ninh", "assigned"),
        ("UBND thành phố Hà Nội", "request"),
        ("UBND tỉnh Lạng Sơn", "request"),
    ],
)
def test_towns_and_communes_of_the_own_province_are_told_others_are_asked(
    name: str, scope: str
) -> None:
    text = f"V. TỔ CHỨC THỰC HIỆN\n1. {name} rà soát nhu cầu tuyển dụng.\n"
    (task,) = read_text(PLAN.format(kind="KẾ HOẠCH", number="12/KH-UBND") + text).tasks

    assert task.scope == scope


@pytest.mark.parametrize("duty", ["đưa nội dung vào sinh hoạt", "mở phiên chợ", "cấp kinh phí"])
def test_a_verb_of_one_syllable_opens_a_duty_for_want_of_another(duty: str) -> None:
    (task,) = ordered(f"1. Sở Tài chính {duty} trước ngày 15/4/2026.\n")

    assert task.agencies == ["Sở Tài chính"]


HEAD_OF_TABLE = "PHỤ LỤC\nSTT\tNội dung\tCơ quan chủ trì\tThời gian\n"


def test_a_row_of_text_without_lead_and_time_shares_those_above_but_is_not_certain() -> None:
    first, second = owed(
        HEAD_OF_TABLE
        + "1\tKhảo sát nhu cầu tuyển dụng\tSở Nội vụ\tQuý II/2026\n2\tMở phiên giao dịch\t\t\n"
    )

    assert (second.section, second.agencies, days(second)) == ("PL.2", ["Sở Nội vụ"], days(first))
    assert second.confidence < 0.75


def test_the_title_of_the_next_group_is_no_cell_of_the_row_before_it() -> None:
    cells = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    cells += ["1", "Khảo sát nhu cầu", "Sở Nội vụ", "Các xã", "Quý II/2026"]
    cells += ["II. KẾT NỐI\nDỮ LIỆU"]
    cells += ["2", "Nối kho dữ liệu", "Thuế tỉnh", "Các xã", "Quý III/2026"]
    found = owed("PHỤ LỤC\n\n" + "\n\n".join(cells) + "\n")

    assert [(task.section, task.agencies) for task in found] == [
        ("PL.1", ["Sở Nội vụ"]),
        ("PL.II.2", ["Thuế tỉnh"]),
    ]


def test_a_cell_too_many_costs_no_row() -> None:
    cells = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    cells += ["1", "Khảo sát nhu cầu", "Sở Nội vụ", "Các xã", "Quý II/2026"]
    cells += ["(*) Gồm cả lao động ngoài tỉnh"]
    cells += ["2", "Nối kho dữ liệu", "Thuế tỉnh", "Các xã", "Quý III/2026"]
    found = owed("PHỤ LỤC\n\n" + "\n\n".join(cells) + "\n")

    assert [(task.agencies, days(task)) for task in found] == [
        (["Sở Nội vụ"], ["2026-06-30"]),
        (["Thuế tỉnh"], ["2026-09-30"]),
    ]


def test_an_order_after_an_announcement_on_long_lines_stands_by_itself() -> None:
    first, second = owed(
        "Thực hiện Công văn số 15/BNV-VL ngày 20/02/2026 của Bộ Nội vụ về báo cáo việc làm, UBND "
        "tỉnh có ý kiến như sau:\nYêu cầu các sở, ngành báo cáo kết quả giải quyết việc làm quý "
        "I/2026, gửi về Sở Nội vụ trước ngày 20/3/2026.\nGiao Sở Nội vụ tổng hợp trước ngày "
        "25/3/2026.\n",
        kind="CÔNG VĂN",
        number="15/UBND-VX",
    )

    assert (first.agencies, days(first)) == (["các sở, ngành"], ["2026-03-20"])
    assert (second.agencies, days(second)) == (["Sở Nội vụ"], ["2026-03-25"])


def test_a_time_before_a_colon_is_that_of_the_body_after_it() -> None:
    found = owed(
        "III. NHIỆM VỤ\n1. Từ ngày 01/4/2026 đến ngày 15/4/2026: các xã lập danh sách; từ ngày "
        "16/4/2026 đến ngày 30/4/2026: Sở Nội vụ thẩm định.\n2. Cuối tháng 5/2026: Sở Y tế sơ kết.\n"
    )

    assert [(task.agencies, days(task)) for task in found if task.scope == "assigned"] == [
        (["các xã"], ["2026-04-15"]),
        (["Sở Nội vụ"], ["2026-04-30"]),
        (["Sở Y tế"], ["2026-05-31"]),
    ]


@pytest.mark.parametrize("end", ["Tháng 4/2026:", "Sở Y tế kiểm tra; trước ngày 15/4/2026:"])
def test_a_time_before_a_colon_with_nothing_after_it_stays_where_it_is(end: str) -> None:
    for task in owed(f"V. PHÂN CÔNG\n1. {end}\n- Cơ quan thực hiện: Sở Nội vụ\n"):
        assert task.text


def test_a_duty_of_two_syllables_is_a_duty() -> None:
    assert [t.text for t in owed("V. PHÂN CÔNG\n1. Sở Y tế\n- Kiểm tra.\n")] == ["Kiểm tra."]


@pytest.mark.parametrize(
    "heads",
    [
        ["TT", "Nội dung", "Phân công", "Chủ trì", "Phối hợp", "Thời gian"],
        ["TT", "Nội dung", "Phân công", "Thời gian", "Chủ trì", "Phối hợp"],
    ],
)
def test_two_rows_of_headings_read_as_one_name_no_column_twice(heads: list[str]) -> None:
    cells = [*heads, "1", "Khảo sát nhu cầu", "Sở Nội vụ", "Các xã", "Quý II/2026"]
    (task,) = owed("PHỤ LỤC\n\n" + "\n\n".join(cells) + "\n")

    assert (task.agencies, task.coordinating, days(task)) == (
        ["Sở Nội vụ"],
        ["Các xã"],
        ["2026-06-30"],
    )


def test_a_row_numbered_below_its_group_says_the_group_once() -> None:
    cells = ["STT", "Nội dung", "Cơ quan chủ trì", "Thời gian", "1", "Hỗ trợ doanh nghiệp"]
    cells += ["1.1", "Khảo sát nhu cầu", "Sở Nội vụ", "Quý II/2026"]

    assert [t.section for t in owed("PHỤ LỤC\n\n" + "\n\n".join(cells) + "\n")] == ["PL.1.1"]


def test_wrapped_cells_are_one_though_an_empty_line_follows_each_line() -> None:
    lines = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    lines += ["1", "Khảo sát nhu cầu tuyển dụng", "của các doanh nghiệp trong tỉnh", "Sở Nội vụ"]
    lines += ["Các sở, ban, ngành;", "các xã, phường", "Quý II/2026"]
    lines += ["2", "Nối kho dữ liệu lao động", "với kho dữ liệu thuế", "Thuế tỉnh", "Công an tỉnh"]
    lines += ["Trước ngày 30/9/2026"]
    found = owed("PHỤ LỤC\n\n" + " \n\n".join(lines) + "\n")

    assert [(task.text, task.agencies, days(task)) for task in found] == [
        (
            "Khảo sát nhu cầu tuyển dụng của các doanh nghiệp trong tỉnh",
            ["Sở Nội vụ"],
            ["2026-06-30"],
        ),
        ("Nối kho dữ liệu lao động với kho dữ liệu thuế", ["Thuế tỉnh"], ["2026-09-30"]),
    ]


def test_the_title_of_a_group_does_not_end_a_table_of_one_cell_a_line() -> None:
    lines = ["STT", "Nội dung", "Cơ quan chủ trì", "Thời gian"]
    lines += ["1", "Khảo sát nhu cầu", "Sở Nội vụ", "Quý II/2026"]
    lines += ["II. KẾT NỐI DỮ LIỆU"]
    lines += ["2", "Nối kho dữ liệu", "Thuế tỉnh", "Trước ngày 30/9/2026"]
    found = owed("PHỤ LỤC\n" + "\n".join(lines) + "\n")

    assert [(task.agencies, days(task)) for task in found] == [
        (["Sở Nội vụ"], ["2026-06-30"]),
        (["Thuế tỉnh"], ["2026-09-30"]),
    ]


@pytest.mark.parametrize(
    "duty",
    [
        "Sở Nội vụ thông báo kết quả đến các doanh nghiệp trước ngày 15/4/2026.",
        "Sở Y tế thông báo danh sách cơ sở đủ điều kiện.",
        "Thanh tra tỉnh kết luận các vụ việc trong quý II/2026.",
        "UBND các xã ban hành Kế hoạch của địa phương.",
    ],
)
def test_what_would_be_an_announcement_of_the_issuer_is_a_duty_of_others(duty: str) -> None:
    assert [task.text for task in owed(f"V. PHÂN CÔNG\n1. {duty}\n")] == [duty]
