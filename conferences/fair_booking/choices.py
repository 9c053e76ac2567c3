from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class AttendanceMode(TextChoices):
    """How somebody takes part; the three are counted apart."""

    ON_SITE = "on_site", _("At the job centre, in person")
    CENTRE = "centre", _("At the job centre, on its computers")
    HOME = "home", _("Online, from home")


class SeatState(TextChoices):
    """Of an interview place on the day; a free one is booked by nobody."""

    BOOKED = "booked", pgettext_lazy("interview", "Waiting")
    CALLED = "called", pgettext_lazy("interview", "Called")
    ABSENT = "absent", pgettext_lazy("interview", "Absent")
    DONE = "done", pgettext_lazy("interview", "Interviewed")

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    SeatState.BOOKED: "wait",
    SeatState.CALLED: "risk",
    SeatState.ABSENT: "off",
    SeatState.DONE: "done",
}


class NewsKind(TextChoices):
    """What somebody has to be told about an interview."""

    GIVEN = "given", _("A place became free")
    LOST = "lost", _("The interview was cancelled")
    MOVED = "moved", _("The interview was moved")
    FAIR_CANCELLED = "fair_cancelled", _("The job fair was cancelled")
    FAIR_MOVED = "fair_moved", _("The job fair was moved")
