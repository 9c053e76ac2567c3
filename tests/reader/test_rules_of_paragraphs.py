"""How paragraphs and names are put together and taken apart, each on a few lines of our own."""

import pytest

from tests.reader.test_rules_of_structure import ordered, owed


def days(task) -> list[str]:
    return [(d.due_on or d.ends_on).isoformat() for d in task.deadlines if d.due_on or d.ends_on]


def test_duties_counted_in_a_paragraph_are_tasks_with_their_own_bodies_and_dates() -> None:
    found = ordered(
        "1. Làm sạch dữ liệu người lao động: (1) Sở Nội vụ ban hành mẫu phiếu trước ngày "
        "15/4/2026; (2) Thuế tỉnh rà soát danh sách, hoàn thành trong tháng 5 năm 2026; (3) các "
        "xã, phường cập nhật biến động, nhiệm vụ thường xuyên.\n"
    )

    assert [(task.agencies, days(task)) for task in found] == [
        (["Sở Nội vụ"], ["2026-04-15"]),
        (["Thuế tỉnh"], ["2026-05-31"]),
        (["các xã, phường"], []),
    ]
    assert [d.kind for d in found[2].deadlines] == ["continuing"]


def test_counted_duties_after_a_body_and_a_colon_are_all_its_own() -> None:
    found = owed(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính: (1) bố trí kinh phí trước ngày 20/4/2026;\n"
        "(2) hướng dẫn thanh toán cho các xã; (3) Công khai quyết toán.\n2. Sở Y tế\n- Kiểm tra "
        "các cơ sở.\n"
    )

    assert [(task.section, task.agencies, task.text.rstrip(".;")) for task in found] == [
        ("V.1", ["Sở Tài chính"], "bố trí kinh phí trước ngày 20/4/2026"),
        ("V.1", ["Sở Tài chính"], "hướng dẫn thanh toán cho các xã"),
        ("V.1", ["Sở Tài chính"], "Công khai quyết toán"),
        ("V.2", ["Sở Y tế"], "Kiểm tra các cơ sở"),
    ]


def test_what_a_duty_consists_of_is_no_duty_apart() -> None:
    (task,) = ordered(
        "1. Sở Nội vụ chủ trì xây dựng đề án gồm: (1) thực trạng việc làm; (2) mục tiêu; (3) kinh "
        "phí.\n"
    )

    assert task.agencies == ["Sở Nội vụ"]


def test_items_counted_in_brackets_may_stand_below_a_letter() -> None:
    found = owed(
        "V. TỔ CHỨC THỰC HIỆN\n1. Phân công\na) Sở Nội vụ:\n(1) Rà soát nhu cầu tuyển dụng.\n"
        "(2) Mở phiên giao dịch việc làm.\nb) Sở Tài chính:\n(1) Bố trí kinh phí.\n"
    )

    assert [(task.section, task.agencies) for task in found] == [
        ("V.1.a.1", ["Sở Nội vụ"]),
        ("V.1.a.2", ["Sở Nội vụ"]),
        ("V.1.b.1", ["Sở Tài chính"]),
    ]


def test_a_clause_that_only_finishes_dates_the_duty_before_it() -> None:
    first, second = ordered(
        "1. Sở Nội vụ rà soát số liệu trước ngày 31/3/2026; lấy ý kiến các xã, phường về mẫu "
        "phiếu; hoàn thành trước ngày 20/4/2026.\n"
    )

    assert second.text.startswith("lấy ý kiến")
    assert (days(first), days(second)) == (["2026-03-31"], ["2026-04-20"])


def test_what_is_sent_after_a_long_duty_has_its_own_date() -> None:
    long = "; ".join(
        ["rà soát toàn bộ nhà xưởng, nơi ở của công nhân và các điều kiện an toàn"] * 5
    )
    first, second = ordered(
        f"1. Sở Nội vụ kiểm tra các khu công nghiệp; {long}; gửi báo cáo về UBND tỉnh chậm nhất "
        "ngày 20/4/2026.\n"
    )

    assert (days(first), second.text[:14], days(second)) == ([], "gửi báo cáo về", ["2026-04-20"])


def test_a_second_date_after_a_comma_belongs_to_the_verb_before_it() -> None:
    first, second = ordered(
        "1. Sở Xây dựng thành lập tổ khảo sát nhà ở công nhân, hoàn thành trong tháng 4 năm 2026, "
        "triển khai thí điểm trong quý III năm 2026.\n"
    )

    assert (days(first), days(second)) == (["2026-04-30"], ["2026-09-30"])


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("Ban\nQuản lý các khu công nghiệp", ["Ban Quản lý các khu công nghiệp"]),
        (
            "Đề nghị Liên đoàn Lao động tỉnh, Hội Liên hiệp\n\nPhụ nữ tỉnh",
            ["Liên đoàn Lao động tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"],
        ),
        ("Các sở, ban, ngành, đoàn thể\n\nThành phố", ["Các sở, ban, ngành, đoàn thể Thành phố"]),
        ("Sở Nội vụ (Cơ quan thường trực Ban Chỉ đạo về việc làm của tỉnh):", ["Sở Nội vụ"]),
        ("Viện Nghiên cứu phát triển", ["Viện Nghiên cứu phát triển"]),
        ("Quỹ Đầu tư phát triển tỉnh", ["Quỹ Đầu tư phát triển tỉnh"]),
        ("Tiểu ban Tuyên truyền", ["Tiểu ban Tuyên truyền"]),
        ("Đài truyền thanh xã", ["Đài truyền thanh xã"]),
    ],
)
def test_a_heading_names_its_body_in_full(item: str, names: list[str]) -> None:
    (task,) = owed(f"V. TỔ CHỨC THỰC HIỆN\n1. {item}\n- Kiểm tra các cơ sở trên địa bàn.\n")

    assert task.agencies == names


@pytest.mark.parametrize(
    ("name", "duty"),
    [
        ("Các đơn vị được giao tổ chức phiên giao dịch", "báo cáo kết quả"),
        ("Các cơ quan được giao chủ trì nhiệm vụ", "báo cáo kết quả"),
        ("Đài truyền hình tỉnh", "mở chuyên mục"),
        ("Viện Nghiên cứu phát triển", "chủ trì khảo sát"),
        ("Sở Y tế (cơ quan thường trực Ban Chỉ đạo phòng, chống dịch)", "kiểm tra"),
    ],
)
def test_a_sentence_names_its_body_in_full(name: str, duty: str) -> None:
    (task,) = owed(f"V. TỔ CHỨC THỰC HIỆN\n1. {name} {duty} trước ngày 15/4/2026.\n")

    assert task.agencies == [name.split(" (")[0]]


def test_a_line_may_end_before_the_name_of_a_partner() -> None:
    (task,) = owed(
        "V. TỔ CHỨC THỰC HIỆN\n1. Đài Phát thanh và Truyền hình tỉnh chủ trì, phối hợp\nSở Nội vụ "
        "và các cơ quan liên quan xây dựng phóng sự về thị trường lao động của tỉnh ta.\n"
    )

    assert task.text.endswith("của tỉnh ta.")


def test_a_bullet_alone_on_its_line_opens_the_next_one() -> None:
    found = owed("V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n-\nRà soát nhu cầu.\n–\n\nMở phiên chợ.\n")

    assert [task.text for task in found] == ["Rà soát nhu cầu.", "Mở phiên chợ."]


def test_several_bodies_before_a_colon_are_told_what_to_do_on_one_line() -> None:
    (task,) = owed("V. TỔ CHỨC THỰC HIỆN\nCác sở, ngành: gửi kế hoạch trước ngày 10/4.\n")

    assert (task.agencies, task.text, days(task)) == (
        ["Các sở, ngành"],
        "gửi kế hoạch trước ngày 10/4.",
        ["2026-04-10"],
    )
