"""Agencies, seats and people of a province from one workbook: understood, mended, made once,
invited at a pace.
"""

import datetime
import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.invitations.queries import coordinators_invitations, count_by_state
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.members import services as members
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people_import.choices import RowState
from agencies.people_import.forms import read_people_row
from agencies.people_import.models import PeopleImport
from agencies.people_import.services.creation import (
    correct_people_row,
    create_people,
    upload_people,
)
from agencies.people_import.services.planning import plan_import
from tests.agencies.people_data import make_register, province_rows, saved, workbook
from tests.factories import make_actor, sign_in

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 30, 2, tzinfo=datetime.UTC)
LINK = re.compile(r"http://testserver/loi-moi/([\w-]+)/")


@pytest.fixture(autouse=True)
def clock(settings):
    settings.HOST_PROVINCE = "bac-giang"
    settings.INVITATIONS_AN_HOUR = 240
    with time_machine.travel(NOW, tick=False) as found, override("en"):
        yield found


@pytest.fixture
def host():
    return make_register()


@pytest.fixture
def by(host):
    return make_actor(role=SeatRole.COORDINATOR)


def upload_file(rows, by) -> PeopleImport:
    return upload_people(data=saved(workbook(rows)), file_name="co-quan.xlsx", by=by)


def plan_for(source, by):
    return plan_import(source, read=read_people_row, by=by)


def make(source, by):
    return create_people(
        source=source, digest=plan_for(source, by).digest, read=read_people_row, by=by
    )


def wrong(plan) -> dict[int, dict[str, list[str]]]:
    return {each.row.number: each.problems for each in plan.rows if each.state == RowState.REFUSED}


# A whole province ---------------------------------------------------------------------------------
FAULTS = {
    4: ({"email": "khong-phai-dia-chi"}, "email"),
    9: ({"starts_on": "31/02/2026"}, "starts_on"),
    14: ({"role": "Giám sát"}, "role"),
    21: ({"email": "hai@bacninh.example; ba@bacninh.example"}, "email"),
    30: ({"full_name": ""}, "full_name"),
    40: ({"title": ""}, "title"),
    51: ({"province": "Bắc Hà"}, "province"),
    63: ({"kind": "Công ty"}, "kind"),
    77: ({"is_administrator": "có lẽ"}, "is_administrator"),
    99: ({"role": "Lãnh đạo"}, "role"),
}


def faulty() -> list[dict[str, object]]:
    rows = province_rows()
    for number, (fault, _field) in FAULTS.items():
        rows[number - 2] = rows[number - 2] | fault
    return rows


@pytest.mark.long("a province of hundreds of agencies")
def test_a_province_is_taken_in_mended_made_and_invited(by, clock, mailoutbox):
    right = dict(enumerate(province_rows(), 2))
    source = upload_file(faulty(), by)
    plan = plan_for(source, by)
    assert {number: [*found] for number, found in wrong(plan).items()} == {
        number: [field] for number, (_fault, field) in FAULTS.items()
    }
    assert Agency.objects.count() == 3
    for row in source.rows.filter(number__in=FAULTS):
        said = row.said | {
            name: str(right[row.number].get(name) or "") for name in FAULTS[row.number][0]
        }
        assert not correct_people_row(
            row=row, said=said, chosen="", read=read_people_row, by=by
        ).is_wrong
    plan = plan_for(source, by)
    assert (plan.counts, plan.letters) == ({RowState.NEW: 120}, 119)
    assert (len(plan.agencies), len(plan.seats), len(plan.invited)) == (64, 120, 120)
    make(source, by)
    assert (Agency.objects.count(), Seat.objects.count(), Invitation.objects.count()) == (
        67,
        121,
        120,
    )
    assert Agency.objects.get(name="Sở Y tế tỉnh Bắc Ninh").parent.name == "UBND tỉnh Bắc Ninh"
    assert set(Seat.objects.filter(title="Văn thư").values_list("gets_reminders", flat=True)) == {
        False
    }
    assert AuditEntry.objects.filter(action="member-invited").count() == 120
    clock.move_to(NOW + datetime.timedelta(minutes=29, seconds=31))
    assert deliver_messages().sent == len(mailoutbox) == 119
    for mail in mailoutbox[1:6]:
        [token] = LINK.findall(mail.body)
        members.accept_invitation(
            token=token, full_name="Người nhận", password="mot cau de nho lam 2026"
        )
    counts = count_by_state(coordinators_invitations())
    assert counts == {"all": 120, "accepted": 5, "waiting": 115, "expired": 0, "withdrawn": 0}
    clock.shift(datetime.timedelta(days=8))
    assert count_by_state(coordinators_invitations())["expired"] == 115


def test_the_same_file_again_changes_nothing_and_says_so(client, by):
    data = saved(workbook(province_rows()))
    make(upload_people(data=data, file_name="a.xlsx", by=by), by)
    before = (
        Agency.objects.count(),
        Seat.objects.count(),
        Invitation.objects.count(),
        OutboxMessage.objects.count(),
    )
    sign_in(client, by)
    again = upload_people(data=data, file_name="b.xlsx", by=by)
    page = client.get(again.get_absolute_url()).content.decode()
    assert "The very same file was uploaded on" in page
    assert "Make it and invite" not in page
    assert plan_for(again, by).counts == {RowState.KNOWN: 120}
    make(again, by)
    after = (
        Agency.objects.count(),
        Seat.objects.count(),
        Invitation.objects.count(),
        OutboxMessage.objects.count(),
    )
    assert after == before


def test_few_queries_however_many_rows(by):
    def queries_of(act) -> int:
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    few, many = upload_file(province_rows()[:6], by), upload_file(province_rows(), by)
    assert queries_of(lambda: plan_for(few, by)) == queries_of(lambda: plan_for(many, by)) <= 12
    made = [queries_of(lambda source=source: make(source, by)) for source in (few, many)]
    assert made[1] - made[0] <= 4
    assert made[1] < 60


# What is understood -------------------------------------------------------------------------------
def one(**said) -> dict[str, object]:
    row = {
        "agency": "Sở Y tế tỉnh Bắc Ninh",
        "kind": "Sở",
        "level": "Cấp tỉnh",
        "title": "Chuyên viên",
        "full_name": "Lò Thị Hoa",
        "email": "hoa@bacninh.example",
        "is_administrator": "có",
    }
    return row | said


def judged(by, *rows):
    return plan_for(upload_file(rows, by), by).rows


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Sở Nội Vụ", "Sở Nội vụ"),
        ("SỞ NỘI VỤ TỈNH BẮC NINH", "Sở Nội vụ"),
        ("so noi vu", "Sở Nội vụ"),
        ("Sở NV", "Sở Nội vụ"),
        ("UBND tỉnh", "UBND tỉnh Bắc Ninh"),
        ("Uỷ ban nhân dân tỉnh Bắc Ninh", "UBND tỉnh Bắc Ninh"),
    ],
)
def test_an_agency_of_the_register_is_found_however_it_is_written(by, name, found):
    [row] = judged(by, one(agency=name, kind="", level=""))
    assert (row.body.name, row.problems) == (found, {})


@pytest.mark.parametrize("name", ["Sở Nội vú", "Sở Nộii vụ", "Nội vụ Sở"])
def test_what_is_only_like_one_is_asked_about(by, name):
    [row] = judged(by, one(agency=name))
    assert (row.state, [agency.name for agency in row.candidates]) == (
        RowState.QUESTION,
        ["Sở Nội vụ"],
    )


def test_an_answer_holds_for_all_rows_that_write_the_name(by):
    source = upload_file(
        [
            one(agency="Sở Nội vú"),
            one(agency="sở nội vú", full_name="Bùi An", email="an@x.example"),
        ],
        by,
    )
    row = source.rows.first()
    known = plan_for(source, by).rows[0].candidates[0]
    correct_people_row(row=row, said=row.said, chosen=str(known.pk), read=read_people_row, by=by)
    assert {plan.body for plan in plan_for(source, by).rows} == {known}
    correct_people_row(row=row, said=row.said, chosen="new", read=read_people_row, by=by)
    assert {str(plan.body) for plan in plan_for(source, by).rows} == {"Sở Nội vú"}


def test_communes_with_names_like_each_other_are_not_asked_about(by):
    rows = [
        one(
            agency=f"UBND xã {name}",
            kind="UBND",
            level="Cấp xã",
            email=f"{number}@x.example",
            full_name="Lò Hoa",
        )
        for number, name in enumerate(
            ("Tân Yên", "Tân An", "Tân Yến", "Lang Giang", "Long Giang", "Bắc Giang")
        )
    ]
    plans = judged(by, *rows)
    assert [plan.state for plan in plans] == [RowState.NEW] * 2 + [RowState.QUESTION] + [
        RowState.NEW
    ] * 3


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"agency": ""}, "agency", "Write the agency in each row"),
        ({"kind": ""}, "kind", "Not in the register: give its kind"),
        ({"level": ""}, "level", "Not in the register: give its level."),
        ({"kind": "Công ty"}, "kind", "Employers register themselves"),
        ({"province": "Atlantis"}, "province", "“Atlantis” is not a province."),
        ({"province": "Lạng Sơn"}, "province", "The name says Bắc Ninh, this column Lạng Sơn."),
        ({"parent": "Bộ Lạ"}, "parent", "“Bộ Lạ” is neither in the register nor in this file."),
        ({"parent": "Sở Y tế"}, "parent", "An agency is not its own superior."),
        ({"title": ""}, "title", "The title or post is missing."),
        ({"role": "Trùm"}, "role", "“Trùm” is not in the list."),
        ({"role": "Tòa soạn"}, "role", "Seats of an agency of this kind do not have this role."),
        ({"role": "Điều phối"}, "role", "This agency has no coordinator."),
        ({"role": "Cán bộ tỉnh bạn"}, "role", "This role is for partner provinces."),
        (
            {"role": "Lãnh đạo", "level": "Cấp xã"},
            "role",
            "This role sees the tasks of the whole province",
        ),
        ({"full_name": ""}, "full_name", "The name of the person is missing."),
        ({"full_name": "hoa@x.example"}, "full_name", "is not a person's name"),
        ({"email": ""}, "email", "The address of this person is missing."),
        ({"email": "hoa @x.example"}, "email", "an address has no space inside"),
        ({"email": "ｈｏａ@x.example"}, "email", "only plain letters"),
        ({"email": "hoa@coquan"}, "email", "is not a complete address"),
        ({"email": "a@x.example, b@x.example"}, "email", "Several addresses."),
        ({"email": "a@@x.example"}, "email", "not a complete address"),
        ({"starts_on": "06/13/2026"}, "starts_on", "There is no day 06/13/2026."),
        ({"starts_on": "6/3/26"}, "starts_on", "four digits"),
        ({"is_administrator": "có lẽ"}, "is_administrator", "“có lẽ” is not in the list."),
        ({"email": "#N/A"}, "email", "is an error of a formula"),
    ],
)
def test_what_is_wrong_is_refused_at_its_cell(by, said, field, sentence):
    [row] = judged(by, one(**said))
    assert row.state == RowState.REFUSED
    assert [*row.problems] == [field]
    assert sentence in " ".join(row.problems[field])


@pytest.mark.parametrize(
    ("said", "field", "kept"),
    [
        ({"full_name": "LÒ  THỊ HOA"}, "full_name", "Lò Thị Hoa"),
        ({"full_name": "Lo\u0300 Thị Hoa\u200b"}, "full_name", "Lò Thị Hoa"),
        ({"email": "\u00a0Hoa.Lo@BacNinh.example "}, "email", "hoa.lo@bacninh.example"),
        ({"starts_on": "06/3/2027"}, "starts_on", datetime.date(2027, 3, 6)),
        ({"starts_on": datetime.date(2027, 3, 6)}, "starts_on", datetime.date(2027, 3, 6)),
        ({"starts_on": "2027-03-06 00:00:00"}, "starts_on", datetime.date(2027, 3, 6)),
        ({"role": "chuyen vien"}, "role", "officer"),
        ({"gets_reminders": "Không"}, "gets_reminders", False),
        ({"is_administrator": "X"}, "is_administrator", True),
    ],
)
def test_what_is_written_in_another_way_is_read(by, said, field, kept):
    [row] = judged(by, one(**said))
    assert (row.problems, row.facts[field]) == ({}, kept)


def test_rows_that_contradict_each_other_name_the_other_row(by):
    plans = judged(
        by,
        one(),
        one(),
        one(title="Văn thư", full_name="Trần Khác"),
        one(kind="Báo", title="Kế toán", full_name="Vũ An", email="an@x.example"),
        one(role="Lãnh đạo", full_name="Vũ Ba", email="ba@x.example"),
    )
    assert [plan.problems for plan in plans] == [
        {},
        {"email": ["Row 2 invites the same person to the same seat already."]},
        {"full_name": ["Row 2 gives the same address to Lò Thị Hoa."]},
        {"kind": ["Row 2 says something else about this agency."]},
        {"role": ["Row 2 gives this seat the role “Officer”."]},
    ]


# Whose members they are ---------------------------------------------------------------------------
def test_an_agency_with_an_administrator_is_left_to_that_person(by, host):
    agency = Agency.objects.get(name="Sở Nội vụ")
    there = make_actor(agency=agency)
    SeatHolding.objects.filter(seat=there.seat).update(is_administrator=True)
    there.person.full_name = "Trần Quản Trị"
    there.person.save()
    said = {"agency": "Sở Nội vụ", "kind": "", "level": ""}
    held = one(
        **said, title=there.seat.title, full_name=there.person.full_name, email=there.person.email
    )
    new, known = judged(by, one(**said), held)
    assert there.person.full_name in new.problems["agency"][0]
    assert (known.state, "Holds this seat already." in known.remarks) == (RowState.KNOWN, True)


def test_of_another_province_one_administrator_is_invited(by):
    said = {"agency": "Sở Nội vụ tỉnh Lạng Sơn"}
    first, second = judged(
        by, one(**said), one(**said, full_name="Vũ An", email="an@x.example", title="Văn thư")
    )
    assert (first.state, first.seat.role, first.as_administrator) == (
        RowState.NEW,
        SeatRole.PARTNER_OFFICER,
        True,
    )
    assert "Outside the own province you invite one administrator" in second.problems["agency"][0]


def test_somebody_has_to_administer_and_who_is_alone_does(by):
    [alone] = judged(by, one(is_administrator=""))
    assert (alone.state, alone.as_administrator) == (RowState.NEW, True)
    other = one(is_administrator="", full_name="Vũ An", email="an@x.example")
    assert [[*plan.problems] for plan in judged(by, one(is_administrator="không"), other)] == [
        ["is_administrator"]
    ] * 2


def test_a_closed_account_is_told(by):
    Person.objects.create(email="hoa@bacninh.example", full_name="Lò Thị Hoa", is_active=False)
    [row] = judged(by, one())
    assert [*row.problems] == ["email"]


def test_nobody_but_a_coordinator_may(client, by):
    source = upload_file([one()], by)
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert client.get(source.get_absolute_url()).status_code == 403
    assert client.post(reverse("agencies:people-make", args=[source.pk])).status_code == 403


# The sheet ----------------------------------------------------------------------------------------
def test_a_sheet_saved_as_csv_is_read_like_a_workbook(by):
    """Only .xlsx was taken, though every other upload reads tables of any kind."""
    rows = [[cell.value for cell in row] for row in workbook([one()]).active.iter_rows()]
    lines = [";".join("" if value is None else str(value) for value in row) for row in rows]
    source = upload_people(data="\n".join(lines).encode(), file_name="a.csv", by=by)
    assert source.file_name == "a.csv"
    assert plan_for(source, by).counts == {RowState.NEW: 1}


def test_every_row_of_a_sheet_is_counted(client, by):
    book = workbook([one(), one(full_name="Vũ An", email="an@x.example", title="Văn thư")])
    sheet = book.active
    sheet.insert_rows(2)
    sheet["A2"] = "I. KHỐI CÁC SỞ"
    sheet.merge_cells("A2:F2")
    sheet.insert_rows(4, amount=2)
    sheet.append(["", "Tổng cộng: 1 cơ quan"])
    sheet.row_dimensions[6].hidden = True
    sheet["O1"] = "Điện thoại"
    book.create_sheet("Cũ").sheet_state = "hidden"
    book.create_sheet("Danh bạ")
    source = upload_people(data=saved(book), file_name="a.xlsx", by=by)
    assert plan_for(source, by).counts == {RowState.TITLE: 2, RowState.NEW: 1, RowState.HIDDEN: 1}
    assert source.notes == {
        "unknown": ["STT", "Điện thoại"],
        "hidden_columns": [],
        "hidden_sheets": ["Cũ"],
        "other_sheets": ["Danh bạ"],
        "empty": 2,
    }
    sign_in(client, by)
    client.post(reverse("agencies:people-hidden", args=[source.pk]))
    source.refresh_from_db()
    assert plan_for(source, by).counts == {RowState.TITLE: 2, RowState.NEW: 2}


def test_what_is_merged_downwards_holds_for_each_row(by):
    second = one(
        agency=None, kind=None, level=None, full_name="Vũ An", email="an@x.example", title="Văn thư"
    )
    book = workbook([one(), second])
    for letter in "BDE":
        book.active.merge_cells(f"{letter}2:{letter}3")
    source = upload_people(data=saved(book), file_name="a.xlsx", by=by)
    assert {str(plan.body) for plan in plan_for(source, by).rows} == {"Sở Y tế tỉnh Bắc Ninh"}


def test_a_formula_that_nobody_has_counted_is_named(by):
    [row] = judged(by, one(email='="hoa"&"@bacninh.example"'))
    assert [*row.problems] == ["email"]
    assert "A formula without a result" in row.problems["email"][0]


# Making -------------------------------------------------------------------------------------------
def test_what_has_changed_since_it_was_shown_is_not_made(client, by):
    source = upload_file([one()], by)
    digest = plan_for(source, by).digest
    Agency.objects.create(
        name="Sở Y tế", kind="department", province=Agency.objects.first().province
    )
    sign_in(client, by)
    page = client.post(
        reverse("agencies:people-make", args=[source.pk]), {"digest": digest}, follow=True
    )
    assert (
        "The register or the rows have changed meanwhile; nothing was made."
        in page.content.decode()
    )
    assert Invitation.objects.count() == 0


def test_an_open_invitation_is_put_right_without_another_letter(by):
    make(upload_file([one()], by), by)
    make(upload_file([one(full_name="Lò Thị Hòa", gets_reminders="không")], by), by)
    invitation = Invitation.objects.get()
    assert (invitation.full_name, invitation.seat.gets_reminders) == ("Lò Thị Hòa", False)
    assert OutboxMessage.objects.count() == 1


def test_several_seats_are_one_letter_and_one_link(client, by, mailoutbox):
    make(upload_file([one(), one(title="Trưởng nhóm", is_administrator="không")], by), by)
    deliver_messages()
    [mail] = mailoutbox
    assert all(
        f"– {title}, Sở Y tế tỉnh Bắc Ninh" in mail.body for title in ("Chuyên viên", "Trưởng nhóm")
    )
    [token] = LINK.findall(mail.body)
    path = reverse("agencies:invitation", args=[token])
    assert client.get(path).content.decode().count("<li>") == 2
    password = "mot cau de nho lam 2026"
    client.post(path, {"full_name": "Lò Thị Hoa", "password": password, "again": password})
    assert set(
        SeatHolding.objects.filter(person__email="hoa@bacninh.example").values_list(
            "seat__title", flat=True
        )
    ) == {
        "Chuyên viên",
        "Trưởng nhóm",
    }


def test_letters_leave_one_after_the_other(by, clock, settings):
    settings.INVITATIONS_AN_HOUR = 60
    make(
        upload_file(
            [one(), *(one(email=f"{n}@x.example", full_name="Vũ An") for n in range(4))], by
        ),
        by,
    )
    assert [
        deliver_messages().sent for _minute in range(6) if clock.shift(60 * (_minute > 0)) is None
    ] == [
        1,
        1,
        1,
        1,
        1,
        0,
    ]


# Afterwards ---------------------------------------------------------------------------------------
def act(client, name: str, *rows: Invitation, **said):
    chosen = {"row": [str(row.pk) for row in rows]}
    return client.post(reverse(f"agencies:{name}"), chosen | said, follow=True).content.decode()


def test_an_invitation_is_sent_again_with_another_link(client, by, clock, mailoutbox):
    make(upload_file([one()], by), by)
    invitation = Invitation.objects.get()
    sign_in(client, by)
    assert "letter still waits to be sent" in act(client, "invitation-again", invitation)
    deliver_messages()
    clock.shift(datetime.timedelta(days=8))
    sign_in(client, by)
    assert "1 invitation waits to be sent again." in act(client, "invitation-again", invitation)
    deliver_messages()
    first, second = (LINK.findall(mail.body)[0] for mail in mailoutbox)
    assert [
        client.get(reverse("agencies:invitation", args=[token])).status_code
        for token in (first, second)
    ] == [
        404,
        200,
    ]
    assert Invitation.objects.count() == 1


def test_all_of_a_filter_are_sent_again(client, by, clock):
    make(upload_file(province_rows()[:20], by), by)
    clock.shift(datetime.timedelta(days=8))
    OutboxMessage.objects.update(status=MessageStatus.SENT, sent_at=NOW, encrypted_link="")
    sign_in(client, by)
    assert "20 invitations wait to be sent again." in act(
        client, "invitation-again", everybody="1", state="expired"
    )
    assert OutboxMessage.objects.filter(status=MessageStatus.QUEUED).count() == 20


def test_a_withdrawn_one_opens_nothing_and_the_letter_no_longer_tells_of_it(client, by, mailoutbox):
    make(upload_file([one(), one(title="Trưởng nhóm", is_administrator="không")], by), by)
    ended, left = Invitation.objects.order_by("pk")
    sign_in(client, by)
    assert "1 invitation is withdrawn." in act(client, "invitation-end", ended)
    deliver_messages()
    [mail] = mailoutbox
    assert ("Trưởng nhóm" in mail.body, "Chuyên viên" in mail.body) == (True, False)
    left.refresh_from_db()
    assert (
        client.get(reverse("agencies:invitation", args=LINK.findall(mail.body))).status_code == 200
    )
    counts = count_by_state(coordinators_invitations())
    assert counts == {"all": 2, "accepted": 0, "waiting": 1, "expired": 0, "withdrawn": 1}


def test_what_an_administrator_has_sent_is_not_the_coordinators(client, by):
    there = make_actor()
    SeatHolding.objects.filter(seat=there.seat).update(is_administrator=True)
    given = {"email": "khac@x.example", "full_name": "Vũ An", "starts_on": NOW.date()}
    own = members.invite_member(agency=there.seat.agency, seat=there.seat, by=there, **given)
    sign_in(client, by)
    assert "Nothing is withdrawn." in act(client, "invitation-end", own)
    assert "khac@x.example" not in client.get(reverse("agencies:invitation-list")).content.decode()


def test_the_list_of_agencies_counts_and_filters(client, by):
    make(upload_file([one()], by), by)
    sign_in(client, by)
    path = reverse("agencies:agency-list")
    assert "1 invitation: 0 accepted, 1 not accepted yet" in client.get(path).content.decode()
    names = [
        [agency.name for agency in client.get(path, {"only": only}).context["page"].object_list]
        for only in ("invited", "none", "x")
    ]
    assert names[0] == ["Sở Y tế tỉnh Bắc Ninh"]
    assert (len(names[1]), len(names[2])) == (4, 4)


# The pages and the workbooks ----------------------------------------------------------------------
def test_the_template_comes_back_as_it_went(client, by):
    sign_in(client, by)
    data = client.get(reverse("agencies:people-template-filled")).content
    source = upload_people(data=data, file_name="a.xlsx", by=by)
    assert plan_for(source, by).counts == {RowState.KNOWN: 2}
    assert source.notes["unknown"] == []


def test_the_marked_workbook_has_the_wrong_rows_and_comes_back_mended(client, by):
    source = upload_file(
        [one(), one(email="sai", full_name="Vũ An", title="Văn thư"), one(agency="Sở Nội vú")], by
    )
    sign_in(client, by)
    data = client.get(reverse("agencies:people-marked", args=[source.pk])).content
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [[row[0].value, row[10].value] for row in sheet.iter_rows(min_row=2)] == [
        ["Sở Y tế tỉnh Bắc Ninh", "sai"],
        ["Sở Nội vú", "hoa@bacninh.example"],
    ]
    assert "chưa phải địa chỉ thư" in sheet["K2"].comment.text
    assert "Sở Nội vụ" in sheet["A3"].comment.text
    assert sheet["N2"].value.startswith("Dòng 3, cột Thư điện tử")


def test_a_row_is_mended_on_the_page(client, by):
    source = upload_file([one(email="sai")], by)
    sign_in(client, by)
    path = reverse("agencies:people-row", args=[source.rows.get().pk])
    assert "is not a complete address" in client.get(path).content.decode()
    said = {name: str(value) for name, value in one(kind="department", level="province").items()}
    assert (
        client.post(path, said | {"is_administrator": "yes", "email": "vẫn sai"}).status_code == 422
    )
    assert client.post(path, said | {"is_administrator": "yes"}).status_code == 302
    assert plan_for(source, by).counts == {RowState.NEW: 1}


def test_a_workbook_is_uploaded_on_the_page_and_made_once(client, by):
    sign_in(client, by)
    chosen = SimpleUploadedFile("co-quan.xlsx", saved(workbook([one()])))
    page = client.post(reverse("agencies:people-upload"), {"file": chosen}, follow=True)
    said = {"digest": page.context["plan"].digest, "form_key": "k" * 22}
    path = reverse("agencies:people-make", args=[page.context["source"].pk])
    assert (
        "Made: 1 agency, 1 seat; 1 letter waits to be sent."
        in client.post(path, said, follow=True).content.decode()
    )
    client.post(path, said)
    assert (Invitation.objects.count(), OutboxMessage.objects.count()) == (1, 1)
