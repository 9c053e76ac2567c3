"""One thing of each kind of delegations, colleges and living there, with a mark in each text,
nothing of it shared.
"""

import datetime

from django.db import models
from django.utils import timezone

from agencies.people.permissions import Actor
from conferences.colleges.services import (
    add_follow_up,
    add_major,
    enter_college,
    enter_graduate,
    record_visit,
)
from conferences.delegation_members.services import invite_members
from conferences.living.services import enter_fact
from conferences.partnerships.models import Partnership
from tests.factories_conferences import (
    make_delegation,
    make_host_agency,
    make_member,
    make_point,
    make_stop,
    make_visit,
)
from tests.factories_recruitment import make_board, make_park, make_province
from vietnam.dates import format_date

WEEK = datetime.timedelta(days=7)


def make_marked_delegations(
    mark: str, by: Actor, partnership: Partnership
) -> dict[str, models.Model]:
    return {
        **make_marked_delegation(mark, by, partnership),
        **make_marked_college(mark, by),
        "living-fact": make_marked_fact(mark, by),
    }


def make_marked_delegation(
    mark: str, by: Actor, partnership: Partnership
) -> dict[str, models.Model]:
    """With a line, a point and a member who is invited by a link."""
    delegation = make_delegation(
        partnership,
        by,
        title=mark[:200],
        purpose=mark,
        gifts=mark,
        head_name=mark[:120],
        head_position=mark[:160],
    )
    stop = make_stop(delegation, by, what=mark[:300], place=mark[:200], transport=mark[:200])
    point = make_point(delegation, by, mark)
    member = make_member(delegation, by, full_name=mark[:120], agency_name=mark[:200])
    invite_members(delegation=delegation, by=by)
    member.refresh_from_db()
    delegation.refresh_from_db()
    return {
        "delegation": delegation,
        "itinerary-stop": stop,
        "talking-point": point,
        "delegation-member": member,
    }


def make_marked_college(mark: str, by: Actor) -> dict[str, models.Model]:
    """Visited today, with what was agreed and a graduate who has consented."""
    college = enter_college(name=mark[:200], province=make_province(), note=mark, by=by)
    major = add_major(college=college, name=mark[:160], occupation="21", graduates=40, by=by)
    visit = make_visit(college, by, purpose=mark)
    visit = record_visit(visit=visit, version=visit.version, result=mark, interested=12, by=by)
    due_on = timezone.localdate() + WEEK
    add_follow_up(visit=visit, text=mark, due_on=due_on, by=by)
    graduate = enter_graduate(
        visit=visit,
        full_name=mark[:120],
        phone="0912000222",
        major_name=mark[:160],
        has_consented=True,
        by=by,
    )
    return {
        "college": college,
        "major": major,
        "college-visit": visit,
        "graduate": graduate,
    }


def make_marked_fact(mark: str, by: Actor) -> models.Model:
    """About a park of a board that nobody else has to do with."""
    host = make_host_agency().province
    park = make_park(make_board(host), f"KCN {format_date(timezone.localdate())}")
    return enter_fact(
        kind="housing",
        title=mark[:200],
        text=mark,
        price=mark[:120],
        province=host,
        park=park,
        ward="",
        home=None,
        task=None,
        source=mark[:200],
        checked_on=timezone.localdate(),
        by=by,
    )
