import pytest

from vietnam.names import agency_key, expand_abbreviations, split_agencies


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("UBND các huyện, thị xã, thành phố", ["UBND các huyện, thị xã, thành phố"]),
        (
            "Các Sở, ban, ngành, UBND xã, phường và các cơ quan, tổ chức có liên quan",
            ["Các Sở, ban, ngành", "UBND xã, phường", "các cơ quan, tổ chức có liên quan"],
        ),
        ("Ban Quản lý các KCN tỉnh", ["Ban Quản lý các KCN tỉnh"]),
        (
            "Bộ trưởng Bộ Quốc phòng, Bộ trưởng Bộ Công an",
            ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an"],
        ),
        (
            "Hiệp hội cung ứng nhân lực và việc làm tỉnh Bắc Giang, các doanh \nnghiệp hoạt động "
            "dịch vụ "
            "việc làm và các doanh nghiệp "
            "có nhu cầu tuyển lao động",
            [
                "Hiệp hội cung ứng nhân lực và việc làm tỉnh Bắc Giang",
                "các doanh nghiệp hoạt động dịch vụ việc làm",
                "các doanh nghiệp có nhu cầu tuyển lao động",
            ],
        ),
        (
            "Sở Tài chính và Ủy ban nhân dân các xã, phường",
            ["Sở Tài chính", "Ủy ban nhân dân các xã, phường"],
        ),
        (
            "Sở Nội vụ, Sở Giáo dục và Đào tạo, Sở Tài chính",
            ["Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Sở Tài chính"],
        ),
        ("Bộ CHQS tỉnh; UBND\ncấp xã", ["Bộ CHQS tỉnh", "UBND cấp xã"]),
        (
            "Sở Lao động - TB&XH, Ban Quản lý các KCN tỉnh, Liên đoàn Lao động tỉnh, BHXH tỉnh, "
            "Tỉnh "
            "đoàn thanh niên, Hội Nông dân tỉnh, "
            "Hội Liên hiệp Phụ nữ tỉnh, UBND các huyện, thị xã, thành phố, các doanh nghiệp có "
            "nhu cầu tuyển lao động",
            [
                "Sở Lao động - TB&XH",
                "Ban Quản lý các KCN tỉnh",
                "Liên đoàn Lao động tỉnh",
                "BHXH tỉnh",
                "Tỉnh đoàn thanh niên",
                "Hội Nông dân tỉnh",
                "Hội Liên hiệp Phụ nữ tỉnh",
                "UBND các huyện, thị xã, thành phố",
                "các doanh nghiệp có nhu cầu tuyển lao động",
            ],
        ),
        (
            "Đài Phát thanh và Truyền hình tỉnh, Báo Bắc Giang",
            ["Đài Phát thanh và Truyền hình tỉnh", "Báo Bắc Giang"],
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch; Sở Y tế",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        ),
        ("các Bộ, cơ quan liên quan", ["các Bộ, cơ quan liên quan"]),
        ("các sở, ngành, cơ quan liên quan", ["các sở, ngành, cơ quan liên quan"]),
        ("Các cơ quan, đơn vị được giao chủ trì", ["Các cơ quan, đơn vị được giao chủ trì"]),
        (
            "Sở Tài chính và cơ quan, địa phương liên quan",
            ["Sở Tài chính", "cơ quan, địa phương liên quan"],
        ),
        (
            "Văn phòng Ban Chỉ huy; các sở, ban, ngành",
            ["Văn phòng Ban Chỉ huy", "các sở, ban, ngành"],
        ),
        (
            "Các sở, ban, ngành, tổ chức chính trị - xã hội, Ủy ban nhân dân các xã, phường",
            ["Các sở, ban, ngành, tổ chức chính trị - xã hội", "Ủy ban nhân dân các xã, phường"],
        ),
        (
            "Bảo hiểm xã hội Thành phố, Chi nhánh Ngân hàng Chính sách xã hội Thành phố, Trung "
            "tâm Dịch "
            "vụ việc làm Thành phố (Sở Nội vụ, "
            "Sở Y tế), Ủy ban nhân dân xã, phường, đặc khu và các cơ quan, đơn vị có liên quan.",
            [
                "Bảo hiểm xã hội Thành phố",
                "Chi nhánh Ngân hàng Chính sách xã hội Thành phố",
                "Trung tâm Dịch vụ việc làm Thành phố (Sở Nội vụ, Sở Y tế)",
                "Ủy ban nhân dân xã, phường, đặc khu",
                "các cơ quan, đơn vị có liên quan",
            ],
        ),
        (
            "Thủ trưởng các sở, ban, ngành và Ủy ban nhân dân phường, xã, đặc khu",
            ["Thủ trưởng các sở, ban, ngành", "Ủy ban nhân dân phường, xã, đặc khu"],
        ),
        (
            "Bộ Tài chính, Bộ Công Thương, Bộ Nông nghiệp và Môi trường",
            ["Bộ Tài chính", "Bộ Công Thương", "Bộ Nông nghiệp và Môi trường"],
        ),
        (
            "Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã",
            ["Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã"],
        ),
        (
            "Ban Quản lý Khu kinh tế và các khu công nghiệp",
            ["Ban Quản lý Khu kinh tế và các khu công nghiệp"],
        ),
        ("- Sở Nội vụ:", ["Sở Nội vụ"]),
        ("", []),
    ],
)
def test_split_agencies_parts_only_where_another_name_begins(
    text: str, agencies: list[str]
) -> None:
    assert split_agencies(text) == agencies


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐTBXH tỉnh", "Sở Lao động - Thương binh và Xã hội tỉnh"),
        ("Sở Lao động - TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Đài PTTH tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
        ("Đài PT&TH tỉnh", "Đài Phát thanh và Truyền hình tỉnh"),
        ("UBND các huyện", "Ủy ban nhân dân các huyện"),
        ("BQL các KCN tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("TTDVVL tỉnh", "Trung tâm Dịch vụ việc làm tỉnh"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở GTVT", "Sở Giao thông vận tải"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Ủy ban MTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("UBND TP. HCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Sở Tài chính", "Sở Tài chính"),
    ],
)
def test_abbreviations_are_written_out(written: str, full: str) -> None:
    assert expand_abbreviations(written) == full
    assert expand_abbreviations(full) == full


def test_all_spellings_share_a_key() -> None:
    spellings = [
        "Sở Lao động - TB&XH",
        "Sở LĐ-TB&XH",
        "Sở LĐTBXH",
        "SỞ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI",
        "Sở Lao động, Thương binh và Xã hội",
    ]
    assert {agency_key(s) for s in spellings} == {"so lao dong thuong binh xa hoi"}
    assert agency_key("Uỷ ban nhân dân tỉnh") == agency_key("UBND tỉnh")
    assert agency_key("Đài PTTH tỉnh") == agency_key("Đài Phát thanh - Truyền hình tỉnh")
