"""What employers write in cells instead of the words of the lists."""

import pytest
from django.utils.translation import override

from recruitment.fields.cell_vocabulary import JOBS, WORDS, occupation_of
from recruitment.import_rows.row_facts import (
    choice_of_cell,
    day_first,
    read_vacancy_row,
    tidy_cells,
)
from recruitment.vacancies.choices import Contract, Experience, Occupation, Schooling, Shift, Skill
from vietnam.folding import fold

READ = {
    Skill: {
        "none": (
            "LĐPT",
            "Lao động phổ thông",
            "Không",
            "Không yêu cầu bằng cấp",
            "Không bằng cấp",
            "Tốt nghiệp trung học phổ thông",
        ),
        "cnkt": ("CNKT không bằng", "Công nhân kỹ thuật"),
        "elementary": ("Sơ cấp nghề",),
        "intermediate": ("TC", "Trung cấp trở lên", "TC, CĐ"),
        "college": ("CĐ", "Tốt nghiệp cao đẳng", "Cao đẳng, không cần kinh nghiệm"),
        "university": ("ĐH", "Kỹ sư", "Cử nhân"),
    },
    Contract: {
        "open": ("HĐ không xác định thời hạn", "Không xác định thời hạn", "KXĐTH"),
        "u36": ("HĐLĐ 12 tháng", "XĐTH", "1 năm", "Xác định thời hạn 24 tháng"),
        "u12": ("Dưới 12 tháng", "6 tháng"),
        "seasonal": ("HĐ thời vụ", "thời vụ 3 tháng"),
    },
    Shift: {
        "day": (
            "HC",
            "8h/ngày",
            "giờ hành chính",
            "ca ngày",
            "Hành chính 8h-12h, 13h-17h",
            "Hành chính, không đi ca",
        ),
        "two": ("2 ca/ngày", "làm 2 ca"),
        "three": ("3 ca 4 kíp",),
        "rotating": ("12h/ngày", "luân ca", "2 ca luân phiên", "ngày/đêm"),
    },
    Schooling: {
        "lower": ("9/12", "cấp 2"),
        "upper": ("12/12", "THPT", "Cấp III"),
        "any": ("Không", "biết đọc, biết viết"),
    },
    Experience: {
        "none": ("Không", "ưu tiên có KN"),
        "u1": ("6 tháng", "3-6 tháng"),
        "1-2": ("1 năm", "1-2 năm", "12 tháng"),
        "2-5": ("trên 2 năm", "5 năm"),
        "o5": ("trên 5 năm", "10 năm"),
    },
}
UNREAD = {
    Contract: "chính thức",
    Shift: "8h-20h",
    Experience: "Có kinh nghiệm",
    Skill: "Phi hành gia",
}


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (kind, value, text)
        for kind, read in READ.items()
        for value, texts in read.items()
        for text in texts
    ],
)
def test_words_of_employers_mean_values_of_the_lists(kind, value, text):
    assert choice_of_cell(kind, text) == value


@pytest.mark.parametrize(("kind", "text"), UNREAD.items())
def test_what_says_too_little_is_left_as_it_is_for_the_form_to_refuse(kind, text):
    assert choice_of_cell(kind, text) == text


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("Công nhân may", "75"),
        ("cong nhan may", "75"),
        ("Thợ máy", "72"),
        ("May", "75"),
        ("Vận hành máy", "81"),
        ("Công nhân điện tử", "82"),
        ("Kỹ sư điện tử", "21"),
        ("Công nhân điện", "74"),
        ("QC ngoại quan", "82"),
        ("Hàn", "72"),
        ("Phiên dịch tiếng Hàn", "26"),
        ("Nhân viên tiếng Hàn", ""),
        ("Lái xe nâng", "83"),
        ("Kế toán trưởng", "24"),
        ("Kế toán", "33"),
        ("Bảo vệ", "54"),
        ("Công nhân", ""),
        ("", ""),
        ("Công nhân may giờ hành chính", "75"),
        ("Công nhân lắp thiết bị vệ sinh", ""),
        ("Sản xuất khẩu trang y tế", ""),
        ("8212", "82"),
        ("82", "82"),
        ("1321", "1"),
        ("99", ""),
        ("Công nhân đóng gói", "93"),
    ],
)
def test_a_job_s_words_or_code_name_its_occupation(text, occupation):
    assert occupation_of(text) == occupation


def test_every_word_can_be_reached_and_is_written_as_it_is_compared():
    folded = [
        word.removeprefix("=")
        for words in WORDS.values()
        for texts in words.values()
        for word in texts
    ]
    assert [word for word in folded if fold(word) != word] == []
    shadowed = {
        word: occupation_of(word.removeprefix("="))
        for job, words in JOBS
        for word in words
        if occupation_of(word.removeprefix("=")) != job
    }
    assert shadowed == {}
    assert {job for job, _words in JOBS} <= set(Occupation)


def test_days_as_programs_and_as_people_write_them():
    said = (
        "2027-03-06",
        "2027-03-06 00:00:00",
        "đến hết ngày 06/3/2027",
        "hết 06/3/2027",
        "06/3/2027",
        "đến khi đủ",
    )
    assert [day_first(text) for text in said] == [
        "06/03/2027",
        "06/03/2027",
        "ngày 06/3/2027",
        "06/3/2027",
        "06/3/2027",
        "đến khi đủ",
    ]


@pytest.mark.parametrize(
    ("said", "occupation"),
    [
        ({"title": "Công nhân may"}, "75"),
        ({"title": "Công nhân may", "occupation": "Công nhân"}, "75"),
        ({"title": "Công nhân", "occupation": "hàn"}, "72"),
        ({"title": "Công nhân", "occupation": "Bảo vệ"}, "54"),
        ({"title": "Công nhân", "occupation": "Phi công"}, "Phi công"),
    ],
)
def test_the_title_names_the_occupation_where_its_own_cell_does_not(employer, said, occupation):
    assert tidy_cells(said, employer)["occupation"] == occupation


def test_schooling_in_the_column_of_skill_levels_is_schooling(employer):
    said = tidy_cells({"skill": "12/12"}, employer)
    assert (said["skill"], said["schooling"]) == ("none", "upper")
    own = tidy_cells({"skill": "12/12", "schooling": "9/12"}, employer)
    assert (own["skill"], own["schooling"]) == ("none", "lower")


@pytest.mark.parametrize(
    ("typed", "people"), [("50 người", 50), ("khoảng 50 LĐ", 50), ("1.200 lao động", 1200)]
)
def test_words_for_people_beside_their_number_are_left_out(employer, typed, people):
    assert tidy_cells({"headcount": typed}, employer)["headcount"] == f"{people:,}".replace(
        ",", "."
    )


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("income", "Thỏa thuận", "tells workers nothing"),
        ("income", "300.000đ/ngày", "not by the month"),
        ("contact_phone", "0912345678/0987654321", "one number only"),
    ],
)
def test_what_is_refused_says_what_to_write_instead(employer, name, typed, words):
    with override("en"):
        [sentence] = read_vacancy_row({name: typed}, employer).problems[name]
    assert words in sentence
