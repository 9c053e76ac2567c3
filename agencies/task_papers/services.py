"""Papers of a document's tasks, as they stand today; number and signature are left to the clerk."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.directives.choices import DirectiveKind
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.papers.frames import head_signature, paper_issuer
from agencies.papers.models import IssuedPaper
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor, Permission
from agencies.task_papers.annexes import (
    assignment_table,
    figures_table,
    late_table,
    progress_table,
)
from agencies.task_papers.choices import TaskPaper
from agencies.task_papers.queries import ByAgency, given_tasks, late_tasks, tasks_so_far
from agencies.tasks.figures import StatusConditions, TaskFigures, agency_figures, total_of
from papers import Annex, BlankDay, Heading, Paper, PaperKind, Paragraph, Table
from vietnam.dates import format_date

# Above so many, the letter names them in its annex.
MOST_ADDRESSEES = 8
RECIPIENTS = ("Như trên", "Lưu: VT")


def keep_task_paper(*, directive: Directive, kind: str, by: Actor) -> IssuedPaper:
    """Refused where the document has given no task, or nothing is late that could be chased."""
    if not by.may(Permission.READ_DIRECTIVES):
        raise RuleError(_("Your seat may not do this."))
    if kind not in TaskPaper.values:
        raise RuleError(_("Choose which paper is to be made."))
    judgement = StatusConditions(timezone.localdate(), working_calendar())
    if not given_tasks(directive, judgement):
        raise RuleError(_("This document has given no task yet."))
    if kind == TaskPaper.CHASING and not late_tasks(directive, judgement):
        raise RuleError(_("Nothing of this document is late: nobody has to be chased."))
    issuer = by.seat.agency
    with override("vi"):
        paper = _BUILDERS[TaskPaper(kind)](directive, issuer, judgement)
        words = _("As of %(day)s") % {"day": format_date(judgement.on)}
    return keep_paper(paper, about=directive, issuer=issuer, version=words, by=by)


# Each of the papers -------------------------------------------------------------------------------
def build_assignment(directive: Directive, issuer: Agency, judgement: StatusConditions) -> Paper:
    given = given_tasks(directive, judgement)
    count = sum(len(rows) for _agency, rows in given)
    return Paper(
        kind=PaperKind.LETTER,
        issuer=paper_issuer(issuer),
        day=_blank_day(judgement),
        title=f"triển khai thực hiện {_named(directive)}",
        addressees=_addressees(given, issuer),
        body=[
            Paragraph(
                f"Thực hiện {_cited(directive)}, {issuer.name} {_asks(issuer)} các cơ quan, đơn vị "
                f"thực hiện {count} nhiệm vụ tại Phụ lục kèm theo Công văn này."
            ),
            Paragraph(
                "Cơ quan, đơn vị chủ trì chủ động phối hợp với các cơ quan, đơn vị liên quan; cập "
                "nhật tiến độ và nộp kết quả trên cổng Cầu Lao Động trong thời hạn được giao. "
                "Trường hợp có vướng mắc hoặc cần điều chỉnh thời hạn, đề nghị báo cáo trước khi "
                f"đến hạn để {issuer.name} xem xét, quyết định./."
            ),
        ],
        recipients=RECIPIENTS,
        signatures=[head_signature(issuer)],
        annexes=[
            Annex("Nhiệm vụ giao các cơ quan, đơn vị", [assignment_table(given)], is_across=True)
        ],
    )


def build_chasing(directive: Directive, issuer: Agency, judgement: StatusConditions) -> Paper:
    late = late_tasks(directive, judgement)
    count = sum(len(rows) for _agency, rows in late)
    return Paper(
        kind=PaperKind.LETTER,
        issuer=paper_issuer(issuer),
        day=_blank_day(judgement),
        title=f"đôn đốc thực hiện nhiệm vụ quá hạn theo {_named(directive)}",
        addressees=_addressees(late, issuer),
        body=[
            Paragraph(
                f"Theo dõi việc thực hiện {_cited(directive)}, tính đến hết ngày "
                f"{format_date(judgement.on)} còn {count} nhiệm vụ quá hạn chưa hoàn thành của "
                f"{len(late)} cơ quan, đơn vị (Phụ lục kèm theo)."
            ),
            Paragraph(
                f"{issuer.name} {_asks(issuer)} các cơ quan, đơn vị khẩn trương thực hiện, nộp kết "
                "quả trên cổng Cầu Lao Động; đồng thời báo cáo rõ nguyên nhân chậm, trách nhiệm "
                "của tập thể, cá nhân liên quan và thời gian hoàn thành cụ thể./."
            ),
        ],
        recipients=RECIPIENTS,
        signatures=[head_signature(issuer)],
        annexes=[Annex("Nhiệm vụ quá hạn chưa hoàn thành", [late_table(late, judgement)])],
    )


def build_progress(directive: Directive, issuer: Agency, judgement: StatusConditions) -> Paper:
    return Paper(
        kind=PaperKind.LIST,
        issuer=paper_issuer(issuer),
        day=judgement.on,
        title=f"Phụ lục tiến độ thực hiện {_named(directive)}",
        subtitle=f"(Số liệu tính đến hết ngày {format_date(judgement.on)})",
        body=[progress_table(tasks_so_far(directive, judgement), judgement)],
        number="(Kèm theo văn bản số ……)",
        signatures=[head_signature(issuer)],
        is_across=True,
    )


def build_results(directive: Directive, issuer: Agency, judgement: StatusConditions) -> Paper:
    figures = agency_figures(period=None, directive=directive, on=judgement.on)
    late = late_tasks(directive, judgement)
    return Paper(
        kind=PaperKind.REPORT,
        issuer=paper_issuer(issuer),
        day=_blank_day(judgement),
        title=f"Kết quả thực hiện {_named(directive)}",
        body=[
            Heading("Tình hình chung"),
            Paragraph(f"Thực hiện {_cited(directive)}, {issuer.name} báo cáo kết quả như sau:"),
            Paragraph(_figures_words(total_of(figures), len(figures), judgement)),
            Heading("Kết quả theo cơ quan, đơn vị"),
            figures_table(figures),
            Heading("Nhiệm vụ quá hạn chưa hoàn thành"),
            _late_block(late, judgement),
            Paragraph(
                f"Trên đây là kết quả thực hiện {_named(directive)} đến ngày "
                f"{format_date(judgement.on)}, {issuer.name} trân trọng báo cáo./."
            ),
        ],
        addressees=_report_addressees(directive, issuer),
        recipients=RECIPIENTS,
        signatures=[head_signature(issuer)],
        annexes=[
            Annex(
                "Tiến độ thực hiện từng nhiệm vụ",
                [progress_table(tasks_so_far(directive, judgement), judgement)],
                is_across=True,
            )
        ],
    )


_BUILDERS: dict[TaskPaper, Callable[[Directive, Agency, StatusConditions], Paper]] = {
    TaskPaper.ASSIGNMENT: build_assignment,
    TaskPaper.CHASING: build_chasing,
    TaskPaper.PROGRESS: build_progress,
    TaskPaper.RESULTS: build_results,
}


# Their words --------------------------------------------------------------------------------------
def _named(directive: Directive) -> str:
    # "Kế hoạch số 41/KH-UBND ngày 21/02/2024", each part where it is known.
    parts = [str(DirectiveKind(directive.kind).label)]
    parts += [f"số {directive.number}"] if directive.number else []
    parts += [f"ngày {format_date(directive.issued_on)}"] if directive.issued_on else []
    return " ".join(parts)


def _cited(directive: Directive) -> str:
    issuer = f" của {directive.issuer}" if directive.issuer else ""
    title = directive.title
    if title[1:2].islower():
        title = f"{title[0].lower()}{title[1:]}"
    about = title if title.startswith("về ") else f"về {title}"
    return f"{_named(directive)}{issuer} {about}"


def _asks(issuer: Agency) -> str:
    # A committee gives orders; an office or a department asks.
    return "giao" if issuer.kind == AgencyKind.COMMITTEE else "đề nghị"


def _addressees(by_agency: ByAgency, issuer: Agency) -> list[str]:
    # Nobody writes to oneself: of the own tasks the annex tells the own units.
    others = [agency.name for agency, _rows in by_agency if agency != issuer]
    if len(others) > MOST_ADDRESSEES:
        return ["Các cơ quan, đơn vị có tên tại Phụ lục kèm theo"]
    return others or [f"Các phòng, đơn vị thuộc {issuer.name}"]


def _report_addressees(directive: Directive, issuer: Agency) -> list[str]:
    return [directive.issuer or (issuer.parent.name if issuer.parent else "……")]


def _figures_words(total: TaskFigures, agencies: int, judgement: StatusConditions) -> str:
    return (
        f"Đến hết ngày {format_date(judgement.on)}, {agencies} cơ quan, đơn vị được giao "
        f"{total.assigned} nhiệm vụ (tính theo kỳ thực hiện): hoàn thành đúng hạn {total.on_time}, "
        f"hoàn thành quá hạn {total.done_late}, quá hạn chưa hoàn thành {total.late}, chưa đến hạn "
        f"hoặc đang chờ xác nhận {total.still_open}."
    )


def _late_block(late: ByAgency, judgement: StatusConditions) -> Paragraph | Table:
    if not late:
        return Paragraph("Không có nhiệm vụ quá hạn.")
    return late_table(late, judgement)


def _blank_day(judgement: StatusConditions) -> BlankDay:
    return BlankDay(judgement.on.year, judgement.on.month)
