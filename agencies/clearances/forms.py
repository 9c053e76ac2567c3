"""How a seat can answer the clearances of a result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from agencies.clearances.queries import ClearanceLine
from agencies.clearances.services import may_clear, may_clear_on_behalf
from agencies.people.permissions import Actor
from agencies.tasks.forms import RemarkForm


class ClearanceForm(RemarkForm):
    """One button clears the content, another refuses it: for the agency itself, or as it said on
    paper.
    """

    def __init__(self, *args, is_own: bool, **kwargs) -> None:
        label = _("Number and date of the paper, or who said so; what must be changed")
        super().__init__(
            *args, label=_("Note, or what must be changed") if is_own else label, **kwargs
        )


@dataclass(frozen=True)
class OfferedClearance:
    line: ClearanceLine
    form: Form | None
    is_own: bool


def clearance_form_name(pk: int) -> str:
    return f"clearance_{pk}"


def offered_clearances(
    lines: Iterable[ClearanceLine], by: Actor, *, version: int, bound: Mapping[str, Form]
) -> list[OfferedClearance]:
    """`bound` are the forms that were refused, by name."""
    offered = []
    for line in lines:
        own = may_clear(line.clearance, by)
        name = clearance_form_name(line.clearance.pk)
        seen = {"version": version}
        form = bound.get(name) or ClearanceForm(initial=seen, auto_id=f"{name}_%s", is_own=own)
        may_answer = own or may_clear_on_behalf(line.clearance, by)
        offered.append(OfferedClearance(line, form if may_answer else None, own))
    return offered
