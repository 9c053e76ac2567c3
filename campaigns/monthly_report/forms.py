"""Which month and which day a report is asked for, and what is typed on its way."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agencies.calendar.choices import MonthKind
from agencies.calendar.report_month import ReportMonth
from agencies.forms.fields import DayField, TextField, VersionField
from agencies.forms.layouts import FilterHelper
from agencies.forms.query_strings import build_query
from campaigns.frozen_reports.models import ReportVersion
from campaigns.report_figures.narrative import BLOCKS
from campaigns.report_papers.frames import PaperFrame, Signer, paper_frame


class MonthForm(forms.Form):
    """Which days the month has, and the day of its figures. What cannot be read asks for nothing
    else than usual.
    """

    kind = forms.ChoiceField(label=_("Kind of month"), choices=MonthKind, required=False)
    cut_off = DayField(label=_("Figures as of the end of"), required=False)

    helper = FilterHelper("kind", "cut_off")

    def __init__(
        self, data: QueryDict | dict[str, Any], *, year: int, month: int, today: datetime.date
    ) -> None:
        super().__init__(data)
        self.is_valid()
        kind = self.cleaned_data.get("kind") or MonthKind.CALENDAR
        usual = ReportMonth(year, month, today, kind)
        asked = self.cleaned_data.get("cut_off")
        is_right = asked is not None and usual.first <= asked <= today
        self.is_refused = asked is not None and not is_right
        self.month = ReportMonth(year, month, today, kind, asked if is_right else None)

    @property
    def query(self) -> str:
        """What is not usual, for the addresses of rows."""
        asked = {"kind": self.month.kind if self.month.kind != MonthKind.CALENDAR else None}
        day = self.month.cut_off
        return build_query(asked | {"cut_off": day.isoformat() if day else None})


class FreezeForm(forms.Form):
    note = TextField(
        label=_("Why the sums that differ are right"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class TextsForm(forms.Form):
    """One field for each block of the report's words; an empty one leaves the block out."""

    version = VersionField()

    def __init__(self, data: QueryDict | None, *, shown: dict[str, str], version: int) -> None:
        super().__init__(data, initial={"version": version})
        for block in BLOCKS:
            self.fields[block.key] = TextField(
                label=" – ".join(str(part) for part in (block.part, block.heading) if part),
                required=False,
                max_length=20_000,
                initial=shown.get(block.key, ""),
                widget=forms.Textarea({"rows": lines_of(shown.get(block.key, ""))}),
            )

    @property
    def texts(self) -> dict[str, str]:
        return {block.key: self.cleaned_data[block.key] or "" for block in BLOCKS}


def lines_of(text: str) -> int:
    return min(max(3, text.count("\n") + len(text) // 110 + 2), 18)


class SignForm(forms.Form):
    paper_number = TextField(label=_("Number of the signed report"), max_length=60)
    signed_on = DayField(label=_("Signed on"))


class FrameForm(forms.Form):
    """To whom the paper goes and who signs it; each line as it is printed."""

    addressees = TextField(
        label=_("Addressees (Kính gửi), one a line"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    recipients = TextField(
        label=_("Recipients (Nơi nhận), one a line"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    signer = forms.ChoiceField(label=_("Signed by"), choices=Signer)
    name = TextField(label=_("Name below the signature"), max_length=120, required=False)

    @property
    def frame(self) -> PaperFrame:
        given = self.cleaned_data
        lines = {
            # The paper ends each line as the decree prints it.
            name: tuple(
                line.strip(" ;.") for line in (given[name] or "").splitlines() if line.strip(" ;.")
            )
            for name in ("addressees", "recipients")
        }
        return PaperFrame(signer=given["signer"], name=given["name"] or "", **lines)


def frame_values(version: ReportVersion) -> dict[str, str]:
    month = version.report.as_of(version.snapshot.made_on)
    frame = paper_frame(version.report, month.issuer or version.seat.agency)
    return {
        "addressees": "\n".join(frame.addressees),
        "recipients": "\n".join(frame.recipients),
        "signer": frame.signer,
        "name": frame.name,
    }
