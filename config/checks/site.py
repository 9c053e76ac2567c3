"""Settings that are allowed, but unwise where others use the portal."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.utils import timezone

from config.checks.findings import report_findings
from config.environment.kinds import closest_name
from config.settings.variables import env
from vietnam.places.provinces import find_province, province_successor

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# Letters; a shorter name of another program's variable resembles ours by chance.
SHORTEST = 6


@register("portal", deploy=True)
def check_site(**options: Any) -> list[CheckMessage]:
    return report_findings(
        (
            not settings.HTTPS and not settings.IS_LOCAL,
            "W001",
            f"SITE_URL is {settings.SITE_URL}: passwords and sessions travel in clear.",
            "Put a proxy that ends TLS before the portal, and write https:// (docs/deployment.md).",
        ),
        (
            not settings.MFA_REQUIRED,
            "W002",
            "MFA_REQUIRED=false: who sees other agencies' or personal data signs in with a "
            "password alone.",
            "Write MFA_REQUIRED=true; false is for trials.",
        ),
        (
            settings.DEBUG,
            "W006",
            "DEBUG=true: whoever meets a fault sees code and settings.",
            "Write DEBUG=false.",
        ),
        (
            settings.OIDC_ISSUER.startswith("http://"),
            "W007",
            "OIDC_ISSUER begins with http://: whoever is on the way can sign in as anybody.",
            "Write the https:// address of the identity provider.",
        ),
    )


@register("portal", deploy=True)
def check_operation(**options: Any) -> list[CheckMessage]:
    return report_findings(
        (
            not settings.BACKUP_KEY,
            "W003",
            "BACKUP_KEY is empty: whoever gets a backup can read all that is in it.",
            "Give it 20 or more random characters, and keep them elsewhere than the backups.",
        ),
        (
            not settings.METRICS_TOKEN,
            "W004",
            "METRICS_TOKEN is empty: there is no /metrics, so nothing can watch the outbox and "
            "the jobs.",
            "Give it 20 or more random characters, and Prometheus the same.",
        ),
        (
            settings.EMAIL_BACKEND != SMTP,
            "W005",
            "EMAIL_URL names no mail server: letters reach nobody.",
            "Write EMAIL_URL=smtp+tls://user:password@mail.example:587.",
        ),
    )


@register("portal", deploy=True)
def check_host_province(**options: Any) -> list[CheckMessage]:
    host = find_province(settings.HOST_PROVINCE)
    heir = host and province_successor(host, timezone.localdate())
    if host is None or heir is None:
        return []
    return report_findings(
        (
            heir.key != host.key,
            "W008",
            f"HOST_PROVINCE={host.key} has ended; today it is part of {heir.key}.",
            f"A new portal writes HOST_PROVINCE={heir.key}. One that is public may leave it: the "
            "host's bodies of before and after are known by both, but feed readers know the feed "
            "of jobs by this key.",
        )
    )


@register("portal", deploy=True)
def check_names(**options: Any) -> list[CheckMessage]:
    return report_findings(
        *(
            (
                known,
                "W009",
                f"{name} is no setting of the portal, but resembles {known}.",
                f"Correct the name in .env, or take the line out. Nothing has read {name}.",
            )
            for name, known in sorted(find_misspelled(env.variables, env.declared).items())
        )
    )


def find_misspelled(variables: Mapping[str, str], declared: Mapping[str, object]) -> dict[str, str]:
    """Names of variables that resemble a name of ours which is not given, with that name."""
    absent = [name for name in declared if name not in variables]
    unknown = [name for name in variables if name not in declared and len(name) >= SHORTEST]
    found = {name: closest_name(name, absent) for name in unknown}
    return {name: known for name, known in found.items() if known}
