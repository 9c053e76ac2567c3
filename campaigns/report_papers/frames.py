"""To whom a month's report goes, who gets it, and who signs: kept from month to month."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from campaigns.frozen_reports.models import MonthReport
from papers import Signature, signed_for, signed_in_name_of


class Signer(TextChoices):
    """As whom the report is signed."""

    HEAD = "head", _("The head of the agency")
    DEPUTY = "deputy", _("A deputy, in the head's stead (KT.)")
    BY_ORDER = "by-order", _("The head of office, by order (TL.)")


@dataclass(frozen=True)
class PaperFrame:
    """Lines as they are printed; `name`: of who signs, empty to be written by hand."""

    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: str = Signer.HEAD
    name: str = ""

    @classmethod
    def from_row(cls, kept: dict[str, Any]) -> "PaperFrame":
        lines = {name: tuple(kept[name]) for name in ("addressees", "recipients")}
        return cls(**{**kept, **lines})

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def paper_frame(report: MonthReport, issuer: Agency) -> PaperFrame:
    """The report's own, that of the newest month which has one, or what is usual."""
    if report.paper_frame:
        return PaperFrame.from_row(report.paper_frame)
    kept = MonthReport.objects.exclude(paper_frame={}).order_by("-year", "-month").first()
    return PaperFrame.from_row(kept.paper_frame) if kept else usual_frame(issuer)


def usual_frame(issuer: Agency) -> PaperFrame:
    above = (issuer.parent.name,) if issuer.parent else ()
    return PaperFrame(addressees=above, recipients=("Như trên", "Lãnh đạo cơ quan", "Lưu: VT"))


def signature_of(frame: PaperFrame, issuer: Agency) -> Signature:
    """“GIÁM ĐỐC”; of a committee “TM. ỦY BAN NHÂN DÂN”."""
    head, deputy = _titles(issuer)
    if issuer.kind == AgencyKind.COMMITTEE:
        lines = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if frame.signer == Signer.DEPUTY else ("CHỦ TỊCH",)
        return signed_in_name_of("ỦY BAN NHÂN DÂN", *lines, name=frame.name)
    if frame.signer == Signer.DEPUTY:
        return signed_for("KT.", head, deputy, name=frame.name)
    if frame.signer == Signer.BY_ORDER:
        return signed_for("TL.", head, "CHÁNH VĂN PHÒNG", name=frame.name)
    return Signature((head,), frame.name)


def _titles(issuer: Agency) -> tuple[str, str]:
    if issuer.kind == AgencyKind.ZONES_BOARD:
        return "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"
    return "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
