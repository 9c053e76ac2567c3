import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup
from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.people.models import Person
from agencies.policies.models import ReminderPolicy
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import (
    make_actor,
    make_agency,
    make_clearance,
    make_deadline,
    make_occurrence,
    make_person,
    make_seat,
    make_task,
    sign_in,
)
from vietnam.deadlines import Bound, DeadlineKind

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label == "agencies"]
WEDNESDAY = datetime.date(2097, 3, 6)


@pytest.fixture
def administrator(client) -> Person:
    person = make_person(is_staff=True, is_superuser=True)
    client.force_login(person)
    return person


def page(model: type, action: str, *keys: int) -> str:
    return reverse(f"admin:agencies_{model._meta.model_name}_{action}", args=keys)


def agency_form(**fields) -> dict[str, str]:
    empty = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    kinds = {"kind": AgencyKind.DEPARTMENT, "level": AgencyLevel.PROVINCE}
    return {"name": "Sở Y tế", "short_name": "", "email": "", **kinds, **empty, **fields}


def aliases(*names: str) -> dict[str, str]:
    return {"aliases-TOTAL_FORMS": str(len(names))} | {
        f"aliases-{n}-name": name for n, name in enumerate(names)
    }


def logged(action: str) -> AuditEntry:
    return AuditEntry.objects.get(action=action)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_list_opens_and_offers_no_bulk_deletion(client, administrator, model):
    answer = client.get(page(model, "changelist"))
    assert (
        answer.status_code,
        answer.context["cl"].model_admin.get_actions(answer.wsgi_request),
    ) == (200, {})


@pytest.mark.parametrize(
    "model", [m for m in OURS if m is not AuditEntry], ids=lambda model: model._meta.model_name
)
def test_every_form_opens(client, administrator, model):
    assert client.get(page(model, "add")).status_code == 200


def test_others_are_refused(client):
    client.force_login(make_person())
    assert client.get(page(Agency, "changelist"), follow=True).status_code == 403


def test_administrators_sign_in_where_all_do(client):
    answer = client.post(
        reverse("admin:login"), {"username": "ai@coquan.example", "password": "đoán"}
    )
    assert answer.url.split("?")[0] == reverse("account_login")


def test_a_new_agency_is_logged_with_who_made_it(client, administrator):
    client.post(page(Agency, "add"), agency_form())
    entry = logged("register-added")
    assert (entry.person, entry.seat, entry.target_label, entry.before) == (
        administrator,
        None,
        "Sở Y tế",
        None,
    )
    assert entry.after["name"] == "Sở Y tế"


SEATLESS_ACTS = {
    CalendarDay: {"day": WEDNESDAY.isoformat(), "note": "Nghỉ bù"},
    DeadlinePolicy: {"roll": "none", "clearing_days": "2"},
    ReminderPolicy: {
        "name": "Gấp",
        "lead_days": "5",
        "unit": "1",
        "late_daily": "3",
        "channels": "mail",
    },
    Agency: agency_form(),
}


@pytest.mark.parametrize("model", SEATLESS_ACTS, ids=lambda model: model._meta.model_name)
def test_an_act_without_a_seat_is_shown_and_exported_by_the_log_and_leaves_the_rail_whole(
    client, administrator, model
):
    dated_occurrence()
    clearing = make_actor()
    task = make_task(status=OccurrenceStatus.SUBMITTED)
    make_clearance(task, clearing.seat.agency, due_on=WEDNESDAY)
    assert client.post(page(model, "add"), SEATLESS_ACTS[model]).status_code == 302
    entries = AuditEntry.objects.filter(person=administrator).exclude(action="signed-in")
    assert set(entries.values_list("seat", flat=True)) == {None}
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    log = client.get(reverse("agencies:audit"))
    assert [row.who for row in log.context["lines"] if row.entry in entries] == [
        str(administrator)
    ] * entries.count()
    assert client.get(reverse("agencies:audit-export")).status_code == 200
    sign_in(client, clearing)
    [must_do] = [
        place for place in client.get("/viec-can-lam/").context["places"] if place.is_current
    ]
    assert must_do.count == 1


def test_a_change_is_logged_with_before_and_after(client, administrator):
    agency, heir = make_agency("Sở Y tế"), make_agency("Sở Nội vụ")
    form = agency_form(short_name="SYT", successor=heir.pk, valid_to="2025-06-30")
    client.post(page(Agency, "change", agency.pk), form)
    entry = logged("register-changed")
    assert entry.before == {"short_name": "", "valid_to": None, "successor": None}
    assert entry.after == {"short_name": "SYT", "valid_to": "2025-06-30", "successor": "Sở Nội vụ"}


@pytest.mark.parametrize("typed", ["06/3/2024", "6-3-2024", "2024-03-06"])
def test_days_are_typed_day_first_or_picked(client, administrator, typed):
    client.post(page(Agency, "add"), agency_form(valid_from=typed))
    assert Agency.objects.get().valid_from == datetime.date(2024, 3, 6)


def test_days_are_shown_as_the_decree_prints_them(client, administrator):
    agency = make_agency("Sở Y tế", valid_from=datetime.date(2024, 3, 6))
    form = client.get(page(Agency, "change", agency.pk)).context["adminform"].form
    assert form["valid_from"].value() == "06/3/2024"


def test_saving_without_a_change_logs_nothing(client, administrator):
    agency = make_agency("Sở Y tế")
    client.post(page(Agency, "change", agency.pk), agency_form())
    assert not AuditEntry.objects.exclude(action="signed-in").exists()


def test_an_alias_gets_the_key_of_all_spellings(client, administrator):
    client.post(page(Agency, "add"), agency_form(**aliases("Sở LĐ-TB&XH")))
    alias = AgencyAlias.objects.get()
    assert (alias.agency.name, alias.key) == ("Sở Y tế", "so lao dong thuong binh xa hoi")
    assert logged("aliases-changed").after == {"aliases": ["Sở LĐ-TB&XH"]}


def test_two_spellings_of_one_alias_are_refused_at_their_place(client, administrator):
    answer = client.post(
        page(Agency, "add"), agency_form(**aliases("Sở LĐ-TB&XH", "Sở Lao động - TB&XH"))
    )
    errors = [
        form.errors.get("name") for form in answer.context["inline_admin_formsets"][0].formset.forms
    ]
    assert errors == [["Đã có một cách viết khác đọc giống hệt."]] * 2
    assert not Agency.objects.exists()


def test_an_alias_needs_letters(client, administrator):
    answer = client.post(page(Agency, "add"), agency_form(**aliases("...")))
    assert answer.context["inline_admin_formsets"][0].formset.errors == [
        {"name": ["Tên phải có chữ cái."]}
    ]


def test_the_members_of_a_group_are_logged(client, administrator):
    group, first, second = (
        AgencyGroup.objects.create(name="Các sở"),
        make_agency("Sở Y tế"),
        make_agency("Sở Nội vụ"),
    )
    group.members.set([first])
    form = {
        "name": "Các sở",
        "members": [first.pk, second.pk],
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
    }
    client.post(page(AgencyGroup, "change", group.pk), form)
    entry = logged("register-changed")
    assert (entry.before, sorted(entry.after["members"])) == (
        {"members": ["Sở Y tế"]},
        ["Sở Nội vụ", "Sở Y tế"],
    )


def test_names_are_found_without_accents(client, administrator):
    wanted = make_agency("Sở Lao động - Thương binh và Xã hội", short_name="Sở LĐ-TB&XH")
    make_agency("Sở Tài chính")
    found = client.get(page(Agency, "changelist"), {"q": "lao dong xa hoi"}).context["cl"].queryset
    assert list(found) == [wanted]


def test_a_new_person_has_no_password_until_he_chooses_one(client, administrator):
    form = {
        "full_name": "Lý Thử",
        "email": "ly.thu@coquan.example",
        "language": "vi",
        "is_active": "on",
    }
    client.post(page(Person, "add"), form)
    assert Person.objects.get(email="ly.thu@coquan.example").has_usable_password() is False


def test_nobody_is_made_administrator_of_everything_here(client, administrator):
    form = {
        "full_name": "Lý Thử",
        "email": "ly.thu@coquan.example",
        "language": "vi",
        "is_superuser": "on",
    }
    client.post(page(Person, "add"), form)
    assert Person.objects.get(email="ly.thu@coquan.example").is_superuser is False


@pytest.mark.parametrize("model", [Agency, Person, AuditEntry])
def test_what_others_point_at_cannot_be_deleted(client, administrator, model):
    make_seat()
    client.post(page(Agency, "add"), agency_form())
    row = model.objects.first()
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def dated_occurrence():
    task = make_task()
    deadline = make_deadline(task, kind=DeadlineKind.ON, bound=Bound.BEFORE, due_on=WEDNESDAY)
    return make_occurrence(task, due_on=WEDNESDAY, deadline=deadline)


def test_a_day_off_moves_open_deadlines_and_says_so(client, administrator):
    occurrence = dated_occurrence()
    form = {"day": WEDNESDAY.isoformat(), "note": "Nghỉ bù theo thông báo"}
    answer = client.post(page(CalendarDay, "add"), form, follow=True)
    occurrence.refresh_from_db()
    assert occurrence.act_by == datetime.date(2097, 3, 5)
    assert "Đã dời 1 thời hạn đang mở." in [str(message) for message in answer.context["messages"]]
    assert logged("calendar-day-set").person == administrator


def test_taking_the_day_off_back_moves_them_again(client, administrator):
    occurrence = dated_occurrence()
    client.post(
        page(CalendarDay, "add"), {"day": WEDNESDAY.isoformat(), "note": "Nghỉ bù theo thông báo"}
    )
    client.post(page(CalendarDay, "delete", CalendarDay.objects.get().pk), {"post": "yes"})
    occurrence.refresh_from_db()
    assert (occurrence.act_by, CalendarDay.objects.count()) == (WEDNESDAY, 0)


def test_the_deadline_policy_moves_open_deadlines(client, administrator):
    occurrence = dated_occurrence()
    client.post(page(DeadlinePolicy, "add"), {"roll": "none", "clearing_days": "2"})
    occurrence.refresh_from_db()
    assert occurrence.due_on == datetime.date(2097, 3, 5)
    assert client.get(page(DeadlinePolicy, "add")).status_code == 403


def test_a_reminder_policy_takes_its_days_as_a_list(client, administrator):
    form = {
        "name": "Gấp",
        "lead_days": "5, 2, 0",
        "unit": "1",
        "late_daily": "3",
        "late_weekly": "on",
    }
    form["channels"] = "mail"
    client.post(page(ReminderPolicy, "add"), form)
    assert ReminderPolicy.objects.get(name="Gấp").lead_days == [5, 2, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_agencies_costs_the_same_however_long(
    client, administrator, django_assert_num_queries, count
):
    for _number in range(count):
        make_agency(successor=make_agency())
    client.get(page(Agency, "changelist"))
    with django_assert_num_queries(7):
        client.get(page(Agency, "changelist"))


def test_a_form_of_the_register_sent_three_times_makes_one_row(client, administrator):
    said = agency_form(name="Sở Ba lần", form_key="k" * 22)
    ways = [client.post(page(Agency, "add"), said) for _time in range(3)]
    assert [way.status_code for way in ways] == [302, 302, 302]
    assert Agency.objects.filter(name="Sở Ba lần").count() == 1
    assert 'name="form_key"' in client.get(page(Agency, "add")).content.decode()
