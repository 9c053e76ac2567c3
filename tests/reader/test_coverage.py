"""Nothing is passed over without a word: each sentence of the body ends in one place, and what is in
no proposal is either structure or told to the officer.
"""

import re
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from reader import DocumentReading, ReadError, read_text
from reader.extracted import Why
from reader.phrases import deadlines_in
from reader.result import Structure
from tests.reader import damage
from tests.reader.gold import DOCUMENTS
from tests.reader.test_rules_of_structure import PLAN

TEXTS = {path.stem: path.read_text() for path in sorted(DOCUMENTS.glob("*.txt"))}
HEAD = PLAN.format(kind="KẾ HOẠCH", number="12/KH-UBND")


def lost_dates(reading: DocumentReading) -> list[str]:
    """Days in the future, each in its sentence, that stand in no proposal and are not told."""
    issued_on = reading.header.issued_on
    known = {(d.due_on or d.ends_on) for task in reading.tasks for d in task.deadlines}
    places = [(u.start, u.end) for u in reading.unread] + [(t.start, t.end) for t in reading.tasks]
    lost = []
    for line in re.finditer(r"\S[^\n]*", reading.text):
        for deadline in deadlines_in(line[0], issued_on):
            day = deadline.due_on
            at = line.start() + deadline.start
            is_future = day is not None and issued_on is not None and day > issued_on
            is_told = day in known or any(a <= at <= b for a, b in places)
            if is_future and not is_told:
                lost.append(deadline.text)
    return lost


def mutations(text: str, choices: list[int]) -> str:
    """Lines joined, split, swapped, left without their mark, headings renamed."""
    lines = text.split("\n")
    for number, choice in enumerate(choices):
        at = (number * 7919 + choice) % len(lines)
        kind = choice % 6
        words = lines[at].split(" ")
        if kind == 0 and at + 1 < len(lines):
            lines[at : at + 2] = [f"{lines[at]} {lines[at + 1]}"]
        elif kind == 1 and len(words) > 3:
            middle = len(words) // 2
            lines[at : at + 1] = [" ".join(words[:middle]), " ".join(words[middle:])]
        elif kind == 2 and at + 1 < len(lines):
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        elif kind == 3:
            lines[at] = re.sub(r"^\s*(?:[-+•]|\d+[.)]|[a-zđ]\))\s*", "", lines[at])
        elif kind == 4 and re.match(r"[IVX]+\.", lines[at]):
            lines[at] = "II. TÌNH HÌNH, KẾT QUẢ THỰC HIỆN"
        else:
            lines.insert(at, "")
    return "\n".join(lines)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("harm", [None, *damage.ALL], ids=lambda h: h.__name__ if h else "sound")
def test_no_day_is_lost_in_any_state_of_a_document(name: str, harm) -> None:
    text = harm(TEXTS[name]) if harm else TEXTS[name]

    assert lost_dates(read_text(text)) == []


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(TEXTS)), choices=st.lists(st.integers(0, 10_000), max_size=12))
def test_no_day_is_lost_and_nothing_stands_twice_in_a_mutated_document(name, choices) -> None:
    try:
        reading = read_text(mutations(TEXTS[name], choices))
    except ReadError:
        return

    assert lost_dates(reading) == []
    for sentence in reading.coverage:
        assert sentence.is_proposed + (sentence.structure is not None) + bool(sentence.why) == 1


@pytest.mark.parametrize("name", TEXTS)
def test_each_word_of_the_body_is_in_one_sentence(name: str) -> None:
    reading = read_text(TEXTS[name])
    seen: dict[int, int] = {}
    for sentence in reading.coverage:
        for at, letter in enumerate(sentence.passage.text):
            if not letter.isspace():
                place = sentence.passage.origin(at)
                seen[place] = seen.get(place, 0) + 1

    assert [place for place, count in seen.items() if count > 1] == []
    for task in reading.tasks:
        first = next(at for at in range(task.start, task.end) if reading.text[at].isalnum())
        assert first in seen


def told(body: str) -> list[tuple[Why, str | None, str]]:
    reading = read_text(f"{HEAD}{body}\nNơi nhận:\n- Lưu: VT.\n")
    return [(u.why, u.agency, u.text) for u in reading.unread]


def test_a_paragraph_in_no_proposal_is_told() -> None:
    sentence = "Người dân được tự do lựa chọn nơi học nghề phù hợp nhất với mình."

    assert told(f"III. CAM KẾT CHUNG\n{sentence}\n") == [(Why.PARAGRAPH, None, sentence)]


def test_a_duty_of_another_body_inside_a_proposal_is_told() -> None:
    order = "Yêu cầu Sở Y tế cùng kiểm tra."

    assert told(f"V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Rà soát nhu cầu. {order}\n") == [
        (Why.DUTY, "Sở Y tế", order)
    ]


def test_a_row_of_a_table_that_is_no_task_is_told() -> None:
    head = "PHỤ LỤC\n\nSTT\n\nNội dung\n\nCơ quan chủ trì\n\nThời gian\n\n"
    rows = "".join(
        f"{number}\n\nKhảo sát nhu cầu\n\nSở Y tế\n\nQuý II/2026\n\n" for number in range(1, 5)
    )
    longer = "5\n\n" + "\n\n".join(
        f"Ô thứ {word}" for word in ("một", "hai", "ba", "tư", "năm", "sáu")
    )

    assert told(head + rows) == []
    assert [why for why, _, _ in told(f"{head}{rows}{longer}\n")] == [Why.PARAGRAPH]


def test_an_order_below_the_signature_is_told() -> None:
    reading = read_text(
        f"{HEAD}I. NỘI DUNG\n1. Sở Nội vụ rà soát.\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n"
        "CHỦ TỊCH\nLê Văn Bình\nGhi chú\nSở Xây dựng tổng hợp danh sách nhà trọ của các xã gửi về "
        "Sở Nội vụ.\n"
    )

    assert [(u.why, u.agency) for u in reading.unread] == [(Why.DUTY, "Sở Xây dựng")]


@pytest.mark.parametrize(
    ("body", "structure"),
    [
        ("Căn cứ Luật Việc làm năm 2025;\nI. NỘI DUNG\n1. Sở Y tế kiểm tra.\n", "preamble"),
        ("I. NỘI DUNG\n1. Sở Y tế:\n- Kiểm tra các cơ sở.\n", "introduction"),
        ("I. ĐÁNH GIÁ TÌNH HÌNH\n1. Đời sống được nâng lên nhiều mặt.\n", "assessment"),
        ("I. NỘI DUNG\n1. Sở Y tế kiểm tra.\nTrên đây là Kế hoạch việc làm.\n", "closing"),
    ],
)
def test_structure_has_its_reason(body: str, structure: str) -> None:
    reading = read_text(f"{HEAD}{body}\nNơi nhận:\n- Lưu: VT.\n")

    assert Structure(structure) in {sentence.structure for sentence in reading.coverage}
    assert reading.unread == []
    assert reading.header.issued_on == date(2026, 3, 2)
