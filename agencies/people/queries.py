"""Which leaders are told about what an agency owes."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import Seat, SeatHolding


def leaders_of(
    agencies: Iterable[int], *, on: datetime.date, by_mail: bool = False
) -> dict[int, list[Seat]]:
    """The leaders' seats held on the day over each agency: its own, else the nearest superior's,
    else those of its province's committee.

    Agencies without any are left out. Two queries. `by_mail`: only seats of which a holder has an
    address.
    """
    held = SeatHolding.objects.reachable(on) if by_mail else SeatHolding.objects.current(on)
    held = held.filter(person__is_active=True)
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in Seat.objects.filter(
        role=SeatRole.LEADER, pk__in=held.values("seat")
    ).select_related("agency"):
        seats[seat.agency_id].append(seat)
    known = {
        agency.pk: agency
        for agency in Agency.objects.valid(on).only("parent", "province", "kind", "level")
    }
    committees = {
        a.province_id: a.pk
        for a in known.values()
        if a.kind == AgencyKind.COMMITTEE and a.level == AgencyLevel.PROVINCE
    }
    found = {
        pk: next((seats[above] for above in _above(pk, known, committees) if above in seats), [])
        for pk in agencies
    }
    return {pk: leaders for pk, leaders in found.items() if leaders}


def _above(pk: int, known: dict[int, Agency], committees: dict[int | None, int]) -> Iterator[int]:
    # The agency, its superiors from near to far, and the committee of its province.
    seen: set[int] = set()
    agency = known.get(pk)
    while agency and agency.pk not in seen:
        seen.add(agency.pk)
        yield agency.pk
        last, agency = agency, known.get(agency.parent_id)
    if seen and last.province_id in committees:
        yield committees[last.province_id]
