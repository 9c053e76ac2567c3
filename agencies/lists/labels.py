"""The Vietnamese words of choices, in whichever language somebody reads the portal."""

from functools import cache

from django.conf import settings
from django.db.models import Choices
from django.utils.translation import override


def vietnamese_label(choice: Choices) -> str:
    return _labels(type(choice))[choice.value]


@cache
def _labels(kind: type[Choices]) -> dict[str, str]:
    with override(settings.LANGUAGE_CODE):
        return {choice.value: str(choice.label) for choice in kind}
