"""What every response forbids the browser, and where the browser reports what was refused."""

import json
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from agencies.sign_in.allauth_internals import count_request
from config.logs.masking import mask_secrets
from config.middleware.bodies import stated_length

logger = logging.getLogger(__name__)
UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "browsing-topics",
)
POLICY = ", ".join(f"{feature}=()" for feature in UNUSED)
LONGEST_REPORT = 8 * 1024
REPORTS = {"csp_report": "10/m/ip"}


class HeadersMiddleware(MiddlewareMixin):
    """Nobody else's page embeds ours, no page here asks for the device's sensors, and what a
    browser with a session was shown is stored by no cache unless the page itself says for how long.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """One line in the process's log, without the query of an address, which may contain a secret;
    nothing is stored.
    """
    if stated_length(request) > LONGEST_REPORT:
        return HttpResponse(status=413)
    if not count_request(request, "csp_report", REPORTS):
        return HttpResponse(status=429)
    try:
        report = json.loads(request.body)["csp-report"]
        words = [
            _plain(report.get(name))
            for name in ("document-uri", "violated-directive", "blocked-uri")
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponse(status=400)
    logger.warning("Content refused by the browser on %s: %s of %s", *map(mask_secrets, words))
    return HttpResponse(status=204)


def _plain(value: object) -> str:
    # An address without query and fragment; no line breaks, which would forge lines of the log.
    parts = urlsplit(str(value)[:500])
    start = f"{parts.scheme}:{parts.netloc}" if parts.scheme else ""
    return " ".join(f"{start}{parts.path}".split())
