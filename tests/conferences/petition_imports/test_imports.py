"""A list from Excel or Word: what was understood is shown before anything is made, and every row is
accounted for.
"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import Workbook

from agencies.errors import RuleError
from conferences.petition_imports.choices import RowState
from conferences.petition_imports.models import PetitionImport
from conferences.petition_imports.reading import understand_row
from conferences.petition_imports.services import take_in_petitions, upload_petitions
from tests.factories import sign_in
from tests.factories_conferences import make_body, make_dialogue, make_federation, make_petition
from tests.factories_recruitment import make_board, make_park, make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEAD = ["STT", "Nội dung kiến nghị", "Loại", "Lĩnh vực", "Công ty", "Khu công nghiệp", "Điện thoại"]
ROWS = [
    ["I. Nhà ở", "", "", "", "", "", ""],
    ["1", "Xây nhà ở xã hội", "Kiến nghị", "Nhà ở", "May X", "Quang Châu", "0912345678"],
    ["2", "Cảm ơn tỉnh", "Ý kiến", "", "", "", ""],
    ["3", "Cho biết mức hưởng thai sản", "Hỏi", "Bảo hiểm", "", "KCN Lạ", ""],
    ["4", "", "Kiến nghị", "", "May X", "", ""],
    ["Tổng cộng", "3", "", "", "", "", ""],
]
READ = [
    (3, "no_petition", "petition", "other", []),
    (4, "ready", "petition", "housing", []),
    (5, "ready", "opinion", "other", ["theme"]),
    (6, "ready", "information", "insurance", ["park"]),
    (7, "wrong", "petition", "other", []),
    (8, "no_petition", "petition", "other", []),
]


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["Danh sách kiến nghị của công nhân"])
    for row in (HEAD, *ROWS):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def word() -> bytes:
    document = Document()
    document.add_paragraph("Danh sách kiến nghị")
    table = document.add_table(rows=0, cols=len(HEAD))
    for texts in ([""] * len(HEAD), HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def dialogue(federation):
    return make_dialogue(federation)


def upload(dialogue, by, data: bytes, name: str = "kien-nghi.xlsx") -> PetitionImport:
    return upload_petitions(dialogue=dialogue, data=data, file_name=name, by=by)


@pytest.mark.parametrize("make", [workbook, word])
def test_every_row_is_accounted_for_and_nothing_is_made_yet(dialogue, federation, make):
    park = make_park(make_board(make_province()), "KCN Quang Châu")
    source = upload(dialogue, federation, make())
    rows = list(source.rows.order_by("number"))
    assert [(r.number, r.state, r.kind, r.theme, r.guessed) for r in rows] == READ
    assert (rows[1].park, rows[3].park, source.unknown) == (park, None, ["Điện thoại"])
    assert not dialogue.petitions.exists()


def test_what_is_ticked_is_taken_in_once_and_the_rest_is_marked(dialogue, federation):
    make_petition(dialogue, federation, "Trước đó")
    source = upload(dialogue, federation, workbook())
    ready = list(source.rows.filter(state="ready").order_by("number"))
    made = take_in_petitions(source=source, rows=[ready[0].pk, ready[1].pk], by=federation)
    assert [(p.number, p.kind, p.text, p.employer_name) for p in made] == [
        (2, "petition", "Xây nhà ở xã hội", "May X"),
        (3, "opinion", "Cảm ơn tỉnh", ""),
    ]
    states = list(source.rows.order_by("number").values_list("state", flat=True))
    assert states == ["no_petition", "made", "made", "left_out", "wrong", "no_petition"]
    with pytest.raises(RuleError, match="taken in already"):
        take_in_petitions(source=source, rows=[ready[2].pk], by=federation)


def test_rows_of_another_list_are_not_taken_in(dialogue, federation):
    source, other = (upload(dialogue, federation, workbook()) for _each in range(2))
    keys = list(other.rows.values_list("pk", flat=True))
    with pytest.raises(RuleError, match="Tick at least one row"):
        take_in_petitions(source=source, rows=keys, by=federation)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\n%%EOF", "PDF"),
        ("Tên;Tuổi\nA;1\n".encode(), "No table has a column"),
        (b"", "damaged|Excel|empty"),
    ],
)
def test_a_file_without_petitions_is_refused_in_words(dialogue, federation, data, words):
    with pytest.raises(RuleError, match=words) as refused:
        upload(dialogue, federation, data)
    assert refused.value.field == "file"
    assert not PetitionImport.objects.exists()


def test_only_the_federation_uploads(dialogue):
    with pytest.raises(RuleError, match="Only the labour federation"):
        upload(dialogue, make_body(), workbook())


def test_the_page_shows_what_was_understood_and_takes_it_in(dialogue, federation, client):
    sign_in(client, federation)
    path = reverse("conferences:petition-upload", args=[dialogue.pk])
    file = SimpleUploadedFile("kien-nghi.docx", word())
    review = client.post(path, {"file": file}).url
    page = client.get(review).content.decode()
    assert all(words in page for words in ("«Điện thoại»", "KCN Lạ", "The row has no content."))
    keys = [row.pk for row in PetitionImport.objects.get().rows.filter(state="ready")]
    assert client.post(review, {"rows": keys}).status_code == 302
    assert dialogue.petitions.count() == 3


@pytest.mark.parametrize(("field", "most"), [("text", 4000), ("employer", 200)])
def test_what_is_too_long_is_refused_and_never_cut(field, most):
    said = {"text": "Mở nhà trẻ"} | {field: "x" * (most + 1)}
    refused = understand_row(said, is_title=False, parks=[])
    assert (refused.state, bool(refused.problem)) == (RowState.WRONG, True)
    whole = understand_row(said | {field: "x" * most}, is_title=False, parks=[])
    assert (whole.state, whole.problem) == (RowState.READY, "")
