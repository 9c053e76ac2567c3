"""Which accounts belong to the demonstration. Their password is public, so a portal on the network
refuses them.
"""

from django.conf import settings
from django.db.models import Q

# No mail server can have these addresses: `.example` belongs to nobody (RFC 2606).
DOMAIN = "caulaodong.example"
DOMAIN_OF_FIRMS = "doanhnghiep.example"


def is_account_refused(email: str) -> bool:
    """Whether an account with this address is refused here: the demonstration's, where SITE_URL is
    https.
    """
    return settings.HTTPS and email.lower().endswith((f"@{DOMAIN}", f"@{DOMAIN_OF_FIRMS}"))


def demonstration_accounts(field: str = "email") -> Q:
    return Q(**{f"{field}__endswith": f"@{DOMAIN}"}) | Q(
        **{f"{field}__endswith": f"@{DOMAIN_OF_FIRMS}"}
    )


def refused_accounts(field: str = "email") -> Q:
    """As `is_account_refused`, for rows."""
    return demonstration_accounts(field) if settings.HTTPS else Q(pk=None)
