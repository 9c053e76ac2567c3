"""Lodging counts of the demonstration: the communes around the parks, two months. Every number is
invented.
"""

import datetime

from django.db import transaction

from agencies.bodies.models import Agency, Province
from agencies.deadline_calendar.queries import YearMonth
from recruitment.demo.vacancies import actor_of
from recruitment.employers.models import Employer
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.queries import counting_communes
from recruitment.lodging.services import count_lodgers

# Commune, people, women, houses, rooms, free rooms; of the running month, that before had a
# twentieth less.
COUNTS = (
    ("UBND phường Nếnh", 12_480, 7_210, 1_640, 14_900, 2_310),
    ("UBND phường Vân Hà", 8_950, 5_020, 1_120, 9_800, 1_240),
    ("UBND phường Việt Yên", 3_610, 1_930, 480, 4_150, 620),
    ("UBND phường Tiền Phong", 2_240, 1_180, 310, 2_760, 430),
    ("UBND phường Yên Dũng", 1_870, 960, 265, 2_050, 305),
)
HOMES = (("lang-son", 18), ("thanh-hoa", 13), ("ha-giang", 11), ("cao-bang", 9), ("hoa-binh", 5))
"""Per cent of the people."""


@transaction.atomic
def tell_lodging(today: datetime.date) -> None:
    """All five for the previous month, three of them for the current one; once."""
    if LodgingReport.objects.exists():
        return
    running = YearMonth(today.year, today.month)
    communes = {commune.name: commune for commune in counting_communes(today)}
    for number, (name, *counts) in enumerate(COUNTS):
        _count(communes[name], running.earlier, [count * 19 // 20 for count in counts], today)
        if number < 3:
            _count(communes[name], running, counts, today)


def _count(commune: Agency, month: YearMonth, counts: list[int], today: datetime.date) -> None:
    facts = dict(zip(("people", "women", "houses", "rooms", "free_rooms"), counts, strict=True))
    known = {
        province.slug: province
        for province in Province.objects.filter(slug__in=[slug for slug, _n in HOMES])
    }
    origins = [
        {"province": known[slug], "people": facts["people"] * share // 100}
        for slug, share in HOMES
        if slug in known
    ]
    office = Employer.objects.get(tax_code="2400999037").office_id
    by = actor_of(office, today)
    count_lodgers(commune=commune, month=month, version=0, facts=facts, origins=origins, by=by)
