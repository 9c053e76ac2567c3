"""Words of rows of a workbook of agencies and people."""

from django import template

from agencies.bodies.choices import SeatRole
from agencies.members.choices import InvitationState
from agencies.people_import.forms import candidates_question, people_column_labels
from agencies.people_import.services.plan import PlannedSeat, RowPlan

register = template.Library()


@register.filter
def row_sentences(row: RowPlan) -> list[str]:
    # “Thư điện tử: …” for each thing to mend; of a question its candidates.
    if not row.problems:
        return [candidates_question(row)]
    named = people_column_labels()
    return [
        f"{named[name]}: {sentence}" if name in named else sentence
        for name, sentences in row.problems.items()
        for sentence in sentences
    ]


@register.filter
def seat_role(seat: PlannedSeat) -> str:
    return str(SeatRole(seat.role).label)


@register.filter
def headings(names: list[str]) -> str:
    # Of fields, as the columns are headed.
    return " · ".join(people_column_labels()[name] for name in names)


@register.filter
def state_label(state: str) -> str:
    # Of an invitation.
    return str(InvitationState(state).label)
