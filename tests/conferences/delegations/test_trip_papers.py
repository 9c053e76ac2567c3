"""The papers of a delegation: what each says, who may have them, nothing that a code may not
tell.
"""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.papers.models import IssuedPaper
from agencies.papers.queries import may_have
from conferences.delegation_members.services import answer_invitation, invite_members
from conferences.delegation_papers.services import (
    build_decision,
    build_invitation,
    build_letter,
    build_programme,
    keep_trip_paper,
)
from conferences.delegations.choices import TripPaper
from conferences.delegations.services import cancel_delegation, set_sharing
from papers import Item, Table
from tests.factories import sign_in
from tests.factories_conferences import (
    make_delegation,
    make_host_officer,
    make_member,
    make_partner,
    make_partnership,
    make_point,
    make_stop,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
GONE = date(2026, 12, 8)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-12-01T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def keeper():
    return make_host_officer(SeatRole.COORDINATOR)


@pytest.fixture
def delegation(keeper):
    trip = make_delegation(make_partnership(keeper), keeper, starts_on=GONE, purpose="Trao đổi")
    make_stop(trip, keeper, what="Làm việc với Sở Nội vụ", place="Trụ sở Sở", transport="Xe 29 chỗ")
    make_point(trip, keeper, "Đăng tin miễn phí")
    make_member(trip, keeper, full_name="Trần Thị Mười")
    make_member(trip, keeper, full_name="Lê Văn Bận", agency_name="Hội Doanh nghiệp")
    trip.refresh_from_db()
    return trip


def decline(trip, by):
    invite_members(delegation=trip, by=by)
    member = trip.members.get(full_name="Lê Văn Bận")
    answer_invitation(member=member, answer="declined", reason="Bận", by=None)


def test_the_decision_names_those_who_travel(keeper, delegation):
    decline(delegation, keeper)
    paper = build_decision(delegation)
    [table] = [block for block in paper.body if isinstance(block, Table)]
    assert [row[1] for row in table.rows] == ["Nguyễn Văn Trưởng", "Trần Thị Mười"]


def test_who_comes_instead_stands_in_the_decision(keeper, delegation):
    invite_members(delegation=delegation, by=keeper)
    member = delegation.members.get(full_name="Lê Văn Bận")
    answer_invitation(member=member, answer="substituted", substitute_name="Vũ Thị Thay", by=None)
    paper = build_decision(delegation)
    [table] = [block for block in paper.body if isinstance(block, Table)]
    assert [row[1] for row in table.rows][-1] == "Vũ Thị Thay"


def test_the_letter_has_the_points_and_the_invitation_each_agency_once(keeper, delegation):
    make_member(delegation, keeper, full_name="Người thứ ba")
    items = [block.text for block in build_letter(delegation).body if isinstance(block, Item)]
    assert "Đăng tin miễn phí" in items
    assert build_invitation(delegation).addressees == ["Công ty Bình Minh", "Hội Doanh nghiệp"]


def test_the_programme_has_times_places_and_transport(delegation):
    [table, *_rest] = build_programme(delegation).body
    assert list(table.rows) == [
        ["08:00, 08/12/2026", "Làm việc với Sở Nội vụ", "Trụ sở Sở", "Xe 29 chỗ"]
    ]


@pytest.mark.parametrize("kind", TripPaper)
def test_no_title_names_a_person(keeper, delegation, kind, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept = keep_trip_paper(delegation=delegation, kind=kind, by=keeper)
    names = ("Trưởng", "Mười", "Bận")
    assert [name for name in names if name in kept.title + kept.version] == []
    assert kept.docx.size > 0
    with kept.pdf.open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_a_partner_has_no_paper_of_a_visit_that_is_shared(
    keeper, delegation, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    set_sharing(delegation=delegation, is_shared=True, by=keeper)
    sign_in(client, keeper)
    path = reverse("conferences:delegation-paper", args=[delegation.pk])
    assert client.post(path, {"paper": "programme"}).status_code == 302
    kept = IssuedPaper.objects.get()
    assert may_have(kept, keeper)
    assert not may_have(kept, make_partner(delegation.partnership))


def test_of_what_is_cancelled_no_paper_is_made(keeper, delegation):
    row = cancel_delegation(
        delegation=delegation, version=delegation.version, reason="Hoãn", by=keeper
    )
    with pytest.raises(RuleError, match="does not travel"):
        keep_trip_paper(delegation=row, kind=TripPaper.LETTER, by=keeper)
