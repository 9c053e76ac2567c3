"""A person's notices: what the portal has told them."""

from django.db.models import QuerySet

from agencies.mail.models import OutboxMessage
from agencies.people.choices import Channel
from agencies.people.models import Person

LISTED = 100


def notices_for_person(person: Person) -> QuerySet[OutboxMessage]:
    """The newest first, with the task that each is about."""
    about = [
        f"{path}__{name}"
        for path in ("occurrence", "reminder__occurrence")
        for name in ("task", "task__lead")
    ]
    heavy = [
        f"{path}__task__{n}"
        for path in ("occurrence", "reminder__occurrence")
        for n in ("text", "search_fold")
    ]
    return (
        OutboxMessage.objects.filter(person=person, channel=Channel.PORTAL)
        .select_related("reminder", "seat__agency", *about)
        .defer("text", "html", *heavy)
        .order_by("-pk")
    )
