"""What is typed about living there, and for whom the list is looked at."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Province
from agencies.forms.fields import (
    DayField,
    LongSelect,
    RowChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGrid, FieldsHelper, FilterHelper, WideFields
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from conferences.living.choices import LivingKind
from conferences.living.models import LivingFact
from conferences.living.queries import coach_tasks, for_home, kept_parks
from conferences.living.services import FACTS
from recruitment.employers.models import IndustrialPark
from recruitment.fields.fields import HomeField
from recruitment.homes.queries import home_provinces


class TaskField(RowChoice):
    widget = LongSelect

    def label_from_instance(self, task: Task) -> str:
        return f"{task.lead.display_name}: {task.title}"


class FactForm(forms.Form):
    """The destination is in the host province; its home province may be an old one."""

    kind = forms.ChoiceField(label=pgettext_lazy("living", "Kind"), choices=LivingKind.choices)
    title = TextField(label=pgettext_lazy("living", "What"), max_length=200)
    price = TextField(
        label=_("Price"),
        max_length=120,
        required=False,
        help_text=_("As people say it: 1,2–1,5 triệu đồng/tháng."),
    )
    park = forms.ModelChoiceField(
        label=_("Industrial park or cluster"),
        queryset=IndustrialPark.objects.none(),
        required=False,
        empty_label=_("The ward, or the whole province"),
    )
    ward = TextField(label=_("Ward or commune"), max_length=80, required=False)
    home = HomeField(
        label=_("For people from"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("Everywhere"),
    )
    text = TextField(
        label=_("Details"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    task = TaskField(
        label=_("Task that opens this route (if it does not run yet)"),
        queryset=Task.objects.none(),
        required=False,
        empty_label="–",
    )
    source = TextField(
        label=_("From whom it is known"), max_length=200, help_text=_("An agency or a document.")
    )
    checked_on = DayField(label=_("Checked on"))

    helper = FieldsHelper(
        FieldGrid(
            "kind",
            "title",
            "park",
            "ward",
            "home",
            "price",
            WideFields("text", "task"),
            "source",
            "checked_on",
        )
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["checked_on"].initial = today
        self.province = Province.objects.filter(slug=settings.HOST_PROVINCE).first()
        offer_rows(self, "park", kept_parks(by))
        offer_rows(self, "home", home_provinces(today))
        offer_rows(self, "task", self.tasks_to_offer(by))

    def tasks_to_offer(self, by: Actor) -> QuerySet[Task]:
        return coach_tasks(by)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.province is None:
            raise forms.ValidationError(_("The register has no host province yet."))
        self.cleaned_data["province"] = self.province
        return self.cleaned_data


class ChangeFactForm(FactForm):
    version = VersionField()

    def __init__(self, *args: Any, fact: LivingFact, **kwargs: Any) -> None:
        initial = {name: getattr(fact, name) for name in (*FACTS, "version")}
        initial |= {name: getattr(fact, f"{name}_id") for name in ("park", "home", "task")}
        self.fact = fact
        super().__init__(*args, **{"initial": initial} | kwargs)

    def tasks_to_offer(self, by: Actor) -> QuerySet[Task]:
        # Also the one to which it points already.
        own = Task.objects.filter(pk=self.fact.task_id or 0).select_related("lead")
        return coach_tasks(by) | own.order_by("-pk")


class LivingFilter(forms.Form):
    """Which facts the list shows: of a kind, for people of a home province, with words."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("living", "Kind"),
        choices=[("", _("Everything")), *LivingKind.choices],
        required=False,
    )
    home = HomeField(
        label=_("For people from"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("Everywhere"),
    )

    helper = FilterHelper("kind", "home")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "home", home_provinces(timezone.localdate()))

    def filter(self, rows: QuerySet[LivingFact]) -> QuerySet[LivingFact]:
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("kind"):
            rows = rows.filter(kind=given["kind"])
        return for_home(rows, given["home"]) if given.get("home") else rows
