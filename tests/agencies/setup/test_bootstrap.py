"""From an empty database to the first coordinator at work; run again, nothing changes."""

import builtins
import re
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, AgencyAlias
from agencies.bodies.resolution import AddresseeRegister
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat, SeatHolding
from agencies.policies.models import ReminderPolicy
from agencies.setup.coordinator import DEFAULT_TITLE
from agencies.setup.host import host_record
from tests.factories import make_actor, make_agency, make_seat
from vietnam.places.provinces import all_provinces

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 29)
PASSWORD = "một câu dài dễ nhớ"
EMAIL, NAME = "dieu-phoi@coquan.example", "Lương Gia An"
GIVEN = {"email": EMAIL, "full_name": NAME, "interactive": False}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY}T02:00:00Z"):
        yield


@pytest.fixture(autouse=True)
def host(settings):
    settings.HOST_PROVINCE = "bac-ninh-2025"


def run(**options) -> str:
    said = StringIO()
    call_command("bootstrap", stdout=said, **options)
    return said.getvalue()


def link_in(text: str) -> str:
    return re.search(r"http://testserver(/loi-moi/\S+)", text)[1]


def accept(link: str) -> Client:
    browser = Client()
    done = browser.post(link, {"full_name": NAME, "password": PASSWORD, "again": PASSWORD})
    assert (done.status_code, done.url) == (302, reverse("agencies:must-do"))
    return browser


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


# The whole way ------------------------------------------------------------------------------------
def test_from_an_empty_database_to_the_first_coordinator_at_work(mailoutbox):
    said = run(**GIVEN)
    [mail] = mailoutbox
    assert (mail.to, "Bộ phận quản trị cổng" in mail.body, DEFAULT_TITLE in mail.body) == (
        [EMAIL],
        True,
        True,
    )
    assert "Máy chủ thư đã nhận thư lúc 09:00, 29/11/2026." in said
    assert "/loi-moi/" not in said  # no secret where nobody asked for it
    browser = accept(link_in(mail.body))
    holding = SeatHolding.objects.get()
    assert (holding.seat.role, holding.is_administrator, holding.seat.agency.name) == (
        SeatRole.COORDINATOR,
        True,
        "Sở Nội vụ",
    )
    assert holding.seat.agency.province.slug == "bac-ninh-2025"
    for page in ("must-do", "directive-list", "policy-list", "calendar", "outbox", "audit"):
        assert browser.get(reverse(f"agencies:{page}")).status_code == 200
    assert (
        browser.get(reverse("agencies:member-list", args=[holding.seat.agency_id])).status_code
        == 200
    )
    assert ReminderPolicy.objects.filter(directive=None, directive_kind="").count() == 1


def test_the_page_of_the_invitation_says_who_invites(mailoutbox):
    run(**GIVEN)
    page = Client().get(link_in(mailoutbox[0].body)).content.decode()
    assert "Bộ phận quản trị cổng mời ông/bà giữ vị trí" in page
    Person.objects.create(email=EMAIL, full_name=NAME)
    page = Client().get(link_in(mailoutbox[0].body)).content.decode()
    assert ("Bộ phận quản trị cổng mời ông/bà giữ vị trí" in page, "đã đăng ký" in page) == (
        True,
        False,
    )


def test_a_second_run_changes_nothing_before_and_after_the_acceptance(mailoutbox):
    run(**GIVEN)
    before = rows()
    assert all(
        before[name] for name in ("agencies.Agency", "agencies.Province", "agencies.Invitation")
    )
    for options in (GIVEN, {"interactive": False}, {"interactive": False, "show_link": True}):
        assert "đã mời ngày 29/11/2026, chưa nhận lời mời" in run(**options)
        assert rows() == before
    accept(link_in(mailoutbox[0].body))
    before = rows()
    for options in (GIVEN, {"interactive": False}):
        assert (
            f"Đầu mối điều phối: {NAME} ({EMAIL}), Sở Nội vụ, {DEFAULT_TITLE}, từ ngày 29/11/2026."
            in run(**options)
        )
        assert rows() == before
    assert len(mailoutbox) == 1


def test_what_an_accepted_invitation_no_longer_needs_is_named(mailoutbox):
    run(**GIVEN)
    accept(link_in(mailoutbox[0].body))
    assert "lời mời đã được nhận: --name, --title, --renew." in run(
        **GIVEN, title="Trưởng phòng", renew=True
    )
    assert not Seat.objects.filter(title="Trưởng phòng").exists()


def test_the_run_leaves_its_acts_in_the_log():
    run(**GIVEN)
    assert set(AuditEntry.objects.values_list("action", "person")) == {
        ("seat-added", None),
        ("member-invited", None),
    }


def test_the_steps_that_follow_have_addresses_of_this_portal(settings):
    settings.SITE_URL = "https://lao-dong.langson.example"
    said = run(**GIVEN)
    steps = re.findall(r"^  \d\. .+", said, re.MULTILINE)
    assert len(steps) == 6
    assert set(re.findall(r"https?://[^/\s]+", said)) == {"https://lao-dong.langson.example"}


# What was said, or not ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Chưa thay đổi gì. Còn thiếu: --email, --name."),
        ({"email": EMAIL}, "Còn thiếu: --name."),
        ({"full_name": NAME}, "Còn thiếu: --email."),
        ({"email": "khong phai thu", "full_name": NAME}, "--email: "),
        ({"email": "điều@coquan.example", "full_name": NAME}, "--email: Phần trước “@”"),
        ({"email": EMAIL, "full_name": "x" * 121}, "--name: "),
        ({"email": EMAIL, "full_name": NAME, "title": "x" * 121}, "--title: "),
        (
            {"email": EMAIL, "full_name": NAME, "department": "Sở Không Có"},
            "--department: “Sở Không Có” không phải",
        ),
        ({"email": EMAIL, "full_name": NAME, "department": "Báo Bắc Giang"}, "--department: "),
        (
            {"email": EMAIL, "full_name": NAME, "department": "Sở Nội vụ tỉnh Lạng Sơn"},
            "--department: ",
        ),
        ({"email": EMAIL, "full_name": NAME, "department": "Liên đoàn Lao động"}, "--department: "),
        (
            {"email": EMAIL, "full_name": NAME, "administrator_email": "@"},
            "--administrator-email: ",
        ),
        (
            {"email": EMAIL, "full_name": NAME, "administrator_email": EMAIL},
            "đang được mời làm đầu mối điều phối",
        ),
    ],
)
def test_a_wrong_flag_is_refused_with_a_sentence_and_nothing_stands(options, sentence, mailoutbox):
    before = rows()
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run(interactive=False, **options)
    assert (rows(), len(mailoutbox)) == (before, 0)


def test_without_flags_it_asks_and_asks_again_where_an_answer_cannot_be_read(
    monkeypatch, mailoutbox
):
    asked: list[str] = []
    answers = iter(["khong phai thu", EMAIL, "", NAME, "", "Sở Không Có", "Văn phòng UBND"])

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(builtins, "input", answer)
    problems = StringIO()
    run(stderr=problems)
    assert [question.split(" [")[0].removesuffix(": ") for question in asked] == [
        *["Địa chỉ thư của đầu mối điều phối đầu tiên"] * 2,
        *["Họ và tên đầu mối điều phối đầu tiên"] * 2,
        "Tên vị trí",
        "Cơ quan có vị trí này",
        "Cơ quan có vị trí này",
    ]
    assert len(problems.getvalue().strip().splitlines()) == 3
    seat = Invitation.objects.get().seat
    assert (seat.title, seat.agency.name, len(mailoutbox)) == (
        DEFAULT_TITLE,
        "Văn phòng UBND thành phố Bắc Ninh",
        1,
    )


def test_it_does_not_wait_for_an_answer_that_cannot_come(monkeypatch):
    def closed(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", closed)
    with pytest.raises(CommandError, match="Còn thiếu: --email"):
        run()


# The invitation -----------------------------------------------------------------------------------
def test_another_address_is_invited_as_long_as_nobody_has_accepted(mailoutbox):
    run(**GIVEN)
    run(
        email="khac@coquan.example",
        full_name="Đàm Gia Bách",
        title="Phó Giám đốc",
        interactive=False,
    )
    old, new = (link_in(mail.body) for mail in mailoutbox)
    assert [Client().get(link).status_code for link in (old, new)] == [404, 200]
    assert Seat.objects.get().title == "Phó Giám đốc"  # the seat of nobody is not left behind
    accept(new)
    with pytest.raises(CommandError, match="đã có đầu mối điều phối"):
        run(**GIVEN)
    assert Invitation.objects.filter(ended_at=None).count() == 0


def test_another_address_needs_a_name_of_its_own():
    run(**GIVEN)
    with pytest.raises(CommandError, match="--name: Còn thiếu họ và tên"):
        run(email="khac@coquan.example", interactive=False)


def test_a_link_is_made_anew_only_when_asked_for(mailoutbox):
    first = link_in(run(**GIVEN, show_link=True))
    assert first == link_in(mailoutbox[0].body)
    again = run(interactive=False, show_link=True)
    assert ("/loi-moi/" in again, "--renew --show-link" in again) == (False, True)
    second = link_in(run(interactive=False, renew=True, show_link=True))
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert "đã hết hạn" in run(interactive=False)


def test_a_letter_that_was_not_sent_is_not_said_to_be(settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    for said in (run(**GIVEN), run(interactive=False)):
        assert re.search(r"Chưa gửi được thư: .+ Cổng tự gửi lại từ 09:\d\d, 29/11/2026\.", said)
        assert "đã nhận thư" not in said
    link = link_in(run(interactive=False, show_link=True))  # as long as it waits
    assert Client().get(link).status_code == 200
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        deliver_messages()
    assert "Máy chủ thư đã nhận thư lúc 10:00" in run(interactive=False)
    assert link_in(mailoutbox[0].body) == link


def test_where_no_mail_server_is_set_the_command_says_so(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    said = run(**GIVEN, show_link=True)
    assert "Thư còn chờ: EMAIL_URL chưa ghi máy chủ thư." in said
    OutboxMessage.objects.update(
        status="sent", sent_at=timezone.now(), encrypted_link=""
    )  # as the worker prints it
    again = run(interactive=False)
    assert "Thư chưa đến được người nhận: EMAIL_URL chưa ghi máy chủ thư." in again
    assert again.count("manage.py bootstrap --renew") == 1
    accept(link_in(said))


def test_what_became_of_the_letter_is_said_later_too():
    run(**GIVEN)
    letters = OutboxMessage.objects.filter(template="account_invitation")
    letters.update(status="queued", sent_at=None)
    assert "Thư đang chờ trong hộp thư đi" in run(interactive=False)
    letters.update(status="parked", last_error="550 no such user")
    assert re.search(
        r"Không gửi được thư: .+ Gửi thư mới: manage\.py bootstrap --renew", run(interactive=False)
    )


def test_where_nobody_coordinates_any_longer_somebody_is_invited_anew(mailoutbox):
    actor = make_actor(role=SeatRole.COORDINATOR)
    with pytest.raises(CommandError, match="đã có đầu mối điều phối"):
        run(**GIVEN)
    SeatHolding.objects.filter(seat=actor.seat).update(ends_on=TODAY - timedelta(days=1))
    run(**GIVEN)
    assert Invitation.objects.get(ended_at=None).email == EMAIL


def test_a_seat_of_that_title_is_taken_where_it_is_a_coordinators():
    home_affairs = make_agency("Sở Nội vụ", province=None)
    run(**GIVEN)
    agency = Seat.objects.get().agency
    assert agency != home_affairs
    Invitation.objects.update(ended_at=timezone.now())
    run(**GIVEN)
    assert Seat.objects.count() == 1
    make_seat(agency=agency, role=SeatRole.OFFICER, title="Chuyên viên")
    with pytest.raises(CommandError, match="--title: Đã có vị trí"):
        run(**GIVEN, title="Chuyên viên")


# The administrator --------------------------------------------------------------------------------
def test_an_administrator_sets_the_password_by_a_link(mailoutbox):
    said = run(**GIVEN, administrator_email="quan-tri@coquan.example", show_link=True)
    person = Person.objects.get(email="quan-tri@coquan.example")
    assert (person.is_staff, person.is_superuser, person.has_usable_password()) == (
        True,
        True,
        False,
    )
    letter = next(mail for mail in mailoutbox if mail.to == [person.email])
    link = re.search(r"http://testserver(/tai-khoan/\S+)", letter.body)[1]
    assert link in said
    browser = Client()
    form = browser.get(link, follow=True)
    browser.post(form.wsgi_request.path, {"password1": PASSWORD, "password2": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    before = rows()
    again = run(**GIVEN, administrator_email=person.email)
    assert (rows(), "đã mở được http://testserver/quan-tri/" in again) == (before, True)


def test_an_account_that_is_there_gets_the_right_and_no_letter(mailoutbox):
    actor = make_actor(role=SeatRole.COORDINATOR)
    said = run(interactive=False, administrator_email=actor.person.email)
    actor.person.refresh_from_db()
    assert (actor.person.is_superuser, len(mailoutbox), "từ nay tài khoản" in said) == (
        True,
        0,
        True,
    )
    assert AuditEntry.objects.filter(action="administration-opened").count() == 1


# The host -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "names"),
    [
        (
            "lang-son",
            ["UBND tỉnh Lạng Sơn", "Văn phòng UBND tỉnh Lạng Sơn", "Sở Nội vụ tỉnh Lạng Sơn"],
        ),
        (
            "hai-phong",
            [
                "UBND thành phố Hải Phòng",
                "Văn phòng UBND thành phố Hải Phòng",
                "Sở Nội vụ thành phố Hải Phòng",
            ],
        ),
        (
            "ho-chi-minh-2025",
            [
                "UBND Thành phố Hồ Chí Minh",
                "Văn phòng UBND Thành phố Hồ Chí Minh",
                "Sở Nội vụ Thành phố Hồ Chí Minh",
            ],
        ),
        (
            "bac-giang",
            ["UBND thành phố Bắc Ninh", "Văn phòng UBND thành phố Bắc Ninh", "Sở Nội vụ"],
        ),
    ],
)
def test_each_host_has_its_bodies_once_under_todays_names(settings, key, names):
    settings.HOST_PROVINCE = key
    run(**GIVEN)
    host_key = host_record(TODAY).key
    kinds = (AgencyKind.COMMITTEE, AgencyKind.OFFICE)
    own = Agency.objects.valid(TODAY).filter(province__slug=host_key, level="province")
    bodies = [own.get(kind=kind) for kind in kinds] + [own.get(name__startswith="Sở Nội vụ")]
    assert [body.name for body in bodies] == names
    assert {body.parent for body in bodies[1:]} == {bodies[0]}
    assert Invitation.objects.get().seat.agency == bodies[2]
    assert AddresseeRegister(on=TODAY).resolve(names[2]).agency == bodies[2]


def test_every_province_of_today_can_be_host(settings):
    hosts = [province for province in all_provinces() if province.is_valid(TODAY)]
    assert len(hosts) == 34
    run(**GIVEN)
    for host in hosts:
        settings.HOST_PROVINCE = host.key
        run(interactive=False)
        committee = Agency.objects.valid(TODAY).get(
            province__slug=host.key, level="province", kind="committee"
        )
        place = (
            ("Thành phố" if host.name == "Hồ Chí Minh" else "thành phố")
            if host.kind == "city"
            else "tỉnh"
        )
        assert committee.name == f"UBND {place} {host.name}"
    assert AgencyAlias.objects.exists()


def test_a_host_that_is_no_province_is_refused(settings):
    settings.HOST_PROVINCE = "nowhere"
    with pytest.raises(CommandError, match="HOST_PROVINCE ghi “nowhere”"):
        run(**GIVEN)


def test_a_body_of_an_earlier_name_is_pointed_out(settings):
    settings.HOST_PROVINCE = "quang-ninh"
    with time_machine.travel("2026-08-20T02:00:00Z"):
        run(**GIVEN)
    said = run(interactive=False)
    assert "“UBND tỉnh Quảng Ninh” nay là “UBND thành phố Quảng Ninh”." in said
    assert Agency.objects.filter(province__slug="quang-ninh", kind="committee").count() == 1


def test_the_calendar_says_what_is_not_decided_yet():
    said = run(**GIVEN)
    assert "Lịch làm việc 2026: 14 ngày nghỉ lễ, tết, 4 ngày hoán đổi, làm bù." in said
    assert "Lịch làm việc 2027" in said
    assert "chưa nhập ngày hoán đổi nào" in said
    with time_machine.travel("2100-12-01T02:00:00Z"):
        assert "Lịch làm việc 2101: chưa có ngày nghỉ lễ, tết." in run(interactive=False)
