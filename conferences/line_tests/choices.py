from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class LineRound(TextChoices):
    """The two rounds of the line test."""

    DAY_BEFORE = "day-before", _("The day before")
    HOUR_BEFORE = "hour-before", _("60 minutes before")


class LineCheck(TextChoices):
    """What is tried at each point, in the order in which a technician goes through it."""

    POWER = "power", pgettext_lazy("line test", "Power")
    RESERVE_POWER = "reserve-power", pgettext_lazy("line test", "Reserve power")
    MAIN_LINE = "main-line", pgettext_lazy("line test", "Main line")
    RESERVE_LINE = "reserve-line", pgettext_lazy("line test", "Reserve line")
    PICTURE_IN = "picture-in", pgettext_lazy("line test", "Picture in")
    PICTURE_OUT = "picture-out", pgettext_lazy("line test", "Picture out")
    SOUND_IN = "sound-in", pgettext_lazy("line test", "Sound in")
    SOUND_OUT = "sound-out", pgettext_lazy("line test", "Sound out")
    ECHO = "echo", pgettext_lazy("line test", "No echo")
    SLIDES = "slides", pgettext_lazy("line test", "Slides and clips")
    NAME_PLATES = "name-plates", pgettext_lazy("line test", "Name plates")
    RESERVE_PHONE = "reserve-phone", pgettext_lazy("line test", "Reserve phone")


class CheckResult(TextChoices):
    UNTRIED = "untried", pgettext_lazy("line test", "Not tried")
    PASSED = "passed", pgettext_lazy("line test", "Passed")
    FAILED = "failed", pgettext_lazy("line test", "Failed")

    @property
    def tone(self) -> str:
        """Red until done."""
        return "done" if self == CheckResult.PASSED else "late"

    @property
    def sign(self) -> str:
        return _SIGNS[self]


_SIGNS = {CheckResult.UNTRIED: "●", CheckResult.PASSED: "✓", CheckResult.FAILED: "▲"}
