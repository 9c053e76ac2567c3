"""The counted duties of a wave follow its publications.

The document counts waves, not publications: a wave counts once, in the period in which it first
appeared (docs/decisions/0066).
"""

import datetime

from django.utils.translation import gettext as _

from agencies.deeds.services import record_counted_deed, strike_counted_deed
from agencies.people.permissions import Actor
from agencies.tasks.locking import lock_tasks
from agencies.tasks.occurrence_models import Progress
from campaigns.publications.models import Publication
from campaigns.waves.models import Wave, WaveDuty


def follow_publications(wave: Wave, *, by: Actor) -> None:
    """Bring the deeds of its duties in line with its publications; call it with the wave locked.

    What belongs to a period that is handed in or closed stays as it was reported.
    """
    first = _first_publication(wave)
    duties = list(wave.duties.select_related("task", "deed__occurrence__task").order_by("pk"))
    lock_tasks(*(duty.task_id for duty in duties))
    for duty in duties:
        _follow(duty, first, by)


def _first_publication(wave: Wave) -> Publication | None:
    rows = Publication.objects.standing().filter(content__wave=wave)
    return rows.select_related("outlet", "content").order_by("published_on", "pk").first()


def _follow(duty: WaveDuty, first: Publication | None, by: Actor) -> None:
    deed = _standing(duty.deed)
    if deed and first and _is_of_period(deed, first.published_on):
        return
    if deed and not strike_counted_deed(deed=deed, text=_struck_words(duty.wave, first), by=by):
        return
    duty.deed = _record(duty, first, by) if first else None
    duty.save(update_fields=["deed"])


def _record(duty: WaveDuty, first: Publication, by: Actor) -> Progress | None:
    words = _deed_words(duty.wave, first)
    return record_counted_deed(task=duty.task, happened_on=first.published_on, text=words, by=by)


def _standing(deed: Progress | None) -> Progress | None:
    # The lead agency may have struck it out itself.
    is_struck = deed is not None and Progress.objects.filter(strikes=deed).exists()
    return None if is_struck else deed


def _is_of_period(deed: Progress, day: datetime.date) -> bool:
    period = deed.occurrence
    if period.period_start is None or period.period_end is None:
        return False
    return bool(period.period_start <= day <= period.period_end)


def _deed_words(wave: Wave, first: Publication) -> str:
    words = _("Wave %(number)s/%(year)s, “%(title)s”: “%(content)s”, %(outlet)s. %(link)s")
    return (
        words
        % {
            "number": wave.number,
            "year": wave.year,
            "title": wave.title,
            "content": first.content.title,
            "outlet": first.outlet.name,
            "link": first.link,
        }
    ).strip()


def _struck_words(wave: Wave, first: Publication | None) -> str:
    words = {"number": wave.number, "year": wave.year}
    if first is None:
        return _("Wave %(number)s/%(year)s has no publication any more.") % words
    return _("Wave %(number)s/%(year)s first appeared in another period.") % words
