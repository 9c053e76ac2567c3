"""Home provinces in forms: one chosen from the list, or several typed with how many people from
each.
"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.forms.fields import TextField
from recruitment.homes.queries import Homes, home_label, home_provinces, homes_text
from vietnam.homes import InvalidHomes, parse_homes


class HomeField(forms.ModelChoiceField):
    def label_from_instance(self, province: Province) -> str:
        return home_label(province)


class HomesField(TextField):
    """“Lạng Sơn 50; Sơn La 30”; gives pairs of a province and its people, none when nothing is
    typed.
    """

    default_error_messages = {
        "number": _(
            "“%(piece)s”: write how many people behind each province, such as Lạng Sơn 50; Sơn La "
            "30."
        ),
        "name": _("“%(piece)s” names no province. Leave out those who may come from anywhere."),
        "twice": _("%(piece)s stands there twice."),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"max_length": 1_500, "required": False, **kwargs})

    def prepare_value(self, value: str | Homes) -> str:
        return value if isinstance(value, str | None) else homes_text(value)

    def clean(self, value: str) -> Homes:
        typed = super().clean(value)
        try:
            homes = parse_homes(typed)
        except InvalidHomes as error:
            raise forms.ValidationError(
                self.error_messages[error.reason], params={"piece": error.piece}
            ) from None
        keys = [home.province.key for home in homes]
        known = (
            home_provinces(timezone.localdate()).in_bulk(keys, field_name="slug") if keys else {}
        )
        unknown = next(
            (home.province.name for home in homes if home.province.key not in known), None
        )
        if unknown:
            raise forms.ValidationError(self.error_messages["name"], params={"piece": unknown})
        return tuple((known[home.province.key], home.people) for home in homes)
