"""A home province, chosen from the list."""

from django import forms

from agencies.bodies.models import Province
from recruitment.homes.queries import home_label


class HomeField(forms.ModelChoiceField):
    def label_from_instance(self, province: Province) -> str:
        return home_label(province)
