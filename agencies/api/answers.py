"""What every operation answers when it refuses, and how a program learns which field is wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import ValidationError

# How pydantic begins the sentence of a validator of ours.
_PREFIX = "Value error, "


class Problem(Schema):
    detail: str


class Misread(Schema):
    """One value that cannot be read: `loc` is where it stands, `msg` what is wrong."""

    type: str
    loc: list[str | int]
    msg: str


class Refused(Schema):
    detail: str | list[Misread]
    fields: dict[str, list[str]] = Field(
        default_factory=dict, description="What is wrong, by the name of the field."
    )


# What can come of every operation; 404, 409 and 413 only of those that name them.
REFUSALS: dict[int, type[Schema]] = {
    400: Problem,
    401: Problem,
    422: Refused,
    429: Problem,
    500: Problem,
    503: Problem,
}


def refuse_unknown_parameters(view: Callable[..., Any]) -> Callable[..., Any]:
    """Around an operation that has read its own parameters: one that it does not know, or one that
    is there twice, is refused by its name. A misspelt filter would else answer with everything.
    """

    @wraps(view)
    def checked(request: HttpRequest, **given: Any) -> Any:
        in_path = request.resolver_match.kwargs if request.resolver_match else {}
        known = [
            name
            for name, value in given.items()
            if name not in in_path and not isinstance(value, Schema)
        ]
        wrong = [
            {"type": kind, "loc": ["query", name], "msg": sentence}
            for name, values in request.GET.lists()
            for kind, sentence in _parameter_problems(name, values, known)
        ]
        if wrong:
            raise ValidationError(wrong)
        return view(request, **given)

    return checked


def _parameter_problems(name: str, values: list[Any], known: list[str]) -> list[tuple[str, str]]:
    if name not in known:
        names = ", ".join(known) or "none"
        return [("extra_forbidden", f"There is no such parameter. Known here: {names}.")]
    return [("repeated", "Give this parameter once.")] if len(values) > 1 else []


def refused_values(errors: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of a 422 for values that cannot be read: each also by the name of its field."""
    fields: dict[str, list[str]] = {}
    for error in errors:
        sentence = str(error["msg"]).removeprefix(_PREFIX)
        fields.setdefault(_field_name(error["loc"]), []).append(sentence)
    return {"detail": errors, "fields": fields}


def _field_name(place: list[str | int]) -> str:
    # ("query", "limit") → limit; ("body", "given", "homes", 0, "people") → homes.0.people.
    source, *names = place
    inside = names[1:] if source == "body" else names
    return ".".join(map(str, inside)) or str(source)
