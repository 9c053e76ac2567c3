"""Choosing a seat."""

from django import forms

from agencies.people.models import Seat


class SeatField(forms.ModelChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        return seat.title
