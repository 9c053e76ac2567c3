"""Members of a delegation: who answers for whom, by the portal or by a signed link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.people.models import SeatHolding
from agencies.privacy.retention import delete_expired_rows
from conferences.delegation_members.services import (
    Invited,
    add_named_member,
    add_seat_member,
    answer_invitation,
    invite_members,
    remove_member,
)
from conferences.delegations.choices import MemberAnswer
from conferences.delegations.links import member_of_token, member_token
from conferences.delegations.models import Delegation
from conferences.delegations.queries import (
    answerable_members,
    seats_to_invite,
    unanswered_invitations,
)
from conferences.delegations.services import cancel_delegation
from tests.checksums import fingerprint
from tests.factories import make_actor, sign_in
from tests.factories_conferences import (
    make_delegation,
    make_host_officer,
    make_member,
    make_partnership,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def keeper():
    return make_host_officer(SeatRole.COORDINATOR)


@pytest.fixture
def delegation(keeper):
    return make_delegation(make_partnership(keeper), keeper, title="Đoàn Lạng Sơn")


@pytest.fixture
def officer():
    return make_host_officer()


def invited(delegation, by, **given):
    member = make_member(delegation, by, **given)
    invite_members(delegation=delegation, by=by)
    member.refresh_from_db()
    return member


def path_of(member) -> str:
    return reverse("conferences:member-link", args=[member_token(member)])


# Who is invited -----------------------------------------------------------------------------------
def test_a_seat_is_added_with_its_holder_once(keeper, delegation, officer):
    member = add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    assert (member.full_name, member.agency_name) == (
        officer.person.full_name,
        officer.seat.agency.name,
    )
    with pytest.raises(RuleError, match="in the delegation already") as refused:
        add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    assert refused.value.field == "seat"


def test_an_old_seat_is_neither_offered_nor_taken(keeper, delegation, officer):
    SeatHolding.objects.filter(seat=officer.seat).update(ends_on=TODAY() - DAY)
    assert officer.seat not in seats_to_invite(TODAY())
    with pytest.raises(RuleError, match="Nobody with an account"):
        add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)


def test_a_seat_of_another_province_is_not_offered(keeper, delegation):
    stranger = make_actor()
    assert stranger.seat not in seats_to_invite(TODAY())
    with pytest.raises(RuleError, match="Nobody with an account"):
        add_seat_member(delegation=delegation, seat=stranger.seat, by=keeper)


def test_who_has_no_account_has_a_phone_and_stands_there_once(keeper, delegation):
    person = {"agency_name": "Hội", "full_name": "A", "position": "", "by": keeper}
    with pytest.raises(RuleError, match="phone number") as refused:
        add_named_member(delegation=delegation, phone="", **person)
    assert refused.value.field == "phone"
    add_named_member(delegation=delegation, phone="0912000333", **person)
    with pytest.raises(RuleError, match="in the delegation already"):
        add_named_member(delegation=delegation, phone="0912000333", **person)


def test_inviting_twice_writes_to_nobody_again(keeper, delegation, officer):
    add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    make_member(delegation, keeper)
    assert invite_members(delegation=delegation, by=keeper) == Invited(2, 1, unreached=1)
    with pytest.raises(RuleError, match="invited already"):
        invite_members(delegation=delegation, by=keeper)


# Answers in the portal ----------------------------------------------------------------------------
def test_the_agency_answers_from_its_must_do_page(keeper, delegation, officer, client):
    member = add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    assert not unanswered_invitations(TODAY()).exists()
    invite_members(delegation=delegation, by=keeper)
    assert list(unanswered_invitations(TODAY())) == [member]
    sign_in(client, officer)
    assert "Đoàn Lạng Sơn" in client.get(reverse("agencies:must-do")).content.decode()
    page = client.get(delegation.get_absolute_url()).content.decode()
    assert "Your agency has not answered yet." in page
    sent = {"answer-answer": "substituted", "answer-substitute_name": "Lê Văn Thay"}
    response = client.post(reverse("conferences:member-answer", args=[member.pk]), sent)
    assert response.status_code == 302
    member.refresh_from_db()
    assert (member.answer, member.travelling_name) == (MemberAnswer.SUBSTITUTED, "Lê Văn Thay")
    assert not unanswered_invitations(TODAY()).exists()


def test_a_refused_answer_comes_back_with_its_reason(keeper, delegation, officer, client):
    member = add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    invite_members(delegation=delegation, by=keeper)
    sign_in(client, officer)
    path = reverse("conferences:member-answer", args=[member.pk])
    response = client.post(path, {"answer-answer": "declined"})
    assert response.status_code == 422
    assert "Say why you cannot come." in response.content.decode()


def test_nobody_answers_for_another_agency(keeper, delegation, officer, client):
    member = add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    invite_members(delegation=delegation, by=keeper)
    other = make_host_officer()
    assert not answerable_members(other).exists()
    with pytest.raises(RuleError, match="Another agency answers"):
        answer_invitation(member=member, answer="coming", by=other)
    sign_in(client, other)
    path = reverse("conferences:member-answer", args=[member.pk])
    assert client.post(path, {"answer-answer": "coming"}).status_code == 404


def test_nobody_answers_once_the_journey_has_begun(keeper, delegation):
    member = invited(delegation, keeper)
    Delegation.objects.update(starts_on=TODAY())
    with pytest.raises(RuleError, match="journey has begun"):
        answer_invitation(member=member, answer="coming", by=None)


# Answers by a signed link -------------------------------------------------------------------------
def test_a_link_shows_its_own_journey_and_takes_the_answer(keeper, delegation, client):
    member = invited(delegation, keeper)
    other = make_delegation(delegation.partnership, keeper, title="Đoàn khác")
    page = client.get(path_of(member)).content.decode()
    assert "Đoàn Lạng Sơn" in page
    assert other.title not in page
    client.post(path_of(member), {"answer": "declined", "reason": "Bận sản xuất"})
    member.refresh_from_db()
    assert (member.answer, member.reason) == (MemberAnswer.DECLINED, "Bận sản xuất")
    assert "Bận sản xuất" in client.get(path_of(member)).content.decode()
    client.post(path_of(member), {"answer": "substituted", "substitute_name": "Vũ Thị Hai"})
    member.refresh_from_db()
    assert (member.answer, member.reason, member.substitute_name) == (
        MemberAnswer.SUBSTITUTED,
        "",
        "Vũ Thị Hai",
    )


def test_a_link_of_one_member_opens_nothing_of_another(keeper, delegation, client):
    first = make_member(delegation, keeper, full_name="Người Một", phone="0912000444")
    second = invited(delegation, keeper, full_name="Người Hai")
    page = client.get(path_of(second)).content.decode()
    assert "Người Hai" in page
    assert "Người Một" not in page
    client.post(path_of(second), {"answer": "coming"})
    first.refresh_from_db()
    assert first.answer == MemberAnswer.OPEN


def test_a_changed_or_foreign_address_opens_nothing(keeper, delegation, officer, client):
    member = invited(delegation, keeper)
    seat = add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    invite_members(delegation=delegation, by=keeper)
    token = member_token(member)
    forged = f"{member.pk + 1}.{token.partition('.')[2]}"
    before = fingerprint()
    for wrong in (forged, token[:-1], "x", member_token(seat)):
        path = reverse("conferences:member-link", args=[wrong])
        assert client.get(path).status_code == 404
        assert client.post(path, {"answer": "coming"}).status_code == 404
    assert fingerprint() == before


def test_a_link_ends_with_the_journey_and_with_the_member(keeper, delegation, client):
    uninvited = make_member(delegation, keeper)
    assert member_of_token(member_token(uninvited)) is None
    member = invited(delegation, keeper, full_name="Người Hai")
    address = path_of(member)
    remove_member(member=member, by=keeper)
    assert client.get(address).status_code == 404
    uninvited.refresh_from_db()
    assert client.get(path_of(uninvited)).status_code == 200
    Delegation.objects.update(starts_on=TODAY() - 2 * DAY, ends_on=TODAY() - DAY)
    assert client.get(path_of(uninvited)).status_code == 404


def test_a_link_says_that_the_journey_is_cancelled(keeper, delegation, client):
    member = invited(delegation, keeper)
    delegation.refresh_from_db()
    cancel_delegation(delegation=delegation, version=delegation.version, reason="Mưa lũ", by=keeper)
    page = client.get(path_of(member)).content.decode()
    assert "Chuyến công tác này đã hủy. Mưa lũ" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_the_page_of_a_link_is_kept_nowhere(keeper, delegation, client):
    response = client.get(path_of(invited(delegation, keeper)))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


# What is deleted ----------------------------------------------------------------------------------
def test_numbers_go_90_days_after_the_journey_and_names_stay(keeper, delegation):
    member = invited(delegation, keeper)
    Delegation.objects.update(starts_on=TODAY() - 90 * DAY, ends_on=TODAY() - 90 * DAY)
    delete_expired_rows()
    member.refresh_from_db()
    assert member.phone == "0912000333"
    Delegation.objects.update(starts_on=TODAY() - 91 * DAY, ends_on=TODAY() - 91 * DAY)
    delete_expired_rows()
    member.refresh_from_db()
    assert (member.full_name, member.phone) == ("Trần Thị Mười", "")
