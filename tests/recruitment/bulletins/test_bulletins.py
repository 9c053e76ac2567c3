"""What is taken from live vacancies: the script for loudspeakers, posters, pictures to share."""

import io
import struct
from datetime import date

import docx
import pypdf
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agencies.bodies.choices import SeatRole
from recruitment.bulletins.loudspeaker import Script, write_script
from recruitment.posters.poster import ACCESSIBLE, draw_picture, draw_poster
from recruitment.public.public_list import open_vacancies_by_employer
from recruitment.vacancies.choices import Benefit
from recruitment.vacancy_life.services import close_vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)
from vietnam.language.speech import SYLLABLES_A_MINUTE, say_duration, syllables

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.fixture
def employer():
    province = make_province("Bắc Ninh")
    make_department(province)
    park = make_park(make_board(province), "KCN Quang Châu")
    return verified_employer(province, park, name="Công ty TNHH Ánh Sao")


# Loudspeakers -------------------------------------------------------------------------------------
def test_the_script_is_spoken_vietnamese_without_a_figure_or_short_form(employer):
    said = {
        "apply_by": date(2027, 1, 15),
        "contact_phone": "0912000641",
        "title": "Công nhân lắp ráp (SMT)",
    }
    published_vacancy(employer, headcount=300, schooling="any", **said)
    script = write_script(open_vacancies_by_employer([]), minutes=2, day=DAY)
    text = "\n".join(script.paragraphs)
    asked = (
        "ngày hai mươi sáu tháng mười một",
        "Công ty trách nhiệm hữu hạn Ánh Sao",
        "khu công nghiệp Quang Châu",
        (
            "cần tuyển ba trăm công nhân lắp ráp, thu nhập từ chín đến mười hai triệu đồng một "
            "tháng, không cần bằng cấp"
        ),
        "có ký túc xá, xe đưa đón",
        "đến hết ngày mười lăm tháng một",
        "không chín một hai, không không không, sáu bốn một",
        "không mất tiền",
    )
    assert [words for words in asked if words not in text] == []
    assert not any(character.isdigit() for character in text)


def test_what_nobody_has_said_of_schooling_is_not_read_aloud(employer):
    published_vacancy(employer, title="Thợ may")
    script = write_script(open_vacancies_by_employer([]), minutes=2, day=DAY)
    assert "không cần bằng cấp" not in "\n".join(script.paragraphs)


def test_no_figure_of_a_name_is_left(employer):
    other = verified_employer(employer.province, name="Công ty May 10 (chi nhánh 2)")
    published_vacancy(other, title="Thợ may 2 kim", ward="Phường 7")
    script = write_script(open_vacancies_by_employer([]), minutes=2, day=DAY)
    text = "\n".join(script.paragraphs)
    assert "Công ty May mười, ở phường bảy" in text
    assert "thợ may hai kim" in text
    assert not any(character.isdigit() for character in text)


def test_several_jobs_of_a_firm_are_numbered(employer):
    for title in ("Thợ a", "Thợ b", "Thợ c"):
        published_vacancy(employer, title=title, headcount=3)
    script = write_script(open_vacancies_by_employer([]), minutes=3, day=DAY)
    paragraph = script.paragraphs[1]
    assert "cần tuyển ba vị trí. Thứ nhất là ba thợ c, thu nhập" in paragraph
    assert ". Thứ hai là ba thợ b, thu nhập" in paragraph


def test_no_more_than_three_jobs_of_a_firm_are_read_in_a_row(employer):
    other = verified_employer(employer.province, employer.park, name="Công ty Cổ phần Bình Minh")
    for number in range(8):
        published_vacancy(employer, title=f"Thợ {'abcdefgh'[number]}", headcount=2)
    published_vacancy(other, title="Kế toán", headcount=1)
    script = write_script(open_vacancies_by_employer([]), minutes=5, day=DAY)
    told = [
        ("Bình Minh" in paragraph, paragraph.count(". Thứ ")) for paragraph in script.paragraphs
    ][1:-1]
    assert told == [(True, 0), (False, 3)]
    assert (script.found, script.included) == (9, 4)


def test_the_length_is_told_in_minutes_and_seconds():
    assert Script(["a " * 254], 1, 1).length == "1 phút 48 giây"


def test_the_document_is_the_script_with_its_length_in_words(client, employer):
    published_vacancy(employer, title="Thợ hàn 6G", apply_by=date(2027, 1, 15))
    sign_in(client, make_actor(role=SeatRole.NEWSROOM))
    client.cookies["django_language"] = "vi"
    page = client.get(reverse("recruitment:loudspeaker"))
    answer = client.get(reverse("recruitment:loudspeaker-document"))
    text = [each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs]
    script = page.context["script"]
    assert [words for words in text if words in script.paragraphs] == script.paragraphs
    assert any(f"thời gian đọc khoảng {say_duration(script.seconds)}" in words for words in text)
    said = " ".join(page.content.decode().split())
    assert f"đọc khoảng {script.length}" in said
    for button in ("data-copy-button", "data-print", reverse("recruitment:loudspeaker-document")):
        assert button in said


@pytest.mark.parametrize("minutes", [1, 2, 3, 5])
def test_it_keeps_to_its_length_and_says_how_many_it_tells(employer, minutes):
    other = verified_employer(employer.province, employer.park)
    for number in range(14):
        published_vacancy(
            employer if number % 2 else other, title=f"Thợ {'abcdefghijklmn'[number]}"
        )
    vacancies = open_vacancies_by_employer([])
    script = write_script(vacancies, minutes=minutes, day=DAY)
    assert sum(map(syllables, script.paragraphs)) <= minutes * SYLLABLES_A_MINUTE
    assert (script.found, 1 <= script.included <= 14) == (14, True)
    if minutes > 1:
        assert (
            script.included > write_script(vacancies, minutes=minutes - 1, day=DAY).included
            or script.included == 14
        )


def test_of_one_employer_all_is_told_together(employer):
    other = verified_employer(employer.province, employer.park)
    for title, of in (("Thợ a", employer), ("Thợ b", other), ("Thợ c", employer)):
        published_vacancy(of, title=title)
    assert [vacancy.title for vacancy in open_vacancies_by_employer([])] == [
        "Thợ c",
        "Thợ a",
        "Thợ b",
    ]


@pytest.mark.parametrize(
    "role", [SeatRole.COORDINATOR, SeatRole.NEWSROOM, SeatRole.PARTNER_OFFICER]
)
def test_the_page_tells_the_search_and_only_what_is_live(client, employer, role):
    published_vacancy(employer, title="Thợ hàn")
    ended = published_vacancy(employer, title="Kỹ sư")
    close_vacancy(
        vacancy=ended, version=ended.version, outcome="withdrawn", by=representative_of(employer)
    )
    sign_in(client, make_actor(role=role))
    page = client.get(reverse("recruitment:loudspeaker"), {"minutes": "3"})
    assert (page.context["script"].included, "thợ hàn" in page.content.decode()) == (1, True)
    assert (
        client.get(reverse("recruitment:loudspeaker"), {"q": "x", "minutes": "99"})
        .context["script"]
        .included
        == 0
    )


# Posters and pictures -----------------------------------------------------------------------------
def longest(employer):
    return published_vacancy(
        employer,
        title="Công nhân vận hành dây chuyền lắp ráp linh kiện điện tử chính xác cao "
        "trong phòng sạch "
        "cấp độ mười nghìn, ca ngày đêm",
        benefits=Benefit.values,
        bonus=3,
        bonus_condition="trả một phần ba sau " * 9,
        papers="Căn cước công dân, giấy khám sức khỏe, sơ yếu lý lịch, " * 5,
        contact_name="Nguyễn Thị Thanh Huyền Trang",
    )


def test_a_poster_is_one_a4_page_however_long_the_words(client, employer):
    for vacancy in (published_vacancy(employer), longest(employer)):
        answer = client.get(
            reverse("recruitment:vacancy-poster", args=[vacancy.pk]),
            headers={"accept-language": "vi"},
        )
        document = pypdf.PdfReader(io.BytesIO(answer.content))
        [page] = document.pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        text = " ".join(page.extract_text().split())
        assert "0912 000 111" in text
        assert "9–12 triệu" in text


def test_a_picture_is_of_the_size_that_is_shared(client, employer):
    for vacancy in (published_vacancy(employer), longest(employer)):
        answer = client.get(reverse("recruitment:vacancy-picture", args=[vacancy.pk]))
        assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)


def test_a_poster_is_readable_for_who_does_not_see_it(employer):
    """What PDF/UA-1 asks and another program can see: language, title, tags, words for the picture,
    one heading.
    """
    vacancy = published_vacancy(employer, title="Thợ hàn")
    with translation.override("vi"):
        reader = pypdf.PdfReader(io.BytesIO(draw_poster(vacancy)))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == (
        "vi",
        True,
        f"Thợ hàn – {employer.agency.name}",
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    tags = list(tagged(root["/StructTreeRoot"]))
    assert [kind for kind, _words in tags if kind == "/H1"] == ["/H1"]
    assert [words for kind, words in tags if kind == "/Figure"] == [
        f"Mã QR dẫn tới trang của vị trí này: {settings.SITE_URL}{vacancy.get_absolute_url()}"
    ]


def tagged(element):
    """Each element of the tree of tags with its words for a picture."""
    if isinstance(element, list):
        for child in element:
            yield from tagged(child.get_object())
    elif isinstance(element, dict):
        if "/S" in element:
            yield element["/S"], element.get("/Alt")
        yield from tagged(element.get("/K"))


def test_control_typst_refuses_a_picture_without_words(employer, monkeypatch):
    import typst

    plain = (
        '#set document(title: "x")\n#set text(lang: "vi")\n#image(bytes(sys.inputs.qr), '
        'format: "svg")'
    )
    with pytest.raises(typst.TypstError, match="alt"):
        typst.compile(
            plain.encode(),
            format="pdf",
            sys_inputs={"qr": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
            pdf_standards=list(ACCESSIBLE),
        )


def test_what_was_typed_is_no_markup_of_the_poster(employer):
    evil = '#read("/etc/passwd") $x$ *a* _b_ <c> \\ #panic()'
    vacancy = published_vacancy(employer, title=evil)
    [page] = pypdf.PdfReader(io.BytesIO(draw_poster(vacancy))).pages
    assert '#read("/etc/passwd")' in " ".join(page.extract_text().split())
    assert draw_picture(vacancy)[:4] == b"\x89PNG"


def test_a_job_that_has_ended_has_neither(client, employer):
    vacancy = published_vacancy(employer)
    close_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        outcome="withdrawn",
        by=representative_of(employer),
    )
    for name in ("vacancy-poster", "vacancy-picture"):
        assert client.get(reverse(f"recruitment:{name}", args=[vacancy.pk])).status_code == 404
