"""The codes that an authenticator app shows."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_of_now(secret: str) -> str:
    """Of the half minute that began last, so that a test which lasts longer still sends a code that
    is taken.
    """
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))
