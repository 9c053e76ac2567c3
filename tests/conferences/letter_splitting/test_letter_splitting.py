"""One letter that answers several petitions: split by what it says, confirmed by hand."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from agencies.errors import RuleError
from conferences.answers.models import Answer, AnswerLetter
from conferences.letter_splitting.pieces import LetterPiece, split_letter
from conferences.letter_splitting.services import store_letter
from conferences.petitions.choices import PartState
from tests.factories import sign_in
from tests.factories_conferences import (
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate
LETTER = """SỞ XÂY DỰNG
Số: 812/SXD-QLVT
Kính gửi: Liên đoàn Lao động tỉnh
Sở trả lời các kiến nghị của công nhân như sau:
1. Kiến nghị số 1: Bố trí thêm xe buýt
Từ 01/7 có thêm hai chuyến; xem Kiến nghị ngày 25/5/2024 của công nhân.
2. Về kiến nghị số 2 và số 4
Sở đã trình UBND tỉnh.
Trên đây là ý kiến của Sở.
Nơi nhận: như trên"""


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


# How a letter is read -----------------------------------------------------------------------------
def test_a_letter_is_split_at_the_petitions_that_it_names_and_nothing_is_lost():
    split = split_letter(LETTER)
    assert split.before.endswith("như sau:")
    assert split.pieces == (
        LetterPiece(
            (1,),
            "1. Kiến nghị số 1: Bố trí thêm xe buýt\n"
            "Từ 01/7 có thêm hai chuyến; xem Kiến nghị ngày 25/5/2024 của công nhân.",
        ),
        LetterPiece((2, 4), "2. Về kiến nghị số 2 và số 4\nSở đã trình UBND tỉnh."),
    )
    assert split.after == "Trên đây là ý kiến của Sở.\nNơi nhận: như trên"
    kept = [split.before, *(piece.text for piece in split.pieces), split.after]
    assert "\n".join(kept) == LETTER


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("KIẾN NGHỊ SỐ 12", (12,)),
        ("a) Trả lời ý kiến số 7.", (7,)),
        ("II. Đối với các kiến nghị số 3, 5, 9:", (3, 5, 9)),
        ("- Kiến nghị số 3 đến 6: chung một nội dung", (3, 4, 5, 6)),
        ("Kiến nghị 8:", (8,)),
        ("Kiến nghị thứ 2 của công nhân Công ty A", (2,)),
        ("Nội dung kiến nghị số: 21", (21,)),
        ("Kiến nghị 3 nội dung sau đây", ()),
        ("Kiến nghị ngày 25/5/2024", ()),
        ("Kiến nghị số 12/KN-LĐLĐ của Liên đoàn", ()),
        ("Sở đã nhận kiến nghị số 3", ()),  # in the middle of a sentence
    ],
)
def test_lines_that_turn_to_a_petition_and_lines_that_do_not(line, numbers):
    pieces = split_letter(f"Mở đầu\n{line}\nNội dung").pieces
    assert tuple(n for piece in pieces for n in piece.numbers) == numbers


# The page -----------------------------------------------------------------------------------------
def word_file(text: str) -> ContentFile:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return ContentFile(stream.getvalue(), name="812.docx")


@pytest.fixture
def world():
    """Petitions 1 and 2 are asked of the body, 3 of another one."""
    by, body, other = make_federation(), make_body(), make_body()
    dialogue = make_dialogue(by)
    petitions = [make_petition(dialogue, by, f"Kiến nghị thử {n}") for n in (1, 2, 3)]
    parts = [route(petition, by, body)[0] for petition in petitions[:2]]
    route(petitions[2], by, other)
    return by, body, other, dialogue, parts


def stored(world) -> AnswerLetter:
    _by, body, _other, dialogue, _parts = world
    return store_letter(
        dialogue=dialogue,
        agency=body.seat.agency,
        number="812/SXD-QLVT",
        issued_on=TODAY(),
        file=word_file(LETTER),
        by=body,
    )


def sent(parts, *texts, **more) -> dict[str, object]:
    form = {"pieces-TOTAL_FORMS": len(texts), "pieces-INITIAL_FORMS": len(texts)}
    for n, (part, text) in enumerate(zip(parts, texts, strict=True)):
        form |= {
            f"pieces-{n}-part": f"{part.pk}.{part.version}" if part else "",
            f"pieces-{n}-text": text,
            f"pieces-{n}-outcome": "explained" if part else "",
        }
    return form | more


def test_an_agency_uploads_confirms_and_hands_in(world, client):
    _by, body, _other, dialogue, parts = world
    sign_in(client, body)
    path = reverse("conferences:letter-upload", args=[dialogue.pk])
    file = word_file(LETTER)
    given = {"agency": body.seat.agency_id, "number": "812/SXD-QLVT", "file": file}
    response = client.post(path, given | {"issued_on": TODAY().strftime("%d/%m/%Y")})
    letter = AnswerLetter.objects.get()
    split = reverse("conferences:letter-split", args=[letter.pk])
    assert response["Location"] == split
    page = client.get(split).content.decode()
    assert "Named in the letter, but not asked of this agency: 4." in page
    assert "Bố trí thêm xe buýt" in page
    assert not Answer.objects.exists()
    client.post(split, sent([*parts, None], "Có thêm xe", "Đã trình", "Không có ở đây"))
    answers = [(each.part_id, each.text, each.letter_id) for each in Answer.objects.order_by("pk")]
    assert answers == [
        (parts[0].pk, "Có thêm xe", letter.pk),
        (parts[1].pk, "Đã trình", letter.pk),
    ]
    parts[0].refresh_from_db()
    assert parts[0].state == PartState.ANSWERED


def test_what_another_has_answered_meanwhile_is_not_answered_again(world, client):
    _by, body, _other, _dialogue, parts = world
    letter = stored(world)
    form = sent(parts, "Một", "Hai")
    make_answer(parts[1], body)
    sign_in(client, body)
    response = client.post(reverse("conferences:letter-split", args=[letter.pk]), form)
    assert response.status_code == 422
    assert "Somebody has answered this petition meanwhile." in response.content.decode()
    assert Answer.objects.count() == 1  # none of the pieces


def test_two_pieces_for_one_petition_and_a_piece_without_its_class_are_refused(world, client):
    _by, body, _other, _dialogue, parts = world
    letter = stored(world)
    sign_in(client, body)
    path = reverse("conferences:letter-split", args=[letter.pk])
    twice = client.post(path, sent([parts[0], parts[0]], "Một", "Hai")).content.decode()
    assert "Two pieces answer the same petition." in twice
    form = sent(parts[:1], "Một") | {"pieces-0-outcome": ""}
    assert "Choose the class of this answer." in client.post(path, form).content.decode()
    assert not Answer.objects.exists()


def test_a_letter_is_split_by_its_agency_and_the_federation_only(world, client):
    by, _body, other, _dialogue, parts = world
    letter = stored(world)
    path = reverse("conferences:letter-split", args=[letter.pk])
    sign_in(client, other)
    assert client.get(path).status_code == 404
    with pytest.raises(RuleError, match="not asked anything here"):
        store_letter(
            dialogue=letter.dialogue,
            agency=letter.agency,
            number="1",
            issued_on=TODAY() - datetime.timedelta(days=1),
            file=word_file(LETTER),
            by=other,
        )
    sign_in(client, by)
    client.post(path, sent(parts[:1], "Một"))
    assert Answer.objects.get().entered_by == by.seat


def test_a_scan_without_text_is_refused_at_the_file(world):
    _by, body, _other, dialogue, _parts = world
    with pytest.raises(RuleError) as refused:
        store_letter(
            dialogue=dialogue,
            agency=body.seat.agency,
            number="1",
            issued_on=TODAY(),
            file=ContentFile(b"\x89PNG\r\n\x1a\n" + bytes(64), name="quet.png"),
            by=body,
        )
    assert refused.value.field == "file"
    assert not AnswerLetter.objects.exists()
