"""An employer from its registration to the office's decision, and what of it others see:
nothing.
"""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.members.models import Invitation
from agencies.members.queries import roles_to_give
from agencies.must_do.counts import counts_by_place
from agencies.people.models import SeatHolding
from agencies.privacy.retention import count_expired_rows, delete_expired_rows
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.interests.services import consent_digest, register_interest
from recruitment.registration import services as employers
from recruitment.usage.services import LABOUR_USAGE
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    details,
    employer_facts,
    make_board,
    make_department,
    make_employer,
    make_park,
    make_province,
    make_usage_report,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)
from tests.letters import sent_letters
from tests.together import told_at_once

pytestmark = pytest.mark.django_db


class Place:
    """A province with its two offices and a park."""

    def __init__(self) -> None:
        self.province = make_province()
        self.department, self.board = make_department(self.province), make_board(self.province)
        self.park = make_park(self.board)


@pytest.fixture
def place():
    return Place()


# Routing ------------------------------------------------------------------------------------------
def test_inside_a_park_its_board_verifies_and_elsewhere_the_department(place):
    inside, outside = make_employer(place.province, place.park), make_employer(place.province)
    assert [inside.office, outside.office] == [
        place.board.seat.agency,
        place.department.seat.agency,
    ]


def test_a_park_of_another_province_is_refused_at_its_field(place):
    with pytest.raises(RuleError, match="Khu công nghiệp này thuộc tỉnh khác") as refused:
        make_employer(Place().province, place.park)
    assert refused.value.field == "park"


def test_a_province_without_an_office_is_refused_at_its_field():
    with pytest.raises(
        RuleError, match="Tỉnh này chưa có cơ quan xác minh doanh nghiệp trên cổng"
    ) as refused:
        make_employer(make_province())
    assert refused.value.field == "province"


# Registering --------------------------------------------------------------------------------------
def form_of(place, **given) -> dict:
    said = (
        details(place.province, place.park, tax_code="2400-999.012", name="Công ty TNHH Ánh Sao")
        | given
    )
    return {name: getattr(value, "pk", value) for name, value in said.items()}


def test_from_the_form_through_the_letter_to_the_desk(
    client, place, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("recruitment:employer-register"), form_of(place))
    employer = Employer.objects.get()
    assert (page.status_code, employer.tax_code, employer.status) == (
        200,
        "2400999012",
        EmployerStatus.REGISTERED,
    )
    desk = sign_in(client, place.board)
    assert (
        list(desk.get(reverse("recruitment:employer-list")).context["page"]) == []
    )  # the address is not confirmed yet
    assert desk.get(employer.get_absolute_url()).status_code == 404
    client.logout()
    [letter] = sent_letters()
    assert letter.to == [employer.contact_email]
    [link] = re.findall(r"http\S+/loi-moi/\S+", letter.body)
    password = {
        "full_name": "Nguyễn Thử",
        "password": "mot cau dai de nho",
        "again": "mot cau dai de nho",
    }
    client.post("/" + link.split("/", 3)[3], password)
    holding = SeatHolding.objects.get(seat__agency=employer.agency)
    assert (holding.is_administrator, holding.seat.role) == (True, SeatRole.EMPLOYER)
    assert client.get(reverse("recruitment:own-employer")).context["employer"] == employer
    client.logout()
    desk = sign_in(client, place.board)
    assert list(desk.get(reverse("recruitment:employer-list")).context["page"]) == [employer]


def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(client, place):
    wrong = {"tax_code": "24 009", "contact_phone": "12345", "size": "x", "ward": ""}
    page = client.post(reverse("recruitment:employer-register"), form_of(place, **wrong))
    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["contact_phone", "size", "tax_code", "ward"]
    assert "Công ty TNHH Ánh Sao" in page.content.decode()
    assert not Employer.objects.exists()
    assert not Agency.objects.filter(kind="firm").exists()


@pytest.mark.parametrize(
    ("code", "fits"), [("2400999012", True), ("2400999013", False), ("001099000111", True)]
)
def test_a_wrong_check_digit_warns_and_does_not_refuse(client, place, code, fits):
    url = reverse("recruitment:employer-register")
    page = client.post(url, form_of(place, tax_code=code))
    if not fits:
        form = page.context["form"]
        assert (page.status_code, list(form.errors), Employer.objects.count()) == (
            422,
            ["tax_code"],
            0,
        )
        assert 'type="checkbox" name="tax_code_is_right"' in page.content.decode()
        page = client.post(url, form_of(place, tax_code=code, tax_code_is_right="on"))
    assert Employer.objects.get().parsed_tax_code.has_valid_check_digit is fits
    assert ("số kiểm tra không khớp" in page.content.decode()) is not fits


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2400999012", ""),
        ("24 0099 9012", ""),
        ("", ""),
        ("2400999013", "Số kiểm tra của mã số thuế 2400999013 không khớp"),
        ("24009", "“24009”: mã số thuế có 10 chữ số"),
        ("24x", "“24x”: mã số thuế chỉ gồm chữ số"),
    ],
)
def test_a_tax_code_is_looked_at_as_soon_as_it_is_typed(client, place, typed, words):
    note = client.get(reverse("recruitment:tax-code-note"), {"tax_code": typed})
    text = re.sub("<[^>]+>", "", note.content.decode()).strip()
    assert (note.status_code, text[: len(words)], bool(text)) == (200, words, bool(words))
    page = client.get(reverse("recruitment:employer-register")).content.decode()
    assert f'hx-get="{reverse("recruitment:tax-code-note")}"' in page
    assert page.count('<div id="tax-code-note" role="status"></div>') == 1


def test_what_is_missing_is_said_by_its_name_at_its_field(client, place):
    form = client.post(reverse("recruitment:employer-register"), {"products": "x"}).context["form"]
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "tax_code": "Ghi mã số thuế.",
        "name": "Ghi tên doanh nghiệp đúng như giấy chứng nhận đăng ký.",
        "kind": "Chọn loại hình doanh nghiệp.",
        "province": "Chọn tỉnh, thành phố nơi làm việc.",
        "ward": "Ghi xã, phường nơi làm việc.",
        "address": "Ghi số nhà, đường hoặc lô trong khu.",
        "industry": "Chọn ngành nghề chính.",
        "size": "Chọn số lao động hiện có.",
        "contact_name": "Ghi họ tên người liên hệ để cơ quan hỏi khi cần.",
        "contact_phone": "Ghi số điện thoại.",
        "contact_email": "Ghi địa chỉ thư điện tử để nhận đường dẫn xác nhận.",
    }


@pytest.mark.parametrize(
    ("address", "ward", "asks"),
    [
        ("Lô A1, {park}", "Phường Nếnh", "Địa chỉ có nhắc đến {park}"),
        ("Lô A1 khu công nghiệp {bare}", "Phường Nếnh", "Địa chỉ có nhắc đến {park}"),
        ("Số 5 {bare}", "Phường Nếnh", "Địa chỉ có nhắc đến {park}"),
        ("Lô A1, KCN chưa có tên", "Phường Nếnh", "Địa chỉ có nhắc đến một khu"),
        ("Số 5 đường Hùng Vương", "Phường {bare}", ""),
        ("Số 5 đường Hùng Vương", "Phường Nếnh", ""),
    ],
)
def test_an_address_in_a_park_is_asked_about_where_outside_is_chosen(
    client, place, address, ward, asks
):
    names = {"park": place.park.name, "bare": place.park.name.removeprefix("KCN ")}
    url = reverse("recruitment:employer-register")
    given = {"park": "", "address": address.format(**names), "ward": ward.format(**names)}
    page = client.post(url, form_of(place, **given))
    if asks:
        [error] = page.context["form"].errors["park"]
        assert error.startswith(asks.format(**names))
        assert not Employer.objects.exists()
        page = client.post(url, form_of(place, is_outside="on", **given))
    assert (page.status_code, Employer.objects.get().park) == (200, None)


def test_the_sign_in_page_leads_an_enterprise_to_its_registration(client):
    page = client.get(reverse("account_login")).content.decode()
    assert f'href="{reverse("recruitment:employer-register")}"' in page


IN_ONE_FORM = "nhan.su@xn--lao-ng-e3a6012d.vn"


@pytest.mark.parametrize(
    "typed", ["Nhan.Su@Lao-Động.vn", "nhan.su@XN--lao-ng-E3A6012D.vn", "nhan.su@lao-đô\u0323ng.vn "]
)
def test_the_representative_signs_in_with_the_address_in_any_form(
    client, place, typed, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("recruitment:employer-register"), form_of(place, contact_email=typed))
    employer = Employer.objects.select_related("agency").get()
    assert (employer.contact_email, employer.agency.email, sent_letters()[-1].to) == (
        *[IN_ONE_FORM] * 2,
        [IN_ONE_FORM],
    )
    link = re.search(r"http://testserver(/loi-moi/\S+)", sent_letters()[-1].body)[1]
    client.post(
        link,
        {
            "full_name": "Nguyễn Thử",
            "password": "mot cau dai de nho",
            "again": "mot cau dai de nho",
        },
    )
    for login in (typed, IN_ONE_FORM, "NHAN.SU@lao-động.VN"):
        browser = Client()
        answer = browser.post(
            reverse("account_login"), {"login": login, "password": "mot cau dai de nho"}
        )
        assert (answer.status_code, "_auth_user_id" in browser.session) == (302, True)


def test_who_asks_for_access_is_named_by_the_address_that_is_invited(client, place):
    known = verified_employer(place.province, place.park)
    asked = {
        "tax_code": known.tax_code,
        "full_name": "Trần Văn Hỏi",
        "email": "Nhan.Su@Lao-Động.vn",
    }
    client.post(reverse("recruitment:employer-access"), asked)
    assert OutboxMessage.objects.get(template="employer_access").context["email"] == IN_ONE_FORM


def test_one_that_nobody_confirmed_gives_way_to_a_new_registration(place):
    squatted = make_employer(place.province, tax_code="2400999012", confirmed=False)
    facts = employer_facts(place.province, place.park, name="Công ty Thật")
    real = employers.register_employer(tax_code="2400999012", facts=facts)
    assert (real.pk, Agency.objects.get(pk=real.agency_id).name) == (squatted.pk, "Công ty Thật")
    [invited] = real.agency.seats.get().invitations.filter(ended_at=None)
    assert (
        invited.email == facts.contact_email
    )  # the link of the first letter opens nothing any more


def test_a_duplicate_offers_to_ask_the_representatives(client, place):
    known = make_employer(place.province, place.park, tax_code="2400999012")
    page = client.post(reverse("recruitment:employer-register"), form_of(place))
    assert (page.status_code, list(page.context["form"].errors), Employer.objects.count()) == (
        422,
        ["tax_code"],
        1,
    )
    asked = {"tax_code": "2400999012", "full_name": "Trần Văn Hỏi", "email": "hoi@x.example"}
    answers = [
        client.post(reverse("recruitment:employer-access"), asked | {"tax_code": code})
        for code in ("2400999012", "2400999037")
    ]
    pages = [re.sub(rb'"[A-Za-z0-9]{64}"', b"", answer.content) for answer in answers]
    without_keys = [re.sub(rb'name="form_key" value="[^"]+"', b"", page) for page in pages]
    assert without_keys[0] == without_keys[1]  # a stranger learns nothing of who is registered
    letter = OutboxMessage.objects.get(template="employer_access")
    assert letter.person == representative_of(known).person
    deliver_messages()
    letter.refresh_from_db()
    assert "hoi@x.example" in letter.text


def test_a_flood_is_held_back(client, place):
    codes = [f"24{number:08}" for number in range(22)]
    url = reverse("recruitment:employer-register")
    answers = [
        client.post(url, form_of(place, tax_code=code, tax_code_is_right="on")).status_code
        for code in codes
    ]
    assert answers == [200] * 20 + [422] * 2


def test_an_official_enters_one_on_its_behalf_which_verifies_and_marks_it(client, place):
    sign_in(client, place.board)
    made = client.post(reverse("recruitment:employer-enter"), form_of(place))
    employer = Employer.objects.get()
    assert made.url == employer.get_absolute_url()
    assert (employer.status, employer.entered_by) == (EmployerStatus.VERIFIED, place.board.seat)
    assert place.board.seat.agency.display_name in client.get(made.url).content.decode()
    outside = client.post(
        reverse("recruitment:employer-enter"), form_of(place, park="", tax_code="2400999037")
    )
    assert (outside.status_code, Employer.objects.count()) == (
        422,
        1,
    )  # the department's, not the board's


# Deciding -----------------------------------------------------------------------------------------
def test_each_decision_is_written_logged_and_told(place):
    employer = make_employer(place.province, place.park)
    employers.ask_employer_back(
        employer=employer, version=0, words="Thiếu địa chỉ lô đất.", by=place.board
    )
    employers.refuse_employer(
        employer=employer, version=0, words="Doanh nghiệp đã giải thể.", by=place.board
    )
    employers.verify_employer(employer=employer, version=0, by=place.department)
    employer.refresh_from_db()
    assert (employer.status, employer.decided_by) == (
        EmployerStatus.VERIFIED,
        place.department.seat,
    )
    judged = AuditEntry.objects.filter(action="employer-judged").order_by("pk")
    assert [entry.after["status"] for entry in judged] == ["asked_back", "refused", "verified"]
    deliver_messages()
    assert [mail.to for mail in sent_letters()] == [[representative_of(employer).person.email]] * 3
    assert "Thiếu địa chỉ lô đất." in sent_letters()[0].body


@pytest.mark.parametrize("act", [employers.ask_employer_back, employers.refuse_employer])
def test_a_reason_is_owed(place, act):
    with pytest.raises(RuleError) as refused:
        act(employer=make_employer(place.province), version=0, words=" ", by=place.department)
    assert refused.value.field == "words"


def test_what_changed_under_the_office_s_eyes_is_not_decided(client, place):
    employer = make_employer(place.province, place.park)
    sign_in(client, place.board)
    seen = client.get(employer.get_absolute_url()).context["form"]["version"].value()
    facts = employer_facts(place.province, place.park, name="Tên khác", products="Khác")
    employers.change_employer(employer=employer, facts=facts, by=representative_of(employer))
    verify = reverse("recruitment:employer-verify", args=[employer.pk])
    page = client.post(verify, {"version": seen, "words": "Đã xem."})
    employer.refresh_from_db()
    assert (page.status_code, employer.status) == (422, EmployerStatus.REGISTERED)
    assert "Đã xem." in page.content.decode()
    assert (
        page.context["form"]["version"].value() == employer.version
    )  # what is shown now is what is decided on next
    client.post(verify, {"version": employer.version})
    employer.refresh_from_db()
    assert employer.status == EmployerStatus.VERIFIED


def test_what_is_unconfirmed_or_decided_is_not_decided(place):
    unconfirmed, employer = (
        make_employer(place.province, confirmed=False),
        make_employer(place.province),
    )
    employers.verify_employer(employer=employer, version=0, by=place.department)
    refused = {unconfirmed: "chưa xác nhận", employer: "đã được quyết định"}
    for row, words in refused.items():
        with pytest.raises(RuleError, match=words):
            employers.verify_employer(employer=row, version=0, by=place.department)


def test_only_the_office_decides(place):
    employer = make_employer(place.province, place.park)
    others = [
        make_board(place.province),
        representative_of(employer),
        make_actor(role=SeatRole.LEADER),
        make_actor(),
    ]
    for other in others:
        with pytest.raises(RuleError, match="là cơ quan xác minh doanh nghiệp này"):
            employers.verify_employer(employer=employer, version=0, by=other)
    employer.refresh_from_db()
    assert employer.status == EmployerStatus.REGISTERED


@pytest.mark.parametrize("judge", [employers.ask_employer_back, employers.refuse_employer])
def test_what_was_asked_back_or_refused_is_mended_and_waits_again(client, place, judge):
    employer = make_employer(place.province, place.park)
    judge(employer=employer, version=0, words="Thiếu lô đất.", by=place.board)
    sign_in(client, representative_of(employer))
    assert "Thiếu lô đất." in client.get(reverse("recruitment:own-employer")).content.decode()
    client.post(
        reverse("recruitment:own-employer"),
        form_of(place, address="Lô B7", name=employer.agency.name),
    )
    employer.refresh_from_db()
    assert (employer.status, employer.address, employer.decided_at) == (
        EmployerStatus.REGISTERED,
        "Lô B7",
        None,
    )


def test_another_place_means_another_office_which_looks_anew_before_it_counts(place):
    employer = make_employer(place.province, place.park)
    employers.verify_employer(employer=employer, version=0, by=place.board)
    facts = employer_facts(place.province, name="Tên", contact_email=employer.contact_email)
    moved = employers.change_employer(
        employer=employer, facts=facts, by=representative_of(employer)
    )
    assert (moved.office, moved.status) == (place.board.seat.agency, EmployerStatus.VERIFIED)
    assert moved.change.office == place.department.seat.agency


def test_a_change_in_place_keeps_the_verification(place):
    employer = make_employer(place.province, place.park)
    employers.verify_employer(employer=employer, version=0, by=place.board)
    facts = employer_facts(place.province, place.park, name="Tên", products="Tai nghe")
    kept = employers.change_employer(employer=employer, facts=facts, by=representative_of(employer))
    assert (kept.status, kept.products) == (EmployerStatus.VERIFIED, "Tai nghe")


def test_the_database_refuses_half_a_decision_and_a_strange_tax_code(place):
    employer = make_employer(place.province)
    for half in (
        {"status": "verified"},
        {"status": "refused"},
        {"tax_code": "240099901x"},
        {"tax_code": "24"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Employer.objects.filter(pk=employer.pk).update(**half)


# Nobody reads or changes what is another's --------------------------------------------------------
def test_an_employer_reaches_nothing_of_another(client, place):
    mine, other = (
        make_employer(place.province, place.park),
        make_employer(place.province, place.park),
    )
    them = representative_of(other)
    sign_in(client, representative_of(mine))
    assert client.get(reverse("recruitment:own-employer")).context["employer"] == mine
    assert client.get(reverse("recruitment:employer-detail", args=[other.pk])).status_code == 403
    assert client.get(reverse("recruitment:employer-list")).status_code == 403
    holding = SeatHolding.objects.get(seat=them.seat)
    hidden = [
        other.agency.get_absolute_url(),
        reverse("agencies:member-list", args=[other.agency_id]),
    ]
    assert [client.get(path).status_code for path in hidden] == [404, 404]
    acts = [
        reverse("agencies:member-end", args=[holding.pk]),
        reverse("agencies:member-invite", args=[other.agency_id]),
    ]
    assert [client.post(path, {"on": "01/01/2026"}).status_code for path in acts] == [404, 404]
    found = client.get(reverse("agencies:agency-search"), {"q": other.agency.name}).content.decode()
    assert other.agency.name not in found


def test_a_verifier_sees_what_is_routed_to_its_agency_and_a_coordinator_all(client, place):
    inside, outside = make_employer(place.province, place.park), make_employer(place.province)
    seen = {
        actor: set(sign_in(client, actor).get(reverse("recruitment:employer-list")).context["page"])
        for actor in (place.board, place.department)
    }
    assert seen == {place.board: {inside}, place.department: {inside, outside}}
    assert sign_in(client, place.board).get(outside.get_absolute_url()).status_code == 404
    verify = reverse("recruitment:employer-verify", args=[outside.pk])
    assert client.post(verify).status_code == 404


def test_an_employer_gives_no_rights_that_it_has_not(place):
    assert list(roles_to_give(make_employer(place.province).agency)) == [SeatRole.EMPLOYER]


# The list -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    client, place, count, django_assert_num_queries
):
    for _n in range(count):
        make_employer(place.province, place.park)
    sign_in(client, place.board)
    client.get(reverse("recruitment:employer-list"))
    with django_assert_num_queries(6):
        page = client.get(reverse("recruitment:employer-list"))
    assert len(page.context["page"].object_list) == count


def test_who_waits_longest_stands_first_and_filters_find_without_accents(client, place):
    first, second, third = (
        make_employer(place.province, name=f"Công ty Sông {n}") for n in ("Cầu", "Lục", "Thương")
    )
    employers.verify_employer(employer=first, version=0, by=place.department)
    sign_in(client, place.department)

    def shown(**query) -> list[Employer]:
        return list(client.get(reverse("recruitment:employer-list"), query).context["page"])

    assert shown() == [second, third, first]
    assert shown(q="song thuong") == [third]
    assert shown(q=second.tax_code) == [second]
    assert shown(status="verified") == [first]
    assert shown(status="nonsense") == [second, third, first]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_register_at_once_one_stands(place):
    def register() -> None:
        facts = employer_facts(place.province, place.park, name="Công ty Đua")
        employers.register_employer(tax_code="2400999012", facts=facts)

    assert told_at_once(register, register) == [
        "done",
        "done",
    ]  # nobody has confirmed, so the later takes its place
    assert (Employer.objects.count(), Invitation.objects.filter(ended_at=None).count()) == (1, 1)


# Until when ---------------------------------------------------------------------------------------
def test_a_registration_that_nobody_confirms_goes_after_thirty_days_and_leaves_nothing(place):
    now = timezone.now()
    kept = make_employer(place.province, place.park)
    lost = make_employer(place.province, place.park, confirmed=False)
    entered = employers.register_employer(
        tax_code="2400999037",
        facts=employer_facts(place.province, name="Công ty Nhập Thay"),
        by=place.department,
    )
    later = now + timedelta(days=31)
    assert [
        count_expired_rows(moment)["unconfirmed-employers"]
        for moment in (now + timedelta(days=29), later)
    ] == [0, 1]
    assert [delete_expired_rows(later)["unconfirmed-employers"] for _time in range(2)] == [1, 0]
    assert set(Employer.objects.values_list("pk", flat=True)) == {kept.pk, entered.pk}
    assert not Agency.objects.filter(pk=lost.agency_id).exists()
    assert not Invitation.objects.filter(seat__agency=lost.agency_id).exists()


# What waits, beside the places of the rail --------------------------------------------------------
def waiting(by) -> dict[str, int]:
    """By place of the rail that has a number."""
    counts = counts_by_place(by, timezone.localdate())
    return {name: count.all for name, count in counts.items() if count.all}


def test_the_rail_counts_what_waits_for_the_office_and_for_the_employer():
    province = make_province()
    department, board = make_department(province), make_board(province)
    inside = verified_employer(province, make_park(board))
    submitted_vacancy(inside)
    make_employer(province)
    make_employer(province, confirmed=False)
    vacancy = published_vacancy(inside)
    assert waiting(board) == {"agencies:must-do": 1, "recruitment:vacancy-desk": 1}
    assert waiting(department) == {
        "agencies:must-do": 2,
        "recruitment:employer-list": 1,
        "recruitment:vacancy-desk": 1,
    }
    assert waiting(make_actor(role=SeatRole.LEADER)) == {}
    for name in ("Nông Thị Lan", "Lý A Páo"):
        register_interest(
            vacancy=vacancy,
            full_name=name,
            phone="0362000187",
            commune="xã Tràng Định",
            helper_name="",
            consent=consent_digest(vacancy),
        )
    by = representative_of(inside)
    make_usage_report(inside, str(LABOUR_USAGE.calendar.current_period(timezone.localdate())))
    # One vacancy, whoever many want to be called about it.
    assert waiting(by) == {"agencies:must-do": 1, "recruitment:vacancy-desk": 1}
