"""A conference, its points and their links as they are typed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency, AgencyGroup
from agencies.forms.fields import DayField, RowChoice, TextField, VersionField, offer_rows
from agencies.forms.layouts import (
    FieldGrid,
    FieldGroup,
    FieldRow,
    FieldsHelper,
    WideChoices,
    WideFields,
)
from agencies.forms.typed_days import parse_typed_day
from conferences.meetings.choices import PointLevel
from conferences.meetings.fields import (
    BodyChoice,
    BodyChoices,
    HourField,
    local_moment,
)
from conferences.meetings.models import Conference
from conferences.meetings.points import NewPoints
from conferences.meetings.queries import (
    LEVELS_OF_AGENCIES,
    day_of,
    expand_group,
    host_bodies,
    invitable_bodies,
    levels_on,
    point_bodies,
)
from conferences.meetings.services import ConferenceFacts
from conferences.partnerships.models import Partnership
from recruitment.fields.fields import CountField

MOST_PEOPLE = 5000


class PeopleField(CountField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"bounds": (0, MOST_PEOPLE), **kwargs})


# The conference -----------------------------------------------------------------------------------
class ConferenceForm(forms.Form):
    """What a conference is. A version is sent with a change."""

    title = TextField(label=pgettext_lazy("conference", "Title"), max_length=300)
    basis = TextField(
        label=_("Decision or plan (if any)"),
        max_length=200,
        required=False,
        help_text=_("Number and day, for example “Kế hoạch 39/KH-UBND ngày 13/02/2023”."),
    )
    host = BodyChoice(
        label=pgettext_lazy("conference", "Held by"),
        queryset=Agency.objects.none(),
        empty_label="–",
    )
    partnership = forms.ModelChoiceField(
        label=_("Together with the province"),
        queryset=Partnership.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    venue = TextField(label=_("Venue of the central point"), max_length=300)
    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins at"))
    ends = HourField(label=_("Ends at"))
    test_on = DayField(
        label=_("Line test, first round, on"),
        required=False,
        help_text=_("Usually the day before; the second round is 60 minutes before the start."),
    )
    test_hour = HourField(label=_("First round at"), required=False)
    version = VersionField(required=False)

    REFUSED_AT = {"ends_at": "ends", "test_at": "test_on"}
    facts_layout = (
        FieldGrid(WideFields("title", "basis"), "host", "partnership", WideFields("venue")),
        FieldRow("day", "begins", "ends"),
        FieldRow("test_on", "test_hour"),
        "version",
    )
    helper = FieldsHelper(*facts_layout)

    def __init__(self, *args: Any, conference: Conference | None = None, **kwargs: Any) -> None:
        initial = initial_facts(conference) if conference else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.shown_day = _typed_day(self) or (
            day_of(conference) if conference else timezone.localdate()
        )
        offer_rows(self, "host", host_bodies(self.shown_day).order_by("sort_key", "pk"))
        files = Partnership.objects.select_related("province").order_by("province__sort_key")
        offer_rows(self, "partnership", files)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("test_on")) != bool(given.get("test_hour")):
            self.add_error("test_on", _("A line test has a day and a time."))
        return given

    @property
    def facts(self) -> ConferenceFacts:
        given = self.cleaned_data
        tested = given["test_on"]
        return ConferenceFacts(
            title=given["title"],
            basis=given["basis"],
            host=given["host"],
            partnership=given["partnership"],
            starts_at=local_moment(given["day"], given["begins"]),
            ends_at=local_moment(given["day"], given["ends"]),
            venue=given["venue"],
            test_at=local_moment(tested, given["test_hour"]) if tested else None,
        )


def initial_facts(conference: Conference) -> dict[str, Any]:
    names = ("title", "basis", "host", "partnership", "venue", "version")
    begins = timezone.localtime(conference.starts_at)
    tried = timezone.localtime(conference.test_at) if conference.test_at else None
    return {name: getattr(conference, name) for name in names} | {
        "day": begins.date(),
        "begins": begins.time(),
        "ends": timezone.localtime(conference.ends_at).time(),
        "test_on": tried.date() if tried else None,
        "test_hour": tried.time() if tried else None,
    }


def _typed_day(form: forms.Form) -> datetime.date | None:
    # The bodies that are offered are those of the day that was typed.
    try:
        return parse_typed_day(str(form.data.get("day") or ""))
    except forms.ValidationError:
        return None


class GroupField(RowChoice):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=AgencyGroup.objects.all(),
            required=False,
            empty_label=_("None"),
            **kwargs,
        )


class NewConferenceForm(ConferenceForm):
    """From the template: one central point and one at each chosen body, made in one step."""

    central = BodyChoice(
        label=_("Central point at"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Add it later"),
    )
    group = GroupField(
        label=_("A point at each member of"),
        help_text=_("Those of its bodies that exist on the day."),
    )
    bodies = BodyChoices(label=_("And a point at"), queryset=Agency.objects.none(), required=False)
    expected = PeopleField(label=_("People expected at each"), required=False)

    REFUSED_AT = ConferenceForm.REFUSED_AT | {"agencies": "bodies", "level": "bodies"}
    helper = FieldsHelper(
        *ConferenceForm.facts_layout,
        FieldGroup(_("Points"), "central", "group", WideChoices("bodies"), "expected"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        central = invitable_bodies(None, self.shown_day).filter(level="province")
        offer_rows(self, "central", central.order_by("sort_key", "pk"))
        levels = [level for level in levels_on(self.shown_day) if level != PointLevel.CENTRAL]
        local = Agency.objects.none()
        for level in levels:
            local = local | point_bodies(level, None, self.shown_day)
        offer_rows(self, "bodies", local.order_by("level", "sort_key", "pk"))

    def points(self) -> list[NewPoints]:
        given = self.cleaned_data
        expected = given["expected"] or 0
        wanted = by_level(given["bodies"], given["group"], given["day"], expected)
        if given["central"]:
            central = (given["central"],)
            wanted.insert(0, NewPoints(PointLevel.CENTRAL, central, expected, given["venue"]))
        return wanted


def by_level(
    bodies: Iterable[Agency], group: AgencyGroup | None, day: datetime.date, expected: int
) -> list[NewPoints]:
    """Points at these bodies and at the members of the group, those of each level together."""
    of_group = expand_group(group, day) if group else []
    chosen = {agency.pk: agency for agency in [*bodies, *of_group]}
    found = []
    for level in PointLevel:
        of_level = (each for each in chosen.values() if each.level in LEVELS_OF_AGENCIES[level])
        if agencies := tuple(of_level):
            found.append(NewPoints(level, agencies, expected))
    return found
