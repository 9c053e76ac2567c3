"""A form that makes something makes it once, however often it is sent: by a double click, or after
going back.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.forms.models import SentForm
from agencies.forms.sent_forms import claim_sent_form, sent_form_digest, sent_form_key

View = Callable[..., HttpResponse]
Again = Callable[..., HttpResponse]


def makes_once(view: View | None = None, *, again: Again | None = None) -> Callable[..., Any]:
    """For a view whose POST makes something. A redirect means that it is made, unless it is marked
    as a refusal.

    `again`: answers a repetition with the page that the first sending got (`mark_row_made`), given
    the key of the row; without it a repetition is redirected to where the first one was.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not sent_form_key(request):
                return view(request, *args, **kwargs)
            with transaction.atomic():
                person = request.user if request.user.is_authenticated else None
                sent, is_first = claim_sent_form(person=person, digest=sent_form_digest(request))
                request.sent_form = sent
                if is_first:
                    response = view(request, *args, **kwargs)
                    if again is None and hasattr(response, "made"):
                        raise TypeError(f"{view.__name__} marks a row as made and lacks `again`")
                    return _store_result(sent, response)
            if again is not None and sent.made is not None:
                return again(request, sent.made, *args, **kwargs)
            messages.info(
                request,
                _("Recorded already when you sent it the first time; nothing was made twice."),
            )
            return redirect(sent.url)

        once.makes_once = True
        return once

    return decorate if view is None else decorate(view)


def _store_result(sent: SentForm, response: HttpResponse) -> HttpResponse:
    # A form that was refused may be sent again.
    sent.url = response.get("Location", "")[:1000]
    sent.made = getattr(response, "made", None)
    if getattr(response, "is_refusal", False) or not (sent.url or sent.made is not None):
        sent.delete()
    else:
        sent.save(update_fields=["url", "made"])
    return response


def mark_row_made(response: HttpResponse, key: int) -> HttpResponse:
    """For a page that itself says what was made; `key` of the row, which `again` gets."""
    response.made = key
    return response


def add_shown_once_message(request: HttpRequest) -> None:
    """Says that something was shown once, where a repetition cannot show it again."""
    messages.info(
        request,
        _(
            "It was recorded when you sent the form the first time. What was shown then is kept "
            "nowhere, so it cannot be shown again."
        ),
    )


def mark_nothing_made(response: HttpResponse) -> HttpResponse:
    """For a redirect after which nothing was made."""
    response.is_refusal = True
    return response
