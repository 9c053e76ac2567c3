"""The attendance list as it is sent: a line for each body, of which only the changed ones count."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import TextField, VersionField
from agencies.forms.layouts import DrawnFields, FieldsHelper
from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.attendance.queries import attendance_of
from conferences.attendance.services import NotedRow
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.forms import PeopleField

LINES = "conferences/attendance/attendance_lines.html"
NOT_NOTED = ("", pgettext_lazy("attendance", "Not noted"))


class AttendanceForm(forms.Form):
    """`is_public`: on the page of a point, which has another look."""

    def __init__(
        self,
        *args: Any,
        rows: list[ConferenceInvitation],
        is_public: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.is_public = is_public
        self.helper = FieldsHelper(DrawnFields(LINES))
        for row in rows:
            self._add_line(row, attendance_of(row))

    def _add_line(self, row: ConferenceInvitation, noted: Attendance | None) -> None:
        name = {"body": row.agency.name}
        self.fields[f"state_{row.pk}"] = forms.ChoiceField(
            label=_("Attendance: %(body)s") % name,
            choices=AttendanceState.choices if noted else [NOT_NOTED, *AttendanceState.choices],
            initial=noted.state if noted else "",
            required=False,
            show_hidden_initial=True,
        )
        words = _words(noted) or (
            row.delegate_name if row.answer == InvitationAnswer.SUBSTITUTE else ""
        )
        self.fields[f"words_{row.pk}"] = TextField(
            label=_("Reason or representative: %(body)s") % name,
            max_length=200,
            required=False,
            initial=words,
            show_hidden_initial=True,
        )
        self.fields[f"version_{row.pk}"] = VersionField(initial=noted.version if noted else 0)

    def lines(self) -> list[tuple[ConferenceInvitation, Attendance | None, Any, Any, Any]]:
        return [
            (
                row,
                attendance_of(row),
                self[f"state_{row.pk}"],
                self[f"words_{row.pk}"],
                self[f"version_{row.pk}"],
            )
            for row in self.rows
        ]

    def noted(self) -> list[NotedRow]:
        """The lines that this person has changed."""
        changed = set(self.changed_data)
        return [
            self._noted_row(row.pk)
            for row in self.rows
            if {f"state_{row.pk}", f"words_{row.pk}"} & changed
            and self.cleaned_data[f"state_{row.pk}"]
        ]

    def _noted_row(self, key: int) -> NotedRow:
        given = self.cleaned_data
        state, words = given[f"state_{key}"], given[f"words_{key}"]
        stands_in = state == AttendanceState.REPRESENTED
        return NotedRow(
            key,
            given[f"version_{key}"],
            state,
            reason="" if stands_in or state == AttendanceState.PRESENT else words,
            represented_by=words if stands_in else "",
        )


def _words(noted: Attendance | None) -> str:
    if noted is None:
        return ""
    return noted.represented_by or noted.reason


class PresentForm(forms.Form):
    present = PeopleField(label=_("People in the room"))
