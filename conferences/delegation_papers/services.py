"""The official papers of a delegation, in the layout of decree 30/2020: the letter to the partner,
the invitation to members, the decision, the programme.
"""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.bodies.choices import AgencyKind, ProvinceKind
from agencies.bodies.models import Agency, Province
from agencies.errors import RuleError
from agencies.papers.frames import head_signature, paper_issuer
from agencies.papers.models import IssuedPaper
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor
from conferences.delegations.choices import DelegationState, TripPaper
from conferences.delegations.models import Delegation, DelegationMember
from conferences.delegations.queries import travelling_members
from conferences.partnerships.services import require_keeper
from papers import (
    BlankDay,
    Block,
    Heading,
    Item,
    Paper,
    PaperKind,
    Paragraph,
    Table,
)
from vietnam.dates import format_date, format_date_long
from workbooks.sheets import Column, ColumnKind, Value

COMMON_PLACES = ("Phường ", "Xã ", "Thành phố ", "Tỉnh ", "Trụ sở ", "Nhà ", "Trường ")


def keep_trip_paper(*, delegation: Delegation, kind: str, by: Actor) -> IssuedPaper:
    """As the plan stands now, ready to be numbered and signed; the papers made before stay."""
    require_keeper(by)
    if delegation.state == DelegationState.CANCELLED:
        raise RuleError(_("This delegation does not travel."))
    with override("vi"):
        paper = _BUILDERS[TripPaper(kind)](delegation)
        made_at = timezone.localtime()
        words = _("Plan as of %(time)s on %(day)s") % {
            "time": f"{made_at:%H:%M}",
            "day": format_date(made_at.date()),
        }
    return keep_paper(paper, about=delegation, issuer=delegation.lead, version=words, by=by)


# Each of the papers -------------------------------------------------------------------------------
def build_letter(delegation: Delegation) -> Paper:
    province = delegation.partnership.province
    members = travelling_members(delegation)
    return Paper(
        kind=PaperKind.LETTER,
        issuer=paper_issuer(delegation.lead),
        day=_blank_day(),
        title=f"Đoàn công tác đến làm việc tại {_named(province)}",
        addressees=(f"Ủy ban nhân dân {_named(province)}",),
        body=[
            Paragraph(
                f"Để tăng cường phối hợp kết nối cung – cầu lao động giữa hai địa phương, "
                f"{delegation.lead.name} cử đoàn công tác đến làm việc tại {_named(province)} "
                f"{_days(delegation)}, cụ thể như sau:"
            ),
            Paragraph("Thành phần đoàn công tác:", bold=True),
            Item(_head_words(delegation) + ": Trưởng đoàn."),
            *(Item(f"{_member_words(each)}.") for each in members),
            Paragraph("Nội dung đề nghị trao đổi:", bold=True),
            *_points(delegation),
            Paragraph("Thời gian, địa điểm:", bold=True),
            *_stops(delegation),
            Paragraph(
                f"{delegation.lead.name} trân trọng đề nghị Ủy ban nhân dân "
                f"{_named(province)} quan tâm bố trí thời gian, địa điểm, thành phần "
                "làm việc với đoàn và cử đầu mối phối hợp."
            ),
            Paragraph("Rất mong nhận được sự quan tâm, phối hợp của quý cơ quan./."),
        ],
        recipients=("Như trên", "Thành viên đoàn công tác", "Lưu: VT"),
        signatures=[head_signature(delegation.lead)],
    )


def build_invitation(delegation: Delegation) -> Paper:
    province = delegation.partnership.province
    agencies = list(dict.fromkeys(each.agency_name for each in travelling_members(delegation)))
    return Paper(
        kind=PaperKind.INVITATION,
        issuer=paper_issuer(delegation.lead),
        day=_blank_day(),
        title=f"Tham gia đoàn công tác tại {_named(province)}",
        addressees=agencies,
        body=[
            Paragraph(
                f"{delegation.lead.name} trân trọng kính mời quý cơ quan, đơn vị cử người tham gia "
                f"đoàn công tác tại {_named(province)}:"
            ),
            Paragraph(f"{_days(delegation).capitalize()}.", lead="Thời gian: "),
            Paragraph(f"{_head_words(delegation)}.", lead="Trưởng đoàn: "),
            *([Paragraph(delegation.purpose, lead="Mục đích: ")] if delegation.purpose else []),
            Paragraph("", lead="Chương trình:"),
            *_stops(delegation),
            Paragraph(
                "Đề nghị quý cơ quan, đơn vị trả lời trên cổng Cầu Lao Động hoặc theo đường dẫn đã "
                "gửi; trường hợp cử người đi thay, ghi rõ họ tên, chức vụ và số điện thoại./."
            ),
        ],
        recipients=("Như trên", "Lưu: VT"),
        signatures=[head_signature(delegation.lead)],
    )


def build_decision(delegation: Delegation) -> Paper:
    province = delegation.partnership.province
    members = travelling_members(delegation)
    head = delegation.lead.name
    return Paper(
        kind=PaperKind.DECISION,
        issuer=paper_issuer(delegation.lead),
        day=_blank_day(),
        title=f"Về việc thành lập đoàn công tác tại {_named(province)}",
        number=_decision_number(delegation),
        body=[
            Paragraph(_decider(delegation.lead), bold=True, centred=True, is_indented=False),
            Paragraph(f"Căn cứ chức năng, nhiệm vụ của {head};", italic=True),
            Paragraph(
                "Căn cứ kế hoạch kết nối cung – cầu lao động với các tỉnh, thành phố;", italic=True
            ),
            Paragraph("QUYẾT ĐỊNH:", bold=True, centred=True, is_indented=False),
            Paragraph(
                f"Thành lập đoàn công tác tại {_named(province)} {_days(delegation)} gồm các "
                "thành viên có tên sau đây:",
                lead="Điều 1. ",
            ),
            Table(_member_columns(), list(_member_rows(delegation, members))),
            Paragraph(
                _purpose_words(delegation) + " Đoàn tự giải thể sau khi hoàn thành nhiệm vụ và báo "
                "cáo kết quả.",
                lead="Điều 2. ",
            ),
            Paragraph(
                "Kinh phí được bố trí theo dự toán đã giao và quy định hiện hành. Các thành viên "
                "đoàn công tác và cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định "
                "này./.",
                lead="Điều 3. ",
            ),
        ],
        recipients=("Như Điều 3", "Lưu: VT"),
        signatures=[head_signature(delegation.lead)],
    )


def build_programme(delegation: Delegation) -> Paper:
    province = delegation.partnership.province
    return Paper(
        kind=PaperKind.PROGRAMME,
        issuer=paper_issuer(delegation.lead),
        day=_blank_day(),
        title=f"Làm việc của đoàn công tác tại {_named(province)}",
        subtitle=f"({_days(delegation).capitalize()})",
        body=[
            Table(_programme_columns(), list(_programme_rows(delegation))),
            Heading("Nội dung trao đổi", is_numbered=False),
            *_points(delegation),
        ],
        recipients=("Thành viên đoàn công tác", "Lưu: VT"),
        signatures=[head_signature(delegation.lead)],
    )


_BUILDERS: dict[TripPaper, Callable[[Delegation], Paper]] = {
    TripPaper.LETTER: build_letter,
    TripPaper.INVITATION: build_invitation,
    TripPaper.DECISION: build_decision,
    TripPaper.PROGRAMME: build_programme,
}


# Their parts --------------------------------------------------------------------------------------
def _blank_day() -> BlankDay:
    # Numbered and dated at signing.
    today = timezone.localdate()
    return BlankDay(today.year, today.month)


def _named(province: Province) -> str:
    kind = "thành phố" if province.kind == ProvinceKind.CITY else "tỉnh"
    return f"{kind} {province.name}"


def _days(delegation: Delegation) -> str:
    first = format_date_long(delegation.starts_on)
    if delegation.starts_on == delegation.ends_on:
        return first
    return f"từ {first} đến {format_date_long(delegation.ends_on)}"


def _head_words(delegation: Delegation) -> str:
    return _with_position(delegation.head_name, delegation.head_position)


def _member_words(member: DelegationMember) -> str:
    named = _with_position(member.travelling_name, member.travelling_position)
    return f"{named}, {member.agency_name}"


def _with_position(name: str, position: str) -> str:
    return f"{name}, {position}" if position else name


def _points(delegation: Delegation) -> Iterator[Block]:
    points = list(delegation.points.all())
    for point in points:
        yield Item(point.text)
    if not points:
        yield Item("Các nội dung hai bên cùng quan tâm.")


def _stops(delegation: Delegation) -> Iterator[Block]:
    for stop in delegation.stops.all():
        where = f", tại {_within(stop.place)}" if stop.place else ""
        yield Item(f"{stop.starts_at:%H:%M} ngày {format_date(stop.day)}: {stop.what}{where}.")


def _within(place: str) -> str:
    # What is no name of its own is written small inside a sentence.
    return place[:1].lower() + place[1:] if place.startswith(COMMON_PLACES) else place


def _programme_columns() -> list[Column]:
    return [
        Column("Thời gian", width=22),
        Column("Nội dung", width=40),
        Column("Địa điểm", width=28),
        Column("Phương tiện", width=18),
    ]


def _programme_rows(delegation: Delegation) -> Iterator[list[Value]]:
    for stop in delegation.stops.all():
        until = f" – {stop.ends_at:%H:%M}" if stop.ends_at else ""
        when = f"{stop.starts_at:%H:%M}{until}, {format_date(stop.day)}"
        yield [when, stop.what, stop.place, stop.transport]


def _member_columns() -> list[Column]:
    return [
        Column("STT", ColumnKind.SERIAL, 6),
        Column("Họ và tên", width=26),
        Column("Chức vụ", width=30),
        Column("Cơ quan, đơn vị", width=34),
        Column("Nhiệm vụ", width=14),
    ]


def _member_rows(delegation: Delegation, members: list[DelegationMember]) -> Iterator[list[Value]]:
    yield [1, delegation.head_name, delegation.head_position, delegation.lead.name, "Trưởng đoàn"]
    for number, member in enumerate(members, 2):
        name, position = member.travelling_name, member.travelling_position
        yield [number, name, position, member.agency_name, "Thành viên"]


def _purpose_words(delegation: Delegation) -> str:
    purpose = delegation.purpose.rstrip(" .") or "trao đổi, thống nhất nội dung phối hợp hai bên"
    return f"Đoàn công tác có nhiệm vụ: {purpose[:1].lower()}{purpose[1:]}."


def _decision_number(delegation: Delegation) -> str:
    return f"Số: {delegation.decision_number}" if delegation.decision_number else ""


def _decider(lead: Agency) -> str:
    titles = {
        AgencyKind.COMMITTEE: "CHỦ TỊCH",
        AgencyKind.ZONES_BOARD: "TRƯỞNG",
        AgencyKind.OFFICE: "CHÁNH",
    }
    return f"{titles.get(AgencyKind(lead.kind), 'GIÁM ĐỐC')} {lead.name.upper()}"
