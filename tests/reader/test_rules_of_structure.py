"""Single rules of structure, each on a few lines of our own."""

import pytest

from reader import ProposedTask, read_text

PLAN = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}
An Bình, ngày 02 tháng 3 năm 2026
{kind}
Về công tác việc làm năm 2026
"""


def owed(body: str, *, kind: str = "KẾ HOẠCH", number: str = "12/KH-UBND") -> list[ProposedTask]:
    reading = read_text(
        PLAN.format(kind=kind, number=number) + body + "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    return [task for task in reading.tasks if task.scope in ("assigned", "dated")]


def ordered(body: str) -> list[ProposedTask]:
    return owed(body, kind="CHỈ THỊ", number="03/CT-UBND")


def test_a_heading_in_capitals_names_the_body_of_its_items() -> None:
    found = owed("""II. TỔ CHỨC THỰC HIỆN
I. PHÒNG KINH TẾ
Tham mưu bố trí kinh phí, trình UBND xã trước 25/3/2026.
II. TRUNG TÂM DỊCH VỤ TỔNG HỢP XÃ, ĐÀI TRUYỀN THANH XÃ
- Phát tin ba lần mỗi tuần về đợt khảo sát.
III. ĐỀ NGHỊ ỦY BAN MTTQ VIỆT NAM XÃ
Vận động hội viên cung cấp thông tin.
""")

    assert [task.agencies for task in found] == [
        ["Phòng kinh tế"],
        ["Trung tâm dịch vụ tổng hợp xã", "đài truyền thanh xã"],
        ["Ủy ban mttq việt nam xã"],
    ]


def test_a_heading_in_capitals_that_tells_a_subject_names_nobody() -> None:
    assert (
        owed("II. PHÒNG CHỐNG THIÊN TAI\n1. Mua sắm vật tư dự phòng.\n2. Diễn tập tại ba xã.\n")
        == []
    )


def test_bodies_parted_by_semicolons_owe_one_duty_together() -> None:
    (task,) = ordered(
        "Để bảo đảm tiến độ, Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Y tế; Sở Xây dựng; Sở Công Thương theo chức năng chủ động triển khai phương án bảo "
        "đảm an toàn.\n"
    )

    assert task.agencies == ["Sở Y tế", "Sở Xây dựng", "Sở Công Thương"]


def test_departments_listed_after_a_colon_belong_to_one_name() -> None:
    (task,) = ordered(
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Giám đốc các Sở: Nội vụ, Tài chính; Chủ tịch UBND các xã rà soát nhu cầu tuyển dụng "
        "của đơn vị.\n"
    )

    assert task.agencies == ["Giám đốc các Sở: Nội vụ, Tài chính", "Chủ tịch UBND các xã"]


def test_an_investor_is_a_body_though_its_name_holds_a_verb() -> None:
    found = owed("""V. TỔ CHỨC THỰC HIỆN
1. Các chủ đầu tư dự án hạ tầng khu, cụm công nghiệp
- Hoàn thành nhà ở cho công nhân.
2. Các Cục quản lý chuyên ngành phối hợp cung cấp số liệu.
""")

    assert [task.agencies for task in found] == [
        ["Các chủ đầu tư dự án hạ tầng khu, cụm công nghiệp"],
        ["Các Cục quản lý chuyên ngành"],
    ]


def test_the_issuer_that_announces_its_plan_owes_nothing_by_that() -> None:
    found = owed("""UBND tỉnh xây dựng Kế hoạch thực hiện trên địa bàn, cụ thể như sau:
I. NỘI DUNG
1. Mở ba phiên giao dịch việc làm.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ theo dõi, đôn đốc việc thực hiện.
""")

    assert [task.agencies for task in found] == [["Sở Nội vụ"]]


def test_those_present_at_a_meeting_owe_nothing() -> None:
    found = owed(
        """Tham dự cuộc họp có đại diện các cơ quan: Văn phòng UBND tỉnh, Ngân hàng Chính sách xã hội; lãnh đạo các xã.
Sau khi nghe báo cáo, Phó Chủ tịch UBND tỉnh kết luận như sau:
1. Đánh giá chung: Thời gian qua các sở, ngành đã tích cực triển khai.
2. Về dự án nhà ở công nhân: Thống nhất chủ trương. Giao Sở Xây dựng thẩm định hồ sơ trước ngày 30/6/2026.
""",
        kind="THÔNG BÁO",
        number="15/TB-VPUBND",
    )

    assert [(task.agencies, task.deadlines[0].text) for task in found] == [
        (["Sở Xây dựng"], "trước ngày 30/6/2026")
    ]


def test_results_and_outlooks_of_a_conclusion_are_no_duties() -> None:
    found = owed(
        """I. KẾT QUẢ CÔNG TÁC NĂM 2025
1. Công tác giải quyết việc làm tiếp tục đi vào nề nếp.
II. NHIỆM VỤ NĂM 2026
1. Sở Nội vụ là một trong ba đơn vị đầu tiên hoàn thành báo cáo.
2. Sở Nội vụ sẽ có nhiều thuận lợi trong năm tới.
3. Sở Nội vụ tham mưu kế hoạch khảo sát.
""",
        kind="THÔNG BÁO",
        number="15/TB-UBND",
    )

    assert [task.section for task in found] == ["II.3"]


def test_closing_orders_are_no_tasks() -> None:
    found = ordered("""Chủ tịch UBND tỉnh yêu cầu:
1. Sở Nội vụ kiểm tra hoạt động dịch vụ việc làm.
Ủy ban nhân dân tỉnh yêu cầu các cấp, các ngành, các tổ chức, cá nhân thực hiện nghiêm Chỉ thị này.
Căn cứ ý kiến chỉ đạo trên, các cơ quan, địa phương triển khai thực hiện./.
""")

    assert [task.agencies for task in found] == [["Sở Nội vụ"]]


def test_an_order_to_inform_is_no_closing_sentence() -> None:
    found = ordered("""Chủ tịch UBND tỉnh yêu cầu:
1. Đài Phát thanh và Truyền hình tỉnh:
- Thông báo kịp thời, rộng rãi các vi phạm để người lao động biết.
- Mở chuyên mục về thị trường lao động.
""")

    assert [task.agencies for task in found] == [["Đài Phát thanh và Truyền hình tỉnh"]] * 2


def test_an_order_after_the_last_item_is_a_task() -> None:
    found = ordered("""Chủ tịch UBND tỉnh yêu cầu:
1. Sở Nội vụ kiểm tra hoạt động dịch vụ việc làm.
Giao Văn phòng Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh theo dõi, đôn đốc việc thực hiện.
""")

    assert found[-1].agencies == [
        "Văn phòng Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh"
    ]


def test_lower_roman_numbers_in_brackets_do_not_cut_a_task() -> None:
    (task,) = owed("""V. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ
Chủ trì hỗ trợ doanh nghiệp đổi mới công nghệ. Cụ thể:
(i) Đánh giá trình độ công nghệ; (ii)
Tổ chức tập huấn tại các khu công nghiệp.
""")

    assert task.text.endswith("Tổ chức tập huấn tại các khu công nghiệp.")


def test_a_letter_after_a_heading_ending_with_số_opens_an_item() -> None:
    (task,) = owed("""II. NHIỆM VỤ
1. Phát triển hạ tầng số
a) Nội dung: Nâng cấp đường truyền số liệu.
b) Đơn vị chủ trì: Sở Khoa học và Công nghệ.
c) Thời gian hoàn thành: Trước ngày 30/9/2026.
""")

    assert (task.agencies, task.text.endswith("Nâng cấp đường truyền số liệu.")) == (
        ["Sở Khoa học và Công nghệ"],
        True,
    )


def test_a_time_before_a_colon_is_the_deadline_of_its_item() -> None:
    found = owed("""V. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Tháng 7 năm 2026: sơ kết sáu tháng.
- Quý IV/2026: tổng kết năm.
""")

    assert [[d.ends_on.isoformat() for d in task.deadlines] for task in found] == [
        ["2026-07-31"],
        ["2026-12-31"],
    ]


TABLE = """II. NHIỆM VỤ
TT
Tên nhiệm vụ
Sở, ngành chủ trì tham mưu
Đơn vị phối hợp thực hiện
Thời gian thực hiện
Ghi chú
(1)
(2)
(3)
A
Hạ tầng
1
Khảo sát nhu cầu tuyển dụng của doanh nghiệp trong các khu công nghiệp
và lập danh mục vị trí
Sở Nội vụ; Ban Quản lý các khu công nghiệp
Các sở, ban, ngành
Xong trong Quý II/2026

2
Kết nối dữ liệu với cơ quan thuế
Thuế tỉnh
Thường xuyên
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ theo dõi, đôn đốc.
"""


def test_a_table_with_one_cell_a_line_is_read_row_by_row() -> None:
    found = owed(TABLE)

    assert [(task.section, task.agencies, task.coordinating) for task in found] == [
        ("II.A.1", ["Sở Nội vụ", "Ban Quản lý các khu công nghiệp"], ["Các sở, ban, ngành"]),
        ("II.A.2", ["Thuế tỉnh"], []),
        ("III.1", ["Sở Nội vụ"], []),
    ]


def test_rows_of_a_table_without_empty_lines_keep_their_wrapped_text_and_their_time() -> None:
    first, second, _ = owed(TABLE)

    assert first.text.endswith("trong các khu công nghiệp và lập danh mục vị trí")
    assert [task.deadlines[0].kind for task in (first, second)] == ["within", "continuing"]


def test_an_item_after_a_rhythm_is_no_reference() -> None:
    found = owed("""III. NHIỆM VỤ
1. Tổ chức sàn giao dịch việc làm.
- Cơ quan chủ trì: Sở Nội vụ
- Thời gian: Hằng quý
2. Xây dựng phần mềm quản lý lao động.
- Cơ quan chủ trì: Sở Khoa học và Công nghệ
- Thời gian: Trước 30/9/2026
""")

    assert [(task.section, task.agencies) for task in found] == [
        ("III.1", ["Sở Nội vụ"]),
        ("III.2", ["Sở Khoa học và Công nghệ"]),
    ]


def test_the_label_of_a_report_is_no_duty_beside_the_duties_it_heads() -> None:
    found = owed("""V. CHẾ ĐỘ BÁO CÁO
1. Báo cáo năm: Các đơn vị gửi Sở Nội vụ trước ngày 15/12; Sở Nội vụ tổng hợp báo cáo UBND tỉnh trước ngày 20/12.
""")

    assert [(task.agencies, task.deadlines[0].text) for task in found] == [
        (["Các đơn vị"], "trước ngày 15/12"),
        (["Sở Nội vụ"], "trước ngày 20/12"),
    ]


def test_an_opening_that_takes_up_orders_leaves_the_addressee_to_the_end() -> None:
    (task,) = owed(
        """Năm qua, được sự quan tâm của Chính phủ, Thủ tướng Chính phủ, ngành đã vượt qua khó khăn.
Tiếp thu ý kiến chỉ đạo của Phó Thủ tướng, Bộ trưởng yêu cầu các đơn vị trực thuộc thực hiện các nội dung sau:
1. Nâng cao chất lượng dự báo thị trường lao động.
""",
        kind="THÔNG BÁO",
        number="15/TB-BNV",
    )

    assert task.agencies == ["các đơn vị trực thuộc"]


@pytest.mark.parametrize(
    "row", ["{}\t{}\t{}\t{}\t{}", "| {} | {} | {} | {} | {} |"], ids=["tabs", "bars"]
)
def test_a_table_with_one_row_a_line_is_read_by_its_tabs_or_bars(row: str) -> None:
    rows = [
        ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
        ("1", "Khảo sát nhu cầu tuyển dụng", "Sở Nội vụ", "Sở Tài chính", "Tháng 5/2026"),
        ("2", "Kết nối dữ liệu", "Thuế tỉnh", "", "Thường xuyên"),
    ]

    lines = [row.format(*cells) for cells in rows]
    if "|" in row:
        lines.insert(1, "| --- | --- | --- | --- | --- |")
    found = owed("\n".join(["II. NHIỆM VỤ", *lines, ""]))

    assert [(task.section, task.text, task.agencies, task.deadlines[0].kind) for task in found] == [
        ("II.1", "Khảo sát nhu cầu tuyển dụng", ["Sở Nội vụ"], "within"),
        ("II.2", "Kết nối dữ liệu", ["Thuế tỉnh"], "continuing"),
    ]


def test_a_tab_after_a_number_is_a_space() -> None:
    (task,) = owed("V.\tTỔ CHỨC THỰC HIỆN\n1.\tSở Nội vụ\n-\tTham mưu kế hoạch khảo sát.\n")

    assert (task.section, task.agencies, task.text) == (
        "V.1",
        ["Sở Nội vụ"],
        "Tham mưu kế hoạch khảo sát.",
    )


def test_rules_that_follow_an_announcement_of_rules_are_no_tasks() -> None:
    found = ordered("""Ủy ban nhân dân tỉnh yêu cầu Giám đốc các sở thực hiện các nhiệm vụ sau:
1. Về hoạt động tại bến: Mọi hoạt động phải tuân thủ các quy định sau đây:
a) Phương tiện phải có đủ áo phao.
b) Nghiêm cấm chở quá tải.
2. Sở Xây dựng có trách nhiệm kiểm tra các bến.
""")

    assert [task.section for task in found] == ["2"]


def test_unions_listed_after_a_colon_are_addressed_with_those_before_it() -> None:
    (task,) = owed("""V. TỔ CHỨC THỰC HIỆN
1. Đề nghị UB MTTQ tỉnh, các tổ chức hội: Hội Nông dân, Hội Phụ nữ phối hợp vận động hội viên.
""")

    assert ", ".join(task.agencies) == "UB MTTQ tỉnh, các tổ chức hội: Hội Nông dân, Hội Phụ nữ"


def test_a_numbered_row_after_lettered_rows_leaves_their_group() -> None:
    head = "PHỤ LỤC\nTT\nNội dung\nCơ quan chủ trì\nThời gian\n1\nTuyên truyền\n"
    rows = "a)\nMở hội nghị\nSở Nội vụ\nQuý II/2026\n2\nKết nối dữ liệu\nThuế tỉnh\nThường xuyên\n"

    assert [task.section for task in owed(head + rows)] == ["PL.1.a", "PL.2"]


def test_fields_on_one_line_in_brackets_are_told_apart() -> None:
    (task,) = owed("""III. NHIỆM VỤ
1. Cải cách thủ tục
a) Cắt giảm thời gian giải quyết thủ tục.
(Chủ trì: Văn phòng UBND tỉnh; phối hợp: các sở, ban, ngành; thời gian hoàn thành: trong quý III/2026)
""")

    assert (task.agencies, task.coordinating) == (["Văn phòng UBND tỉnh"], ["các sở, ban, ngành"])
    assert [d.ends_on.isoformat() for d in task.deadlines] == ["2026-09-30"]


def test_bodies_that_cooperate_are_no_addressees_of_a_sentence_of_their_own() -> None:
    (task,) = ordered("""Chủ tịch UBND tỉnh yêu cầu:
1. Thanh tra tỉnh
- Tăng cường phối hợp giữa các cơ quan: Sở Nội vụ, Công an tỉnh trong công tác thanh tra, kiểm tra.
""")

    assert task.agencies == ["Thanh tra tỉnh"]


def test_aims_under_one_heading_with_requirements_are_no_tasks() -> None:
    assert (
        owed(
            "II. MỤC ĐÍCH YÊU CẦU:\n- Nhằm giảm nghèo bền vững trước ngày 30/9/2026.\n- Hỗ trợ "
            "đúng đối tượng.\n"
        )
        == []
    )
