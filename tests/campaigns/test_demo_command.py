"""Where the demonstration is told, and where it refuses; what it says of passwords."""

import datetime
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.bodies.models import Province
from agencies.demo.people import ACCOUNTS, ADMIN, PASSWORD
from agencies.people.models import Person, Seat
from agencies.setup.reference import load_reference
from recruitment.employers.models import Employer
from tests.factories import make_actor, make_directive, make_person, make_seat
from tests.factories_recruitment import make_employer
from tests.recruitment.registration.test_employers import Place

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)


def tell(**options) -> str:
    said = StringIO()
    call_command("demo", today=TODAY, stdout=said, **options)
    return said.getvalue()


def password_in(said: str) -> str:
    return re.search(r"mật khẩu chung: (\S+)\)", said)[1]


def employer_of_another() -> None:
    make_employer(Place().province)
    Employer.objects.update(contact_email="nhan-su@coquan.example")


def demo_rows() -> int:
    return Person.objects.filter(email=ADMIN.email).count()


@pytest.mark.long("tells the demonstration twice")
def test_the_accounts_get_a_random_password_that_is_said_once():
    said = tell()
    password = password_in(said)
    coordinator = Person.objects.get(email=ACCOUNTS[0].email)
    assert (len(password), coordinator.check_password(password)) == (16, True)
    assert not coordinator.check_password(PASSWORD)
    Person.objects.filter(email=ADMIN.email).delete()
    again = tell()
    assert (password in again, "mật khẩu giữ nguyên như trước" in again) == (False, True)
    coordinator.refresh_from_db()
    assert coordinator.check_password(password)
    new = re.search(rf"Tài khoản mới: {ADMIN.email}, mật khẩu (\S+)", again)[1]
    assert Person.objects.get(email=ADMIN.email).check_password(new)


@pytest.mark.long("tells the demonstration three times")
def test_the_trial_asks_for_the_known_password_and_is_told_when_it_holds():
    assert password_in(tell(known_password=True)) == PASSWORD
    assert f"Nếu chưa ai đổi, mật khẩu là: {PASSWORD}" in tell(known_password=True)
    assert PASSWORD not in tell()


@pytest.mark.long("tells the demonstration twice")
def test_a_known_password_is_not_said_where_another_was_given():
    tell()
    assert PASSWORD not in tell(known_password=True)


def test_it_refuses_on_the_network(settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="SITE_URL dùng https"):
        tell(known_password=True)
    assert demo_rows() == 0


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (make_person, "(người dùng: 1)"),
        (make_seat, "(vị trí công tác: 1)"),
        (make_directive, "(người dùng: 1; văn bản chỉ đạo: 1)"),
        (lambda: employer_of_another(), "các doanh nghiệp: 1"),
        (lambda: [make_actor(), make_actor()], "(người dùng: 2; vị trí công tác: 2)"),
    ],
    ids=["person", "seat", "directive", "employer", "actors"],
)
def test_it_refuses_where_others_data_are_and_says_which(make, found):
    load_reference()
    make()
    with pytest.raises(CommandError) as refused:
        tell()
    assert (found in str(refused.value), demo_rows()) == (True, 0)


def test_after_a_bootstrap_it_refuses():
    given = {"email": "dieu-phoi@coquan.example", "full_name": "Lương Gia An", "interactive": False}
    call_command("bootstrap", stdout=StringIO(), **given)
    with pytest.raises(CommandError, match="vị trí công tác: 1"):
        tell()


@pytest.mark.long("tells the demonstration twice")
def test_it_starts_again_on_what_was_made_in_trying_it_out():
    tell()
    make_actor()
    make_directive()
    make_employer(Province.objects.get(slug="bac-ninh-2025"))
    Person.objects.filter(email=ACCOUNTS[0].email).update(email="toi@coquan.example")
    seats = Seat.objects.count()
    assert "mật khẩu giữ nguyên như trước" in tell()
    assert Seat.objects.count() == seats


@pytest.mark.long("tells the whole demonstration")
def test_it_refuses_where_others_were_before_although_it_was_told_already():
    """As an older version told it: its own rows do not make the others' ones its own."""
    person = make_person()
    Person.objects.create(email=ACCOUNTS[0].email, full_name=ACCOUNTS[0].name)
    with pytest.raises(CommandError, match="người dùng: 1"):
        tell()
    person.delete()
    assert "Tài khoản mới" in tell()
