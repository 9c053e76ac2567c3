"""A workbook of agencies and people: uploaded, corrected, and its plan carried out at once."""

import hashlib
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action, record_actions
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.files.workbooks import clean_texts
from agencies.invitations.services import WantedInvitation, invite_many
from agencies.members.models import Invitation
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission
from agencies.people_import.choices import MADE_STATES, RowState
from agencies.people_import.models import PeopleImport, PeopleRow
from agencies.people_import.services.plan import (
    Body,
    NewAgency,
    PeoplePlan,
    RowPlan,
    RowReader,
)
from agencies.people_import.services.planning import plan_import
from agencies.people_import.services.register import title_key
from agencies.workbook_imports.uploads import (
    Cells,
    WorkbookKind,
    record_upload,
    storable_cells,
    upload_columns,
)
from vietnam.folding import fold
from vietnam.language.collation import sort_key

PEOPLE_WORKBOOK = WorkbookKind(
    program=Path(__file__).parents[1] / "row_program.py",
    most_rows=2_000,
    longest_cell=500,
    no_heads=gettext_lazy(
        "No sheet has the columns “Cơ quan”, “Họ và tên” and “Thư điện tử” (looked through: "
        "%(sheets)s). Download the template and copy your rows into it."
    ),
)
NOTES = ("unknown", "hidden_columns", "hidden_sheets", "other_sheets")
# Workbooks are processed one after the other, so that no agency is made twice.
MAKING = "people-import"


@transaction.atomic
def upload_people(*, data: bytes, file_name: str, by: Actor) -> PeopleImport:
    """Its rows, for `plan_import`; nothing is created yet. Raises RuleError for a file without
    rows, BusyError while another one is read.
    """
    head, rows = PEOPLE_WORKBOOK.read_rows(data)
    notes: dict[str, Any] = {name: [text[:120] for text in head[name]] for name in NOTES}
    # Rows between the heading and the last row that say nothing.
    notes["empty"] = rows[-1]["row"] - head["head_row"] - len(rows)
    source = PeopleImport.objects.create(
        **upload_columns(head, data=data, file_name=file_name, by=by),
        digest=hashlib.sha256(data).hexdigest(),
        notes=notes,
    )
    PeopleRow.objects.bulk_create(
        PeopleRow(
            source=source,
            number=row["row"],
            said=storable_cells(row),
            is_hidden=row["is_hidden"],
            is_title=row["is_title"],
        )
        for row in rows
    )
    record_upload(AuditAction.PEOPLE_UPLOADED, source, items=len(rows), by=by)
    return source


def require_importer(by: Actor) -> None:
    if not by.may(Permission.HAND_OVER_TASKS):
        raise RuleError(_("Only a coordinator takes in agencies and people."))


@transaction.atomic
def create_people(*, source: PeopleImport, digest: str, read: RowReader, by: Actor) -> PeoplePlan:
    """Creates what all correct rows describe, as the plan with this digest shows it. Rows with
    mistakes stay to be corrected.

    Raises RuleError where the plan has changed since it was shown; then nothing is made.
    """
    require_importer(by)
    source = lock_row(PeopleImport.objects.all(), source.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [MAKING])
    # The agencies that it names are locked before what is made of them is decided.
    named = plan_import(source, read=read, by=by)
    bodies = {row.body.pk for row in named.rows if isinstance(row.body, Agency)}
    lock_rows(Agency.objects.filter(pk__in=bodies))
    plan = plan_import(source, read=read, by=by)
    if plan.digest != digest:
        raise RuleError(
            _(
                "The register or the rows have changed meanwhile; nothing was made. Look at the "
                "page again."
            )
        )
    _make_agencies(plan, by)
    _make_seats(plan, by)
    _change_invitations(plan, by)
    _change_reminders(plan, by)
    _invite(plan, by)
    _save_outcomes(plan)
    made = {"agencies": len(plan.agencies), "seats": len(plan.seats), "people": len(plan.invited)}
    record_action(AuditAction.PEOPLE_IMPORTED, source, by=by, after=made)
    return plan


def _make_agencies(plan: PeoplePlan, by: Actor) -> None:
    bodies = plan.agencies
    # With what `Agency.save` works out, which bulk creation leaves out.
    made = Agency.objects.bulk_create(
        Agency(
            name=body.name,
            short_name=body.short_name,
            kind=body.kind,
            level=body.level,
            province=body.province,
            sort_key=sort_key(body.name),
            search_fold=fold(f"{body.name} {body.short_name}"),
        )
        for body in bodies
    )
    for body, agency in zip(bodies, made, strict=True):
        body.made = agency
    for body, agency in zip(bodies, made, strict=True):
        agency.parent = _made_agency(body.parent)
    Agency.objects.bulk_update([agency for agency in made if agency.parent_id], ["parent"])
    record_actions(
        AuditAction.REGISTER_ADDED, [(agency, {"kind": agency.kind}) for agency in made], by=by
    )


def _made_agency(body: Body | None) -> Agency | None:
    return body.made if isinstance(body, NewAgency) else body


def _make_seats(plan: PeoplePlan, by: Actor) -> None:
    made = Seat.objects.bulk_create(
        Seat(
            agency=_made_agency(planned.body),
            title=planned.title,
            role=planned.role,
            gets_reminders=planned.gets_reminders,
        )
        for planned in plan.seats
    )
    for planned, seat in zip(plan.seats, made, strict=True):
        planned.seat = seat
    record_actions(AuditAction.SEAT_ADDED, [(seat, {"role": seat.role}) for seat in made], by=by)


def _change_invitations(plan: PeoplePlan, by: Actor) -> None:
    changed = []
    for row in plan.to_make:
        invitation = row.invitation
        if invitation is None or not row.changes:
            continue
        before = {name: str(getattr(invitation, name)) for name in row.changes}
        after = {name: str(value) for name, value in row.changes.items()}
        for name, value in row.changes.items():
            setattr(invitation, name, value)
        after["email"] = invitation.email
        record_action(
            AuditAction.INVITATION_CHANGED, invitation.seat, by=by, before=before, after=after
        )
        changed.append(invitation)
    names = ["full_name", "starts_on", "as_administrator"]
    Invitation.objects.bulk_update(changed, names)


def _change_reminders(plan: PeoplePlan, by: Actor) -> None:
    for row in plan.to_make:
        seat = row.seat.seat if row.seat else None
        if seat is not None and row.sets_reminders is not None:
            Seat.objects.filter(pk=seat.pk).update(gets_reminders=row.sets_reminders)
            before = {"gets_reminders": not row.sets_reminders}
            after = {"gets_reminders": row.sets_reminders}
            record_action(AuditAction.SEAT_CHANGED, seat, by=by, before=before, after=after)


def _invite(plan: PeoplePlan, by: Actor) -> None:
    today = timezone.localdate()
    wanted = [
        WantedInvitation(
            seat=row.seat.seat,
            email=row.email,
            full_name=str(row.facts["full_name"]),
            starts_on=row.facts["starts_on"] or today,
            as_administrator=row.as_administrator,
        )
        for row in plan.invited
        if row.seat and row.seat.seat
    ]
    for row, invitation in zip(plan.invited, invite_many(wanted, by=by), strict=True):
        row.invitation = invitation


def _save_outcomes(plan: PeoplePlan) -> None:
    # Titles and hidden rows stay as they are.
    processed = [row for row in plan.rows if row.state in (*MADE_STATES, RowState.KNOWN)]
    for row in processed:
        row.row.outcome = row.state
        row.row.invitation = row.invitation
    PeopleRow.objects.bulk_update([row.row for row in processed], ["outcome", "invitation"])


# Before that --------------------------------------------------------------------------------------
@transaction.atomic
def correct_people_row(
    *, row: PeopleRow, said: Cells, chosen: str, read: RowReader, by: Actor
) -> RowPlan:
    """Replaces the words of a row and plans it at once, together with the others.

    What is chosen for a name holds for all rows that write it.
    """
    require_importer(by)
    source = lock_row(PeopleImport.objects.all(), row.source_id)
    row = lock_row(PeopleRow.objects.all(), row.pk)
    if row.outcome:
        raise RuleError(_("This row has been processed already. Look at the page again."))
    row.said = clean_texts(said)
    row.chosen = chosen[:20]
    row.save(update_fields=["said", "chosen"])
    open_rows = source.rows.filter(outcome="")
    same = [each.pk for each in open_rows if _agency_key(each) == _agency_key(row)]
    open_rows.filter(pk__in=same).update(chosen=row.chosen)
    plan = plan_import(source, read=read, by=by)
    return next(each for each in plan.rows if each.row.pk == row.pk)


def _agency_key(row: PeopleRow) -> tuple[str, str]:
    return title_key(row.said.get("agency", "")), title_key(row.said.get("province", ""))


@transaction.atomic
def include_hidden_rows(*, source: PeopleImport, by: Actor) -> None:
    require_importer(by)
    if PeopleImport.objects.filter(pk=source.pk, takes_hidden=False).update(takes_hidden=True):
        items = source.rows.filter(is_hidden=True).count()
        record_action(AuditAction.HIDDEN_ROWS_TAKEN, source, by=by, after={"items": items})
