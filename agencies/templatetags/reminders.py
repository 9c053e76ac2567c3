"""Notices and reminder policies in words."""

from django import template
from django.utils.translation import gettext as _, ngettext

from agencies.calendar.queries import working_calendar
from agencies.directives.choices import DirectiveKind
from agencies.mail.models import OutboxMessage
from agencies.notices.choices import NoticeEvent
from agencies.people.choices import Channel
from agencies.policies.models import ReminderPolicy
from agencies.policies.stages import stage_words
from agencies.registry import registry
from agencies.tasks.occurrence_models import Occurrence

register = template.Library()


@register.filter
def about(notice: OutboxMessage) -> Occurrence | None:
    # The occurrence that a notice is about.
    return notice.occurrence or (notice.reminder.occurrence if notice.reminder else None)


@register.filter
def notice_words(notice: OutboxMessage) -> str:
    if notice.reminder:
        return _("Reminder (%(stage)s)") % {"stage": stage_words(notice.reminder.stage)}
    if "event" in notice.context:
        return str(NoticeEvent(notice.context["event"]).label)
    # Of an app's own letter: its subject, in the language of the page.
    return str(
        registry.letters[notice.template].build_context(notice, working_calendar())["subject"]
    )


@register.filter
def policy_scope(policy: ReminderPolicy) -> str:
    # What the policy applies to.
    if policy.directive:
        return _("For %(document)s") % {"document": policy.directive}
    if policy.directive_kind:
        kind = DirectiveKind(policy.directive_kind).label
        return _("For documents of the kind %(kind)s") % {"kind": kind}
    return _("For everything without its own policy")


@register.filter
def late_words(policy: ReminderPolicy) -> str:
    parts = []
    if days := policy.late_daily:
        parts.append(ngettext("daily for %(n)s day", "daily for %(n)s days", days) % {"n": days})
    if policy.late_weekly:
        parts.append(_("weekly"))
    return _(", then ").join(parts) or "–"


@register.filter
def channel_words(policy: ReminderPolicy) -> str:
    return ", ".join(str(Channel(channel).label) for channel in policy.channels)
