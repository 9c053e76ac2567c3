"""What is typed about a publication, and how the list is filtered."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Province
from agencies.calendar.periods import name_of_period
from agencies.forms.fields import DayField, ManyFilesField, RowChoice, TextField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, FilterHelper, WideFields
from agencies.people.permissions import Actor
from campaigns.contents.models import Content
from campaigns.outlets.choices import USUAL_CHANNEL, Channel
from campaigns.outlets.forms import OutletField, WebField
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import own_outlets
from campaigns.publications.choices import CountedBy
from campaigns.publications.models import Publication
from campaigns.publications.queries import released_contents
from campaigns.publications.services import MOST_TIMES
from recruitment.fields.fields import CountField, HomeField
from recruitment.homes.queries import in_home_order
from vietnam.periods import Period

MONTHS_OFFERED = 24


class ContentField(RowChoice):
    def label_from_instance(self, content: Content) -> str:
        wave = content.wave
        return f"{wave.number}/{wave.year} · {content.get_kind_display()}: {content.title}"


class PublicationForm(forms.Form):
    content = ContentField(
        label=pgettext_lazy("media", "What was published"),
        queryset=Content.objects.none(),
        empty_label="–",
    )
    outlet = OutletField(label=_("Outlet"), queryset=Outlet.objects.none(), empty_label="–")
    channel = forms.ChoiceField(label=pgettext_lazy("media", "Channel"), choices=Channel.choices)
    published_on = DayField(label=pgettext_lazy("media", "Published on"))
    times = CountField(label=_("Times that day"), bounds=(1, MOST_TIMES), initial=1)
    link = WebField(label=_("Link"), max_length=500)
    files: Any = ManyFilesField(label=_("Picture or page as proof"), required=False)
    note = TextField(label=_("Note (hour, page, programme)"), max_length=300, required=False)

    helper = FieldsHelper(
        FieldGrid(
            WideFields("content"),
            "outlet",
            "channel",
            "published_on",
            "times",
            WideFields("link", "files", "note"),
        )
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        outlets = own_outlets(by, today)
        offer_rows(self, "content", released_contents())
        offer_rows(self, "outlet", outlets)
        self.fields["published_on"].initial = today
        own = list(outlets[:2])
        if len(own) == 1:
            self.fields["outlet"].initial = own[0].pk
            self.fields["channel"].initial = USUAL_CHANNEL[own[0].kind]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in ("link", "note"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or ""
        return self.cleaned_data


class ReadingForm(forms.Form):
    """What a commune's loudspeakers have read: sent as it stands, it is today, once."""

    published_on = DayField(label=_("Read on"))
    times = CountField(label=_("Times that day"), bounds=(1, MOST_TIMES))

    helper = FieldsHelper(FieldGrid("published_on", "times"))


class StrikeOutForm(forms.Form):
    reason = TextField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))


class PublicationFilter(forms.Form):
    month = forms.ChoiceField(label=_("Month"), required=False)
    channel = forms.ChoiceField(
        label=pgettext_lazy("media", "Channel"),
        required=False,
        choices=[("", _("All channels")), *Channel.choices],
    )
    province = HomeField(
        label=_("Province"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("All provinces"),
    )
    by = forms.ChoiceField(label=_("Counted by"), required=False, choices=CountedBy.choices)

    helper = FilterHelper("month", "channel", "province", "by")

    def __init__(self, *args: Any, rows: QuerySet[Publication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        of_outlets = rows.order_by().values("outlet__province")
        offer_rows(self, "province", in_home_order(Province.objects.filter(pk__in=of_outlets)))
        cast("forms.ChoiceField", self.fields["month"]).choices = [
            ("", _("All months")),
            *_months(),
        ]

    @property
    def counted_by(self) -> CountedBy:
        given = self.cleaned_data.get("by") if self.is_valid() else ""
        return CountedBy(given) if given else CountedBy.OUTLET

    def filter(self) -> QuerySet[Publication]:
        given = self.cleaned_data if self.is_valid() else {}
        rows = self.rows
        month = Period.read(given.get("month", ""))
        if month:
            rows = rows.filter(published_on__range=(month.first, month.last))
        if given.get("channel"):
            rows = rows.filter(channel=given["channel"])
        if given.get("province"):
            rows = rows.filter(outlet__province=given["province"])
        return rows.order_by("-published_on", "-pk")


def _months() -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    for back in range(MONTHS_OFFERED):
        years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        period = Period.of_month(years, month + 1)
        yield str(period), name_of_period(period)
