"""An agency with one thing of each kind, each text carrying a mark, which may neither reach a
stranger nor become markup.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import models
from django.test import override_settings

from agencies.api.models import ApiToken
from agencies.bodies.choices import SeatRole
from agencies.breaches.services import enter_breach
from agencies.calendar.models import CalendarDay
from agencies.column_templates.models import ColumnTemplate
from agencies.conversation.comments import add_comment
from agencies.database.tokens import token_digest
from agencies.directives.choices import DirectiveStatus
from agencies.directives.models import Directive, Proposal
from agencies.feeds.choices import FeedScope
from agencies.feeds.services import create_feed
from agencies.mail.models import OutboxMessage
from agencies.members.models import Invitation
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people_import.models import PeopleImport, PeopleRow
from agencies.policies.models import ReminderPolicy
from agencies.privacy.services import receive_data_request, store_consent_text
from agencies.progress.services import submit_result
from agencies.requests.models import Clearance, Explanation, Extension
from campaigns.official_forms.services import save_form, save_line
from campaigns.reporting.models import FigureReport, PlanReport, ReportingPeriod
from conferences.partnerships.services import add_contact, add_document
from recruitment.bulletins.models import DemandAlert
from recruitment.employers.document_models import EmployerDocument
from recruitment.employers.models import Employer
from recruitment.imports.models import ImportedFile, ImportedRow, VacancyImport
from recruitment.interests.models import Interest
from recruitment.registration.documents import hand_in_documents
from recruitment.registration.services import verify_employer
from recruitment.service_firms.inspections import add_inspection
from recruitment.service_firms.minutes import keep_minutes
from tests.agencies.kind_data import make_duty, make_waiting
from tests.campaigns.report_world import make_frozen_month
from tests.campaigns.reporting_world import make_rule
from tests.campaigns.targets_world import TargetsWorld
from tests.factories import make_actor, make_agency, make_directive, make_task, noon
from tests.factories_conferences import make_ask, make_partnership
from tests.factories_recruitment import (
    make_board,
    make_commune,
    make_contract,
    make_department,
    make_employer,
    make_firm,
    make_licence,
    make_lodging_report,
    make_park,
    make_province,
    make_usage_report,
    office_of,
    published_vacancy,
    representative_of,
)
from tests.marked_campaigns import make_marked_campaign
from tests.marked_conferences import make_marked_conference
from tests.marked_delegations import make_marked_delegations
from tests.marked_dialogues import make_marked_dialogue
from tests.marked_fairs import make_marked_fair
from tests.marked_talks import make_marked_talk
from tests.taken_back import taken_back

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
DUE = date(2024, 3, 6)
REMEDY_DUE = DUE + timedelta(days=30)


def address_of(mark: str) -> str:
    """As much of the mark as an address can hold: no spaces, no capitals, no letters with
    accents.
    """
    return f"{''.join(sign for sign in mark.lower()[:60] if '!' <= sign <= '~') or 'x'}@x.example"


@contextmanager
def kept_world(mark: str, files: Path) -> Iterator[dict[str, int]]:
    """For all tests of a module; what each of them changes is taken back."""
    with taken_back(), override_settings(MEDIA_ROOT=files):
        yield make_marked_world(mark)


def make_marked_world(mark: str) -> dict[str, int]:
    """The keys of the things, by their names in tests.test_strangers.KEYED."""
    owner, giver = (
        make_actor(agency=make_agency(f"Sở {mark}")),
        make_actor(role=SeatRole.COORDINATOR),
    )
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    directive = make_directive(status=DirectiveStatus.ASSIGNED)
    directive.file.save("a.txt", ContentFile(b"1. Ke hoach"))
    clearing = make_agency(f"Văn phòng {mark}")
    task = make_task(
        lead=owner.seat.agency, title=mark, due_on=DUE, directive=directive, assigned_by=giver.seat
    )
    occurrence = task.occurrences.get()
    said = {
        "by": owner,
        "version": 0,
        "text": mark,
        "files": [ContentFile(PNG, name=f"{mark.replace('/', '')}.png")],
    }
    submit_result(occurrence=occurrence, **said)
    occurrence.refresh_from_db()
    add_comment(occurrence=occurrence, text=mark, by=giver)
    owed = make_task(
        lead=owner.seat.agency, title=mark, due_on=DUE, directive=directive
    ).occurrences.get()
    make_duty(lead=owner.seat.agency, title=mark)
    make_waiting(lead=owner.seat.agency, title=mark)
    feed, _token = create_feed(scope=FeedScope.AGENCY, by=owner)
    asked = {"asked_at": noon(DUE), "asked_by": owner.seat, "asked_person": owner.person}
    mail = {
        "recipient": f"{mark[:60]}@x.example",
        "message_id": "<m@x>",
        "urgency_on": DUE,
        "subject": mark,
        "text": mark,
    }
    times = {
        "created_at": noon(DUE),
        "next_attempt_at": noon(DUE),
        "person": owner.person,
        "seat": owner.seat,
    }
    notice = {
        "occurrence": owed,
        "template": "notice",
        "channel": "portal",
        "status": "sent",
        "message_id": "<n@x>",
        "sent_at": noon(DUE),
    }
    context = {"event": "returned", "words": mark, "day": "", "by": ""}
    keys = {
        "task": task,
        "occurrence": owed,
        "evidence": occurrence.progress.get(kind="submission").files.get(),
        "extension": Extension.objects.create(
            occurrence=owed, from_due_on=DUE, wanted_on=date(2024, 4, 6), reason=mark, **asked
        ),
        "explanation": Explanation.objects.create(
            occurrence=owed, question=mark, answer_by=DUE, **asked
        ),
        "clearance": Clearance.objects.create(
            occurrence=occurrence, agency=clearing, asked_at=noon(DUE), due_on=DUE, act_by=DUE
        ),
        "agency": owner.seat.agency,
        "feed": feed,
        "calendar-day": CalendarDay.objects.create(
            day=date(2024, 3, 9), is_working=True, note=mark
        ),
        "directive": directive,
        "proposal": Proposal.objects.create(
            directive=directive, text=mark, start=0, end=5, scope="assigned", confidence=1
        ),
        "message": OutboxMessage.objects.create(template="digest", channel="mail", **mail, **times),
        "notice": OutboxMessage.objects.create(
            recipient="x@x.example", urgency_on=DUE, context=context, **notice, **times
        ),
        "holding": SeatHolding.objects.get(seat=owner.seat),
        "invitation": Invitation.objects.create(
            seat=owner.seat,
            email=address_of(mark),
            full_name=mark,
            starts_on=DUE,
            token_digest="d",
            sent_at=noon(DUE),
            invited_by=owner.seat,
            invited_person=owner.person,
        ),
        "data-request": receive_data_request(
            kind="erase", full_name=mark, contact=mark, text=mark, received_on=DUE, by=giver
        ),
        "breach": enter_breach(
            noticed_at=noon(DUE),
            people=1,
            by=giver,
            **dict.fromkeys(("what", "data", "harm", "measures"), mark),
        ),
        "api-token": ApiToken.objects.create(
            agency=owner.seat.agency,
            name=mark,
            scopes=["vacancies:read"],
            token_digest="x",
            created_at=noon(DUE),
            created_person=owner.person,
        ),
        **make_marked_people(mark, giver),
        "employer": (employer := make_marked_employer(mark)),
        "employer-document": make_marked_document(employer, mark),
        **make_marked_vacancy(mark),
        **make_marked_firm(mark, giver),
        "column-template": ColumnTemplate.objects.create(
            person=owner.person, list_name="nhiem-vu", name=mark[:80], columns=["Nhiệm vụ"]
        ),
        "report-version": make_frozen_month(giver),
        "alert": DemandAlert.objects.create(
            seat=owner.seat, person=owner.person, query="q=x", words=mark
        ),
        "park": make_park(make_board(make_province()), mark),
        **make_marked_lodging(),
        **make_marked_campaign(mark),
        **make_marked_targets(mark),
        "policy": ReminderPolicy.objects.create(name=mark, directive=directive, lead_days=[3]),
        **make_marked_partner(mark, giver, directive),
        **make_marked_talk(mark),
        **make_marked_conference(mark),
        **make_marked_dialogue(mark),
        **make_marked_fair(mark),
    }
    return {name: row.pk for name, row in keys.items()}


def make_marked_targets(mark: str) -> dict[str, models.Model]:
    """Of a province of its own, so that nobody else reports there."""
    world = TargetsWorld(slug="x-targets")
    indicator = world.indicator(mark, reporters=[world.job_centre])
    days = {"valid_from": date(2020, 1, 1), "valid_to": None}
    form = save_form(
        form=None,
        facts={"number": "1", "title": mark, "basis": mark} | days,
        by=world.coordinator,
    )
    line = {"position": 1, "number": "1", "title": mark, "unit": "", "is_heading": False}
    save_line(
        form=form,
        line=None,
        facts=line | {"people": indicator, "turns": None} | days,
        by=world.coordinator,
    )
    rule = make_rule(world)
    span = {"starts_on": date(2024, 2, 15), "ends_on": date(2024, 3, 14)}
    sent = {
        "reporter": world.job_centre,
        "results": mark,
        "submitted_at": noon(DUE),
        "submitted_by": world.centre_officer.seat,
        "submitted_person": world.centre_officer.person,
    }
    return {
        "target": world.target(indicator, 100, basis=mark),
        "indicator": indicator,
        "official-form": form,
        "form-line": form.lines.get(),
        "reporting-rule": rule,
        "reporting-period": ReportingPeriod.objects.create(
            rule=rule,
            purpose=rule.purpose,
            **span,
            **dict.fromkeys(("opens_on", "stated_on", "due_on", "act_by"), date(2024, 3, 18)),
        ),
        "figure-report": FigureReport.objects.create(**span, **sent),
        "plan-report": PlanReport.objects.create(document=mark, **span, **sent),
    }


def make_marked_partner(mark: str, by: Actor, directive: Directive) -> dict[str, models.Model]:
    """The file of a partner province, with nothing in it shared."""
    partnership = make_partnership(by, note=mark)
    return {
        "partnership": partnership,
        "partner-contact": add_contact(
            partnership=partnership,
            phone="0205381000",
            email="",
            by=by,
            **dict.fromkeys(("full_name", "position", "agency_name"), mark[:120]),
        ),
        "partner-document": add_document(
            partnership=partnership, directive=directive, side="host", by=by
        ),
        "ask": make_ask(partnership, by, mark),
        **make_marked_delegations(mark, by, partnership),
    }


def make_marked_people(mark: str, by: Actor) -> dict[str, models.Model]:
    """A workbook with one row of a person, not made yet."""
    source = PeopleImport.objects.create(
        seat=by.seat,
        person=by.person,
        file_name=mark,
        sheet=mark,
        digest="d",
        uploaded_at=noon(DUE),
        notes={
            "unknown": [mark],
            "hidden_columns": ["email"],
            "hidden_sheets": [mark],
            "other_sheets": [],
            "empty": 1,
        },
    )
    said = dict.fromkeys(("agency", "title", "full_name", "email", "kind", "starts_on"), mark)
    return {
        "people-import": source,
        "people-row": PeopleRow.objects.create(source=source, number=2, said=said),
    }


def make_marked_employer(mark: str) -> Employer:
    """Confirmed, and routed to an office that nobody else has to do with."""
    province = make_province()
    make_department(province)
    employer = make_employer(province, name=mark)
    marked = {
        "english_name": mark,
        "ward": mark,
        "address": mark,
        "products": mark,
        "contact_name": mark,
    }
    Employer.objects.filter(pk=employer.pk).update(**marked)
    return employer


def make_marked_document(employer: Employer, mark: str) -> EmployerDocument:
    file = ContentFile(PNG, name=f"{mark.replace('/', '')}.png")
    with hand_in_documents(employer, [file], None) as documents:
        return documents[0]


def make_marked_firm(mark: str, by: Actor) -> dict[str, models.Model]:
    """With a licence, a contract and an inspection."""
    firm = make_firm(by, name=mark, address=mark, contact_name=mark)
    inspection = add_inspection(
        firm=firm,
        inspected_on=DUE - timedelta(days=1),
        number=mark[:40],
        conclusion=mark,
        by=by,
        findings=[{"kind": "advice", "text": mark, "due_on": REMEDY_DUE, "fine": None}],
    )
    return {
        "firm": firm,
        "licence": make_licence(firm, by, number=mark[:40]),
        "contract": make_contract(firm, by, employer_name=mark, number=mark[:40]),
        "inspection": inspection,
        "paper": keep_minutes(inspection=inspection, by=by),
    }


def make_marked_lodging() -> dict[str, models.Model]:
    """A commune with its count of the running month, entered by the coordinator of the province."""
    commune = make_commune(Employer.objects.latest("pk").province)
    report = make_lodging_report(commune, make_actor(role=SeatRole.COORDINATOR))
    return {"commune": commune, "lodging": report}


def make_marked_vacancy(mark: str) -> dict[str, models.Model]:
    """Published, and somebody has asked for it."""
    employer = make_marked_employer(mark)
    verify_employer(employer=employer, version=employer.version, by=office_of(employer))
    employer.refresh_from_db()
    texts = ("title", "description", "bonus_condition", "benefits_note", "papers", "contact_name")
    vacancy = published_vacancy(employer, bonus=3, **dict.fromkeys(texts, mark[:80]))
    interest = Interest.objects.create(
        vacancy=vacancy,
        full_name=mark,
        commune=mark,
        helper_name=mark,
        phone="0912000111",
        registered_at=noon(DUE),
        consent=store_consent_text("x", mark),
        token_digest=token_digest(mark),
    )
    by = representative_of(employer)
    uploaded = {
        "employer": employer,
        "seat": by.seat,
        "person": by.person,
        "uploaded_at": noon(DUE),
    }
    column = {"letter": "A", "heading": mark, "field": "title", "example": mark, "why": "words"}
    sheet = {
        "name": mark,
        "why": "read",
        "is_read": True,
        "has_table": True,
        "rows": 1,
        "knows_layout": True,
        "columns": [column | {"bound": "", "unit": "", "table": 0, "is_hidden": False}],
        "left_out": [{"row": 3, "why": "note", "text": mark}],
        "left_out_count": 1,
        "headless": [mark],
    }
    source = VacancyImport.objects.create(
        file_name=mark, sheet=mark, status="looked", reading=[sheet], **uploaded
    )
    ImportedFile.objects.create(source=source, data=f"{mark};b\n1;2\n".encode())
    row = ImportedRow.objects.create(
        source=source, sheet=mark, number=2, said={"title": mark}, problems={"title": [mark]}
    )
    usage = make_usage_report(employer, notes=[mark[:80]])
    return {
        "vacancy": vacancy,
        "interest": interest,
        "import": source,
        "imported-row": row,
        "usage": usage,
        "reporter": usage.reporter,
    }
