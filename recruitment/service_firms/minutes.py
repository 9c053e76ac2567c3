"""The minutes of an inspection as a paper to be signed, in the language of the law."""

from django.utils.translation import override

from agencies.papers.frames import paper_issuer
from agencies.papers.models import IssuedPaper
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor
from papers import Block, Heading, Item, Paper, PaperKind, Paragraph, Signature
from recruitment.service_firms.choices import FindingKind
from recruitment.service_firms.models import Finding, Inspection
from recruitment.service_firms.queries import findings_with_state
from recruitment.service_firms.services import require_keeper
from vietnam.dates import format_date, format_date_long
from vietnam.numbers import format_number

TITLE = "Kiểm tra việc chấp hành pháp luật về dịch vụ việc làm, cho thuê lại lao động"
FOUND = {
    FindingKind.VIOLATION: "Vi phạm",
    FindingKind.SHORTCOMING: "Thiếu sót",
    FindingKind.ADVICE: "Khuyến nghị",
}


def keep_minutes(*, inspection: Inspection, by: Actor) -> IssuedPaper:
    """As the inspection stands now; the minutes made before stay."""
    require_keeper(by)
    with override("vi"):
        paper = build_minutes(inspection)
    return keep_paper(
        paper,
        about=inspection,
        issuer=inspection.entered_by.agency,
        version=f"Kiểm tra ngày {format_date(inspection.inspected_on)}",
        by=by,
    )


def build_minutes(inspection: Inspection) -> Paper:
    issuer = inspection.entered_by.agency
    return Paper(
        kind=PaperKind.MINUTES,
        issuer=paper_issuer(issuer),
        day=inspection.inspected_on,
        title=TITLE,
        body=_body(inspection),
        number=f"Số: {inspection.number}" if inspection.number else "",
        signatures=[
            Signature(("Đại diện doanh nghiệp",), hint="Ký, ghi rõ họ tên, đóng dấu"),
            Signature(("Đại diện cơ quan kiểm tra",), hint="Ký, ghi rõ họ tên, đóng dấu"),
        ],
    )


def _body(inspection: Inspection) -> list[Block]:
    firm = inspection.firm
    day = format_date_long(inspection.inspected_on)
    licences: list[Block] = [
        Item(
            f"{licence.get_service_display()}: giấy phép số {licence.number}, cấp ngày "
            f"{format_date(licence.issued_on)}, có hiệu lực đến {format_date(licence.valid_until)};"
        )
        for licence in firm.licences.all()
    ]
    found = findings_with_state(inspection.findings.all())
    findings: list[Block] = [Item(_finding(each)) for each in found]
    return [
        Paragraph(
            f"Hôm nay, {day}, {inspection.entered_by.agency.name} kiểm tra doanh nghiệp sau:"
        ),
        Item(f"Tên doanh nghiệp: {firm.agency.name};"),
        Item(f"Mã số doanh nghiệp: {firm.tax_code};"),
        Item(f"Địa chỉ: {firm.address}."),
        Heading("Giấy phép"),
        *(licences or [Paragraph("Doanh nghiệp chưa có giấy phép nào được ghi nhận.")]),
        Heading("Kết luận"),
        *(Paragraph(line) for line in inspection.conclusion.splitlines() if line.strip()),
        Heading("Nội dung phát hiện và yêu cầu khắc phục"),
        *(findings or [Paragraph("Không phát hiện vi phạm, thiếu sót.")]),
        Paragraph(
            "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản; đã đọc lại "
            "cho những người có tên cùng nghe và thống nhất ký./."
        ),
    ]


def _finding(finding: Finding) -> str:
    fine = f" Mức phạt: {format_number(finding.fine)} triệu đồng." if finding.fine else ""
    due_on = getattr(finding, "due_on", None)
    mended = f" Khắc phục trước {format_date_long(due_on)}." if due_on else ""
    return f"{FOUND[FindingKind(finding.kind)]}: {finding.text.strip().rstrip('.')}.{fine}{mended}"
