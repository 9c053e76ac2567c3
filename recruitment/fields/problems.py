"""What is wrong with facts that somebody gave: each problem at its fact, all of them at once."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Field
from django.utils.text import capfirst

from agencies.errors import RuleError
from agencies.forms.rendering import needed_words


class FactProblem(NamedTuple):
    """What is wrong, and at which fact; "" for the facts as a whole."""

    field: str
    sentence: str


class FactsError(RuleError):
    """Some facts are not right: the first problem is its message, `problems` are all of them."""

    def __init__(self, problems: list[FactProblem]) -> None:
        self.problems = problems
        super().__init__(problems[0].sentence, problems[0].field or None)

    @property
    def parts(self) -> list[RuleError]:
        return [RuleError(sentence, field or None) for field, sentence in self.problems]


def read_all(readers: dict[str, Callable[[], Any]]) -> tuple[dict[str, Any], list[FactProblem]]:
    """What each reader gives, by fact, and what those say that raise ValidationError."""
    values: dict[str, Any] = {}
    problems: list[FactProblem] = []
    for name, read in readers.items():
        try:
            values[name] = read()
        except ValidationError as refused:
            problems += [FactProblem(name, sentence) for sentence in refused.messages]
    return values, problems


def by_field(problems: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, sentence in problems:
        found.setdefault(field, []).append(sentence)
    return found


def require_fitting(text: str, column: "Field[Any, Any]") -> None:
    """Something where the column needs it, and no more than it holds. Raises ValidationError."""
    if not text and not column.blank:
        raise ValidationError(needed_words("type", capfirst(column.verbose_name)))
    MaxLengthValidator(column.max_length)(text)
