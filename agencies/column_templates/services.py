from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.column_templates.models import ColumnTemplate
from agencies.column_templates.queries import list_headings, templates_of
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.registry import ExportList

MOST_TEMPLATES = 30


@transaction.atomic
def save_template(
    *, found: ExportList, name: str, columns: Sequence[str], by: Actor
) -> ColumnTemplate:
    """Under a name that is there already it takes the place of the earlier one. `columns`: headings
    in Vietnamese. Of a person's own choice the log says nothing.
    """
    chosen = [heading for heading in list_headings(found) if heading in columns]
    if not chosen:
        raise RuleError(_("Choose at least one column."), field="columns")
    own = templates_of(by.person, found.name)
    if own.count() >= MOST_TEMPLATES and not own.filter(name=name).exists():
        raise RuleError(_("You have many templates already. Remove one first."))
    template, _is_new = ColumnTemplate.objects.update_or_create(
        person=by.person, list_name=found.name, name=name, defaults={"columns": chosen}
    )
    return template


def remove_template(*, template: ColumnTemplate, by: Actor) -> None:
    templates_of(by.person, template.list_name).filter(pk=template.pk).delete()
