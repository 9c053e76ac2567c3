"""From rows to a plan: which agency, which seat, which person, and what prevents it."""

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import AgencyLevel, SeatRole
from agencies.bodies.models import Province
from agencies.bodies.names import AgencyNames, NameMatch, has_same_accents
from agencies.people.permissions import Actor
from agencies.people_import.models import PeopleImport, PeopleRow
from agencies.people_import.services.members import judge_members
from agencies.people_import.services.plan import (
    NEW_AGENCY,
    Body,
    NewAgency,
    Plan,
    PlannedSeat,
    RowPlan,
    choice_of,
)
from agencies.people_import.services.reading import Reader
from agencies.people_import.services.rules import roles_to_import, why_not
from agencies.people_import.services.standing import Standing, title_key
from vietnam.folding import fold

DESCRIBING = ("short_name", "kind", "level")
OF_AGENCY = {"agency", "province", "parent", *DESCRIBING}


def plan_of(source: PeopleImport, *, read: Reader, by: Actor) -> Plan:
    """For unprocessed rows, in order. About ten queries, however many rows."""
    return plan_rows(list(source.rows.filter(outcome="")), source, read=read, by=by)


def plan_rows(rows: Sequence[PeopleRow], source: PeopleImport, *, read: Reader, by: Actor) -> Plan:
    today = timezone.localdate()
    plans = []
    for row in rows:
        row.source = source
        reading = read(row.said)
        plans.append(
            RowPlan(row, reading, {name: [*said] for name, said in reading.problems.items()})
        )
    read_ones = [plan for plan in plans if not plan.row.is_title and not _is_left_out(plan)]
    for plan in plans:
        if plan not in read_ones:
            plan.problems = {}
    _Judge(read_ones, AgencyNames(today), today, by).judge()
    return Plan(plans)


def _is_left_out(plan: RowPlan) -> bool:
    return plan.row.is_hidden and not plan.row.source.takes_hidden


class _Judge:
    """One run over the rows."""

    def __init__(
        self, plans: list[RowPlan], names: AgencyNames, today: datetime.date, by: Actor
    ) -> None:
        self.plans, self.names, self.today, self.by = plans, names, today, by
        self.new: dict[tuple[int, str, int], NewAgency] = {}
        self.seats: dict[tuple[int, str], PlannedSeat] = {}

    def judge(self) -> None:
        for plan in self.plans:
            self._find_body(plan)
        for plan in self.plans:
            self._find_parent(plan)
        self._require_descriptions()
        emails = {plan.email for plan in self.plans if plan.email}
        known = {
            plan.body.pk
            for plan in self.plans
            if plan.body and not isinstance(plan.body, NewAgency)
        }
        self.standing = Standing(known, emails, self.today)
        for plan in self.plans:
            self._find_seat(plan)
        judge_members(self.plans, self.standing, self.names, self.by)
        self._name_makers()

    def _name_makers(self) -> None:
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
        province, is_clear = self._province(plan, name)
        if not is_clear:
            return
        if plan.row.chosen.isdigit() and int(plan.row.chosen) in self.names.by_pk:
            plan.body = self.names.by_pk[int(plan.row.chosen)]
        else:
            match = self._match(plan, name, province)
            if match.candidates and plan.row.chosen != NEW_AGENCY:
                plan.candidates = [*match.candidates]
                return
            plan.body = match.agency or self._new(plan, name, province)
        self._compare(plan)

    def _match(self, plan: RowPlan, name: str, province: Province | None) -> NameMatch:
        """For a name without a province, a body of the host province comes before one of the
        centre.
        """
        match = self.names.find_agency(name, province)
        if (
            match.agency
            or match.candidates
            or plan.facts["province"]
            or self.names.province_in_name(name)
        ):
            return match
        of_centre = self.names.find_agency(name, None)
        return of_centre if of_centre.agency else match

    def _province(self, plan: RowPlan, name: str) -> tuple[Province | None, bool]:
        """Where the body belongs, None for the centre; and whether that is certain."""
        named, typed = self.names.province_in_name(name), plan.facts["province"]
        if plan.facts["level"] == AgencyLevel.CENTRAL and not typed:
            return None, True
        if not typed:
            return named or self.names.host, True
        province = self.names.province_by_name(typed)
        if province is None:
            plan.refuse("province", _("“%(typed)s” is not a province.") % {"typed": typed})
        elif named and named != province:
            said = {"agency": name, "province": province.name, "named": named.name}
            sentence = _("The name says %(named)s, this column %(province)s. Make them the same.")
            plan.refuse("province", sentence % said)
        elif fold(province.name) not in fold(typed):
            plan.remarks.append(
                _("%(old)s is %(new)s today.") % {"old": typed, "new": province.name}
            )
        return province, "province" not in plan.problems

    def _new(self, plan: RowPlan, name: str, province: Province | None) -> NewAgency | None:
        if province is None and plan.facts["level"] != AgencyLevel.CENTRAL:
            plan.refuse("province", _("Say the province."))
        if province is None or plan.facts["level"] == AgencyLevel.CENTRAL:
            plan.refuse(
                "agency", _("Bodies of the centre are entered on the administration pages only.")
            )
            return None
        body = self._described_before(plan, name, province)
        if plan.candidates:
            return None
        if body is None:
            body = NewAgency(pk=-1 - len(self.new), name=name, province=province, first=plan)
            self.new[province.pk, self.names.bare_key(name), len(self.new)] = body
        for each in DESCRIBING:
            said, before = plan.facts[each], getattr(body, each)
            if said and before and fold(said) != fold(before):
                number = body.first.row.number
                plan.refuse(
                    each, _("Row %(row)s says something else about this agency.") % {"row": number}
                )
            setattr(body, each, before or said or "")
        return body

    def _described_before(self, plan: RowPlan, name: str, province: Province) -> NewAgency | None:
        """Another row of the file with the same name; a name with other accents has to be asked
        about.
        """
        key = (province.pk, self.names.bare_key(name))
        found = [body for (*before, _number), body in self.new.items() if tuple(before) == key]
        same = [body for body in found if has_same_accents(name, [body.name])]
        chosen = [body for body in found if choice_of(body) == plan.row.chosen]
        if found and not same and not chosen and plan.row.chosen != NEW_AGENCY:
            plan.candidates = [*found]
        return next(iter(chosen or same), None)

    def _compare(self, plan: RowPlan) -> None:
        """A workbook changes nothing of an agency in the register; differences are reported."""
        body = plan.body
        if body is None or isinstance(body, NewAgency):
            return
        if fold(str(plan.facts["agency"])) != fold(body.name):
            plan.remarks.append(_("In the register: %(agency)s.") % {"agency": body.name})
        kept = {
            "short_name": (body.short_name, body.short_name),
            "kind": (body.kind, body.get_kind_display()),
            "level": (body.level, body.get_level_display()),
        }
        for each, (value, shown) in kept.items():
            said = plan.facts[each]
            if said and fold(said) != fold(value):
                label = {
                    "short_name": _("Short name"),
                    "kind": _("Kind of body"),
                    "level": _("Level"),
                }[each]
                sentence = _("%(column)s stays as the register has it: %(value)s.")
                plan.remarks.append(sentence % {"column": label, "value": shown or "–"})

    def _find_parent(self, plan: RowPlan) -> None:
        name, body = plan.facts["parent"], plan.body
        if not name or body is None:
            return
        match = self.names.find_agency(name, self.names.province_in_name(name) or body.province)
        if match.agency is None and body.province is not None:
            key = (body.province.pk, self.names.bare_key(name))
            made = next(
                (each for (*before, _number), each in self.new.items() if tuple(before) == key),
                None,
            )
            match_of_centre = self.names.find_agency(name, None)
            parent: Body | None = made or match_of_centre.agency
        else:
            parent = match.agency
        if parent is None:
            plan.refuse(
                "parent",
                _("“%(typed)s” is neither in the register nor in this file.") % {"typed": name},
            )
        elif parent is body:
            plan.refuse("parent", _("An agency is not its own superior."))
        elif isinstance(body, NewAgency):
            self._set_parent(plan, body, parent)
        elif body.parent_id != parent.pk:
            label, shown = _("Superior body"), body.parent.name if body.parent else "–"
            sentence = _("%(column)s stays as the register has it: %(value)s.")
            plan.remarks.append(sentence % {"column": label, "value": shown})

    @staticmethod
    def _set_parent(plan: RowPlan, body: NewAgency, parent: Body) -> None:
        above: Body | None = parent
        while isinstance(above, NewAgency):
            if above is body:
                plan.refuse(
                    "parent",
                    _("These agencies are each other's superiors. Leave one of the cells empty."),
                )
                return
            above = above.parent
        if body.parent not in (None, parent):
            plan.refuse(
                "parent",
                _("Row %(row)s says something else about this agency.")
                % {"row": body.first.row.number},
            )
        else:
            body.parent = parent

    def _require_descriptions(self) -> None:
        """A new agency needs its kind and level; its other rows wait for the first."""
        for body in self.new.values():
            first = body.first
            if not body.kind and "kind" not in first.problems:
                first.refuse(
                    "kind",
                    _(
                        "Not in the register: give its kind, or write its name as it is in the "
                        "register."
                    ),
                )
            if not body.level and "level" not in first.problems:
                first.refuse("level", _("Not in the register: give its level."))
        for plan in self.plans:
            first = plan.body.first if isinstance(plan.body, NewAgency) else plan
            if first is not plan and OF_AGENCY & first.problems.keys():
                sentence = _("Correct row %(row)s first: it says what this agency is.")
                plan.refuse("agency", sentence % {"row": first.row.number})

    # The seat -------------------------------------------------------------------------------------
    def _find_seat(self, plan: RowPlan) -> None:
        body, title = plan.body, plan.facts["title"]
        if body is None or not title or not body.kind:
            return
        key = (body.pk, title_key(title))
        known = self.standing.seats.get(key)
        if key not in self.seats:
            role = (known.role if known else plan.facts["role"]) or self._plain_role(body)
            reminded = known.gets_reminders if known else plan.facts["gets_reminders"] is not False
            seat = PlannedSeat(
                body,
                known.title if known else title,
                role,
                reminded,
                plan,
                known,
                known is not None,
            )
            self.seats[key] = seat
        plan.seat = self.seats[key]
        self._check_role(plan, plan.seat)
        self._check_reminders(plan, plan.seat)

    def _plain_role(self, body: Body) -> str:
        return (
            SeatRole.OFFICER
            if self.names.belongs_to_host(body.province)
            else SeatRole.PARTNER_OFFICER
        )

    def _check_role(self, plan: RowPlan, seat: PlannedSeat) -> None:
        said = plan.facts["role"]
        if said and said != seat.role:
            label = SeatRole(seat.role).label
            if seat.is_known:
                sentence = _(
                    "This seat has the role “%(role)s”. Leave the cell empty, or write another "
                    "title."
                )
                plan.refuse("role", sentence % {"role": label})
            else:
                sentence = _("Row %(row)s gives this seat the role “%(role)s”.")
                plan.refuse("role", sentence % {"row": seat.first.row.number, "role": label})
        elif not seat.is_known:
            is_hosts = self.names.belongs_to_host(seat.body.province)
            has = self.standing.roles.get(seat.body.pk, set())
            if seat.role not in roles_to_import(seat.body, is_hosts=is_hosts, has=has):
                plan.refuse("role", why_not(seat.role, seat.body, is_hosts=is_hosts))

    @staticmethod
    def _check_reminders(plan: RowPlan, seat: PlannedSeat) -> None:
        said = plan.facts["gets_reminders"]
        if said is None or said == seat.gets_reminders:
            return
        if seat.first is not plan:
            sentence = _("Row %(row)s says something else about this seat.")
            plan.refuse("gets_reminders", sentence % {"row": seat.first.row.number})
        elif seat.is_known:
            plan.sets_reminders = bool(said)
