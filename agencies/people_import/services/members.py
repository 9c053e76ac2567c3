"""The people of a workbook: who is invited to which seat, who holds it already, and whether
somebody administers.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.bodies.names import AgencyNames
from agencies.members.models import Invitation
from agencies.people.models import Person
from agencies.people.permissions import Actor
from agencies.people_import.services.plan import RowPlan
from agencies.people_import.services.standing import Standing, title_key
from vietnam.dates import format_date
from vietnam.folding import fold

MOST_NAMES = 3


def judge_members(
    plans: Sequence[RowPlan], standing: Standing, names: AgencyNames, by: Actor
) -> None:
    _compare_names(plans)
    _find_people(plans, standing)
    of_body: dict[int, list[RowPlan]] = defaultdict(list)
    for plan in plans:
        if plan.body is not None:
            of_body[plan.body.pk].append(plan)
    for rows in of_body.values():
        _judge_body(rows, standing, names, by)


def _compare_names(plans: Sequence[RowPlan]) -> None:
    """One address is one person, and a person is invited to a seat once."""
    named: dict[str, RowPlan] = {}
    seated: dict[tuple[str, int, str], RowPlan] = {}
    for plan in plans:
        if not plan.email:
            continue
        first = named.setdefault(plan.email, plan)
        if first is not plan and fold(str(plan.facts["full_name"])) != fold(
            str(first.facts["full_name"])
        ):
            said = {"row": first.row.number, "name": first.facts["full_name"]}
            plan.refuse("full_name", _("Row %(row)s gives the same address to %(name)s.") % said)
        if plan.seat is not None:
            key = (plan.email, plan.seat.body.pk, title_key(plan.seat.title))
            before = seated.setdefault(key, plan)
            if before is not plan:
                sentence = _("Row %(row)s invites the same person to the same seat already.")
                plan.refuse("email", sentence % {"row": before.row.number})


def _find_people(plans: Sequence[RowPlan], standing: Standing) -> None:
    for plan in plans:
        if not plan.email:
            continue
        plan.person = person = standing.people.get(plan.email)
        if person is not None:
            _find_account(plan, person)
        if plan.seat is None:
            continue
        seat = plan.seat.seat
        if seat is not None and (seat.pk, plan.email) in standing.holdings:
            plan.remarks.append(_("Holds this seat already."))
        elif seat is not None and (seat.pk, plan.email) in standing.invitations:
            _find_invitation(plan, standing.invitations[seat.pk, plan.email], standing)
        elif plan.email in standing.flooded:
            plan.refuse(
                "email", _("Three invitations went to this address within an hour. Wait an hour.")
            )
        else:
            plan.invites, plan.as_administrator = True, bool(plan.facts["is_administrator"])


def _find_account(plan: RowPlan, person: Person) -> None:
    if not person.is_active:
        plan.refuse(
            "email",
            _(
                "The account of this address is closed. An administrator of its agency opens it "
                "again."
            ),
        )
    elif fold(person.full_name) != fold(str(plan.facts["full_name"])):
        plan.remarks.append(_("Has an account already, as %(name)s.") % {"name": person.full_name})
    else:
        plan.remarks.append(_("Has an account already."))


def _find_invitation(plan: RowPlan, invitation: Invitation, standing: Standing) -> None:
    """An open one is corrected where the row differs; no letter is sent again."""
    plan.invitation, facts = invitation, plan.facts
    day = format_date(timezone.localdate(invitation.sent_at))
    if standing.is_expired(invitation):
        plan.remarks.append(
            _("Invited on %(day)s; the link has expired. Send it again from the list.")
            % {"day": day}
        )
    else:
        plan.remarks.append(_("Invited on %(day)s, not accepted yet.") % {"day": day})
    said = {
        "full_name": facts["full_name"],
        "starts_on": facts["starts_on"],
        "as_administrator": facts["is_administrator"],
    }
    plan.changes = {
        name: value
        for name, value in said.items()
        if value is not None and value != getattr(invitation, name)
    }
    plan.as_administrator = bool(plan.changes.get("as_administrator", invitation.as_administrator))


# An agency's own ----------------------------------------------------------------------------------
def _judge_body(rows: list[RowPlan], standing: Standing, names: AgencyNames, by: Actor) -> None:
    body = rows[0].body
    if body is None:
        return
    acting = [
        plan for plan in rows if plan.invites or plan.changes or plan.sets_reminders is not None
    ]
    acting += [plan for plan in rows if plan.seat and not plan.seat.is_known and plan not in acting]
    if isinstance(body, Agency) and standing.may_manage(body, by):
        return
    administrators = standing.administrators[body.pk] if isinstance(body, Agency) else []
    if administrators:
        _leave_to(administrators, acting)
    elif not names.belongs_to_host(body.province):
        _invite_first(rows, acting, standing)
    else:
        _require_administrator(rows, standing)


def _leave_to(administrators: list[Person], acting: list[RowPlan]) -> None:
    shown = ", ".join(person.full_name for person in administrators[:MOST_NAMES])
    for plan in acting:
        sentence = _(
            "This agency has an administrator who invites its people and changes its seats: "
            "%(names)s."
        )
        plan.refuse("agency", sentence % {"names": shown})


def _invite_first(rows: list[RowPlan], acting: list[RowPlan], standing: Standing) -> None:
    """For an agency of another province a coordinator invites one administrator, who invites the
    others.
    """
    body = rows[0].body
    invited = standing.invited_administrators.get(body.pk) if isinstance(body, Agency) else None
    first = None
    for plan in acting:
        if plan.facts["is_administrator"] is None and plan.invites and len(acting) == 1:
            _make_administrator(plan)
        if (
            plan.invitation is not None
            and plan.invitation.as_administrator
            and plan.as_administrator
        ):
            continue
        if not plan.invites or not plan.as_administrator or first or invited:
            plan.refuse("agency", _why_one(invited))
        else:
            first = plan


def _why_one(invited: Invitation | None) -> str:
    if invited:
        return _(
            "%(name)s has already been invited as its administrator, and will invite the others."
        ) % {"name": invited.full_name}
    return _(
        "Outside the own province you invite one administrator of an agency, who invites the "
        "others."
    )


def _require_administrator(rows: list[RowPlan], standing: Standing) -> None:
    """Somebody has to manage the members; the only person invited does."""
    body = rows[0].body
    inviting = [plan for plan in rows if plan.invites]
    is_named = any(plan.facts["is_administrator"] or plan.as_administrator for plan in rows)
    if (
        not inviting
        or is_named
        or (isinstance(body, Agency) and body.pk in standing.invited_administrators)
    ):
        return
    people = [plan for plan in rows if plan.facts["full_name"] or plan.facts["email"]]
    if len(people) == 1 and inviting[0].facts["is_administrator"] is None:
        _make_administrator(inviting[0])
        return
    for plan in inviting:
        sentence = _("Nobody administers this agency yet: write “có” here for one of its people.")
        plan.refuse("is_administrator", sentence)


def _make_administrator(plan: RowPlan) -> None:
    plan.as_administrator = True
    plan.remarks.append(_("Becomes the administrator, as the only person of the agency."))
