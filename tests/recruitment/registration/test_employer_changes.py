"""A verified employer's new name or place waits for the office; until then everybody reads what was
checked.
"""

import json
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.lists.counts import WaitingCount
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.must_do.counts import counts_by_place
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.facts import EmployerFacts
from recruitment.employers.models import Employer, EmployerChange
from recruitment.registration import changes as employer_changes, services as employers
from recruitment.vacancies import services as vacancies
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.public_versions import public_version
from recruitment.waiting.entries import EMPLOYERS
from recruitment.waiting.letters import waiting_by_office
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    changed_facts,
    details,
    employer_facts,
    make_board,
    make_department,
    make_employer,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)
from tests.together import told_at_once

pytestmark = pytest.mark.django_db
OWN = "/doanh-nghiep/cua-toi/"


class Place:
    def __init__(self) -> None:
        self.province = make_province()
        self.department, self.board = make_department(self.province), make_board(self.province)
        self.park = make_park(self.board, "KCN Cũ")


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def employer(place):
    return verified_employer(place.province, place.park, name="Công ty Tên Cũ")


def fresh(employer: Employer) -> Employer:
    return Employer.objects.select_related("agency", "office", "park", "province").get(
        pk=employer.pk
    )


def change(employer: Employer, **given) -> Employer:
    """By its representative; what is not given stays as it is."""
    kept = {name: getattr(employer, name) for name in details(employer.province)} | {
        "name": employer.agency.name
    }
    return employers.change_employer(
        employer=employer,
        facts=EmployerFacts(**kept | given),
        by=representative_of(employer),
    )


def form_of(employer: Employer, **given) -> dict:
    said = details(employer.province, employer.park) | {"name": employer.agency.name}
    return said | {"province": employer.province_id, "park": employer.park_id or ""} | given


CHANGES = {
    "name": "Công ty Tên Mới",
    "english_name": "New Name Co., Ltd.",
    "ward": "Xã Chưa Duyệt",
    "address": "Lô Chưa Duyệt",
}


@pytest.mark.parametrize("field", CHANGES)
def test_what_was_checked_waits_and_the_rest_changes_at_once(employer, field):
    before = employer.agency.name, employer.english_name, employer.ward, employer.address
    change(employer, **{field: CHANGES[field]}, contact_phone="0912999888", products="Tai nghe")
    row = fresh(employer)
    assert (row.agency.name, row.english_name, row.ward, row.address) == before
    assert (row.status, row.contact_phone, row.products) == (
        EmployerStatus.VERIFIED,
        "0912999888",
        "Tai nghe",
    )
    assert getattr(row.change, field) == CHANGES[field]


def test_another_park_or_none_waits_for_the_office_that_will_be_responsible(place, employer):
    change(employer, park=None)
    row = fresh(employer)
    assert (row.park, row.office, row.status) == (
        place.park,
        place.board.seat.agency,
        EmployerStatus.VERIFIED,
    )
    assert row.change.office == place.department.seat.agency
    with pytest.raises(RuleError, match="là cơ quan xác minh doanh nghiệp này"):
        employer_changes.accept_change(employer=row, version=row.version, by=place.board)
    employer_changes.accept_change(employer=row, version=row.version, by=place.department)
    row = fresh(employer)
    assert (row.park, row.office, row.status) == (
        None,
        place.department.seat.agency,
        EmployerStatus.VERIFIED,
    )


def test_the_public_reads_the_old_name_until_it_is_accepted(client, place, employer):
    vacancy = published_vacancy(employer, title="Thợ may")
    paths = [
        vacancy.get_absolute_url(),
        reverse("recruitment:vacancy-list"),
        reverse("recruitment:vacancy-feed"),
    ]
    change(employer, name="Công ty Tên Mới")

    def named() -> list[tuple[bool, bool]]:
        texts = [client.get(path).content.decode() for path in paths]
        return [("Công ty Tên Cũ" in text, "Công ty Tên Mới" in text) for text in texts]

    assert named() == [(True, False)] * 3
    vacancy.refresh_from_db()
    assert vacancy.status == VacancyStatus.PUBLISHED
    assert client.get(paths[1], {"q": "ten moi"}).context["rows"] == []
    row = fresh(employer)
    employer_changes.accept_change(employer=row, version=row.version, by=place.board)
    assert named() == [(False, True)] * 3
    assert [each["url"] for each in client.get(paths[1], {"q": "ten moi"}).context["rows"]] == [
        reverse("recruitment:vacancy-detail", args=[vacancy.pk])
    ]
    assert not EmployerChange.objects.exists()


def test_the_office_sees_both_side_by_side_and_accepts_by_the_page(client, place, employer):
    change(employer, name="Công ty Tên Mới", address="Lô Mới")
    sign_in(client, place.board)
    path = reverse("recruitment:employer-detail", args=[employer.pk])
    page = client.get(path)
    lines = [(line.now, line.proposed) for line in page.context["change_lines"]]
    assert lines == [("Công ty Tên Cũ", "Công ty Tên Mới"), ("Lô A1", "Lô Mới")]
    [listed] = client.get(reverse("recruitment:employer-list")).context["page"].object_list
    assert listed.change.name == "Công ty Tên Mới"
    answer = client.post(
        reverse("recruitment:employer-change-accept", args=[employer.pk]),
        {"version": fresh(employer).version},
    )
    assert answer.url == path
    assert (fresh(employer).agency.name, fresh(employer).address) == ("Công ty Tên Mới", "Lô Mới")


def test_refusing_needs_a_reason_and_either_way_the_employer_gets_a_letter(client, place, employer):
    change(employer, name="Công ty Tên Mới")
    sign_in(client, place.board)
    path = reverse("recruitment:employer-change-refuse", args=[employer.pk])
    seen = {"version": fresh(employer).version}
    assert client.post(path, seen).status_code == 422
    assert fresh(employer).change.name == "Công ty Tên Mới"
    client.post(path, seen | {"words": "Tên không khớp giấy phép."})
    assert (fresh(employer).agency.name, EmployerChange.objects.count()) == ("Công ty Tên Cũ", 0)
    change(fresh(employer), name="Công ty Tên Đúng")
    employer_changes.accept_change(
        employer=employer, version=fresh(employer).version, by=place.board
    )
    deliver_messages()
    letters = [
        letter
        for letter in mail.outbox
        if "Công ty Tên" in letter.subject and "thay đổi" in letter.subject
    ]
    assert [letter.subject for letter in letters] == [
        "Công ty Tên Cũ: thay đổi bị từ chối",
        "Công ty Tên Đúng: thay đổi được chấp nhận",
    ]
    assert "Tên không khớp giấy phép." in letters[0].body
    assert "Công ty Tên Đúng" in letters[1].body
    logged = AuditEntry.objects.filter(action__startswith="employer-change-").order_by("pk")
    assert [(each.action, each.before.get("name"), each.after.get("name")) for each in logged] == [
        ("employer-change-proposed", "Công ty Tên Cũ", "Công ty Tên Mới"),
        ("employer-change-refused", "Công ty Tên Mới", None),
        ("employer-change-proposed", "Công ty Tên Cũ", "Công ty Tên Đúng"),
        ("employer-change-accepted", "Công ty Tên Cũ", "Công ty Tên Đúng"),
    ]


def test_the_last_proposal_replaces_and_the_log_keeps_each(place, employer):
    for name in ("Tên Một", "Tên Hai", "Tên Hai"):
        change(fresh(employer), name=name)
    assert [each.name for each in EmployerChange.objects.all()] == ["Tên Hai"]
    logged = AuditEntry.objects.filter(action="employer-change-proposed").order_by("pk")
    assert [(each.before["name"], each.after["name"]) for each in logged] == [
        ("Công ty Tên Cũ", "Tên Một"),
        ("Tên Một", "Tên Hai"),
    ]


def test_the_employer_sees_it_wait_keeps_it_while_another_field_changes_and_takes_it_back(
    client, place, employer
):
    sign_in(client, representative_of(employer))
    client.post(OWN, form_of(employer, name="Công ty Tên Mới"))
    page = client.get(OWN)
    assert page.context["form"].initial["name"] == "Công ty Tên Mới"
    assert [line.proposed for line in page.context["change_lines"]] == ["Công ty Tên Mới"]
    typed = form_of(
        fresh(employer), name=page.context["form"].initial["name"], contact_phone="0912777666"
    )
    client.post(OWN, typed)
    assert (fresh(employer).contact_phone, fresh(employer).change.name) == (
        "0912777666",
        "Công ty Tên Mới",
    )
    assert client.post(reverse("recruitment:own-change-withdraw")).url == OWN
    assert (fresh(employer).agency.name, EmployerChange.objects.count()) == ("Công ty Tên Cũ", 0)
    assert AuditEntry.objects.filter(action="employer-change-withdrawn").count() == 1


def test_only_the_employer_takes_it_back_and_nobody_twice(place, employer):
    change(employer, name="Công ty Tên Mới")
    with pytest.raises(RuleError, match="Chỉ đại diện của doanh nghiệp"):
        employer_changes.withdraw_change(employer=employer, by=place.board)
    employer_changes.withdraw_change(employer=employer, by=representative_of(employer))
    with pytest.raises(RuleError, match="không còn thay đổi nào chờ duyệt"):
        employer_changes.withdraw_change(employer=employer, by=representative_of(employer))


def test_what_changed_under_the_office_s_eyes_is_not_decided(place, employer):
    seen = change(employer, name="Công ty Tên Mới").version
    change(fresh(employer), name="Công ty Tên Khác")
    with pytest.raises(RuleError, match="vừa thay đổi đăng ký"):
        employer_changes.accept_change(employer=employer, version=seen, by=place.board)
    assert fresh(employer).agency.name == "Công ty Tên Cũ"


@pytest.mark.parametrize("act", [employers.ask_employer_back, employers.refuse_employer])
def test_one_that_was_verified_once_is_not_renamed_while_it_mends(place, employer, act):
    act(employer=employer, version=employer.version, words="Bổ sung.", by=place.board)
    change(fresh(employer), name="Công ty Tên Mới")
    row = fresh(employer)
    assert (row.agency.name, row.status) == ("Công ty Tên Cũ", EmployerStatus.REGISTERED)
    employers.verify_employer(employer=row, version=row.version, by=place.board)
    row = fresh(employer)
    assert (row.agency.name, row.status) == ("Công ty Tên Mới", EmployerStatus.VERIFIED)


def test_one_that_nobody_has_verified_yet_changes_at_once(place):
    employer = make_employer(place.province, place.park, name="Công ty Tên Cũ")
    change(employer, name="Công ty Tên Mới")
    assert (fresh(employer).agency.name, EmployerChange.objects.count()) == ("Công ty Tên Mới", 0)


def test_registering_the_same_tax_code_again_changes_nothing(place, employer):
    facts = employer_facts(place.province, None, name="Công ty Tên Mới")
    for by in (None, place.department):
        with pytest.raises(employers.AlreadyRegisteredError):
            employers.register_employer(tax_code=employer.tax_code, facts=facts, by=by)
    assert (fresh(employer).agency.name, EmployerChange.objects.count()) == ("Công ty Tên Cũ", 0)


def test_it_waits_on_the_desk_of_the_office_that_decides(place, employer):
    change(employer, park=None)
    counted = [
        counts_by_place(by, timezone.localdate()).get(EMPLOYERS, WaitingCount()).all
        for by in (place.board, place.department)
    ]
    assert counted == [0, 1]
    waiting = {each["office"]: each["employers"] for each in waiting_by_office().values()}
    assert waiting == {place.department.seat.agency.name: 1}


@pytest.mark.django_db(transaction=True)
def test_of_accepting_and_taking_back_at_once_one_counts(place, employer):
    version = change(employer, name="Công ty Tên Mới").version
    told = told_at_once(
        lambda: employer_changes.accept_change(employer=employer, version=version, by=place.board),
        lambda: employer_changes.withdraw_change(employer=employer, by=representative_of(employer)),
    )
    assert len(told) == 2
    assert told.count("done") == 1
    is_accepted = fresh(employer).agency.name == "Công ty Tên Mới"
    logged = {
        each.action for each in AuditEntry.objects.filter(action__startswith="employer-change-")
    }
    assert logged == {
        "employer-change-proposed",
        f"employer-change-{'accepted' if is_accepted else 'withdrawn'}",
    }


def test_a_program_and_search_engines_read_the_old_name(client, employer):
    vacancy = published_vacancy(employer)
    change(employer, name="Công ty Tên Mới", english_name="New")
    page = client.get(vacancy.get_absolute_url()).content.decode()
    [posting] = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)
    assert json.loads(posting)["hiringOrganization"]["name"] == "Công ty Tên Cũ"


def test_what_is_to_be_verified_again_at_a_new_address_is_decided_by_the_office_there_alone(
    client, place, employer
):
    """Its desk counts it; the office that asked back neither shows a button nor may."""
    employers.ask_employer_back(
        employer=employer, version=employer.version, words="Bổ sung.", by=place.board
    )
    verifier = make_actor(role=SeatRole.VERIFIER, agency=place.department.seat.agency)
    change(fresh(employer), park=None)
    row, path = fresh(employer), reverse("recruitment:employer-detail", args=[employer.pk])
    acts = [
        reverse(f"recruitment:employer-{act}", args=[employer.pk])
        for act in ("verify", "ask-back", "refuse")
    ]
    shown = [act in sign_in(client, place.board).get(path).content.decode() for act in acts]
    assert shown == [False] * 3
    for decide in (
        employers.verify_employer,
        employers.ask_employer_back,
        employers.refuse_employer,
    ):
        with pytest.raises(RuleError, match=verifier.seat.agency.name):
            decide(employer=row, version=row.version, words="Sai.", by=place.board)
    shown = [act in sign_in(client, verifier).get(path).content.decode() for act in acts]
    assert shown == [True] * 3
    assert client.post(acts[1], {"version": row.version, "words": "Thiếu địa chỉ."}).url == path
    letter = OutboxMessage.objects.filter(template="employer_judged").latest("pk")
    assert letter.context["office"] == verifier.seat.agency.name
    assert client.post(acts[0], {"version": fresh(employer).version}).url == path
    row = fresh(employer)
    assert (row.status, row.office, row.park) == (
        EmployerStatus.VERIFIED,
        verifier.seat.agency,
        None,
    )


def test_a_vacancy_that_moves_with_its_employer_to_another_province_is_checked_there_first(
    client, place
):
    """Until then its page, and a change of the number alone, leave it where it was checked."""
    employer, there = verified_employer(place.province), Place()
    vacancy = published_vacancy(employer, headcount=5)
    row = change(employer, province=there.province)
    employer_changes.accept_change(employer=row, version=row.version, by=there.department)
    vacancy.refresh_from_db()
    assert (vacancy.status, vacancy.province) == (VacancyStatus.PUBLISHED, place.province)
    said = {"vacancy": vacancy, "version": vacancy.version, "by": representative_of(employer)}
    kept = vacancies.change_vacancy(**said, facts=changed_facts(vacancy, headcount=6))
    assert (kept.status, kept.office) == (VacancyStatus.SUBMITTED, there.department.seat.agency)
    assert (public_version(kept).province, public_version(kept).headcount) == (place.province, 5)
    assert client.get(vacancy.get_absolute_url()).status_code == 404
