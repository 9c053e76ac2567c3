"""Rules of conclusions, directives and dispatches, each on a few lines of our own."""

import pytest

from tests.reader.test_rules_of_structure import ordered, owed


def test_a_deputy_minister_only_sees_to_what_a_department_owes() -> None:
    single, below = ordered("""Bộ trưởng yêu cầu:
1. Thứ trưởng Lê Văn Bình chỉ đạo Vụ Tài chính xây dựng phương án phân bổ vốn.
2. Về biên chế: Thứ trưởng Trần Thị Mai chỉ đạo Vụ Tổ chức cán bộ chủ trì:
- Hoàn thiện đề án vị trí việc làm.
""")

    assert (single.agencies, below.agencies) == (["Vụ Tài chính"], ["Vụ Tổ chức cán bộ"])


def test_an_opinion_is_nobodys_task() -> None:
    (task,) = ordered("""Chủ tịch UBND tỉnh yêu cầu:
1. Về thu hút vốn
- Thu hút vốn phải có chọn lọc, không chạy theo số lượng.
- Giao Sở Tài chính rà soát danh mục dự án.
""")

    assert task.text == "Giao Sở Tài chính rà soát danh mục dự án."


def test_how_things_stand_is_told_apart_from_the_order_after_it() -> None:
    (task,) = ordered("""Chủ tịch UBND tỉnh yêu cầu:
1. Phòng, chống dịch trên trâu: Dịch bệnh lây lan nhanh. Yêu cầu Trung tâm Khuyến nông tiêm phòng đợt 1.
""")

    assert (task.text, task.agencies) == (
        "Yêu cầu Trung tâm Khuyến nông tiêm phòng đợt 1.",
        ["Trung tâm Khuyến nông"],
    )


def test_rules_announced_for_everybody_are_no_tasks() -> None:
    (task,) = ordered("""1. Thực hành tiết kiệm
Cán bộ, công chức thực hiện nghiêm các quy định sau đây:
- Không dùng xe công vào việc riêng.
2. Sở Nội vụ
- Kiểm tra kỷ luật hành chính.
""")

    assert task.agencies == ["Sở Nội vụ"]


def test_common_requirements_of_a_directive_may_charge_a_body() -> None:
    (task,) = ordered(
        "1. Yêu cầu chung\n1.1. Thủ trưởng các đơn vị chịu trách nhiệm nếu để xảy ra sự cố.\n"
    )

    assert task.agencies == ["Thủ trưởng các đơn vị"]


def test_an_order_after_its_reason_names_the_holder_of_the_items() -> None:
    (task,) = ordered("""Trước tình hình nắng nóng kéo dài:
Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các cơ quan triển khai ngay các nhiệm vụ sau:
1. Kiểm tra hệ thống điện của trụ sở.
""")

    assert task.agencies == ["Thủ trưởng các cơ quan"]


def test_a_request_to_obey_closes_the_document() -> None:
    (task,) = ordered(
        "1. Giao Sở Y tế kiểm tra các cơ sở.\nYêu cầu các đơn vị thực hiện nghiêm túc, không chậm "
        "trễ.\n"
    )

    assert task.agencies == ["Sở Y tế"]


def test_where_a_report_goes_belongs_to_its_duty() -> None:
    (task,) = ordered(
        "1. Giao các sở giải trình ý kiến thẩm tra. Báo cáo yêu cầu gửi về Văn phòng UBND tỉnh "
        "trước ngày 20/3/2026.\n"
    )

    assert [d.due_on.isoformat() for d in task.deadlines] == ["2026-03-20"]


@pytest.mark.parametrize(
    "name",
    [
        "Hội đồng bồi thường, hỗ trợ, tái định cư huyện",
        "Trung tâm Ứng dụng khoa học kỹ thuật và bảo vệ cây trồng, vật nuôi",
        "Vụ Khoa học công nghệ, môi trường và vật liệu xây dựng",
        "Các doanh nghiệp có sử dụng lao động nước ngoài",
        "Cổng thông tin điện tử quận",
    ],
)
def test_a_verb_inside_a_name_does_not_end_it(name: str) -> None:
    (task,) = owed(
        f"V. TỔ CHỨC THỰC HIỆN\n1. {name} hoàn thành việc rà soát trước ngày 20/4/2026.\n"
    )

    assert ", ".join(task.agencies) == name


def test_the_standing_role_of_a_body_is_no_part_of_its_name() -> None:
    (task,) = owed(
        "V. PHÂN CÔNG\n1. Trung tâm Y tế quận (cơ quan thường trực)\n- Điều phối việc phun hóa "
        "chất.\n"
    )

    assert task.agencies == ["Trung tâm Y tế quận"]


def test_being_on_call_is_a_duty_and_no_standing_committee() -> None:
    (task,) = owed(
        "V. PHÂN CÔNG\n1. Đội Cứu nạn tỉnh\n- Thường trực, sẵn sàng phương tiện khi có lệnh.\n"
    )

    assert task.agencies == ["Đội Cứu nạn tỉnh"]


def test_the_lead_in_brackets_after_several_sentences_owes_them_all() -> None:
    (task,) = owed(
        "II. NHIỆM VỤ\n1. Hỗ trợ nhà đầu tư\n"
        "Duy trì đường dây nóng; giải quyết hồ sơ đúng hạn. (Sở Tài chính chủ trì thực hiện).\n"
    )

    assert task.agencies == ["Sở Tài chính"]


def test_a_heading_of_assessment_over_fields_is_a_task() -> None:
    (task,) = owed("""II. NHIỆM VỤ
1. Đánh giá kết quả thực hiện
- Nội dung: Tổng kết và nhân rộng mô hình tốt.
- Đơn vị chủ trì: Sở Nội vụ.
- Thời gian thực hiện: Cuối năm 2026.
""")

    assert (task.agencies, [d.ends_on.isoformat() for d in task.deadlines]) == (
        ["Sở Nội vụ"],
        ["2026-12-31"],
    )


def test_a_word_for_digital_at_a_lines_end_refers_to_no_item() -> None:
    (task,) = owed("""II. NHIỆM VỤ
1.1. Đưa hạ tầng khu công nghiệp lên bản đồ số
a) Cơ quan thực hiện: Sở Xây dựng.
b) Thời gian: Tháng 4/2026.
""")

    assert (task.agencies, [d.ends_on.isoformat() for d in task.deadlines]) == (
        ["Sở Xây dựng"],
        ["2026-04-30"],
    )


def test_rows_whose_cells_are_parted_by_spaces_are_read_as_a_table() -> None:
    found = owed("""PHỤ LỤC
STT   Nội dung   Cơ quan chủ trì   Thời gian
I   HẠ TẦNG
1   Lắp camera tại ngã tư   Công an tỉnh   Quý II/2026
2   Kéo cáp quang về xã   Sở Khoa học và Công nghệ   Trước ngày 30/9/2026
""")

    assert [(task.text, task.agencies) for task in found] == [
        ("Lắp camera tại ngã tư", ["Công an tỉnh"]),
        ("Kéo cáp quang về xã", ["Sở Khoa học và Công nghệ"]),
    ]


def test_a_lettered_section_after_a_table_is_no_row() -> None:
    row, below = owed("""A. NỘI DUNG
TT
Nhiệm vụ
Đơn vị chủ trì
Thời gian
1
Kiểm tra hồ chứa
Chi cục Thủy lợi
Tháng 5/2026
B. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở
- Mua sắm vật tư dự phòng.
""")

    assert (row.agencies, below.agencies) == (["Chi cục Thủy lợi"], ["Văn phòng Sở"])


def test_steps_under_time_and_progress_are_milestones() -> None:
    found = owed("""III. THỜI GIAN, TIẾN ĐỘ THỰC HIỆN
1. Từ ngày 06/4/2026 đến 17 giờ 00 ngày 05/5/2026: Tiếp nhận phiếu đăng ký.
2. Tháng 6/2026: Công nhận kết quả.
""")

    assert [task.scope for task in found] == ["dated", "dated"]
    assert [task.deadlines[0].ends_on.isoformat() for task in found] == ["2026-05-05", "2026-06-30"]


def test_a_second_report_after_a_colon_keeps_its_first_words() -> None:
    plan, report = owed("""IV. TỔ CHỨC THỰC HIỆN
1. UBND các quận, huyện: Xây dựng và ban hành kế hoạch trước ngày 31/3/2026; báo cáo kết quả trước ngày 30/11/2026.
""")

    assert (plan.agencies, report.text) == (
        ["UBND các quận, huyện"],
        "báo cáo kết quả trước ngày 30/11/2026.",
    )


def test_a_line_that_opens_with_a_field_goes_on_from_none() -> None:
    (task,) = owed("""II. NỘI DUNG
1.1. Tổ chức mít tinh, diễu hành hưởng ứng Tuần lễ Quốc gia phòng bệnh năm 2026
Đơn vị thực hiện: Sở Y tế
Thời gian thực hiện: từ ngày 25 đến ngày 31/5/2026
""")

    assert (task.agencies, [d.ends_on.isoformat() for d in task.deadlines]) == (
        ["Sở Y tế"],
        ["2026-05-31"],
    )


def test_an_item_without_a_time_that_no_one_is_charged_with_is_only_proposed() -> None:
    (task,) = ordered(
        "Chủ tịch UBND tỉnh chỉ thị:\n1. Lấy học sinh làm trung tâm, đổi mới cách dạy.\n"
        "2. Tổng kết phong trào thi đua trước ngày 30/6/2026.\n"
    )

    assert task.section == "2"


def test_owners_named_in_general_are_addressed() -> None:
    (task,) = ordered("1. Các chủ đập, hồ chứa thủy điện tổ chức quan trắc động đất.\n")

    assert task.agencies == ["Các chủ đập, hồ chứa thủy điện"]


def test_the_name_of_a_broadcaster_holds_no_verb() -> None:
    (task,) = owed("V. PHÂN CÔNG\n1. Đài Phát thanh và Truyền hình thành phố xây dựng phóng sự.\n")

    assert task.agencies == ["Đài Phát thanh và Truyền hình thành phố"]


def test_a_report_as_product_is_no_body() -> None:
    (task,) = owed(
        "PHỤ LỤC\nSTT\tNội dung\tSản phẩm\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n"
        "1\tĐánh giá bệnh viện số\tBáo cáo đánh giá\tSở Y tế\t\tHằng năm\n"
        "2\tSố hóa bệnh án\tBệnh án số\tSở Y tế\tSở Nội vụ\tNăm 2026\n"
    )[:1]

    assert task.agencies == ["Sở Y tế"]


def test_a_general_order_before_the_last_one_is_no_task() -> None:
    _, task = ordered(
        "Chủ tịch UBND tỉnh chỉ thị:\n1. Sở Y tế hoàn chỉnh hồ sơ dự án.\n"
        "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện; giao Sở Nội vụ tổng hợp trước ngày "
        "30/6/2026.\n"
    )

    assert task.text == "giao Sở Nội vụ tổng hợp trước ngày 30/6/2026."


@pytest.mark.parametrize(
    "duty", ["chốt danh sách doanh nghiệp tham gia phiên giao dịch", "báo giá các tuyến xe đưa đón"]
)
def test_a_partners_name_ends_where_its_part_of_the_work_begins(duty: str) -> None:
    (task,) = ordered(f"""Chủ tịch UBND tỉnh yêu cầu:
1. Giao Sở Nội vụ chủ trì, phối hợp với Ban Quản lý các KCN {duty} trước ngày 04/12/2026.
""")

    assert (task.agencies, task.coordinating) == (["Sở Nội vụ"], ["Ban Quản lý các KCN"])
