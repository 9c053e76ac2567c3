"""Lodging counts of the demonstration: the communes around the parks, two months. Every number is
invented.
"""

import datetime

from django.db import transaction

from agencies.bodies.models import Agency
from recruitment.demo import ASKED_BACK, demo_employer, demo_provinces, seat_actor
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.services import LODGING
from recruitment.period_reports.services import submit_report
from vietnam.periods import Period

# Commune, people, women, houses, rooms, free rooms; of the running month, that before had a
# twentieth less.
COUNTS = (
    ("UBND phường Nếnh", 12_480, 7_210, 1_640, 14_900, 2_310),
    ("UBND phường Vân Hà", 8_950, 5_020, 1_120, 9_800, 1_240),
    ("UBND phường Việt Yên", 3_610, 1_930, 480, 4_150, 620),
    ("UBND phường Tiền Phong", 2_240, 1_180, 310, 2_760, 430),
    ("UBND phường Yên Dũng", 1_870, 960, 265, 2_050, 305),
)
# Per cent of the people.
HOMES = (("lang-son", 18), ("thanh-hoa", 13), ("ha-giang", 11), ("cao-bang", 9), ("hoa-binh", 5))


@transaction.atomic
def add_lodging_reports(today: datetime.date) -> None:
    # All five for the previous month, three of them for the current one; once.
    if LodgingReport.objects.exists():
        return
    running = Period.of_month(today.year, today.month)
    communes = {commune.name: commune for commune in LODGING.reporters_owing(None)}
    for number, (name, *counts) in enumerate(COUNTS):
        _count(communes[name], running.earlier, [count * 19 // 20 for count in counts], today)
        if number < 3:
            _count(communes[name], running, counts, today)


def _count(commune: Agency, month: Period, counts: list[int], today: datetime.date) -> None:
    facts = dict(zip(("people", "women", "houses", "rooms", "free_rooms"), counts, strict=True))
    known = demo_provinces(slug for slug, _share in HOMES)
    homes = [
        {"province": known[slug], "people": facts["people"] * share // 100}
        for slug, share in HOMES
        if slug in known
    ]
    submit_report(
        kind=LODGING,
        reporter=commune,
        period=month,
        version=0,
        facts=facts,
        homes=homes,
        by=seat_actor(demo_employer(ASKED_BACK).office_id, today),
    )
