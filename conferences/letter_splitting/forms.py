"""The letter, and each of its pieces with the petition that it answers."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.forms.fields import ChosenFileInput, DayField, TextField, UploadField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.answers.forms import ClassFields
from conferences.answers.models import AnswerLetter
from conferences.answers.services import AnswerFacts
from conferences.letter_splitting.pieces import SplitLetter
from conferences.letter_splitting.services import ConfirmedPiece
from conferences.petitions.forms import AgencyField
from conferences.petitions.models import PetitionPart

MOST_PIECES = 80


class LetterForm(forms.Form):
    agency = AgencyField(
        label=_("Whose letter it is"), queryset=Agency.objects.none(), empty_label=None
    )
    number = TextField(label=_("Number of the letter"), max_length=60)
    issued_on = DayField(label=_("Date of the answer"))
    file = UploadField(
        label=_("The letter itself (PDF, DOCX)"),
        widget=ChosenFileInput({"accept": ".pdf,.docx"}),
        help_text=_("It stays inside: the public reads the confirmed text, without names."),
    )

    helper = FieldsHelper(FieldGrid("agency", "number", "issued_on", WideFields("file")))
    REFUSED_AT = {"files": "file"}

    def __init__(self, *args: Any, parts: list[PetitionPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = {part.body.pk for part in parts}
        offer_rows(self, "agency", Agency.objects.filter(pk__in=bodies))


class ConfirmForm(forms.Form):
    """Sent with the pieces: what is wrong with all of them together stands here."""


class PieceForm(ClassFields):
    """A piece is handed in once its petition is chosen; without one it is left out."""

    part = forms.ChoiceField(
        label=_("Answers the petition"),
        required=False,
        error_messages={
            "invalid_choice": _(
                "Somebody has answered this petition meanwhile. Look at it, then choose again."
            )
        },
    )
    text = TextField(
        label=_("Text of the answer"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )

    helper = FieldsHelper(
        FieldGrid(WideFields("part", "text"), "outcome", "promised_on", "reason", "referred_to"),
    )

    def __init__(self, *args: Any, parts: list[PetitionPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self._parts = {_key_of(part): part for part in parts}
        labels = [(_key_of(part), _label_of(part)) for part in parts]
        choice = cast("forms.ChoiceField", self.fields["part"])
        choice.choices = [("", _("none: leave this piece out")), *labels]
        self.fields["outcome"].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("part"):
            if not self.cleaned_data.get("outcome"):
                self.add_error("outcome", _("Choose the class of this answer."))
            if not (self.cleaned_data.get("text") or "").strip():
                self.add_error("text", _("Write what is answered."))
        return self.cleaned_data

    def confirmed(self, letter: AnswerLetter) -> ConfirmedPiece | None:
        """None for a piece that is left out."""
        given = self.cleaned_data
        part = self._parts.get(given.get("part") or "")
        if part is None:
            return None
        facts = AnswerFacts(
            text=given["text"],
            outcome=given["outcome"],
            answered_on=letter.issued_on,
            number=letter.number,
            reason=given["reason"],
            promised_on=given["promised_on"],
            referred_to=given["referred_to"],
        )
        return ConfirmedPiece(part, part.version, facts)


def _key_of(part: PetitionPart) -> str:
    # With the version that was looked at: of another one the choice is no longer offered.
    return f"{part.pk}.{part.version}"


def _label_of(part: PetitionPart) -> str:
    words = part.petition.text
    short = words if len(words) <= 90 else f"{words[:90]}…"
    state = "" if part.state == "open" else f" ({part.get_state_display()})"
    return f"{part.petition.number}. {short}{state}"


class BasePieces(forms.BaseFormSet):
    def confirmed(self, letter: AnswerLetter) -> list[ConfirmedPiece]:
        found = [form.confirmed(letter) for form in self.forms]
        return [piece for piece in found if piece is not None]


PieceFormSet: Any = forms.formset_factory(
    PieceForm, formset=BasePieces, extra=0, max_num=MOST_PIECES, absolute_max=MOST_PIECES
)


def proposed_pieces(split: SplitLetter, parts: list[PetitionPart]) -> list[dict[str, str]]:
    """A line for each petition that a piece names, with its part where there is one."""
    by_number = {part.petition.number: part for part in parts}
    return [
        {
            "text": piece.text,
            "part": _key_of(by_number[number]) if number in by_number else "",
        }
        for piece in split.pieces
        for number in piece.numbers
    ]


def unknown_numbers(split: SplitLetter, parts: list[PetitionPart]) -> list[int]:
    """Named in the letter, and not asked of this agency in this dialogue."""
    known = {part.petition.number for part in parts}
    return [n for piece in split.pieces for n in piece.numbers if n not in known]
