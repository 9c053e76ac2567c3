"""The code at the door as a picture, which the officer's own camera reads."""

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from conferences.fair_booking.codes import door_code
from conferences.fair_booking.models import Seeker


def draw_door_code(seeker: Seeker) -> SafeString:
    import segno  # slow import: few pages show one

    address = f"{settings.SITE_URL}{reverse('conferences:fair-door')}?ma={door_code(seeker)}"
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=2, svgclass=None)
    return mark_safe(drawn)  # noqa: S308 - made of our own address
