"""Papers of a dialogue in the layout of decree 30/2020, kept with their code."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.errors import RuleError
from agencies.papers.frames import paper_issuer
from agencies.papers.models import IssuedPaper
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor
from conferences.answers.queries import AgencyLine, agency_lines
from conferences.dialogues.models import Dialogue
from conferences.dialogues.queries import people_at
from conferences.dialogues.services import require_keeper
from conferences.petition_figures.queries import KindFigures, kind_figures
from conferences.petition_papers.annex import COLUMNS, annex_rows
from papers import Annex, Heading, Paper, PaperKind, Paragraph, Signature, Table
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Value

FILED = ("Như trên", "Thường trực Liên đoàn", "Lưu: VT")
SIGNED = Signature(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"))


def keep_report(*, dialogue: Dialogue, by: Actor) -> IssuedPaper:
    """The conclusion: how many were answered, what came of them, and the annex with all of them."""
    require_keeper(by)
    today = timezone.localdate()
    with override("vi"):
        paper = build_report(dialogue, today)
    return _keep(paper, dialogue, today, by)


def keep_reminder(*, dialogue: Dialogue, by: Actor) -> IssuedPaper:
    """A letter to all agencies whose answers are missing. Refused where none is."""
    require_keeper(by)
    today = timezone.localdate()
    missing = [line for line in agency_lines(dialogue, today) if line.missing]
    if not missing:
        raise RuleError(_("No answer is missing: nobody has to be reminded."))
    with override("vi"):
        paper = build_reminder(dialogue, missing, today)
    return _keep(paper, dialogue, today, by)


def _keep(paper: Paper, dialogue: Dialogue, today: datetime.date, by: Actor) -> IssuedPaper:
    words = _("As of %(day)s") % {"day": format_date(today)}
    return keep_paper(paper, about=dialogue, issuer=by.seat.agency, version=words, by=by)


# The report ---------------------------------------------------------------------------------------
def build_report(dialogue: Dialogue, today: datetime.date) -> Paper:
    figures = kind_figures(dialogue.petitions.all(), today)
    return Paper(
        kind=PaperKind.REPORT,
        issuer=paper_issuer(dialogue.held_by),
        day=today,
        title=(
            "Kết quả trả lời kiến nghị của công nhân tại cuộc đối thoại ngày "
            f"{format_date(dialogue.held_on)}"
        ),
        body=[
            Heading("Cuộc đối thoại"),
            Paragraph(_held(dialogue)),
            Heading("Kết quả trả lời"),
            *(Paragraph(_kind_words(line)) for line in figures if line.all),
            Heading("Cơ quan còn thiếu câu trả lời"),
            *_missing_blocks(dialogue, today),
        ],
        addressees=("Ủy ban nhân dân tỉnh, thành phố",),
        recipients=FILED,
        signatures=(SIGNED,),
        annexes=[
            Annex(
                "Kiến nghị của công nhân và nội dung trả lời",
                [Table(COLUMNS, list(annex_rows(dialogue, today)))],
                is_across=True,
            )
        ],
    )


def _inside(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _held(dialogue: Dialogue) -> str:
    place = f", tại {dialogue.place}" if dialogue.place else ""
    chair = f" {dialogue.chair} chủ trì." if dialogue.chair else ""
    return (
        f"Tổ chức ngày {format_date(dialogue.held_on)}{place}.{chair} Có {people_at(dialogue)} "
        f"công nhân dự, {dialogue.speeches.count()} lượt phát biểu. Hạn trả lời chung: "
        f"{format_date(dialogue.due_on)}."
    )


def _kind_words(line: KindFigures) -> str:
    if not line.is_owed:
        return f"{line.kind.label}: {line.all}, không phải trả lời."
    not_answered = line.partly + line.waiting + line.unrouted
    return (
        f"{line.kind.label}: {line.all}; đã trả lời {line.answered}/{line.all}, trong đó đã giải "
        f"quyết xong {line.resolved}, đang giải quyết {line.under_way} ({line.promised} có lộ "
        f"trình), giải trình {line.explained}, trùng hoặc không thuộc thẩm quyền {line.elsewhere}; "
        f"chưa trả lời đủ {not_answered}, trong đó quá hạn {line.late}."
    )


def _missing_blocks(dialogue: Dialogue, today: datetime.date) -> list[Paragraph | Table]:
    missing = [line for line in agency_lines(dialogue, today) if line.missing]
    if not missing:
        return [Paragraph("Các cơ quan đã trả lời đủ.")]
    return [_missing_table(missing)]


def _missing_table(lines: list[AgencyLine]) -> Table:
    columns = [
        Column("STT", ColumnKind.SERIAL, 6),
        Column("Cơ quan", width=44),
        Column("Được hỏi", ColumnKind.NUMBER, 12, total=True),
        Column("Đã trả lời", ColumnKind.NUMBER, 12, total=True),
        Column("Còn thiếu", ColumnKind.NUMBER, 12, total=True),
        Column("Quá hạn", ColumnKind.NUMBER, 12, total=True),
    ]
    rows: list[list[Value]] = [
        [number, line.name, line.asked, line.given, line.missing, line.late]
        for number, line in enumerate(lines, 1)
    ]
    return Table(columns, rows, total_label="Tổng cộng")


# The reminder -------------------------------------------------------------------------------------
def build_reminder(dialogue: Dialogue, missing: list[AgencyLine], today: datetime.date) -> Paper:
    return Paper(
        kind=PaperKind.LETTER,
        issuer=paper_issuer(dialogue.held_by),
        day=today,
        title="V/v đôn đốc trả lời kiến nghị của công nhân",
        body=[
            Paragraph(
                f"Ngày {format_date(dialogue.held_on)}, {_inside(dialogue.title)}. Các kiến nghị "
                f"đã được chuyển đến các cơ quan với hạn trả lời bằng văn bản ngày "
                f"{format_date(dialogue.due_on)}."
            ),
            Paragraph(
                f"Đến ngày {format_date(today)}, các cơ quan sau còn kiến nghị chưa trả lời. Liên "
                "đoàn Lao động đề nghị quý cơ quan trả lời bằng văn bản, ghi rõ kết quả hoặc lộ "
                "trình giải quyết; kiến nghị không thuộc thẩm quyền đề nghị nêu rõ cơ quan có "
                "thẩm quyền."
            ),
            _missing_table(missing),
        ],
        addressees=[line.name for line in missing],
        recipients=FILED,
        signatures=(SIGNED,),
    )
