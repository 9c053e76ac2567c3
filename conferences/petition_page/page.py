"""What the page of a petition shows, and which forms somebody finds there."""

import datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from agencies.people.permissions import Actor
from conferences.answers.choices import AnswerState
from conferences.answers.forms import CheckForm, ReturnForm
from conferences.answers.promises import promise_line
from conferences.answers.queries import parts_of
from conferences.opinions.forms import OpinionForm, ReopenForm
from conferences.opinions.models import OpinionLink
from conferences.opinions.services import opinion_token
from conferences.permissions import ConferencePermission
from conferences.petitions.choices import GIVEN, OWING, PartState, PetitionKind, Progress, Result
from conferences.petitions.duplicates import likely_duplicates
from conferences.petitions.forms import MergeForm, RedirectForm, RouteForm
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import own_parts, visible_petitions, with_progress


def find_petition(by: Actor, pk: int) -> Petition:
    """Raises Http404 for one that somebody may not see."""
    rows = visible_petitions(by).select_related(
        "dialogue", "speech", "park", "commune", "merged_into", "entered_by__agency"
    )
    found = with_progress(rows, timezone.localdate()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def page_context(petition: Petition, by: Actor, today: datetime.date) -> dict[str, Any]:
    may_keep = by.may(ConferencePermission.KEEP_DIALOGUES)
    parts = parts_of(petition)
    own = set() if may_keep else _own_keys(by, parts)
    link = petition.opinion_links.filter(withdrawn_at=None, expires_on__gte=today).first()
    return {
        "petition": petition,
        "progress": Progress(petition.progress),
        "result": Result(petition.result),
        "parts": [_part_line(part, today) for part in parts],
        "merged": list(petition.merged.select_related("speech").order_by("number")),
        "opinions": list(petition.opinions.select_related("entered_by__agency").order_by("-pk")),
        "link": link if may_keep else None,
        "address": _address(link) if link and may_keep else "",
        "likely": likely_duplicates(petition) if may_keep and _is_loose(petition) else [],
        "own": own,
        "may_keep": may_keep,
        "may_publish": may_keep and _may_publish(petition, parts),
        "sees_dialogues": by.may(ConferencePermission.SEE_DIALOGUES),
        "today": today,
    }


def _own_keys(by: Actor, parts: list[PetitionPart]) -> set[int]:
    rows = own_parts(by).filter(pk__in=[part.pk for part in parts])
    return set(rows.values_list("pk", flat=True))


def _may_publish(petition: Petition, parts: list[PetitionPart]) -> bool:
    # Something of it is not published yet.
    newest = [part.editions[0] for part in parts if part.editions]
    waits = any(each.state == AnswerState.ACCEPTED and not each.published_at for each in newest)
    return _is_loose(petition) and (waits or not petition.published_at)


def _address(link: OpinionLink) -> str:
    return settings.SITE_URL + reverse("conferences:opinion-give", args=[opinion_token(link)])


def _is_loose(petition: Petition) -> bool:
    return petition.merged_into_id is None


def _part_line(part: PetitionPart, today: datetime.date) -> dict[str, Any]:
    """`used`, `whole`: days since it was first routed, and of the whole time."""
    for answer in part.editions:
        answer.promise_line = promise_line(answer, today)
    until = part.answered_on or min(part.redirected_on or today, today)
    return {
        "part": part,
        "state": PartState(part.state),
        "is_late": part.state in OWING and part.due < today,
        "used": max((until - part.first_routed_on).days, 0),
        "whole": max((part.due - part.first_routed_on).days, 0),
        "editions": part.editions,
        "first": part.editions[0] if part.editions else None,
    }


def forms_of(context: dict[str, Any], by: Actor, sent: Form | None) -> dict[str, Form]:
    """By what they are for; `sent`, a refused one, in its place."""
    petition: Petition = context["petition"]
    forms: dict[str, Form] = {}
    if context["may_keep"]:
        forms |= _keeper_forms(context, petition)
    for line in context["parts"]:
        part: PetitionPart = line["part"]
        if part.state in OWING and _may_redirect(context, part, by):
            forms[f"redirect-{part.pk}"] = RedirectForm(part=part, prefix=f"redirect-{part.pk}")
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    for line in context["parts"]:
        key = line["part"].pk
        line["forms"] = {
            name: forms.get(f"{name}-{key}") for name in ("redirect", "check", "return", "reopen")
        }
    return forms


def _may_redirect(context: dict[str, Any], part: PetitionPart, by: Actor) -> bool:
    own = part.pk in context["own"] and by.may(ConferencePermission.ANSWER_PETITIONS)
    return context["may_keep"] or own


def _keeper_forms(context: dict[str, Any], petition: Petition) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    is_alone = petition.merged_into_id is None
    if is_alone and petition.kind != PetitionKind.OPINION:
        forms["route"] = RouteForm(petition=petition, prefix="route")
    if is_alone and not context["merged"] and not context["parts"]:
        forms["merge"] = MergeForm(petition=petition, prefix="merge")
    if any(line["part"].state in GIVEN for line in context["parts"]):
        forms["opinion"] = OpinionForm(prefix="opinion")
    for line in context["parts"] if is_alone else ():
        forms |= _forms_of_part(line)
    return forms


def _forms_of_part(line: dict[str, Any]) -> dict[str, Form]:
    part, answer = line["part"], line["first"]
    forms: dict[str, Form] = {}
    if answer and part.state in GIVEN:
        key = part.pk
        forms[f"check-{key}"] = CheckForm(answer=answer, prefix=f"check-{key}")
        forms[f"reopen-{key}"] = ReopenForm(part=part, prefix=f"reopen-{key}")
        if answer.state == AnswerState.HANDED_IN:
            forms[f"return-{key}"] = ReturnForm(answer=answer, prefix=f"return-{key}")
    return forms
