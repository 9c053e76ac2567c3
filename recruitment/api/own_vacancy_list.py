"""What an employer's program sends of all its vacancies at once, and what it is told of them."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import ConfigDict

from recruitment.api.own_vacancy import Count, OwnVacancyIn, add_vacancy_example
from recruitment.vacancies.choices import VacancyOutcome, VacancyStatus

MOST = 500
Number = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
Key = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]


class ListedVacancyIn(OwnVacancyIn):
    model_config = ConfigDict(extra="forbid", json_schema_extra=None)

    outside_id: Number = Field(description=_("The number of your own program."))
    id: Key | None = Field(
        None,
        description=_(
            "Our number of an open vacancy without a number of your program: it is that."
        ),
    )
    is_new: bool = Field(
        False, description=_("It is none of those that are open, however like one it is.")
    )


class EndingIn(Schema):
    """How a vacancy ends that is not in the list."""

    model_config = ConfigDict(extra="forbid")

    id: Key = Field(description=_("Our number, as `gone` gives it."))
    outcome: VacancyOutcome = Field(description=_("How it ended."))
    people_taken_on: Count = Field(
        0, ge=0, le=100_000, description=_("Taken on and not entered yet, from unknown homes.")
    )


def _add_example(schema: dict[str, Any]) -> None:
    vacancy: dict[str, Any] = {}
    add_vacancy_example(vacancy)
    listed = {"outside_id": "HR-2026-17", **vacancy["examples"][0]}
    schema["examples"] = [{"vacancies": [listed], "endings": [], "others": None, "dry_run": True}]


class OwnVacancyListIn(Schema):
    model_config = ConfigDict(extra="forbid", json_schema_extra=_add_example)

    vacancies: list[ListedVacancyIn] = Field(
        max_length=MOST, description=_("All that you ask for now.")
    )
    endings: list[EndingIn] = Field(
        default_factory=list,
        max_length=MOST,
        description=_("How open vacancies end that are not in the list."),
    )
    others: Literal["nobody", "withdrawn"] | None = Field(
        None,
        description=_(
            "How all others end that are not in the list; null: they stay open, and are told."
        ),
    )
    dry_run: bool = Field(False, description=_("Say what would be done, and do nothing."))


class KeptVacancyOut(Schema):
    id: int | None = Field(description=_("Null: made by a dry run, so it has none."))
    outside_id: str = Field(description=_("The number of your own program."))
    state: VacancyStatus


class ChangedVacancyOut(KeptVacancyOut):
    fields: list[str] = Field(description=_("What has changed; none: only its number was kept."))


class GoneVacancyOut(KeptVacancyOut):
    title: str = Field(description=_("job title"))
    people: int = Field(description=_("How many are needed."))


def _add_answer(schema: dict[str, Any]) -> None:
    kept = {"id": 1207, "outside_id": "HR-2026-17", "state": "published"}
    gone = {"id": 1101, "outside_id": "", "state": "published", "title": "Thợ hàn", "people": 5}
    schema["examples"] = [
        {
            "is_dry_run": False,
            "unchanged": [],
            "changed": [{**kept, "fields": ["people"]}],
            "made": [],
            "ended": [],
            "gone": [gone],
        }
    ]


class OwnVacancyListOut(Schema):
    model_config = ConfigDict(json_schema_extra=_add_answer)

    is_dry_run: bool = Field(description=_("Nothing was done."))
    unchanged: list[KeptVacancyOut] = Field(description=_("Open just so."))
    changed: list[ChangedVacancyOut] = Field(description=_("Open, and changed now."))
    made: list[KeptVacancyOut] = Field(description=_("New."))
    ended: list[GoneVacancyOut] = Field(description=_("Ended now."))
    gone: list[GoneVacancyOut] = Field(description=_("Open, not in the list, and left as it is."))
