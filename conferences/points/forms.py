"""Points and their links as they are typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import TextField, VersionField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldGroup, FieldsHelper, WideChoices, WideFields
from conferences.meetings.choices import LinkKind
from conferences.meetings.fields import BodyChoices, JoinAddressField
from conferences.meetings.forms import GroupField, PeopleField, by_level
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.meetings.points import NewPoints
from conferences.meetings.queries import day_of, levels_on, point_bodies
from conferences.points.services import PointFacts, TypedLink
from recruitment.fields.fields import PhoneField


class NewPointsForm(forms.Form):
    group = GroupField(
        label=_("A point at each member of"),
        help_text=_("Those of its bodies that exist on the day."),
    )
    bodies = BodyChoices(label=_("And a point at"), queryset=Agency.objects.none(), required=False)
    expected = PeopleField(label=_("People expected at each"), required=False)

    REFUSED_AT = {"agencies": "bodies", "level": "bodies"}
    helper = FieldsHelper("group", WideChoices("bodies"), "expected")

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day_of(conference)
        bodies = Agency.objects.none()
        for level in levels_on(self.day):
            bodies = bodies | point_bodies(level, conference.partnership, self.day)
        taken = conference.points.values("agency")
        offer_rows(
            self, "bodies", bodies.exclude(pk__in=taken).order_by("-level", "sort_key", "pk")
        )

    def points(self) -> list[NewPoints]:
        given = self.cleaned_data
        return by_level(given["bodies"], given["group"], self.day, given["expected"] or 0)


class PointForm(forms.Form):
    name = TextField(label=pgettext_lazy("point", "Name"), max_length=200)
    room = TextField(
        label=_("Room"),
        max_length=300,
        required=False,
        help_text=_("It stands beside each link, in letters and in calendars."),
    )
    chair = TextField(label=_("Chaired by"), max_length=200, required=False)
    expected = PeopleField(label=_("Expected people"))
    technician_name = TextField(label=_("Technician"), max_length=120, required=False)
    technician_phone = PhoneField(
        label=_("Technician's phone"),
        required=False,
        help_text=_("Deleted 90 days after the conference."),
    )
    version = VersionField()

    helper = FieldsHelper(
        FieldGrid(
            WideFields("name", "room"), "chair", "expected", "technician_name", "technician_phone"
        ),
        "version",
    )

    def __init__(self, *args: Any, point: Point, **kwargs: Any) -> None:
        names = [*PointFacts.__dataclass_fields__, "version"]
        initial = {name: getattr(point, name) for name in names}
        super().__init__(*args, **{"initial": initial} | kwargs)

    @property
    def facts(self) -> PointFacts:
        names = PointFacts.__dataclass_fields__
        return PointFacts(**{name: self.cleaned_data[name] for name in names})


class LinksForm(forms.Form):
    """The main and the reserve link, of one point or of all."""

    main_url = JoinAddressField(label=pgettext_lazy("join link", "Main link"))
    main_passcode = TextField(label=_("Its passcode"), max_length=40, required=False)
    main_code = forms.BooleanField(label=_("Let the portal make one"), required=False)
    reserve_url = JoinAddressField(label=pgettext_lazy("join link", "Reserve link"))
    reserve_passcode = TextField(label=_("Its passcode"), max_length=40, required=False)
    reserve_code = forms.BooleanField(label=_("Let the portal make one"), required=False)

    helper = FieldsHelper(
        FieldGroup(
            pgettext_lazy("join link", "Main link"),
            WideFields("main_url"),
            "main_passcode",
            "main_code",
        ),
        FieldGroup(
            pgettext_lazy("join link", "Reserve link"),
            WideFields("reserve_url"),
            "reserve_passcode",
            "reserve_code",
        ),
    )

    def __init__(self, *args: Any, links: list[JoinLink], **kwargs: Any) -> None:
        initial: dict[str, str] = {}
        for link in links:
            initial |= {f"{link.kind}_url": link.url, f"{link.kind}_passcode": link.passcode}
        super().__init__(*args, **{"initial": initial} | kwargs)
        for kind in LinkKind:
            self.fields[f"{kind}_passcode"].widget.attrs |= {
                "autocomplete": "off",
                "spellcheck": "false",
            }

    @property
    def links(self) -> list[TypedLink]:
        given = self.cleaned_data
        return [
            TypedLink(
                kind,
                given[f"{kind}_url"],
                given[f"{kind}_passcode"],
                makes_code=given[f"{kind}_code"],
            )
            for kind in LinkKind
        ]
