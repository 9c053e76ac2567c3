"""Carrying out a plan at once: agencies, seats, invitations; and correcting rows before that."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record, record_many
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
from agencies.people_import.services.judging import plan_of
from agencies.people_import.services.plan import Body, NewAgency, Plan, PlannedSeat, RowPlan
from agencies.people_import.services.reading import Reader
from agencies.people_import.services.standing import title_key
from vietnam.collation import sort_key
from vietnam.folding import fold

MAKING = "people-import"
"""Workbooks are processed one after the other, so that no agency is made twice."""


def require_importer(by: Actor) -> None:
    if not by.may(Permission.HAND_OVER_TASKS):
        raise RuleError(_("Only a coordinator takes in agencies and people."))


@transaction.atomic
def make_people(*, source: PeopleImport, digest: str, read: Reader, by: Actor) -> Plan:
    """All rows that are right, as the plan with this digest shows them. Wrong ones stay to be
    corrected.

    Raises RuleError where the plan has changed since it was shown; then nothing is made.
    """
    require_importer(by)
    source = lock_row(PeopleImport.objects.all(), source.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [MAKING])
    named = plan_of(source, read=read, by=by)
    lock_rows(
        Agency.objects.filter(pk__in={p.body.pk for p in named.rows if isinstance(p.body, Agency)})
    )
    plan = plan_of(source, read=read, by=by)
    if plan.digest != digest:
        raise RuleError(
            _(
                "The register or the rows have changed meanwhile; nothing was made. Look at the "
                "page again."
            )
        )
    _make_agencies(plan, by)
    _make_seats(plan, by)
    _change(plan, by)
    _invite(plan, by)
    _settle(plan)
    made = {"agencies": len(plan.agencies), "seats": len(plan.seats), "people": len(plan.invited)}
    record(AuditAction.PEOPLE_IMPORTED, source, by=by, after=made)
    return plan


def _make_agencies(plan: Plan, by: Actor) -> None:
    bodies = plan.agencies
    made = Agency.objects.bulk_create([_agency(body) for body in bodies])
    for body, agency in zip(bodies, made, strict=True):
        body.made = agency
    for body, agency in zip(bodies, made, strict=True):
        agency.parent = _of(body.parent)
    Agency.objects.bulk_update([agency for agency in made if agency.parent_id], ["parent"])
    record_many(
        AuditAction.REGISTER_ADDED, [(agency, {"kind": agency.kind}) for agency in made], by=by
    )


def _agency(body: NewAgency) -> Agency:
    """With what `Agency.save` works out, which bulk creation leaves out."""
    return Agency(
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        level=body.level,
        province=body.province,
        sort_key=sort_key(body.name),
        search_fold=fold(f"{body.name} {body.short_name}"),
    )


def _of(body: Body | None) -> Agency | None:
    return body.made if isinstance(body, NewAgency) else body


def _make_seats(plan: Plan, by: Actor) -> None:
    seats = plan.seats
    made = Seat.objects.bulk_create([_seat(planned) for planned in seats])
    for planned, seat in zip(seats, made, strict=True):
        planned.seat = seat
    record_many(AuditAction.SEAT_ADDED, [(seat, {"role": seat.role}) for seat in made], by=by)


def _seat(planned: PlannedSeat) -> Seat:
    return Seat(
        agency=_of(planned.body),
        title=planned.title,
        role=planned.role,
        gets_reminders=planned.gets_reminders,
    )


def _change(plan: Plan, by: Actor) -> None:
    """Correct open invitations and existing seats."""
    changed = [
        (row.invitation, row.changes) for row in plan.to_make if row.invitation and row.changes
    ]
    for invitation, changes in changed:
        before = {name: str(getattr(invitation, name)) for name in changes}
        for name, value in changes.items():
            setattr(invitation, name, value)
        after = {name: str(value) for name, value in changes.items()} | {"email": invitation.email}
        record(AuditAction.INVITATION_CHANGED, invitation.seat, by=by, before=before, after=after)
    names = ["full_name", "starts_on", "as_administrator"]
    Invitation.objects.bulk_update([invitation for invitation, _changes in changed], names)
    for row in plan.to_make:
        seat = _seat_of(row)
        if seat is not None and row.sets_reminders is not None:
            Seat.objects.filter(pk=seat.pk).update(gets_reminders=row.sets_reminders)
            was, will_be = (
                {"gets_reminders": not row.sets_reminders},
                {"gets_reminders": row.sets_reminders},
            )
            record(AuditAction.SEAT_CHANGED, seat, by=by, before=was, after=will_be)


def _seat_of(row: RowPlan) -> Seat | None:
    return row.seat.seat if row.seat else None


def _invite(plan: Plan, by: Actor) -> None:
    today = timezone.localdate()
    wanted = [
        WantedInvitation(
            seat=seat,
            email=row.email,
            full_name=str(row.facts["full_name"]),
            starts_on=row.facts["starts_on"] or today,
            as_administrator=row.as_administrator,
        )
        for row in plan.invited
        if (seat := _seat_of(row)) is not None
    ]
    made = invite_many(wanted, by=by)
    for row, invitation in zip(plan.invited, made, strict=True):
        row.invitation = invitation


def _settle(plan: Plan) -> None:
    """Processed rows get their outcome; titles and hidden rows stay as they are."""
    settled = [row for row in plan.rows if row.state in (*MADE_STATES, RowState.KNOWN)]
    outcomes = [(row.row, row.state, row.invitation) for row in settled]
    for row, state, invitation in outcomes:
        row.outcome, row.invitation = state, invitation
    PeopleRow.objects.bulk_update(
        [row for row, _state, _invitation in outcomes], ["outcome", "invitation"]
    )


# Before that --------------------------------------------------------------------------------------
@transaction.atomic
def mend_row(
    *, row: PeopleRow, said: dict[str, str], chosen: str, read: Reader, by: Actor
) -> RowPlan:
    """With other words, judged at once among the others.

    What is chosen for a name holds for all rows that write it.
    """
    require_importer(by)
    source = lock_row(PeopleImport.objects.all(), row.source_id)
    row = lock_row(PeopleRow.objects.all(), row.pk)
    if row.outcome:
        raise RuleError(_("This row has been processed already. Look at the page again."))
    row.said, row.chosen = clean_texts(said), chosen[:20]
    row.save(update_fields=["said", "chosen"])
    same = [each for each in _open_rows(source) if _names_same(each, row)]
    PeopleRow.objects.filter(pk__in=[each.pk for each in same]).update(chosen=row.chosen)
    plan = plan_of(source, read=read, by=by)
    return next(each for each in plan.rows if each.row.pk == row.pk)


def _open_rows(source: PeopleImport) -> Iterable[PeopleRow]:
    return source.rows.filter(outcome="")


def _names_same(one: PeopleRow, other: PeopleRow) -> bool:
    names = ("agency", "province")
    return all(
        title_key(one.said.get(name, "")) == title_key(other.said.get(name, "")) for name in names
    )


@transaction.atomic
def take_in_hidden(*, source: PeopleImport, by: Actor) -> None:
    """Include the rows that the file hides."""
    require_importer(by)
    if PeopleImport.objects.filter(pk=source.pk, takes_hidden=False).update(takes_hidden=True):
        record(
            AuditAction.HIDDEN_ROWS_TAKEN,
            source,
            by=by,
            after={"items": source.rows.filter(is_hidden=True).count()},
        )
