"""A content before its release: handed in, cleared by the labour department and the provincial
office, or sent back.

Nobody clears what he or she has written: two pairs of eyes, also where one person holds two seats.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.calendar.queries import current_policy, working_calendar
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.progress.clearance_rounds import last_clearing_day
from agencies.requests.choices import ClearanceStatus
from campaigns.audit.choices import CampaignAction
from campaigns.contents.choices import ContentStatus, StepKind
from campaigns.contents.models import Content, ContentClearance
from campaigns.contents.queries import clearing_agencies, writers_of
from campaigns.contents.services import add_step, lapse_clearances, lock_content, may_write
from campaigns.permissions import CampaignPermission


@transaction.atomic
def submit_content(*, content: Content, version: int, by: Actor) -> Content:
    """Ask both agencies, each by the last day that the policy gives for clearing."""
    row = lock_content(content, version)
    if not may_write(row, by):
        raise RuleError(_("This content is handed in already."))
    if not (row.text or row.link or row.files.exists()):
        raise RuleError(_("There is nothing to clear yet: write the text or add a file first."))
    now = timezone.now()
    due_on = last_clearing_day(now, current_policy().clearing_days, working_calendar())
    asked = _asked_agencies(timezone.localdate(now))
    ContentClearance.objects.bulk_create(
        ContentClearance(content=row, agency=agency, asked_at=now, due_on=due_on)
        for agency in asked
    )
    row.status = ContentStatus.CLEARING
    row.submitted_at = now
    row.version += 1
    row.save()
    add_step(row, StepKind.SUBMITTED, by)
    after = {"agencies": ", ".join(agency.name for agency in asked)}
    record_action(CampaignAction.CONTENT_SUBMITTED, row, by=by, after=after)
    return row


def _asked_agencies(on: datetime.date) -> list[Agency]:
    found = clearing_agencies(on)
    missing = {
        AgencyKind.DEPARTMENT: _("the labour department"),
        AgencyKind.OFFICE: _("the provincial office"),
    }
    names = [words for kind, words in missing.items() if found[kind] is None]
    if names:
        raise RuleError(
            _("Nobody can clear contents for %(agencies)s. Ask the administrator for a seat.")
            % {"agencies": ", ".join(names)}
        )
    return [agency for agency in found.values() if agency]


def open_clearance(content: Content, by: Actor) -> ContentClearance | None:
    """What the actor's agency was asked and has not answered."""
    if not by.may(CampaignPermission.CLEAR_CONTENTS):
        return None
    asked = content.clearances.filter(status=ClearanceStatus.ASKED, agency=by.seat.agency_id)
    return asked.first()


@transaction.atomic
def clear_content(*, content: Content, version: int, by: Actor, text: str = "") -> Content:
    """Once both agencies have said so, the content is cleared."""
    row, clearance = _to_answer(content, version, by)
    _answer(clearance, ClearanceStatus.CLEARED, text, by)
    if not row.clearances.filter(status=ClearanceStatus.ASKED).exists():
        row.status = ContentStatus.CLEARED
    row.version += 1
    row.save()
    words = " · ".join(filter(None, [by.seat.agency.display_name, text]))
    add_step(row, StepKind.CLEARED, by, words)
    record_action(CampaignAction.CONTENT_CLEARED, row, by=by, after={"text": text})
    return row


@transaction.atomic
def refuse_content(*, content: Content, version: int, by: Actor, text: str) -> Content:
    """Back to the newsroom with what must be changed; the other agency's answer falls away."""
    if not text:
        raise RuleError(_("Say what must be changed, so that the newsroom knows."), field="text")
    row, clearance = _to_answer(content, version, by)
    _answer(clearance, ClearanceStatus.REFUSED, text, by)
    lapse_clearances(row)
    row.status = ContentStatus.RETURNED
    row.version += 1
    row.save()
    add_step(row, StepKind.REFUSED, by, text)
    record_action(CampaignAction.CONTENT_REFUSED, row, by=by, after={"text": text})
    return row


def _to_answer(content: Content, version: int, by: Actor) -> tuple[Content, ContentClearance]:
    row = lock_content(content, version)
    clearance = open_clearance(row, by)
    if clearance is None:
        raise RuleError(_("This content does not wait for your agency's clearance."))
    if by.person.pk in writers_of(row):
        raise RuleError(
            _("You have written this content yourself: somebody else of your agency clears it.")
        )
    return row, clearance


def _answer(clearance: ContentClearance, status: ClearanceStatus, text: str, by: Actor) -> None:
    clearance.status = status
    clearance.text = text
    clearance.answered_at = timezone.now()
    clearance.answered_person = by.person
    clearance.save()
