"""Agencies, seats and people of a province from one workbook: understood, mended, made once, invited at a pace."""

import datetime
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.choices import MessageStatus, RowState, SeatRole
from agencies.forms.people import read_row
from agencies.models import Agency, AuditEntry, Invitation, OutboxMessage, PeopleImport, Person, Seat, SeatHolding
from agencies.queries.invitations import coordinators_invitations, count_by_state
from agencies.services import members
from agencies.services.outbox import deliver_messages
from agencies.services.people_import.judging import plan_of
from agencies.services.people_import.making import make_people, mend_row
from agencies.services.people_import.taking_in import take_in_people
from tests.agencies.people_data import make_register, province_rows, saved, workbook
from tests.factories import make_actor, sign_in

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 30, 2, tzinfo=datetime.UTC)
LINK = re.compile(r"http://testserver/loi-moi/([\w-]+)/")


@pytest.fixture(autouse=True)
def clock(settings):
    settings.HOST_PROVINCE = "bac-giang"
    settings.INVITATIONS_AN_HOUR = 240
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture
def host():
    return make_register()


@pytest.fixture
def by(host):
    return make_actor(role=SeatRole.COORDINATOR)


def upload(rows, by) -> PeopleImport:
    return take_in_people(data=saved(workbook(rows)), file_name="co-quan.xlsx", by=by)


def plan_for(source, by):
    return plan_of(source, read=read_row, by=by)


def make(source, by):
    return make_people(source=source, digest=plan_for(source, by).digest, read=read_row, by=by)


def wrong(plan) -> dict[int, dict[str, list[str]]]:
    return {each.row.number: each.problems for each in plan.rows if each.state == RowState.REFUSED}


# A whole province ---------------------------------------------------------------------------------------------------
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


def test_a_province_is_taken_in_mended_made_and_invited(by, clock, mailoutbox):
    right = {number: row for number, row in enumerate(province_rows(), 2)}
    source = upload(faulty(), by)
    plan = plan_for(source, by)
    assert {number: [*found] for number, found in wrong(plan).items()} == {
        number: [field] for number, (_fault, field) in FAULTS.items()
    }
    assert Agency.objects.count() == 3
    for row in source.rows.filter(number__in=FAULTS):
        said = row.said | {name: str(right[row.number].get(name) or "") for name in FAULTS[row.number][0]}
        assert not mend_row(row=row, said=said, chosen="", read=read_row, by=by).is_wrong
    plan = plan_for(source, by)
    assert (plan.counts, plan.letters) == ({RowState.NEW: 120}, 119)
    assert (len(plan.agencies), len(plan.seats), len(plan.invited)) == (64, 120, 120)
    make(source, by)
    assert (Agency.objects.count(), Seat.objects.count(), Invitation.objects.count()) == (67, 121, 120)
    assert Agency.objects.get(name="Sở Y tế tỉnh Bắc Ninh").parent.name == "UBND tỉnh Bắc Ninh"
    assert set(Seat.objects.filter(title="Văn thư").values_list("gets_reminders", flat=True)) == {False}
    assert AuditEntry.objects.filter(action="member-invited").count() == 120
    clock.move_to(NOW + datetime.timedelta(minutes=29, seconds=31))
    assert deliver_messages().sent == len(mailoutbox) == 119
    for mail in mailoutbox[1:6]:
        [token] = LINK.findall(mail.body)
        members.accept(token=token, full_name="Người nhận", password="mot cau de nho lam 2026")
    counts = count_by_state(coordinators_invitations())
    assert counts == {"all": 120, "accepted": 5, "waiting": 115, "expired": 0, "withdrawn": 0}
    clock.shift(datetime.timedelta(days=8))
    assert count_by_state(coordinators_invitations())["expired"] == 115
