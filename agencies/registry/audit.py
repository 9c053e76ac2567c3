"""What the log calls an app's acts, the fields they change and the values of those fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, TextChoices
from django.utils.functional import Promise


@dataclass(frozen=True)
class AuditField:
    """What an act writes down beside the columns of its model, which have their own names and
    choices.

    `model` as in `Model._meta.label_lower`; `is_personal`: shown only to those who may see personal
    data.
    """

    model: str
    name: str
    label: Promise | str
    choices: type[TextChoices] | None = None
    is_personal: bool = False


@dataclass(frozen=True)
class AuditSection:
    """A kind of acts that the log can be narrowed to."""

    name: str
    label: Promise
    condition: Q


@dataclass(frozen=True)
class AuditParts:
    """`pages`: by model, the page that shows a row of it."""

    actions: type[TextChoices]
    fields: tuple[AuditField, ...] = ()
    sections: tuple[AuditSection, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
