"""Vacancies as they are told apart by their state, today or on another day, and what none may
say.
"""

import datetime
from typing import Any

from django.db import models
from django.db.models import BooleanField, Case, F, Func, Q, Value, When
from django.db.models.fields.json import KeyTextTransform

from recruitment.employers.choices import EmployerStatus
from recruitment.vacancies.choices import VacancyStatus

SUBMITTED = Q(status=VacancyStatus.SUBMITTED)
ASKED_BACK = Q(status=VacancyStatus.ASKED_BACK)
PUBLISHED = Q(status=VacancyStatus.PUBLISHED)
# In which nobody need have checked it.
UNCHECKED = [
    VacancyStatus.DRAFT,
    VacancyStatus.SUBMITTED,
    VacancyStatus.ASKED_BACK,
    VacancyStatus.WITHDRAWN,
]
# `VacancyStatus.OVER` in the order that migrations compare.
ENDED = [VacancyStatus.FILLED, VacancyStatus.EXPIRED, VacancyStatus.WITHDRAWN]
# What the database refuses.
CHECKS = [
    models.CheckConstraint(
        condition=Q(headcount__gte=1, headcount__lte=100_000), name="vacancy_headcount"
    ),
    models.CheckConstraint(
        condition=Q(base_to__isnull=True) | Q(base_to__gte=F("base_from")),
        name="vacancy_base_in_order",
    ),
    models.CheckConstraint(
        condition=Q(income_to__isnull=True) | Q(income_to__gte=F("income_from")),
        name="vacancy_income_in_order",
    ),
    models.CheckConstraint(
        condition=~PUBLISHED | Q(published_at__isnull=False, refreshed_on__isnull=False),
        name="vacancy_published_whole",
    ),
    models.CheckConstraint(
        condition=Q(status__in=UNCHECKED)
        | Q(checked_at__isnull=False, checked_by__isnull=False, checked_person__isnull=False),
        name="vacancy_checked_whole",
    ),
    models.CheckConstraint(condition=~ASKED_BACK | ~Q(words=""), name="vacancy_told_why"),
    models.CheckConstraint(
        condition=Q(status__in=ENDED, closed_at__isnull=False)
        | (~Q(status__in=ENDED) & Q(closed_at__isnull=True)),
        name="vacancy_closed_whole",
    ),
    models.CheckConstraint(
        condition=Q(outcome="") | Q(status__in=ENDED), name="vacancy_outcome_ended"
    ),
]


def over_by_date(on: datetime.date) -> Q:
    # Of those that were checked; the third condition says nothing new, but there is an index for
    # it.
    return Q(status__in=VacancyStatus.OPEN, apply_by__lt=on, closed_at__isnull=True)


def checked_title(path: str = "") -> Case:
    """The title as the office has found it right, null while it has found none; `path` leads to
    the vacancy from the rows that are asked, such as `vacancy__`.
    """
    sent, checked = f"{path}submitted_at", f"{path}checked_at"
    is_checked = Q(**{f"{checked}__isnull": False}) & (
        Q(**{f"{sent}__isnull": True}) | Q(**{f"{sent}__lte": F(checked)})
    )
    return Case(
        When(
            **{f"{path}checked_facts__isnull": False},
            then=KeyTextTransform("title", f"{path}checked_facts"),
        ),
        When(is_checked, then=F(f"{path}title")),
        output_field=models.CharField(),
    )


class HasTerms(Func):
    """Whether a text index has what a tsquery asks for."""

    arg_joiner = " @@ "
    template = "(%(expressions)s)"
    output_field = BooleanField()


class VacancyQuerySet(models.QuerySet[Any]):
    def published(self) -> "VacancyQuerySet":
        # As it is written down; what is offered today says `open`.
        return self.filter(status=VacancyStatus.PUBLISHED)

    def open(self, on: datetime.date) -> "VacancyQuerySet":
        # Offered to workers on that day: published, and the last day to apply is not over.
        return self.published().filter(apply_by__gte=on)

    def over_by_date(self, on: datetime.date) -> "VacancyQuerySet":
        # Ended by their date, whether or not the job that writes it down has run.
        return self.filter(over_by_date(on))

    def in_state(self, state: str, on: datetime.date) -> "VacancyQuerySet":
        # As `state` tells it of one row.
        kept = Q(status=state)
        over = over_by_date(on)
        return self.filter(kept | over if state == VacancyStatus.EXPIRED else kept & ~over)

    def shown(self) -> "VacancyQuerySet":
        # Those that have a public page: published once, of an employer that is verified still.
        shown = self.filter(status__in=VacancyStatus.SHOWN, published_at__isnull=False)
        return shown.filter(employer__status=EmployerStatus.VERIFIED)

    def with_terms(self, query: str) -> "VacancyQuerySet":
        # Those whose index holds what the tsquery asks, each lexeme taken as it stands
        # (search_terms.py).
        asked = Func(Value(query), template="%(expressions)s::tsquery")
        return self.filter(HasTerms(F("search"), asked))
