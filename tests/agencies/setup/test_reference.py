import datetime
from collections import Counter

import pytest
from django.core.management import call_command

from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency, AgencyGroup, Province
from agencies.bodies.resolution import AddresseeRegister, successor_on
from agencies.calendar.models import CalendarDay
from agencies.calendar.queries import working_calendar
from agencies.data import read_reference_rows
from agencies.policies.models import ReminderPolicy
from agencies.setup.reference import agencies_by_key, load_reference

pytestmark = pytest.mark.django_db

PLAN_DAY = datetime.date(2024, 2, 21)
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def register(db) -> None:
    load_reference()


def names(addressee) -> str | None:
    row = addressee.agency or addressee.group
    return row.name if row else None


def test_sixty_three_provinces_until_the_reform_and_thirty_four_since(register):
    days = [datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)]
    assert [Province.objects.valid(day).count() for day in days] == [63, 34]


def test_the_host_province_was_merged_into_another(register):
    old = Province.objects.get(slug="bac-giang")
    assert (old.valid_to, old.successor.slug, old.successor.name) == (
        datetime.date(2025, 6, 30),
        "bac-ninh-2025",
        "Bắc Ninh",
    )
    assert old.official_code == old.successor.official_code == "24"


def test_every_ended_province_has_a_successor(register):
    assert not Province.objects.filter(valid_to__lt=TODAY, successor=None).exists()


def test_a_second_loading_adds_nothing(register):
    assert set(load_reference().as_dict().values()) == {0}


def test_what_officials_have_edited_stays(register):
    Agency.objects.filter(name="Sở Tài chính").update(short_name="STC")
    AgencyGroup.objects.get(name="UBND các xã, phường").members.clear()
    load_reference()
    assert set(Agency.objects.filter(name="Sở Tài chính").values_list("short_name", flat=True)) == {
        "STC"
    }
    assert AgencyGroup.objects.get(name="UBND các xã, phường").members.count() == 0


def test_the_default_reminder_policy_is_there(register):
    assert ReminderPolicy.objects.get(directive=None, directive_kind="").lead_days == [7, 3, 1, 0]


def test_the_data_files_name_each_body_once_and_know_what_they_point_at():
    rows = list(read_reference_rows("agencies.tsv"))
    keys = Counter(row["key"] for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    assert {row[column] for row in rows for column in ("parent", "successor")} - {""} <= set(keys)


def test_a_successor_takes_over_without_a_gap(register):
    wrong = [
        f"{agency} → {agency.successor}"
        for agency in Agency.objects.exclude(successor=None).select_related("successor")
        if agency.successor.valid_from
        and agency.successor.valid_from > agency.valid_to + datetime.timedelta(days=1)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("key", "heir"),
    [
        ("bg-ldtbxh", "Sở Nội vụ"),
        ("bg-tttt", "Sở Khoa học và Công nghệ"),
        ("bg-khdt", "Sở Tài chính"),
        ("bg-gtvt", "Sở Xây dựng"),
        ("bg-dai", "Báo và Phát thanh, Truyền hình Bắc Ninh"),
        ("bg-ubnd", "UBND thành phố Bắc Ninh"),
    ],
)
def test_the_departments_of_2024_lead_to_those_of_today(register, key, heir):
    found = successor_on(agencies_by_key()[key], TODAY)
    assert (found.name, found.province.slug) == (heir, "bac-ninh-2025")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở Lao động - TB&XH", "Sở Lao động - Thương binh và Xã hội tỉnh Bắc Giang"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội tỉnh Bắc Giang"),
        ("Đài PTTH tỉnh", "Đài Phát thanh và Truyền hình tỉnh Bắc Giang"),
        ("Đài Phát thanh và Truyền hình Bắc Giang", "Đài Phát thanh và Truyền hình tỉnh Bắc Giang"),
        ("Ban Quản lý các KCN tỉnh", "Ban Quản lý các KCN tỉnh Bắc Giang"),
        ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh Bắc Giang"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh Bắc Giang"),
        ("Tỉnh đoàn thanh niên", "Tỉnh đoàn Bắc Giang"),
        ("Hội Liên hiệp Phụ nữ tỉnh", "Hội Liên hiệp Phụ nữ tỉnh Bắc Giang"),
        ("UBND huyện, thị xã, thành phố", "UBND các huyện, thị xã, thành phố"),
        (
            "các doanh nghiệp có nhu cầu tuyển dụng lao động",
            "Các doanh nghiệp có nhu cầu tuyển lao động",
        ),
        ("Sở Ngoại vụ", None),
    ],
)
def test_names_as_the_plan_of_2024_writes_them(register, written, name):
    assert (
        names(AddresseeRegister(on=PLAN_DAY, issuer="UBND tỉnh Bắc Giang").resolve(written)) == name
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (
            "Sở Lao động - Thương binh và Xã hội",
            "Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn",
        ),
        ("Sở Giao thông vận tải", "Sở Giao thông vận tải tỉnh Lạng Sơn"),
        ("Báo Lạng Sơn", "Báo Lạng Sơn"),
        ("Đài Phát thanh và Truyền hình tỉnh", "Đài Phát thanh và Truyền hình tỉnh Lạng Sơn"),
        ("UBND các huyện, thành phố", "UBND các huyện, thành phố của tỉnh Lạng Sơn"),
        ("Sở Giao thông vận tải tỉnh Bắc Giang", "Sở Giao thông vận tải tỉnh Bắc Giang"),
    ],
)
def test_names_as_a_partner_province_writes_them(register, written, name):
    assert (
        names(
            AddresseeRegister(on=datetime.date(2024, 3, 20), issuer="UBND tỉnh Lạng Sơn").resolve(
                written
            )
        )
        == name
    )


def test_the_districts_of_2024_were_ten(register):
    members = AgencyGroup.objects.get(name="UBND các huyện, thị xã, thành phố").members
    assert members.valid(PLAN_DAY).count() == 10
    assert members.valid(datetime.date(2025, 7, 1)).count() == 0
    assert set(members.values_list("level", flat=True)) == {AgencyLevel.DISTRICT}


def test_the_swapped_days_of_2024_make_friday_26_the_last_working_day_of_april(register):
    calendar = working_calendar()
    assert calendar.last_working_day_on_or_before(datetime.date(2024, 4, 30)) == datetime.date(
        2024, 4, 26
    )
    assert calendar.is_working(datetime.date(2024, 5, 4)) is True
    assert (
        CalendarDay.objects.filter(is_working=True).count()
        == CalendarDay.objects.filter(is_working=False).count()
    )


def test_the_command_says_what_it_added(capsys):
    call_command("load_reference")
    call_command("load_reference")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("provinces +")
    assert second == "provinces +0, agencies +0, groups +0, days +0"
