"""Partner provinces and what belongs to them, made by the services."""

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from conferences.partnerships.asks import raise_ask
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import Ask, Partnership
from conferences.partnerships.services import open_partnership
from tests.factories import make_actor, make_agency
from tests.factories_recruitment import make_province


def make_partnership(by: Actor, province: Province | None = None, **given) -> Partnership:
    return open_partnership(
        province=province or make_province(), by=by, **{"wave": 1, "note": "", **given}
    )


def make_partner(partnership: Partnership) -> Actor:
    """An officer of the partner's labour department."""
    return make_actor(
        role=SeatRole.PARTNER_OFFICER,
        agency=make_agency(
            f"Sở Nội vụ {timezone.now().timestamp()}",
            province=partnership.province,
            kind=AgencyKind.DEPARTMENT,
        ),
    )


def make_ask(
    partnership: Partnership,
    by: Actor,
    text: str = "Đăng tin tuyển dụng miễn phí",
    side: AskSide = AskSide.HOST,
    owner: Agency | None = None,
) -> Ask:
    return raise_ask(partnership=partnership, side=side, text=text, owner=owner, by=by)
