"""The facts of a registration that the office has checked, and a change of them that waits."""

from django.utils import timezone

from agencies.people.permissions import Actor
from recruitment.employers.models import Employer, EmployerChange
from recruitment.employers.queries import CHECKED_FACTS, checked_facts

TELLING = ("name", "english_name", "ward", "address")


def keep_change(row: Employer, facts: dict, by: Actor, office) -> EmployerChange | None:
    """Stored beside the checked values, replacing an earlier proposal; None where nothing differs
    any more.
    """
    EmployerChange.objects.filter(employer=row).delete()
    if facts == checked_facts(row):
        return None
    proposed = {"proposed_at": timezone.now(), "proposed_by": by.seat, "proposed_person": by.person}
    return EmployerChange.objects.create(employer=row, office=office, **facts, **proposed)


def take_facts(row: Employer, facts: dict) -> None:
    """Copies them into the registration and its agency; the caller saves both."""
    for name in CHECKED_FACTS:
        if name != "name":
            setattr(row, name, facts[name])
    row.agency.name, row.agency.province = facts["name"], facts["province"]


def told_facts(facts: dict) -> dict[str, str]:
    """In words, for the log and for letters."""
    said = {name: facts[name] for name in TELLING}
    return said | {"park": str(facts["park"] or ""), "province": str(facts["province"])}


def told_difference(before: dict, after: dict) -> tuple[dict[str, str], dict[str, str]]:
    """Only what differs."""
    old, new = told_facts(before), told_facts(after)
    names = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}
