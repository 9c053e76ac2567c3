"""Completes the OpenAPI description that django-ninja makes from types: what each answer means,
with which headers it comes, and a body as an example.
"""

from typing import Any

from django.utils.translation import gettext_noop as _

# What an answer means, by its status; on the page in the reader's language.
MEANINGS = {
    200: _("What was asked for."),
    201: _("Made."),
    400: _("What was sent is no request or no JSON that can be read."),
    401: _("There is no token, or one that has ended or does not open this."),
    403: _("The token belongs to no employer, or whoever made it represents it no longer."),
    404: _("There is nothing of this name, number or address."),
    409: _("It has ended, or has changed in the same moment; `detail` says which."),
    413: _("The body is larger than one megabyte."),
    422: _("A value is unknown, wrong or breaks a rule: `fields` says which. Nothing was changed."),
    429: _("More than 600 requests of this token in a minute; wait as long as `Retry-After` says."),
    500: _("The portal failed; nothing was changed."),
    503: _("The portal is busy; try again after `Retry-After`."),
}
_NO_PARK = "There is no such parameter. Known here: changed_since, after, limit."
EXAMPLES: dict[int, dict[str, Any]] = {
    400: {"detail": "Cannot parse request body"},
    401: {"detail": "Send “Authorization: Bearer …” with a live token that opens this."},
    403: {"detail": "The token belongs to no employer."},
    404: {"detail": "There is nothing at this address."},
    409: {
        "detail": "The vacancy of this number has ended. Ask for people again under a new number."
    },
    413: {"detail": "The body is too large."},
    422: {
        "detail": [
            {
                "type": "extra_forbidden",
                "loc": ["query", "park"],
                "msg": _NO_PARK,
            }
        ],
        "fields": {"park": [_NO_PARK]},
    },
    429: {"detail": "Too many requests in a minute. Wait a minute."},
    500: {
        "detail": "The portal failed to answer; nothing was changed, and its keepers can read why."
    },
    503: {"detail": "The portal is busy. Try again in a moment."},
}
_WAIT = {"Retry-After": {"description": _("Seconds to wait."), "schema": {"type": "integer"}}}
HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}},
    429: _WAIT,
    503: _WAIT,
}


def complete_description(description: dict[str, Any]) -> None:
    """Changes what django-ninja has made."""
    for methods in description["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                _complete_answer(int(status), answer)


def _complete_answer(status: int, answer: dict[str, Any]) -> None:
    answer["description"] = MEANINGS[status]
    if status in HEADERS:
        answer["headers"] = HEADERS[status]
    if status in EXAMPLES:
        for content in answer["content"].values():
            content["example"] = EXAMPLES[status]
