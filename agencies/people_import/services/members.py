"""The people of a workbook: who is invited to which seat, who holds it already, and whether
somebody administers.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.bodies.names import AgencyNames
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.members.models import Invitation
from agencies.people.models import Person
from agencies.people.permissions import Actor
from agencies.people_import.services.plan import RowPlan
from agencies.people_import.services.register import RegisterFacts, title_key
from vietnam.dates import format_date
from vietnam.folding import fold

MOST_NAMES = 3


def plan_members(
    plans: Sequence[RowPlan], register: RegisterFacts, names: AgencyNames, by: Actor
) -> None:
    _compare_names(plans)
    of_body: dict[int, list[RowPlan]] = defaultdict(list)
    for plan in plans:
        if plan.email:
            _find_person(plan, register)
        if plan.body is not None:
            of_body[plan.body.pk].append(plan)
    for rows in of_body.values():
        _plan_agency(rows, register, names, by)


def _compare_names(plans: Sequence[RowPlan]) -> None:
    # One address is one person, and a person is invited to a seat once.
    named: dict[str, RowPlan] = {}
    seated: dict[tuple[str, int, str], RowPlan] = {}
    for plan in plans:
        if not plan.email:
            continue
        name = str(plan.facts["full_name"])
        first = named.setdefault(plan.email, plan)
        first_name = str(first.facts["full_name"])
        if fold(name) != fold(first_name):
            words = {"row": first.row.number, "name": first_name}
            plan.refuse("full_name", _("Row %(row)s gives the same address to %(name)s.") % words)
        if plan.seat is not None:
            key = (plan.email, plan.seat.body.pk, title_key(plan.seat.title))
            before = seated.setdefault(key, plan)
            if before is not plan:
                sentence = _("Row %(row)s invites the same person to the same seat already.")
                plan.refuse("email", sentence % {"row": before.row.number})


def _find_person(plan: RowPlan, register: RegisterFacts) -> None:
    plan.person = register.people.get(plan.email)
    if plan.person is not None:
        _find_account(plan, plan.person)
    if plan.seat is None:
        return
    # A seat that is still to be created has neither holders nor invitations.
    key = (plan.seat.seat.pk if plan.seat.seat else 0, plan.email)
    if key in register.holdings:
        plan.remarks.append(_("Holds this seat already."))
    elif key in register.invitations:
        _find_invitation(plan, register.invitations[key])
    elif plan.email in register.flooded:
        sentence = _("Three invitations went to this address within an hour. Wait an hour.")
        plan.refuse("email", sentence)
    else:
        plan.invites = True
        plan.as_administrator = bool(plan.facts["is_administrator"])


def _find_account(plan: RowPlan, person: Person) -> None:
    if not person.is_active:
        sentence = _(
            "The account of this address is closed. An administrator of its agency opens it again."
        )
        plan.refuse("email", sentence)
    elif fold(person.full_name) != fold(str(plan.facts["full_name"])):
        plan.remarks.append(_("Has an account already, as %(name)s.") % {"name": person.full_name})
    else:
        plan.remarks.append(_("Has an account already."))


def _find_invitation(plan: RowPlan, invitation: Invitation) -> None:
    # An open one is corrected where the row differs; no letter is sent again.
    plan.invitation = invitation
    sentence = _("Invited on %(day)s, not accepted yet.")
    if invitation.sent_at <= timezone.now() - INVITATION_VALID_FOR:
        sentence = _("Invited on %(day)s; the link has expired. Send it again from the list.")
    plan.remarks.append(sentence % {"day": format_date(timezone.localdate(invitation.sent_at))})
    given = {
        "full_name": plan.facts["full_name"],
        "starts_on": plan.facts["starts_on"],
        "as_administrator": plan.facts["is_administrator"],
    }
    plan.changes = {
        name: value
        for name, value in given.items()
        if value is not None and value != getattr(invitation, name)
    }
    plan.as_administrator = bool(plan.changes.get("as_administrator", invitation.as_administrator))


def _plan_agency(
    rows: list[RowPlan], register: RegisterFacts, names: AgencyNames, by: Actor
) -> None:
    body = rows[0].body
    known = body if isinstance(body, Agency) else None
    if known and register.may_manage_members(known, by):
        return
    invited = register.invited_administrators.get(known.pk) if known else None
    acting = [
        plan for plan in rows if plan.invites or plan.changes or plan.sets_reminders is not None
    ]
    acting += [plan for plan in rows if plan.seat and not plan.seat.is_known and plan not in acting]
    if known and register.administrators[known.pk]:
        _leave_to(register.administrators[known.pk], acting)
    elif body is not None and not names.belongs_to_host(body.province):
        _require_one_administrator(acting, invited)
    elif not invited:
        _require_administrator(rows)


def _leave_to(administrators: list[Person], acting: list[RowPlan]) -> None:
    sentence = _(
        "This agency has an administrator who invites its people and changes its seats: %(names)s."
    )
    shown = ", ".join(person.full_name for person in administrators[:MOST_NAMES])
    for plan in acting:
        plan.refuse("agency", sentence % {"names": shown})


def _require_one_administrator(acting: list[RowPlan], invited: Invitation | None) -> None:
    # For an agency of another province a coordinator invites one administrator, who invites the
    # others.
    sentence = _(
        "Outside the own province you invite one administrator of an agency, who invites the "
        "others."
    )
    if invited:
        sentence = _(
            "%(name)s has already been invited as its administrator, and will invite the others."
        ) % {"name": invited.full_name}
    if len(acting) == 1 and acting[0].invites and acting[0].facts["is_administrator"] is None:
        _make_administrator(acting[0])
    first = None
    for plan in acting:
        if plan.invitation and plan.invitation.as_administrator and plan.as_administrator:
            continue
        if not plan.invites or not plan.as_administrator or first or invited:
            plan.refuse("agency", sentence)
        else:
            first = plan


def _require_administrator(rows: list[RowPlan]) -> None:
    # Somebody has to manage the members; the only person invited does.
    inviting = [plan for plan in rows if plan.invites]
    if not inviting or any(p.facts["is_administrator"] or p.as_administrator for p in rows):
        return
    people = [plan for plan in rows if plan.facts["full_name"] or plan.facts["email"]]
    if len(people) == 1 and inviting[0].facts["is_administrator"] is None:
        _make_administrator(inviting[0])
        return
    sentence = _("Nobody administers this agency yet: write “có” here for one of its people.")
    for plan in inviting:
        plan.refuse("is_administrator", sentence)


def _make_administrator(plan: RowPlan) -> None:
    plan.as_administrator = True
    plan.remarks.append(_("Becomes the administrator, as the only person of the agency."))
