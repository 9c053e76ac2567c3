"""From rows to a plan: which agency, which seat, which person, and what prevents it."""

from collections import defaultdict
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import AgencyLevel, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.bodies.names import AgencyNames, NameMatch, has_same_accents
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.people_import.models import PeopleImport
from agencies.people_import.services.members import plan_members
from agencies.people_import.services.plan import (
    NEW_AGENCY,
    Body,
    NewAgency,
    PeoplePlan,
    PlannedSeat,
    RowPlan,
    RowReader,
    choice_value,
)
from agencies.people_import.services.register import (
    RegisterFacts,
    explain_refused_role,
    roles_to_import,
    title_key,
)
from vietnam.folding import fold

DESCRIBING = ("short_name", "kind", "level")
OF_AGENCY = {"agency", "province", "parent", *DESCRIBING}


def plan_import(source: PeopleImport, *, read: RowReader, by: Actor) -> PeoplePlan:
    """For unprocessed rows, in order. About ten queries, however many rows."""
    plans = []
    for row in source.rows.filter(outcome=""):
        row.source = source
        plans.append(RowPlan(row, read(row.said)))
    considered = [plan for plan in plans if not plan.row.is_title and not plan.is_left_out]
    for plan in considered:
        plan.problems = {name: [*found] for name, found in plan.reading.problems.items()}
    _Planner(considered, by).plan_rows()
    return PeoplePlan(plans)


class _Planner:
    # One run over the rows.

    def __init__(self, plans: list[RowPlan], by: Actor) -> None:
        self.plans = plans
        self.by = by
        self.today = timezone.localdate()
        self.names = AgencyNames(self.today)
        self.new: dict[tuple[int, str], list[NewAgency]] = defaultdict(list)
        self.seats: dict[tuple[int, str], PlannedSeat] = {}

    def plan_rows(self) -> None:
        for plan in self.plans:
            self._find_body(plan)
        for plan in self.plans:
            self._find_parent(plan)
        self._require_descriptions()
        known = {plan.body.pk for plan in self.plans if isinstance(plan.body, Agency)}
        emails = {plan.email for plan in self.plans if plan.email}
        self.register = RegisterFacts(known, emails, self.today)
        for plan in self.plans:
            self._find_seat(plan)
        plan_members(self.plans, self.register, self.names, self.by)
        for plan in self.plans:
            if plan.problems or plan.candidates:
                continue
            if isinstance(plan.body, NewAgency):
                plan.body.maker = plan.body.maker or plan
            if plan.seat is not None and not plan.seat.is_known:
                plan.seat.maker = plan.seat.maker or plan

    # The agency -----------------------------------------------------------------------------------
    def _find_body(self, plan: RowPlan) -> None:
        name = plan.facts["agency"]
        if not name:
            return
        province = self._find_province(plan, name)
        if plan.facts["province"] and "province" in plan.problems:
            return
        if plan.row.chosen.isdigit() and int(plan.row.chosen) in self.names.by_pk:
            plan.body = self.names.by_pk[int(plan.row.chosen)]
        else:
            match = self._match_name(plan, name, province)
            if match.candidates and plan.row.chosen != NEW_AGENCY:
                plan.candidates = [*match.candidates]
                return
            plan.body = match.agency or self._plan_new_agency(plan, name, province)
        self._compare_with_register(plan)

    def _match_name(self, plan: RowPlan, name: str, province: Province | None) -> NameMatch:
        match = self.names.find_agency(name, province)
        if match.agency or match.candidates:
            return match
        if plan.facts["province"] or self.names.province_in_name(name):
            return match
        # For a name without a province, a body of the host province comes before one of the centre.
        of_centre = self.names.find_agency(name, None)
        return of_centre if of_centre.agency else match

    def _find_province(self, plan: RowPlan, name: str) -> Province | None:
        # Where the body belongs, None for the centre.
        named = self.names.province_in_name(name)
        typed = plan.facts["province"]
        if not typed:
            is_central = plan.facts["level"] == AgencyLevel.CENTRAL
            return None if is_central else named or self.names.host
        province = self.names.province_by_name(typed)
        if province is None:
            plan.refuse("province", _("“%(typed)s” is not a province.") % {"typed": typed})
        elif named and named != province:
            sentence = _("The name says %(named)s, this column %(province)s. Make them the same.")
            words = {"province": province.name, "named": named.name}
            plan.refuse("province", sentence % words)
        elif fold(province.name) not in fold(typed):
            words = {"old": typed, "new": province.name}
            plan.remarks.append(_("%(old)s is %(new)s today.") % words)
        return province

    def _plan_new_agency(
        self, plan: RowPlan, name: str, province: Province | None
    ) -> NewAgency | None:
        if province is None and plan.facts["level"] != AgencyLevel.CENTRAL:
            plan.refuse("province", _("Say the province."))
        if province is None or plan.facts["level"] == AgencyLevel.CENTRAL:
            sentence = _("Bodies of the centre are entered on the administration pages only.")
            plan.refuse("agency", sentence)
            return None
        described = self.new[province.pk, self.names.bare_key(name)]
        body = self._described_before(plan, name, described)
        if plan.candidates:
            return None
        if body is None:
            count = sum(map(len, self.new.values()))
            body = NewAgency(pk=-1 - count, name=name, province=province, first=plan)
            described.append(body)
        for each in DESCRIBING:
            given = plan.facts[each]
            before = getattr(body, each)
            if given and before and fold(given) != fold(before):
                _refuse_difference(plan, each, body)
            setattr(body, each, before or given or "")
        return body

    @staticmethod
    def _described_before(plan: RowPlan, name: str, described: list[NewAgency]) -> NewAgency | None:
        # Another row of the file with the same name; a name with other accents has to be asked
        # about.
        same = [body for body in described if has_same_accents(name, [body.name])]
        chosen = [body for body in described if choice_value(body) == plan.row.chosen]
        if not same and not chosen and plan.row.chosen != NEW_AGENCY:
            plan.candidates = [*described]
        return next(iter(chosen or same), None)

    def _compare_with_register(self, plan: RowPlan) -> None:
        # A workbook changes nothing of an agency in the register; differences are reported.
        body = plan.body
        if not isinstance(body, Agency):
            return
        if fold(str(plan.facts["agency"])) != fold(body.name):
            plan.remarks.append(_("In the register: %(agency)s.") % {"agency": body.name})
        kept = {
            "short_name": (_("Short name"), body.short_name, body.short_name),
            "kind": (_("Kind of body"), body.kind, body.get_kind_display()),
            "level": (_("Level"), body.level, body.get_level_display()),
        }
        for each, (label, value, shown) in kept.items():
            given = plan.facts[each]
            if given and fold(given) != fold(value):
                _remark_kept(plan, label, shown)

    def _find_parent(self, plan: RowPlan) -> None:
        name = plan.facts["parent"]
        body = plan.body
        if not name or body is None:
            return
        province = self.names.province_in_name(name) or body.province
        parent: Body | None = self.names.find_agency(name, province).agency
        if parent is None and body.province is not None:
            described = self.new.get((body.province.pk, self.names.bare_key(name)))
            parent = described[0] if described else self.names.find_agency(name, None).agency
        if parent is None:
            sentence = _("“%(typed)s” is neither in the register nor in this file.")
            plan.refuse("parent", sentence % {"typed": name})
        elif parent is body:
            plan.refuse("parent", _("An agency is not its own superior."))
        elif isinstance(body, NewAgency):
            _set_parent(plan, body, parent)
        elif body.parent_id != parent.pk:
            _remark_kept(plan, _("Superior body"), body.parent.name if body.parent else "")

    def _require_descriptions(self) -> None:
        # A new agency needs its kind and level; its other rows wait for the first.
        for body in chain.from_iterable(self.new.values()):
            first = body.first
            if not body.kind and "kind" not in first.problems:
                sentence = _(
                    "Not in the register: give its kind, or write its name as it is in the "
                    "register."
                )
                first.refuse("kind", sentence)
            if not body.level and "level" not in first.problems:
                first.refuse("level", _("Not in the register: give its level."))
        for plan in self.plans:
            first = plan.body.first if isinstance(plan.body, NewAgency) else plan
            if first is not plan and OF_AGENCY & first.problems.keys():
                sentence = _("Correct row %(row)s first: it says what this agency is.")
                plan.refuse("agency", sentence % {"row": first.row.number})

    # The seat -------------------------------------------------------------------------------------
    def _find_seat(self, plan: RowPlan) -> None:
        body = plan.body
        title = plan.facts["title"]
        if body is None or not title or not body.kind:
            return
        key = (body.pk, title_key(title))
        if key not in self.seats:
            self.seats[key] = self._plan_seat(plan, body, self.register.seats.get(key))
        plan.seat = self.seats[key]
        self._check_role(plan, plan.seat)
        _check_reminders(plan, plan.seat)

    def _plan_seat(self, plan: RowPlan, body: Body, known: Seat | None) -> PlannedSeat:
        if known:
            return PlannedSeat(
                body, known.title, known.role, known.gets_reminders, plan, known, is_known=True
            )
        is_hosts = self.names.belongs_to_host(body.province)
        usual_role = SeatRole.OFFICER if is_hosts else SeatRole.PARTNER_OFFICER
        role = plan.facts["role"] or usual_role
        gets_reminders = plan.facts["gets_reminders"] is not False
        return PlannedSeat(body, plan.facts["title"], role, gets_reminders, plan)

    def _check_role(self, plan: RowPlan, seat: PlannedSeat) -> None:
        given = plan.facts["role"]
        if given and given != seat.role:
            sentence = _("Row %(row)s gives this seat the role “%(role)s”.")
            if seat.is_known:
                sentence = _(
                    "This seat has the role “%(role)s”. Leave the cell empty, or write another "
                    "title."
                )
            words = {"row": seat.first.row.number, "role": SeatRole(seat.role).label}
            plan.refuse("role", sentence % words)
        elif not seat.is_known:
            is_hosts = self.names.belongs_to_host(seat.body.province)
            has = self.register.roles.get(seat.body.pk, set())
            if seat.role not in roles_to_import(seat.body, is_hosts=is_hosts, has=has):
                sentence = explain_refused_role(seat.role, seat.body, is_hosts=is_hosts)
                plan.refuse("role", sentence)


def _check_reminders(plan: RowPlan, seat: PlannedSeat) -> None:
    given = plan.facts["gets_reminders"]
    if given is None or given == seat.gets_reminders:
        return
    if seat.first is not plan:
        sentence = _("Row %(row)s says something else about this seat.")
        plan.refuse("gets_reminders", sentence % {"row": seat.first.row.number})
    elif seat.is_known:
        plan.sets_reminders = bool(given)


def _set_parent(plan: RowPlan, body: NewAgency, parent: Body) -> None:
    above: Body | None = parent
    while isinstance(above, NewAgency):
        if above is body:
            sentence = _("These agencies are each other's superiors. Leave one of the cells empty.")
            plan.refuse("parent", sentence)
            return
        above = above.parent
    if body.parent not in (None, parent):
        _refuse_difference(plan, "parent", body)
    else:
        body.parent = parent


def _refuse_difference(plan: RowPlan, name: str, body: NewAgency) -> None:
    sentence = _("Row %(row)s says something else about this agency.")
    plan.refuse(name, sentence % {"row": body.first.row.number})


def _remark_kept(plan: RowPlan, label: str, value: str) -> None:
    sentence = _("%(column)s stays as the register has it: %(value)s.")
    plan.remarks.append(sentence % {"column": label, "value": value or "–"})
