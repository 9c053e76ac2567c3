"""The minutes of a conference (biên bản), from what was recorded. Decree 30/2020 sets the frame;
the words are Vietnamese, as papers are.
"""

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone

from agencies.papers.frames import paper_issuer
from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.closing.records import ConferenceRecord, PointNumbers
from conferences.invitations.models import ConferenceInvitation
from conferences.opinion_slips.queries import SlipLine
from conferences.programmes.clock import ClockLine
from conferences.speeches.choices import QuestionState, SpeechState
from conferences.speeches.models import Question, SpeechRequest
from papers import Block, Heading, Item, Paper, PaperKind, Paragraph, Signature, Table
from vietnam.dates import format_date, format_date_long
from workbooks.sheets import Column, ColumnKind, Value

DOTS = "……………………"
SIGN = "Ký, ghi rõ họ tên"


def build_minutes(record: ConferenceRecord) -> Paper:
    conference = record.conference
    ended = record.ended_at
    return Paper(
        kind=PaperKind.MINUTES,
        issuer=paper_issuer(conference.host),
        day=timezone.localdate(ended) if ended else timezone.localdate(),
        title=conference.title,
        body=[*_opening(record), *_body(record), *_end(record)],
        signatures=[
            Signature(("THƯ KÝ",), record.closing.secretary_name, SIGN),
            Signature(("CHỦ TRÌ",), record.closing.chair_name, SIGN),
        ],
    )


def _opening(record: ConferenceRecord) -> Iterator[Block]:
    conference = record.conference
    begun = record.begun_at
    yield Paragraph(f"{_at(begun)}." if begun else f"{DOTS}.", lead="Thời gian bắt đầu: ")
    yield Paragraph(f"{conference.venue}.", lead="Địa điểm: ")
    yield Paragraph(
        f"trực tiếp tại điểm cầu trung tâm, kết nối trực tuyến {len(record.points)} điểm cầu.",
        lead="Hình thức: ",
    )
    if conference.basis:
        yield Paragraph(f"{conference.basis}.", lead="Căn cứ: ")
    yield Paragraph(f"{record.closing.chair_name or DOTS}.", lead="Chủ trì: ")
    yield Paragraph(f"{record.closing.secretary_name or DOTS}.", lead="Thư ký: ")


def _body(record: ConferenceRecord) -> Iterator[Block]:
    yield Heading("THÀNH PHẦN THAM DỰ")
    yield from _attendance(record)
    yield Heading("CHƯƠNG TRÌNH ĐÃ THỰC HIỆN")
    yield from _programme(record)
    yield Heading("Ý KIẾN PHÁT BIỂU")
    yield from _speeches(record.speeches)
    yield Heading("CÂU HỎI, KIẾN NGHỊ VÀ TRẢ LỜI")
    yield from _questions(record.questions)
    if record.slips:
        yield Heading("KẾT QUẢ LẤY Ý KIẾN")
        for slip in record.slips:
            yield from _slip(slip)
    yield Heading("SỰ CỐ ĐƯỜNG TRUYỀN VÀ VẤN ĐỀ KHÁC")
    yield from _incidents(record)
    yield Heading("KẾT LUẬN")
    yield from _texts(record.closing.summary, "Kết luận của chủ trì ban hành bằng văn bản riêng.")


# Who came -----------------------------------------------------------------------------------------
def _attendance(record: ConferenceRecord) -> Iterator[Block]:
    yield Table(
        [
            Column("STT", ColumnKind.SERIAL, 6),
            Column("Điểm cầu", width=32),
            Column("Cơ quan mời", ColumnKind.NUMBER, 10, total=True),
            Column("Có mặt", ColumnKind.NUMBER, 9, total=True),
            Column("Người dự thay", ColumnKind.NUMBER, 10, total=True),
            Column("Vắng có lý do", ColumnKind.NUMBER, 10, total=True),
            Column("Vắng không lý do", ColumnKind.NUMBER, 11, total=True),
            Column("Chưa điểm danh", ColumnKind.NUMBER, 11, total=True),
            Column("Số người dự", ColumnKind.NUMBER, 9, total=True),
        ],
        [_point_row(number, line) for number, line in enumerate(record.points, 1)],
        total_label="Cộng",
        caption="1. Số lượng theo điểm cầu",
    )
    if any(line.people is None for line in record.points):
        yield Paragraph("Điểm cầu để trống số người dự là điểm cầu chưa báo số.", italic=True)
    groups = (
        ("Cơ quan, đơn vị có mặt", AttendanceState.PRESENT),
        ("Dự thay", AttendanceState.REPRESENTED),
        ("Vắng có lý do", AttendanceState.EXCUSED),
        ("Vắng không có lý do", AttendanceState.ABSENT),
    )
    number = 1
    for label, state in groups:
        rows = [row for row in record.attendance if row.state == state]
        if rows:
            number += 1
            yield Paragraph("", lead=f"{number}. {label}:")
            yield from (Item(_who(row, record.ended_at)) for row in rows)
    if record.unnoted:
        number += 1
        yield Paragraph("", lead=f"{number}. Chưa điểm danh:")
        yield from (Item(_invited(row)) for row in record.unnoted)


def _point_row(number: int, line: PointNumbers) -> list[Value]:
    return [
        number,
        line.point.name,
        line.invited,
        line.present,
        line.represented,
        line.excused,
        line.absent,
        line.unnoted,
        line.people,
    ]


def _who(row: Attendance, ended_at: datetime.datetime | None) -> str:
    words = _invited(row.invitation)
    if row.state == AttendanceState.REPRESENTED:
        words += f"; người dự thay: {row.represented_by}"
    if row.reason:
        words += f"; lý do: {row.reason}"
    if row.left_at and (ended_at is None or row.left_at < ended_at):
        words += f"; rời hội nghị lúc {_time(row.left_at)}"
    return f"{words}."


def _invited(invitation: ConferenceInvitation) -> str:
    who = f" ({invitation.who})" if invitation.who else ""
    return f"{invitation.agency.name}{who}, {invitation.point.name}"


# What happened ------------------------------------------------------------------------------------
def _programme(record: ConferenceRecord) -> Iterator[Block]:
    clock = record.clock
    if clock is None:
        yield Paragraph("Hội nghị không công bố chương trình trên cổng.")
        return
    yield Table(
        [
            Column("STT", ColumnKind.SERIAL, 6),
            Column("Nội dung", width=44),
            Column("Người trình bày", width=24),
            Column("Theo chương trình", width=14),
            Column("Thực tế", width=14),
            Column("Số phút dự kiến", ColumnKind.NUMBER, 10, total=True),
            Column("Số phút thực tế", ColumnKind.NUMBER, 10, total=True),
        ],
        [_programme_row(number, line) for number, line in enumerate(clock.lines, 1)],
        total_label="Cộng",
    )
    left = [line.facts.title for line in clock.lines if line.item.started_at is None]
    if left:
        yield Paragraph("Nội dung không thực hiện: " + "; ".join(left) + ".")


def _programme_row(number: int, line: ClockLine) -> list[Value]:
    item = line.item
    real = ""
    if item.started_at:
        real = f"{_time(item.started_at)} – {_time(item.ended_at) if item.ended_at else DOTS}"
    planned_end = line.planned_at + datetime.timedelta(minutes=line.facts.minutes)
    return [
        number,
        line.facts.title,
        line.facts.presenter,
        f"{_time(line.planned_at)} – {_time(planned_end)}",
        real or "không thực hiện",
        line.facts.minutes,
        line.real_minutes if line.is_over else None,
    ]


def _speeches(speeches: Sequence[SpeechRequest]) -> Iterator[Block]:
    spoken = [each for each in speeches if each.state == SpeechState.DONE]
    passed = [each for each in speeches if each.state == SpeechState.PASSED]
    if not spoken:
        yield Paragraph("Không có ý kiến phát biểu đăng ký.")
    for each in spoken:
        yield Item(
            f"{_at_point(each)}: {each.topic} ({_time(each.started_at)} – "
            f"{_time(each.ended_at)}, {each.real_minutes} phút).",
            lead=each.full_name,
        )
    if passed:
        yield Paragraph("Đã đăng ký nhưng chưa phát biểu do hết thời gian:")
        yield from (Item(f"{_at_point(p)}: {p.topic}.", lead=p.full_name) for p in passed)


def _at_point(speech: SpeechRequest) -> str:
    parts = [speech.organisation, speech.point.name if speech.point else ""]
    return "".join(f", {part}" for part in parts if part)


def _questions(questions: Sequence[Question]) -> Iterator[Block]:
    if not questions:
        yield Paragraph("Không có câu hỏi.")
    for number, each in enumerate(questions, 1):
        who = each.point.name if each.point else "Điểm cầu trung tâm"
        yield Paragraph(f"{each.text}", lead=f"{number}. {who} hỏi: ")
        yield from _answer(each)


def _answer(question: Question) -> Iterator[Block]:
    owner = question.owner.name if question.owner else "Chủ trì"
    if question.state == QuestionState.ANSWERED:
        yield Paragraph(question.answer, lead=f"{owner} trả lời: ")
    elif question.state == QuestionState.IN_WRITING:
        yield Paragraph(f"{owner} trả lời bằng văn bản sau hội nghị.", italic=True)
    else:
        yield Paragraph("Chưa trả lời tại hội nghị.", italic=True)


def _slip(line: SlipLine) -> Iterator[Block]:
    yield Paragraph(line.slip.question, lead="Nội dung: ")
    if not line.is_counted:
        ends = _at(line.slip.ends_at)
        yield Paragraph(f"Còn nhận ý kiến đến {ends}, chưa kiểm phiếu.", italic=True)
        return
    yield from (Item(f"{choice.text}: {choice.count} phiếu;") for choice in line.choices)
    yield Item(
        f"Số cơ quan được hỏi: {line.asked}; số phiếu thu về: {line.answered}; không trả lời: "
        f"{line.asked - line.answered}."
    )


def _incidents(record: ConferenceRecord) -> Iterator[Block]:
    for each in record.incidents:
        lost = f", gián đoạn {each.minutes_lost} phút" if each.minutes_lost else ""
        mended = f"; khắc phục: {each.mending}" if each.mending else "; chưa ghi cách khắc phục"
        yield Item(f"{_time(each.happened_at)}, {each.point.name}: {each.what}{lost}{mended}.")
    if not record.incidents:
        yield Paragraph("Không ghi nhận sự cố đường truyền.")
    if record.closing.remarks:
        yield from _texts(record.closing.remarks, "")


def _texts(text: str, without: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines or [without]:
        if line:
            yield Item(line[2:]) if line.startswith("- ") else Paragraph(line)


def _end(record: ConferenceRecord) -> Iterator[Block]:
    ended = _at(record.ended_at) if record.ended_at else DOTS
    yield Paragraph(
        f"Hội nghị kết thúc vào hồi {ended}. Biên bản được lập từ số liệu ghi nhận trong hội nghị, "
        "các bên thống nhất nội dung và ký tên./."
    )


def minutes_version(record: ConferenceRecord, number: int) -> str:
    now = timezone.localtime()
    return f"Bản {number}, số liệu lúc {now:%H:%M} ngày {format_date(now.date())}"


def _at(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M} phút, {format_date_long(local.date())}"


def _time(moment: datetime.datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""
