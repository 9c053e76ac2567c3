"""The file of a partner province: opened once, its contacts, its documents."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from conferences.partnerships.choices import AskSide
from conferences.partnerships.services import (
    add_contact,
    add_document,
    change_partnership,
    share_with_partner,
    unshare,
)
from tests.factories import make_actor, make_directive, sign_in
from tests.factories_conferences import make_partner, make_partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def keeper():
    return make_actor(role=SeatRole.COORDINATOR)


@pytest.fixture
def partnership(keeper):
    return make_partnership(keeper)


def test_a_province_has_one_file(keeper, partnership):
    with pytest.raises(RuleError, match="has a file already") as refused:
        make_partnership(keeper, partnership.province)
    assert refused.value.field == "province"


def test_only_coordinators_open_a_file():
    with pytest.raises(RuleError, match="Only the coordinators"):
        make_partnership(make_actor(role=SeatRole.LEADER))


def test_a_contact_can_be_reached(keeper, partnership):
    said = {"full_name": "Nông Thị Hoa", "position": "", "agency_name": "Sở Nội vụ"}
    with pytest.raises(RuleError, match="phone number or an e-mail"):
        add_contact(partnership=partnership, phone="", email="", by=keeper, **said)
    contact = add_contact(partnership=partnership, phone="0205381000", email="", by=keeper, **said)
    assert list(partnership.contacts.all()) == [contact]


def test_the_contact_agency_is_one_of_the_partner(keeper, partnership):
    given = {"partnership": partnership, "version": 0, "wave": 2, "note": "", "by": keeper}
    with pytest.raises(RuleError, match="agency of the partner province") as refused:
        change_partnership(contact_agency=keeper.seat.agency, **given)
    assert refused.value.field == "contact_agency"
    there = make_partner(partnership).seat.agency
    assert change_partnership(contact_agency=there, **given).contact_agency == there


def test_an_old_page_changes_nothing(keeper, partnership):
    given = {"partnership": partnership, "note": "", "contact_agency": None, "by": keeper}
    change_partnership(version=0, wave=2, **given)
    with pytest.raises(RuleError, match="meanwhile"):
        change_partnership(version=0, wave=3, **given)
    partnership.refresh_from_db()
    assert partnership.wave == 2


def test_a_document_is_open_to_the_partner_while_it_is_shared(
    keeper, partnership, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    directive = make_directive(title="Kết luận sau chuyến công tác", text="Giao Sở Nội vụ")
    directive.file.save("a.txt", ContentFile(b"Giao So Noi vu"))
    document = add_document(
        partnership=partnership, directive=directive, side=AskSide.PARTNER, by=keeper
    )
    page = reverse("conferences:partner-document", args=[document.pk])
    file = reverse("conferences:partner-document-file", args=[document.pk])
    sign_in(client, make_partner(partnership))
    assert client.get(page).status_code == 404
    assert client.get(file).status_code == 404
    share_with_partner(item=document, by=keeper)
    assert "Giao Sở Nội vụ" in client.get(page).content.decode()
    assert b"".join(client.get(file).streaming_content) == b"Giao So Noi vu"
    unshare(item=document, by=keeper)
    assert client.get(file).status_code == 404


def test_a_document_stands_in_a_file_once(keeper, partnership):
    given = {"partnership": partnership, "directive": make_directive(), "by": keeper}
    add_document(side=AskSide.HOST, **given)
    with pytest.raises(RuleError, match="in the file already"):
        add_document(side=AskSide.PARTNER, **given)


def test_a_partner_without_a_file_reads_why_nothing_is_there(client):
    sign_in(client, make_actor(role=SeatRole.PARTNER_OFFICER))
    page = client.get(reverse("conferences:partnership-list")).content.decode()
    assert "No file has been opened with your province yet" in page


def test_contacts_are_not_shown_to_the_partner(keeper, partnership, client):
    add_contact(
        partnership=partnership,
        full_name="Nông Thị Hoa",
        position="",
        agency_name="Sở Nội vụ",
        phone="0205381000",
        email="",
        by=keeper,
    )
    sign_in(client, make_partner(partnership))
    assert "Nông Thị Hoa" not in client.get(partnership.get_absolute_url()).content.decode()
    sign_in(client, keeper)
    assert "Nông Thị Hoa" in client.get(partnership.get_absolute_url()).content.decode()
