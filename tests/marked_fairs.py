"""A job fair with a mark in each text: a draft, which only its centre sees, and one of each thing
that belongs to it.
"""

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from conferences.booths.models import Booth
from conferences.exchange_files.models import ExchangeFile
from conferences.fair_booking.choices import NewsKind
from conferences.fair_booking.models import InterviewSeat, LinePlace, PhoneCall, Seeker
from conferences.fairs.models import Fair, FairPoint
from conferences.vacancy_reports.services import report_vacancy
from tests.factories_fairs import make_fair_world, make_seeker


def make_marked_fair(mark: str) -> dict[str, models.Model]:
    world = make_fair_world()
    person = make_seeker(world.fair)
    block = world.block
    seat = block.seats.order_by("pk")[0]
    InterviewSeat.objects.filter(pk=seat.pk).update(seeker=person, taken_at=timezone.now())
    waiting = make_seeker(world.fair)
    LinePlace.objects.create(block=block, seeker=waiting, joined_at=timezone.now())
    Fair.objects.filter(pk=world.fair.pk).update(title=mark[:200], note=mark, state="draft")
    FairPoint.objects.filter(pk=world.point.pk).update(venue=mark[:200])
    Booth.objects.filter(pk=world.booth.pk).update(words=mark[:300])
    said = {"full_name": mark[:120], "commune": mark[:120], "about": mark[:500]}
    Seeker.objects.filter(pk__in=(person.pk, waiting.pk)).update(**said)
    call = PhoneCall.objects.create(
        seeker=person, kind=NewsKind.MOVED, about=mark[:300], made_at=timezone.now()
    )
    report = report_vacancy(
        vacancy=world.booth.offers.get().vacancy,
        fair=None,
        reason="fee",
        words=mark[:1000],
        phone="0912000999",
    )
    file = ExchangeFile.objects.create(
        fair=world.fair,
        number=1,
        file=ContentFile(b"x", name="a.xlsx"),
        name=mark[:200],
        size=1,
        sha256="0" * 64,
        made_at=timezone.now(),
        made_by=world.centre.seat,
        made_person=world.centre.person,
    )
    return {
        "fair": world.fair,
        "fair-point": world.point,
        "booth": world.booth,
        "seeker": person,
        "phone-call": call,
        "interview-block": block,
        "interview-seat": seat,
        "vacancy-report": report,
        "exchange-file": file,
    }
