"""A province's workbook as a coordinator would fill it in: 66 bodies and their people, all
invented.
"""

import io
from collections.abc import Iterable

from openpyxl import Workbook

from agencies.bodies.choices import AgencyKind, AgencyLevel
from agencies.bodies.models import Agency, AgencyAlias, Province
from vietnam.names import agency_key

HEADS = [
    "STT",
    "Cơ quan",
    "Tên viết tắt",
    "Loại",
    "Cấp",
    "Tỉnh",
    "Cơ quan cấp trên",
    "Chức danh, vị trí",
    "Vai trò",
    "Họ và tên",
    "Thư điện tử",
    "Quản trị của cơ quan",
    "Nhận nhắc việc",
    "Từ ngày",
]
FIELDS = [
    "number",
    "agency",
    "short_name",
    "kind",
    "level",
    "province",
    "parent",
    "title",
    "role",
    "full_name",
    "email",
    "is_administrator",
    "gets_reminders",
    "starts_on",
]
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Hữu", "Ngọc")
GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Hà",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
)
DEPARTMENTS = (
    "Công Thương",
    "Y tế",
    "Tư pháp",
    "Nông nghiệp và Môi trường",
    "Dân tộc và Tôn giáo",
    "Ngoại vụ",
)
OTHERS = (
    ("Thanh tra tỉnh Bắc Ninh", "Sở, ban, ngành", ""),
    ("Ban Quản lý các khu công nghiệp tỉnh Bắc Ninh", "Ban quản lý", "Thẩm định"),
    ("Báo Bắc Ninh", "Báo", "Tòa soạn"),
    ("Đài Phát thanh và Truyền hình Bắc Ninh", "Đài", "toa soan"),
    ("Trung tâm Dịch vụ việc làm Bắc Ninh số 2", "Trung tâm dịch vụ việc làm", "Cán bộ trung tâm"),
    ("Liên đoàn Lao động tỉnh Bắc Ninh", "LĐLĐ", "Tổng hợp kiến nghị"),
    ("Tỉnh đoàn Bắc Ninh", "Đoàn thanh niên", ""),
    ("Hội Nông dân tỉnh Bắc Ninh", "Hội", ""),
    ("Hội Liên hiệp Phụ nữ tỉnh Bắc Ninh", "Đoàn thể", ""),
    ("Bảo hiểm xã hội tỉnh Bắc Ninh", "BHXH", ""),
    ("Công an tỉnh Bắc Ninh", "Khác", ""),
)
COMMUNES = (
    "Yên Phong",
    "Tam Giang",
    "Văn Môn",
    "Tiên Du",
    "Liên Bão",
    "Phật Tích",
    "Đại Đồng",
    "Gia Bình",
    "Nhân Thắng",
    "Đông Cứu",
    "Cao Đức",
    "Lương Tài",
    "Lâm Thao",
    "Trung Kênh",
    "Trung Chính",
    "Quế Võ",
    "Phù Lãng",
    "Bồng Lai",
    "Chi Lăng",
    "Thuận Thành",
    "Song Liễu",
    "Ninh Xá",
    "Trạm Lộ",
    "Mão Điền",
    "Từ Sơn",
    "Tam Sơn",
    "Đồng Nguyên",
    "Vũ Ninh",
    "Kinh Bắc",
    "Võ Cường",
    "Hạp Lĩnh",
    "Nam Sơn",
    "Hiệp Hòa",
    "Xuân Cẩm",
    "Hoàng Vân",
    "Hợp Thịnh",
    "Lạng Giang",
    "Mỹ Thái",
    "Kép",
    "Tân Dĩnh",
    "Tiên Lục",
    "Lục Nam",
    "Cẩm Lý",
    "Bắc Lũng",
    "Yên Thế",
)


def make_register(slug: str = "bac-giang") -> Province:
    """The host, as it is since its merger, with two bodies; and a partner province."""
    host = Province.objects.create(
        slug="bac-ninh-2025",
        name="Bắc Ninh",
        kind="province",
        official_code="24",
        valid_from="2025-07-01",
    )
    Province.objects.create(
        slug=slug,
        name="Bắc Giang",
        kind="province",
        official_code="24",
        valid_to="2025-06-30",
        successor=host,
    )
    Province.objects.create(slug="lang-son", name="Lạng Sơn", kind="province", official_code="20")
    make_body("UBND tỉnh Bắc Ninh", host, kind=AgencyKind.COMMITTEE, short_name="UBND tỉnh")
    make_body("Sở Nội vụ", host)
    return host


def make_body(name: str, province: Province | None, *aliases: str, **fields) -> Agency:
    given = {
        "kind": AgencyKind.DEPARTMENT,
        "level": AgencyLevel.PROVINCE,
        "province": province,
    } | fields
    agency = Agency.objects.create(name=name, **given)
    for alias in aliases:
        AgencyAlias.objects.create(agency=agency, name=alias, key=agency_key(alias))
    return agency


def province_rows() -> list[dict[str, object]]:
    """66 bodies, 64 of them new, and 120 seats of 119 people."""
    bodies: list[dict[str, object]] = [
        {"agency": "UBND tỉnh", "title": "Chuyên viên tổng hợp"},
        {"agency": "Sở Nội Vụ", "title": "Trưởng phòng Việc làm"},
    ]
    bodies += [
        _body(f"Sở {name} tỉnh Bắc Ninh", "Sở", parent="UBND tỉnh Bắc Ninh") for name in DEPARTMENTS
    ]
    bodies += [_body(name, kind, role=role) for name, kind, role in OTHERS]
    bodies += [_body(f"UBND xã {name}", "UBND", level="Cấp xã") for name in COMMUNES]
    bodies += [
        _body("Trường Cao đẳng Kỹ thuật Bắc Ninh", "Khác"),
        _body("Hiệp hội Doanh nghiệp Bắc Ninh", "Hiệp hội"),
    ]
    assert len(bodies) == 66, len(bodies)
    rows = []
    for number, body in enumerate(bodies):
        rows.append(body | _person(number, len(rows)) | {"is_administrator": "có"})
        if number < 54:
            second = {"agency": body["agency"], "title": "Văn thư", "gets_reminders": "không"}
            rows.append(second | _person(number + 100, len(rows)))
    rows[-1] |= {"full_name": rows[0]["full_name"], "email": rows[0]["email"]}
    return rows


def _body(
    name: str, kind: str, *, level: str = "Cấp tỉnh", role: str = "", parent: str = ""
) -> dict[str, object]:
    said = {"agency": name, "kind": kind, "level": level, "province": "Bắc Ninh", "parent": parent}
    return said | {"title": "Chuyên viên", "role": role}


def _person(seed: int, number: int) -> dict[str, object]:
    words = (FAMILIES[seed % 11], MIDDLES[seed % 7], GIVEN[seed % 13])
    return {
        "number": number + 1,
        "full_name": " ".join(words),
        "email": f"can-bo-{number + 1}@bacninh.example",
        "starts_on": "01/12/2026",
    }


def workbook(
    rows: Iterable[dict[str, object]], *, heads: list[str] = HEADS, title: str = "Cơ quan"
) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(name) for name in FIELDS])
    return book


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
