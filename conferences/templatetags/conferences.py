"""How pages show members of delegations."""

from django import template
from django.conf import settings
from django.urls import reverse

from conferences.delegations.choices import MemberAnswer
from conferences.delegations.models import DelegationMember

register = template.Library()


@register.filter
def member_address(token: str) -> str:
    # The whole address by which a member answers, to be sent on.
    return settings.SITE_URL + reverse("conferences:member-link", args=[token])


@register.filter
def answer_tone(member: DelegationMember) -> str:
    return MemberAnswer(member.answer).tone
