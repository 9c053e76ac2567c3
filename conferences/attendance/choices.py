from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class AttendanceState(TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    REPRESENTED = "represented", pgettext_lazy("attendance", "Represented")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")

    CAME: ClassVar[frozenset["AttendanceState"]]

    @property
    def tone(self) -> str:
        return _TONES[self]


# Those of which somebody was there.
AttendanceState.CAME = frozenset({AttendanceState.PRESENT, AttendanceState.REPRESENTED})
_TONES = {
    AttendanceState.PRESENT: "done",
    AttendanceState.REPRESENTED: "done",
    AttendanceState.EXCUSED: "off",
    AttendanceState.ABSENT: "late",
}
