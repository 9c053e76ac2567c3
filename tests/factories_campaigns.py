"""Rows of campaigns for tests; where a state is reached by acts, they call the same services."""

import datetime
import itertools
from dataclasses import dataclass

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from campaigns.budget.models import Budget, BudgetLine
from campaigns.budget.services import add_line, begin_budget
from campaigns.contents.clearing import clear_content, submit_content
from campaigns.contents.models import Content
from campaigns.contents.services import begin_content, release_content
from campaigns.outlets.models import Outlet
from campaigns.outlets.services import add_outlet
from campaigns.publications.models import Publication
from campaigns.publications.services import enter_publication
from campaigns.waves.models import Wave
from campaigns.waves.services import plan_wave
from tests.factories import make_actor, make_agency
from tests.factories_recruitment import make_province

_numbers = itertools.count(1)
WAVE_FROM = datetime.date(2024, 3, 1)
WAVE_BY = datetime.date(2024, 3, 14)


@dataclass(frozen=True)
class Cast:
    """Who acts in a wave: the labour department, the provincial office, a newsroom."""

    department: Actor
    office: Actor
    newsroom: Actor


def make_cast(name: str = "") -> Cast:
    return Cast(
        make_actor(role=SeatRole.COORDINATOR, agency=make_agency(f"Sở Lao động {name}")),
        make_actor(
            role=SeatRole.COORDINATOR,
            agency=make_agency(f"Văn phòng {name}", kind=AgencyKind.OFFICE),
        ),
        make_actor(
            role=SeatRole.NEWSROOM,
            agency=make_agency(f"Đài Phát thanh {name}", kind=AgencyKind.BROADCASTER),
        ),
    )


def outlet_facts(**given) -> dict:
    facts = {
        "name": f"Báo Thử {next(_numbers)}",
        "kind": "newspaper",
        "province": given.get("province") or make_province(),
        "agency": None,
        "website": "",
        "agreement": "",
        "agreed_on": None,
        "agreed_until": None,
    }
    return facts | given


def make_outlet(by: Actor, **given) -> Outlet:
    return add_outlet(by=by, **outlet_facts(**given))


def make_wave(by: Actor, **given) -> Wave:
    facts = {
        "title": f"Đợt thử {next(_numbers)}",
        "message": "",
        "starts_on": WAVE_FROM,
        "ends_on": WAVE_BY,
        "tasks": (),
    }
    return plan_wave(by=by, **facts | given)


def make_content(wave: Wave, by: Actor, **given) -> Content:
    facts = {
        "kind": "article",
        "title": f"Bài thử {next(_numbers)}",
        "text": "Việc làm ở khu công nghiệp.",
        "link": "",
        "newsroom": by.seat.agency,
        "due_on": None,
    }
    return begin_content(wave=wave, by=by, **facts | given)


def fresh(content: Content) -> Content:
    return Content.objects.select_related("wave", "newsroom").get(pk=content.pk)


def submitted_content(wave: Wave, by: Actor, **given) -> Content:
    content = make_content(wave, by, **given)
    submit_content(content=content, version=content.version, by=by)
    return fresh(content)


def released_content(wave: Wave, cast: Cast, **given) -> Content:
    content = submitted_content(wave, cast.newsroom, **given)
    for by in (cast.department, cast.office):
        clear_content(content=content, version=content.version, by=by)
        content = fresh(content)
    release_content(content=content, version=content.version, by=cast.newsroom)
    return fresh(content)


def make_publication(content: Content, outlet: Outlet, by: Actor, **given) -> Publication:
    facts = {"channel": "broadcast", "published_on": datetime.date(2024, 3, 12)}
    return enter_publication(content=content, outlet=outlet, by=by, **facts | given)


def make_commune_officer(province: Province, name: str = "") -> Actor:
    commune = make_agency(
        name or f"Ủy ban nhân dân xã Thử {next(_numbers)}",
        kind=AgencyKind.COMMITTEE,
        level="commune",
        province=province,
    )
    return make_actor(agency=commune)


def make_budget(by: Actor, **given) -> Budget:
    facts = {"year": 2024, "title": f"Kinh phí thử {next(_numbers)}", "directive": None}
    return begin_budget(by=by, **facts | given)


def make_budget_line(budget: Budget, by: Actor, **given) -> BudgetLine:
    agency: Agency = given.pop("agency", None) or make_agency()
    facts = {"title": "Sản xuất phóng sự", "agency": agency, "source": "province"}
    return add_line(budget=budget, by=by, **facts | given)
