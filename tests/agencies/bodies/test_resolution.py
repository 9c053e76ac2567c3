import datetime

import pytest

from agencies.audit.models import AuditEntry
from agencies.bodies.models import AgencyAlias, AgencyGroup
from agencies.bodies.resolution import (
    AddresseeRegister,
    RegisteredAddressee,
    agency_in_charge,
    agency_label,
    find_addressee,
    suggest_addressees,
)
from agencies.errors import RuleError
from agencies.proposals.services.editing import remember_name
from tests.agencies.review_data import agency, make_register
from tests.factories import make_actor

pytestmark = pytest.mark.django_db

IN_2024 = datetime.date(2024, 2, 21)
IN_2026 = datetime.date(2026, 11, 20)
HOST = "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG"


def test_a_name_is_found_by_its_alias_its_short_name_and_its_abbreviations():
    register = make_register()
    found = AddresseeRegister(on=IN_2024, issuer=HOST)
    names = [
        "Sở Lao động - TB&XH",
        "Sở LĐ-TB&XH",
        "Sở Lao động – Thương binh và Xã hội",
        "sở lao động - thương binh và xã hội",
    ]
    assert [found.resolve(name).agency for name in names] == [register["labour"]] * 4


def test_a_place_at_the_end_of_a_name_may_be_left_out_or_added():
    register = make_register()
    found = AddresseeRegister(on=IN_2024, issuer=HOST)
    assert found.resolve("Sở Tài chính tỉnh Bắc Giang").agency == register["finance"]
    assert found.resolve("Báo Bắc Giang").agency == register["newspaper"]
    assert found.resolve("Ban Quản lý các KCN tỉnh").agency == register["zones"]


def test_the_issuers_own_province_is_meant():
    register = make_register()
    partner = AddresseeRegister(on=IN_2024, issuer="UBND tỉnh Lạng Sơn")
    assert partner.resolve("Sở Tài chính").agency == register["partner_finance"]
    assert partner.resolve("Sở Tài chính tỉnh Bắc Giang").agency == register["finance"]


def test_another_provinces_agency_is_never_guessed():
    make_register()
    partner = AddresseeRegister(on=IN_2024, issuer="UBND tỉnh Lạng Sơn")
    assert partner.resolve("Báo Bắc Ninh") == RegisteredAddressee()
    assert partner.resolve("Sở Lao động - TB&XH") == RegisteredAddressee()


def test_an_issuer_that_is_no_province_means_the_host():
    register = make_register()
    assert (
        AddresseeRegister(on=IN_2024, issuer="Văn phòng Chính phủ").resolve("Sở Tài chính").agency
        == register["finance"]
    )


def test_an_old_name_in_a_later_document_means_the_successor():
    register = make_register()
    assert (
        AddresseeRegister(on=IN_2026, issuer="UBND tỉnh Bắc Ninh").resolve("Sở LĐ-TB&XH").agency
        == register["home"]
    )


def test_an_agency_that_did_not_exist_yet_is_not_meant():
    make_register()
    assert AddresseeRegister(on=IN_2024, issuer=HOST).resolve("Sở Nội vụ") == RegisteredAddressee()


def test_a_name_that_two_agencies_bear_stays_open():
    register = make_register()
    twin = agency("Sở Tài chính (cơ sở 2)", register["finance"].province)
    AgencyAlias.objects.create(agency=twin, name="Sở Tài chính", key="so tai chinh")
    assert (
        AddresseeRegister(on=IN_2024, issuer=HOST).resolve("Sở Tài chính") == RegisteredAddressee()
    )


def test_a_group_is_found_whole_with_its_commas():
    make_register()
    group = AgencyGroup.objects.get()
    found = AddresseeRegister(on=IN_2024, issuer=HOST)
    assert found.resolve("UBND các huyện, thị xã, thành phố").group == group
    assert (
        AddresseeRegister(on=IN_2024, issuer="UBND tỉnh Lạng Sơn").resolve(
            "UBND các huyện, thị xã, thành phố"
        )
        == RegisteredAddressee()
    )


def test_an_agency_is_followed_to_the_one_that_took_over():
    register = make_register()
    assert agency_in_charge(register["labour"], IN_2024) == register["labour"]
    assert agency_in_charge(register["labour"], IN_2026) == register["home"]
    assert agency_in_charge(register["finance"], IN_2026) == register["finance"]


def test_suggestions_need_no_accents_and_name_those_in_being_first():
    make_register()
    assert suggest_addressees("so tai chinh", IN_2024) == [
        "Sở Tài chính – Bắc Giang",
        "Sở Tài chính – Lạng Sơn",
    ]
    assert suggest_addressees("ubnd cac huyen", IN_2024) == ["UBND các huyện, thị xã, thành phố"]
    assert suggest_addressees("", IN_2024) == []
    assert suggest_addressees("khong co dau", IN_2024) == []


def test_a_label_leads_back_to_its_agency():
    register = make_register()
    found = AddresseeRegister(on=IN_2024, issuer=HOST)
    for row in register.values():
        assert find_addressee(agency_label(row), found).agency == row


def test_words_that_fit_several_agencies_lead_to_none():
    make_register()
    assert find_addressee("so", AddresseeRegister(on=IN_2024, issuer=HOST)) == RegisteredAddressee()


def test_a_remembered_name_is_understood_from_then_on_and_logged_once():
    register = make_register()
    actor = make_actor(agency=register["home"])
    means = RegisteredAddressee(agency=register["finance"])
    assert AddresseeRegister(on=IN_2024, issuer=HOST).resolve("STC tỉnh") == RegisteredAddressee()
    remember_name(written="STC tỉnh", means=means, by=actor)
    remember_name(written="STC tỉnh", means=means, by=actor)
    assert AddresseeRegister(on=IN_2024, issuer=HOST).resolve("STC tỉnh") == means
    assert [(e.action, e.after) for e in AuditEntry.objects.all()] == [
        ("name-remembered", {"written": "STC tỉnh"})
    ]


def test_a_name_too_long_to_be_kept_whole_is_refused_and_not_cut():
    register = make_register()
    actor = make_actor(agency=register["home"])
    means = RegisteredAddressee(agency=register["finance"])
    with pytest.raises(RuleError, match="dài quá 200 ký tự nên không ghi nhớ được"):
        remember_name(written="Sở " * 70, means=means, by=actor)
    remember_name(written="S" * 200, means=means, by=actor)
    assert AddresseeRegister(on=IN_2024, issuer=HOST).resolve("S" * 200) == means


@pytest.mark.parametrize("size", [1, 20])
def test_a_register_loads_in_a_constant_number_of_queries(size, django_assert_num_queries):
    register = make_register()
    for number in range(size):
        agency(f"Sở Thứ {number}", register["finance"].province)
    with django_assert_num_queries(3):
        AddresseeRegister(on=IN_2024, issuer=HOST).resolve("Sở Thứ 0")
