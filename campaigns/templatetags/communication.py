"""How pages show waves, contents, outlets and amounts of money."""

from decimal import Decimal

from django import template
from django.conf import settings
from django.urls import reverse

from agencies.clearances.queries import CLEARANCE_TONES
from agencies.lists.numbers import localized_number
from campaigns.budget.choices import BudgetStep
from campaigns.budget.exports import excess_words
from campaigns.budget.queries import STEPS, BudgetSums, LineFigures
from campaigns.contents.choices import ContentStatus
from campaigns.kits.models import KitLink
from campaigns.kits.services import kit_token
from campaigns.outlets.choices import AgreementState
from campaigns.waves.choices import WaveState

register = template.Library()
CONTENT_TONES = {
    ContentStatus.DRAFT: "open",
    ContentStatus.CLEARING: "wait",
    ContentStatus.RETURNED: "late",
    ContentStatus.CLEARED: "risk",
    ContentStatus.RELEASED: "done",
    ContentStatus.CANCELLED: "off",
}
WAVE_TONES = {
    WaveState.PLANNED: "open",
    WaveState.PUBLISHED: "done",
    WaveState.LATE: "late",
    WaveState.CANCELLED: "off",
}
AGREEMENT_TONES = {
    AgreementState.FREE: "done",
    AgreementState.ENDED: "risk",
    AgreementState.NONE: "off",
}


@register.filter
def content_tone(status: str) -> str:
    return CONTENT_TONES[ContentStatus(status)]


@register.filter
def wave_tone(state: str) -> str:
    return WAVE_TONES[WaveState(state)]


@register.filter
def agreement_tone(state: str) -> str:
    return AGREEMENT_TONES[AgreementState(state)]


@register.filter
def clearance_tone(status: str) -> str:
    return CLEARANCE_TONES[status]


@register.filter
def vnd(amount: int | None) -> str:
    # “450.000.000”; a dash where it is not known, which is not 0.
    return "–" if amount is None else localized_number(amount)


@register.filter
def share(percent: Decimal | None) -> str:
    return "–" if percent is None else f"{localized_number(percent)}\u00a0%"


@register.filter
def excesses(line: LineFigures) -> list[str]:
    return excess_words(line).splitlines()


@register.filter
def line_amounts(line: LineFigures | BudgetSums) -> list[tuple[BudgetStep, int | None]]:
    amounts = line.known_amounts if isinstance(line, BudgetSums) else line.amounts
    return list(zip(STEPS, amounts, strict=True))


@register.filter
def kit_address(link: KitLink) -> str:
    return settings.SITE_URL + reverse("campaigns:media-kit", args=[kit_token(link)])
