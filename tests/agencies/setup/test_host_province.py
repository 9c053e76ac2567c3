"""The host is today's province together with those that were merged into it, over the reform of
2025.
"""

import datetime

import pytest

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency, Province
from agencies.bodies.resolution import AddresseeRegister
from agencies.members.queries import basic_role
from agencies.setup.reference import load_reference
from tests.agencies.review_data import make_register
from tests.config.fresh_settings import read_settings
from tests.factories import make_agency
from vietnam.places.provinces import find_province

pytestmark = pytest.mark.django_db

IN_2024, IN_2026 = datetime.date(2024, 2, 21), datetime.date(2026, 11, 20)
PLAN_OF_2024, PLAN_OF_2026 = "UBND tỉnh Bắc Giang", "UBND thành phố Bắc Ninh"


def body(name: str, *, on: datetime.date, issuer: str) -> str | None:
    found = AddresseeRegister(on=on, issuer=issuer).resolve(name).agency
    return found and f"{found.name} ({found.province.slug})"


def test_the_default_is_a_province_of_today():
    default = read_settings(HOST_PROVINCE=None).HOST_PROVINCE
    assert default == "bac-ninh-2025"
    assert find_province(default, IN_2026).key == default


@pytest.mark.parametrize("host", ["bac-ninh-2025", "bac-giang"])
def test_plans_of_before_and_after_the_merger_name_the_bodies_of_their_day(settings, host):
    settings.HOST_PROVINCE = host
    load_reference()
    labour, home = "Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"
    assert body(labour, on=IN_2024, issuer=PLAN_OF_2024) == f"{labour} tỉnh Bắc Giang (bac-giang)"
    assert body(home, on=IN_2026, issuer=PLAN_OF_2026).endswith("(bac-ninh-2025)")


@pytest.mark.parametrize("host", ["bac-ninh-2025", "bac-giang"])
def test_a_ministrys_letter_means_the_hosts_bodies_of_its_day(settings, host):
    settings.HOST_PROVINCE = host
    make_register()
    assert (
        body("Sở LĐ-TB&XH", on=IN_2024, issuer="Bộ Nội vụ")
        == "Sở Lao động - Thương binh và Xã hội (bac-giang)"
    )
    assert body("Sở Nội vụ", on=IN_2026, issuer="Bộ Nội vụ") == "Sở Nội vụ (bac-ninh-2025)"


def test_a_name_that_two_merged_provinces_bore_is_not_guessed(settings):
    settings.HOST_PROVINCE = "bac-ninh-2025"
    make_register()
    new = Province.objects.get(slug="bac-ninh-2025")
    old = Province.objects.create(
        slug="bac-ninh",
        name="Bắc Ninh",
        kind="province",
        official_code="27",
        valid_to=IN_2024.replace(year=2025),
    )
    Province.objects.filter(pk=old.pk).update(successor=new)
    Agency.objects.create(name="Sở Tài chính", province=old, kind="department")
    assert body("Sở Tài chính", on=IN_2024, issuer="Bộ Nội vụ") is None
    assert body("Sở Tài chính", on=IN_2024, issuer=PLAN_OF_2024) == "Sở Tài chính (bac-giang)"


@pytest.mark.parametrize("host", ["bac-ninh-2025", "bac-giang", "bac-ninh"])
def test_who_is_the_hosts_and_who_a_partner_is_the_same_by_every_key_of_the_host(settings, host):
    settings.HOST_PROVINCE = host
    load_reference()
    slugs = ("bac-giang", "bac-ninh", "bac-ninh-2025", "lang-son", "thai-nguyen-2025")
    roles = {
        slug: basic_role(make_agency(province=Province.objects.get(slug=slug))) for slug in slugs
    }
    assert roles == {
        **dict.fromkeys(("bac-giang", "bac-ninh", "bac-ninh-2025"), SeatRole.OFFICER),
        **dict.fromkeys(("lang-son", "thai-nguyen-2025"), SeatRole.PARTNER_OFFICER),
    }


def test_the_name_of_the_feed_stays_what_it_was():
    """For whoever set the province, and for whoever did not, whose default it was."""
    origins = [
        read_settings(HOST_PROVINCE=host).FEED_ORIGIN for host in ("bac-giang", "lang-son", None)
    ]
    assert origins == ["bac-giang", "lang-son", "bac-giang"]
