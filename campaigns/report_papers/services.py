"""The paper of a version: made from what is frozen, and kept with its code."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.calendar.report_month import ReportMonth
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.papers.frames import paper_issuer
from agencies.papers.models import IssuedPaper
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.frozen_reports.models import MonthReport, ReportSnapshot, ReportVersion
from campaigns.permissions import CampaignPermission
from campaigns.report_figures.queries import ReportFigure, figure_from_row
from campaigns.report_figures.sheets import collected, days_of, indented_label
from campaigns.report_papers.frames import PaperFrame, paper_frame, signature_of
from papers import Annex, Block, Heading, Item, Paper, PaperKind, Paragraph, Table
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Value


def keep_report_paper(*, version: ReportVersion, by: Actor) -> IssuedPaper:
    """As decree 30/2020 lays it out, in its language; the papers made before stay."""
    snapshot = version.snapshot
    month = version.report.as_of(snapshot.made_on, cut_off=version.cut_off)
    issuer = month.issuer or version.seat.agency
    with override("vi"):
        paper = build_report_paper(snapshot, month, issuer, paper_frame(version.report, issuer))
        words = version_words(version)
    return keep_paper(paper, about=version, issuer=issuer, version=words, by=by)


def version_words(version: ReportVersion) -> str:
    taken_at = timezone.localtime(version.snapshot.taken_at)
    return _("Version %(number)s, figures frozen at %(time)s on %(day)s") % {
        "number": version.number,
        "time": f"{taken_at:%H:%M:%S}",
        "day": format_date(taken_at.date()),
    }


@transaction.atomic
def change_paper_frame(*, report: MonthReport, frame: PaperFrame, by: Actor) -> MonthReport:
    """Of the papers that will be made from now on."""
    if not by.may(CampaignPermission.KEEP_REPORTS):
        raise RuleError(_("Your seat may not do this."))
    row = lock_row(MonthReport.objects.all(), report.pk)
    row.paper_frame = frame.as_row()
    row.save(update_fields=["paper_frame"])
    after = {"month": str(row), "blocks": _("addressees, recipients, signature")}
    record_action(CampaignAction.REPORT_WORDED, row, by=by, after=after)
    return row


# The paper ------------------------------------------------------------------------------------
def build_report_paper(
    snapshot: ReportSnapshot, month: ReportMonth, issuer: Agency, frame: PaperFrame
) -> Paper:
    figures = [figure_from_row(row) for row in snapshot.figures.all()]
    return Paper(
        kind=PaperKind.REPORT,
        issuer=paper_issuer(issuer),
        day=snapshot.made_on,
        title=f"Kết quả kết nối cung – cầu lao động tháng {month.name}",
        body=[
            Paragraph(
                f"{issuer.name} báo cáo kết quả kết nối cung – cầu lao động tháng {month.name} "
                f"(từ ngày {format_date(month.first)} đến ngày {format_date(month.last)}; số liệu "
                f"tính đến hết ngày {format_date(month.judged_on)}) như sau:"
            ),
            *_blocks(snapshot.texts),
            Paragraph(
                f"Trên đây là báo cáo kết quả kết nối cung – cầu lao động tháng {month.name}, "
                f"{issuer.name} trân trọng báo cáo./."
            ),
        ],
        addressees=frame.addressees,
        recipients=frame.recipients,
        signatures=[signature_of(frame, issuer)],
        annexes=[_figures_annex(figures, month)],
    )


def _blocks(texts: Sequence[dict[str, Any]]) -> Iterator[Block]:
    part = ""
    for text in texts:
        if text["part"] != part:
            part = text["part"]
            yield Heading(part.upper())
        if text["heading"]:
            yield Heading(text["heading"], level=2)
        for line in text["text"].splitlines():
            if line.strip():
                yield _line(line.strip())


def _line(line: str) -> Block:
    return Item(line[2:]) if line.startswith("- ") else Paragraph(line)


def _figures_annex(figures: Sequence[ReportFigure], month: ReportMonth) -> Annex:
    compared = (
        f"So sánh với tháng trước ({days_of(month.earlier.period)}) và cùng kỳ năm trước "
        f"({days_of(month.year_before.period)}). “Chưa thu thập” không phải là 0."
    )
    return Annex(
        f"Số liệu tổng hợp tháng {month.name}",
        [Table(_annex_columns(), list(_annex_rows(figures))), Paragraph(compared, italic=True)],
        is_across=True,
    )


def _annex_columns() -> list[Column]:
    return [
        Column("STT", ColumnKind.SERIAL, 6),
        Column("Chỉ tiêu", width=44),
        Column("Đơn vị tính", width=14),
        Column("Trong kỳ", ColumnKind.NUMBER, 13),
        Column("Tháng trước", ColumnKind.NUMBER, 13),
        Column("Cùng kỳ năm trước", ColumnKind.NUMBER, 13),
        Column("Lũy kế từ đầu năm", ColumnKind.NUMBER, 13),
        Column("Kế hoạch năm", ColumnKind.NUMBER, 13),
        Column("% kế hoạch", ColumnKind.NUMBER, 11),
    ]


def _annex_rows(figures: Sequence[ReportFigure]) -> Iterator[list[Value]]:
    for number, figure in enumerate(figures, 1):
        yield [
            number,
            indented_label(figure),
            figure.unit_label,
            collected(figure.value),
            figure.previous,
            figure.year_before,
            figure.so_far,
            figure.plan,
            figure.of_plan,
        ]
