"""Words of a heading that qualify what it names: what else it then means, which of two fits better.
Folded, as all heads are.
"""

LOWER = frozenset({"tu", "toi thieu", "thap nhat", "min", "from", "it nhat"})
UPPER = frozenset({"den", "toi da", "cao nhat", "max", "to", "nhieu nhat"})
# Headings that say something only with the one above them.
SUB_WORDS = (
    LOWER | UPPER | frozenset({"nam", "nu", "tong", "tong so", "cong", "male", "female", "total"})
)
# Words of a heading that make it the better of two for one field.
BETTER: dict[str, tuple[str, ...]] = {
    "headcount": ("can tuyen", "tuyen", "nhu cau", "tong", "total", "required"),
    "income": ("thu nhap", "income"),
}
# Words after a known one that change its meaning: “Số lượng hiện có” is not how many are wanted.
OTHER_THINGS: dict[str, tuple[str, ...]] = {
    "headcount": (
        "hien co",
        "hien tai",
        "dang co",
        "dang lam",
        "da co",
        "da tuyen",
        "da nhan",
        "dinh bien",
        "nghi viec",
        "thoi viec",
    ),
    "base_wage": ("thu viec", "hoc viec", "tap su", "dong bao hiem", "dong bhxh", "cu", "hien tai"),
    "income": (
        "thu viec",
        "hoc viec",
        "tap su",
        "dong bao hiem",
        "dong bhxh",
        "cu",
        "hien tai",
        "thang 13",
        "tang ca",
        "phu cap",
    ),
    "contract": ("so",),
}
# Before one of those words they reverse it: “Lương sau thử việc”, “Thu nhập gồm tăng ca”.
QUALIFIED = ("sau", "het", "gom", "ke", "ngoai", "truoc", "tinh", "va")
OFFICE_WORDS = (
    "cong ty",
    "doanh nghiep",
    "tru so",
    "van phong",
    "ung vien",
    "thuong tru",
    "tong dai",
    "fax",
)
# Words after “Địa chỉ” and “Điện thoại” with which a column is used only where there is no other.
SECOND_CHOICE: dict[str, tuple[str, ...]] = {"address": OFFICE_WORDS, "contact_phone": OFFICE_WORDS}
