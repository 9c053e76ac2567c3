"""Which responses are compressed: text that people read, but nothing that shows a secret
(docs/decisions/0035).
"""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

# How their types begin; workbooks, documents and pictures are compressed already.
TEXTS = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/ld+json",
)
# Pages with a key, a code or a token that opens something by itself: their length must not depend
# on it.
SHOWING_SECRETS = frozenset(
    {
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_reset_password_from_key",
        "agencies:account-email-confirm",
        "agencies:api-token-list",
        "agencies:calendar-feed-create",
        "agencies:calendar-feed",
        "agencies:invitation",
        "recruitment:interest-register",
        "recruitment:interest-withdraw",
    }
)


class CompressionMiddleware(GZipMiddleware):
    """Django's own, with its random bytes, which hide the length of the text; the form's token is
    masked again each time.

    Streamed responses are files that somebody handed in, and are left as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        match = request.resolver_match
        shows_secret = match is not None and match.view_name in SHOWING_SECRETS
        if response.streaming or not is_text or shows_secret:
            return response
        return super().process_response(request, response)
