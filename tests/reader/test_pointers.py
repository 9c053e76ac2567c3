"""A task that names the place of its content in the same document: "thực hiện nhiệm vụ tại điểm 1.3
mục II".
"""

import pytest

from reader import read_text
from reader.tasks.pointers import pointers_in, section_of_pointer

KNOWN = {"A", "i", "II", "II.1.3", "II.B", "a"}


@pytest.mark.parametrize(
    ("place", "section"),
    [
        ("điểm 1.3 mục II", "II.1.3"),
        ("mục II", "II"),
        ("mục A", "A"),
        ("Phần A", "A"),
        ("điểm B mục II", "II.B"),
        ("điểm Đ mục II", None),
        ("Điểm C", None),
        ("mục ii", None),
        ("điểm a", "a"),
    ],
)
def test_a_place_is_its_last_word_in_its_own_case(place: str, section: str | None) -> None:
    (pointer,) = pointers_in(f"Thực hiện nhiệm vụ được phân công tại {place} Kế hoạch này.")

    assert (pointer, section_of_pointer(pointer, KNOWN)) == (place, section)


@pytest.mark.parametrize("place", ["điểm A mục II", "Mục B", "ĐIỂM Đ MỤC II"])
def test_a_document_that_points_to_a_capital_letter_is_read(place: str) -> None:
    reading = read_text(f"""II. NHIỆM VỤ
1. Sở Nội vụ rà soát nhu cầu, hoàn thành trước ngày 20/12/2026.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính thực hiện nhiệm vụ được phân công tại {place} Kế hoạch này.
""")

    assert [(task.agencies, task.inherits_from) for task in reading.tasks] == [
        (["Sở Nội vụ"], None),
        (["Sở Tài chính"], None),
    ]
