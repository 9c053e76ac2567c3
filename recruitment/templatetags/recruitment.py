"""How pages show the states of this app."""

from django import template

from recruitment.choices import EmployerStatus

register = template.Library()
TONES = {
    EmployerStatus.REGISTERED: "risk",
    EmployerStatus.ASKED_BACK: "wait",
    EmployerStatus.VERIFIED: "done",
    EmployerStatus.REFUSED: "off",
}


@register.filter
def employer_tone(status: str) -> str:
    return TONES[EmployerStatus(status)]
