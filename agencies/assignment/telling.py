"""An agency learns of the tasks that a document gives it on the day on which they are assigned: one
letter with all of them, and a notice.
"""

import datetime
from collections import defaultdict
from typing import Any

from django.utils import timezone

from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.notices.reach import recipients_by_agency, record_reach
from agencies.people.choices import Channel
from agencies.people.permissions import Actor
from agencies.people.queries import unique_recipients
from agencies.policies.queries import policy_of_task
from agencies.tasks.models import Task

KIND = "given"


def tell_agencies(tasks: list[Task], *, by: Actor, at: datetime.datetime) -> None:
    """Call it in the transaction of the assignment. Whoever assigns is not written to; what is
    registered after its day appears only in the portal.
    """
    by_lead: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        by_lead[task.lead_id].append(task)
    on = timezone.localdate(at)
    reached = recipients_by_agency(by_lead, on=on)
    letters = []
    for lead, its in by_lead.items():
        told = [one for one in unique_recipients(reached[lead]) if one.person != by.person]
        record_reach([], reached[lead], len(told), otherwise=its[0].lead)
        about: dict[str, Any] = {
            "context": {
                "tasks": [task.pk for task in its],
                "by": f"{by.person}, {by.seat.agency.display_name}",
            },
            "urgency_on": on,
        }
        letters += [
            build_letter(KIND, each, channel=Channel.PORTAL, at=at, **about)
            for each in told
            if each.person
        ]
        if on == timezone.localdate():
            send_from = policy_of_task(its[0]).after_quiet(timezone.now())
            letters += [build_letter(KIND, each, send_from=send_from, **about) for each in told]
    queue_letters(*letters)
