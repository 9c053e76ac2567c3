from django import template

from agencies.queries.account import program_words

register = template.Library()


@register.filter
def program(client: str) -> str:
    return program_words(client)


@register.filter
def in_fours(secret: str) -> str:
    """A key as one types it: “ABCD EFGH …”."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
