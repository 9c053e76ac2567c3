"""Service firms under supervision: licences by the day, contracts, inspections whose findings
become tasks.
"""

import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.tasks.occurrence_models import Occurrence
from recruitment.service_firms.choices import LicenceState
from recruitment.service_firms.inspections import add_inspection
from recruitment.service_firms.models import (
    Finding,
    Inspection,
    Licence,
    ServiceFirm,
    SupplyContract,
)
from recruitment.service_firms.queries import covers_service, firm_lines, licence_state
from recruitment.service_firms.services import (
    _months_after,
    change_firm,
    count_supplied,
    queue_licence_warnings,
    revoke_licence,
)
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_contract,
    make_firm,
    make_licence,
    verified_employer,
)
from vietnam.dates import format_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


# Licences -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("until", "revoked", "state"),
    [
        (61, None, "valid"),
        (60, None, "ends_soon"),
        (0, None, "ends_soon"),
        (-1, None, "ended"),
        (61, 0, "revoked"),
        (61, 1, "valid"),
    ],
)
def test_a_licence_stands_by_the_day(until, revoked, state):
    day = date(2026, 11, 26)
    licence = Licence(
        valid_until=day + until * DAY, revoked_on=None if revoked is None else day + revoked * DAY
    )
    assert licence_state(licence, day) == state


def test_a_service_is_covered_by_its_own_licence_on_the_day(firm, department, today):
    licence = make_licence(
        firm, department, issued_on=today - 10 * DAY, valid_until=today + 90 * DAY
    )
    days = (today - 11 * DAY, today - 10 * DAY, today + 90 * DAY, today + 91 * DAY)
    assert [covers_service([licence], "leasing", day) for day in days] == [False, True, True, False]
    assert not covers_service([licence], "introduction", today)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"valid_until": date(2025, 1, 1)}, "valid_until"),
        ({"valid_until": date(2030, 1, 2)}, "valid_until"),
    ],
)
def test_a_licence_that_cannot_be_is_refused_at_its_field(firm, department, given, field):
    with pytest.raises(RuleError) as refused:
        make_licence(firm, department, issued_on=date(2025, 1, 1), **given)
    assert (refused.value.field, Licence.objects.count()) == (field, 0)


def test_sixty_months_are_counted_by_the_calendar():
    days = (date(2025, 1, 1), date(2024, 2, 29), date(2025, 12, 31))
    assert [_months_after(day, 60) for day in days] == [
        date(2030, 1, 1),
        date(2029, 2, 28),
        date(2030, 12, 31),
    ]


def test_a_number_is_entered_once_and_a_licence_revoked_once(firm, department, today):
    licence = make_licence(firm, department)
    with pytest.raises(RuleError, match="this number is entered"):
        make_licence(firm, department)
    with pytest.raises(RuleError, match="between the issue"):
        revoke_licence(licence=licence, revoked_on=today + DAY, by=department)
    revoke_licence(licence=licence, revoked_on=today, by=department)
    with pytest.raises(RuleError, match="revoked already"):
        revoke_licence(licence=licence, revoked_on=today, by=department)
    assert firm_lines(today)[0].state == LicenceState.REVOKED


def test_a_new_licence_counts_beside_a_revoked_one_that_was_to_last_longer(firm, department, today):
    revoked = make_licence(firm, department, valid_until=today + 900 * DAY)
    revoke_licence(licence=revoked, revoked_on=today, by=department)
    make_licence(firm, department, number="06/GP", valid_until=today + 400 * DAY)
    assert firm_lines(today)[0].state == LicenceState.VALID


def test_a_warning_goes_once_to_the_office_and_not_for_what_is_renewed(firm, department, today):
    make_licence(firm, department, valid_until=today + 40 * DAY)
    assert [queue_licence_warnings(today + n * DAY) for n in (0, 1)] == [1, 0]
    assert OutboxMessage.objects.get(template="licence_ends").person == department.person
    other = make_firm(department)
    make_licence(other, department, valid_until=today + 40 * DAY)
    make_licence(other, department, number="06/GP", valid_until=today + 400 * DAY)
    assert queue_licence_warnings() == 0


# Contracts ----------------------------------------------------------------------------------------
def test_a_contract_has_one_employer_by_the_register_or_by_name(firm, department):
    employer = verified_employer(department.seat.agency.province)
    assert (
        make_contract(firm, department, employer=employer, employer_name="").with_whom
        == employer.agency.name
    )
    assert make_contract(firm, department, number="2").with_whom == "Công ty Ngoài"
    for given in ({"employer": employer}, {"employer_name": ""}):
        with pytest.raises(RuleError, match="Write the tax code"):
            make_contract(firm, department, number="3", **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplyContract.objects.update(employer=employer, employer_name="x")


def test_no_more_are_supplied_than_agreed_and_nothing_is_overwritten(firm, department, today):
    contract = make_contract(firm, department)
    with pytest.raises(RuleError, match="50 people were agreed"):
        count_supplied(contract=contract, version=0, supplied=51, by=department)
    count_supplied(contract=contract, version=0, supplied=30, by=department)
    with pytest.raises(RuleError, match="changed this contract meanwhile"):
        count_supplied(contract=contract, version=0, supplied=7, by=department)
    [line] = firm_lines(today)
    assert (line.contracts, line.supplied, line.people) == (1, 30, 50)
    assert firm_lines(today + 31 * DAY)[0].contracts == 0


def test_a_contract_without_a_licence_is_marked(client, firm, department):
    make_contract(firm, department)
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert "begun without a valid licence" in client.get(firm.get_absolute_url()).content.decode()
    make_licence(firm, department)
    assert (
        "begun without a valid licence" not in client.get(firm.get_absolute_url()).content.decode()
    )


# Inspections --------------------------------------------------------------------------------------
def finding(text: str = "Bổ sung sổ theo dõi.", **given) -> dict:
    return {"kind": "shortcoming", "text": text, "due_on": None, "fine": None} | given


def test_a_finding_with_a_day_becomes_a_task_of_the_firm(firm, department, today):
    inspection = add_inspection(
        firm=firm,
        inspected_on=today,
        number="21/BB",
        conclusion="Còn thiếu sót.",
        by=department,
        findings=[
            finding(due_on=today + 12 * DAY),
            finding("Không niêm yết.", kind="violation", fine=2),
        ],
    )
    with_day, without = inspection.findings.all()
    occurrence = Occurrence.objects.get(task=with_day.task)
    assert (with_day.task.lead, occurrence.due_on, without.task) == (
        firm.agency,
        today + 12 * DAY,
        None,
    )
    assert with_day.task.source_url == inspection.get_absolute_url()
    assert with_day.task.source_label.startswith(f"Kiểm tra {firm.agency.name} ngày ")
    assert firm_lines(today)[0].open_findings == 1
    done = {
        "status": "done",
        "submitted_at": timezone.now(),
        "done_at": timezone.now(),
        "done_by": department.seat,
    }
    Occurrence.objects.update(**done)
    assert firm_lines(today)[0].open_findings == 0


def test_the_day_of_a_finding_must_be_one(firm, department, today):
    with pytest.raises(RuleError, match="in the future"):
        add_inspection(
            firm=firm,
            inspected_on=today + DAY,
            number="",
            conclusion="x",
            findings=[],
            by=department,
        )
    with pytest.raises(RuleError, match="Only a violation is fined"):
        add_inspection(
            firm=firm,
            inspected_on=today,
            number="",
            conclusion="x",
            findings=[finding(fine=2)],
            by=department,
        )
    assert not Inspection.objects.exists()


@pytest.mark.parametrize("due_on", [date(2024, 3, 5), date(2024, 3, 6)])
def test_a_remedy_lies_after_the_inspection(client, firm, department, due_on):
    inspected_on = date(2024, 3, 6)
    finding = {"kind": "shortcoming", "text": "Không niêm yết.", "fine": None, "due_on": due_on}
    with pytest.raises(RuleError, match=r"after the inspection on 06/3/2024|sau ngày kiểm tra"):
        add_inspection(
            firm=firm,
            inspected_on=inspected_on,
            number="",
            conclusion="Còn thiếu sót.",
            findings=[finding],
            by=department,
        )
    sign_in(client, department)
    refused = client.post(
        reverse("recruitment:inspection-enter", args=[firm.pk]),
        {
            "inspected_on": "06/3/2024",
            "conclusion": "Còn thiếu sót.",
            "findings-TOTAL_FORMS": "1",
            "findings-INITIAL_FORMS": "0",
            "findings-0-kind": "shortcoming",
            "findings-0-text": "Không niêm yết.",
            "findings-0-due_on": format_date(due_on),
        },
    )
    [form] = refused.context["findings"]
    assert (refused.status_code, form.errors) == (
        422,
        {"due_on": ["This day must lie after the inspection on 06/3/2024."]},
    )
    assert Inspection.objects.count() == 0


def test_an_inspection_is_entered_by_the_page_and_nothing_typed_is_lost(client, firm, department):
    sign_in(client, department)
    url = reverse("recruitment:inspection-enter", args=[firm.pk])
    frame = {"findings-TOTAL_FORMS": "3", "findings-INITIAL_FORMS": "0"}
    said = frame | {
        "inspected_on": "06/3/2024",
        "conclusion": "Còn thiếu sót.",
        "findings-0-kind": "violation",
        "findings-0-text": "Không niêm yết.",
        "findings-0-fine": "7,5",
        "findings-1-kind": "shortcoming",
        "findings-1-due_on": "31/02/2024",
        "findings-2-kind": "shortcoming",
    }
    refused = client.post(url, said)
    assert refused.status_code == 422
    assert [form.errors for form in refused.context["findings"]] == [
        {},
        {"due_on": ["There is no day 31/02/2024. Check day and month."]},
        {},
    ]
    assert (
        "Không niêm yết." in refused.content.decode(),
        "31/02/2024" in refused.content.decode(),
    ) == (True, True)
    answer = client.post(
        url, said | {"findings-1-due_on": "20/3/2024", "findings-1-text": "Bổ sung sổ."}
    )
    inspection = Inspection.objects.get()
    assert (answer.url, inspection.inspected_on) == (
        inspection.get_absolute_url(),
        date(2024, 3, 6),
    )
    kept = Finding.objects.values_list("kind", "text", "fine", "task__lead")
    assert list(kept) == [
        ("violation", "Không niêm yết.", 7.5, None),
        ("shortcoming", "Bổ sung sổ.", None, firm.agency_id),
    ]


def test_the_firm_s_own_officer_reads_where_its_task_comes_from(client, firm, department, today):
    own, other = make_actor(agency=firm.agency), make_actor(agency=make_firm(department).agency)
    inspection = add_inspection(
        firm=firm,
        inspected_on=today,
        number="",
        conclusion="Còn thiếu sót.",
        by=department,
        findings=[finding()],
    )
    statuses = []
    for actor in (own, other):
        sign_in(client, actor)
        statuses.append(client.get(inspection.get_absolute_url()).status_code)
    assert statuses == [200, 404]


# Who ----------------------------------------------------------------------------------------------
def test_only_the_department_keeps_the_register(firm, today):
    leader = make_actor(role=SeatRole.LEADER)
    for act in (
        lambda: make_firm(leader),
        lambda: make_licence(firm, leader),
        lambda: make_contract(firm, leader),
    ):
        with pytest.raises(RuleError, match="Only the labour department"):
            act()


def test_a_firm_is_entered_and_changed_by_the_page(client, department):
    sign_in(client, department)
    said = {
        "tax_code": "2400 999 090",
        "name": "Công ty Cung ứng",
        "province": department.seat.agency.province.pk,
        "address": "Số 18",
        "contact_name": "Lương Thị Hạnh",
        "contact_phone": "0904 000 582",
        "contact_email": "",
    }
    client.post(reverse("recruitment:service-firm-enter"), said)
    firm = ServiceFirm.objects.get()
    assert (firm.tax_code, firm.contact_phone, firm.office) == (
        "2400999090",
        "0904000582",
        department.seat.agency,
    )
    again = client.post(reverse("recruitment:service-firm-enter"), said)
    assert again.context["form"].errors == {
        "tax_code": ["A service firm with this tax code is entered already."]
    }
    url = reverse("recruitment:service-firm-change", args=[firm.pk])
    assert (
        client.post(url, said | {"address": "Số 20", "version": "0"}).url == firm.get_absolute_url()
    )
    with pytest.raises(RuleError, match="changed this firm meanwhile"):
        change_firm(
            firm=firm, version=0, name="x", province=firm.province, contact_email="", by=department
        )


def test_a_contract_finds_its_employer_by_the_tax_code(client, firm, department):
    employer = verified_employer(department.seat.agency.province)
    sign_in(client, department)
    said = {"service": "leasing", "number": "1", "employer": employer.tax_code, "people": "1.200"}
    days = {"starts_on": "06/3/2024", "ends_on": "06/3/2025"}
    sent = {f"contract-{name}": value for name, value in (said | days).items()}
    assert (
        client.post(reverse("recruitment:contract-add", args=[firm.pk]), sent).url
        == firm.get_absolute_url()
    )
    contract = SupplyContract.objects.get()
    assert (contract.employer, contract.people, contract.starts_on) == (
        employer,
        1200,
        date(2024, 3, 6),
    )


@pytest.mark.parametrize(
    ("name", "sent", "error"),
    [
        ("licence-add", {"licence-number": "1", "licence-issued_on": "x"}, "“x” is not a date"),
        ("contract-add", {"contract-people": "nhiều"}, "“nhiều” is not a number of people"),
        (
            "contract-add",
            {"contract-employer": "2400999012"},
            "No verified employer has the tax code 2400999012",
        ),
    ],
)
def test_what_is_wrong_stands_at_its_field_on_the_firm_s_page(
    client, firm, department, name, sent, error
):
    sign_in(client, department)
    page = client.post(reverse(f"recruitment:{name}", args=[firm.pk]), sent)
    assert (page.status_code, error in page.content.decode()) == (422, True)


# The register -------------------------------------------------------------------------------------
def test_the_workbook_has_what_the_list_shows(client, firm, department, today):
    make_licence(firm, department, valid_until=today + 40 * DAY)
    contract = make_contract(firm, department)
    count_supplied(contract=contract, version=0, supplied=30, by=department)
    make_firm(department)
    sign_in(client, department)
    page = client.get(reverse("recruitment:service-firm-list"), {"state": "ends_soon"})
    assert [line.firm for line in page.context["lines"]] == [firm]
    answer = client.get(reverse("recruitment:service-firm-export"), {"state": "ends_soon"})
    rows = [
        [cell.value for cell in row]
        for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()
    ]
    [row] = [row for row in rows if row[0] == 1]
    assert (row[1], row[4:7], row[8]) == (firm.agency.name, [1, 50, 30], 0)
    assert row[3].startswith("Labour leasing: 05/GP, until ")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, department, today, count):
    for _number in range(count):
        made = make_firm(department)
        make_licence(made, department)
        make_contract(made, department)
        for _inspection in range(count):
            add_inspection(
                firm=made,
                inspected_on=today,
                number="",
                conclusion="x",
                by=department,
                findings=[finding(due_on=today + DAY) for _finding in range(count)],
            )
    sign_in(client, department)
    numbers = []
    for path in (reverse("recruitment:service-firm-list"), made.get_absolute_url()):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        numbers.append(len(queries))
    assert numbers == [9, 11]
