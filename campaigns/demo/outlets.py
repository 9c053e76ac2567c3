"""Outlets of the demonstration, of the host and of partner provinces. Their addresses are
invented.
"""

import datetime

from agencies.bodies.models import Province
from agencies.people.permissions import Actor
from campaigns.outlets.choices import OutletKind
from campaigns.outlets.models import Outlet
from campaigns.outlets.services import add_outlet, change_outlet
from recruitment.demo import demo_provinces

VISIT = datetime.date(2024, 3, 13)
MINUTES = "Thông báo kết luận sau buổi làm việc với UBND tỉnh Lạng Sơn"
# Name, kind, province (none: the host), website, agreement.
OUTLETS = (
    ("Kênh truyền hình tỉnh", OutletKind.BROADCASTER, "", "", ""),
    ("Báo điện tử tỉnh", OutletKind.NEWSPAPER, "", "https://baodai.example", ""),
    (
        "Báo và Phát thanh, Truyền hình Lạng Sơn",
        OutletKind.BROADCASTER,
        "lang-son",
        "https://langson.example",
        MINUTES,
    ),
    (
        "Cổng thông tin điện tử Cao Bằng",
        OutletKind.WEBSITE,
        "cao-bang",
        "https://caobang.example",
        "Biên bản thỏa thuận truyền thông 02/BB",
    ),
    ("Trang Việc làm Sơn La", OutletKind.SOCIAL, "son-la", "https://sonla.example", ""),
)


def load_outlets(by: Actor) -> list[Outlet]:
    known = demo_provinces(slug for _name, _kind, slug, _site, _paper in OUTLETS)
    host = by.seat.agency.province
    rows = [_add(row, known.get(row[2]) or host, by) for row in OUTLETS]
    _end_agreement(rows[3], by)
    return rows


def _add(row: tuple[str, ...], province: Province | None, by: Actor) -> Outlet:
    name, kind, _slug, website, agreement = row
    return add_outlet(
        name=name,
        kind=kind,
        province=province,
        agency=None,
        website=website,
        agreement=agreement,
        agreed_on=VISIT if agreement else None,
        agreed_until=None,
        by=by,
    )


def _end_agreement(outlet: Outlet, by: Actor) -> None:
    # One that has to be agreed on anew.
    change_outlet(
        outlet=outlet,
        version=outlet.version,
        name=outlet.name,
        kind=outlet.kind,
        province=outlet.province,
        agency=None,
        website=outlet.website,
        agreement=outlet.agreement,
        agreed_on=outlet.agreed_on,
        agreed_until=VISIT.replace(year=VISIT.year + 1),
        by=by,
    )
