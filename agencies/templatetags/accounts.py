from django import template
from django.conf import settings
from django.urls import reverse

from agencies.accounts.queries import browser_label

register = template.Library()


@register.filter
def program(client: str) -> str:
    return browser_label(client)


@register.filter
def in_fours(secret: str) -> str:
    # A key as one types it: “ABCD EFGH …”.
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.simple_tag
def registration_url() -> str:
    # Where an enterprise registers by itself.
    return reverse(settings.ENTERPRISE_REGISTRATION)


@register.simple_tag
def provider_name() -> str:
    # The name of this portal's identity provider; empty without one.
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0]["name"] if apps else ""
