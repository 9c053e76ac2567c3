"""Mail."""

from typing import Any

from config.environment import addresses
from config.settings.variables import env

_server: dict[str, Any] = env.read(
    "EMAIL_URL",
    addresses.MAIL_SERVER,
    default=addresses.read_mail_server("consolemail://"),
    default_text="consolemail://",
)
vars().update(_server)
# Seconds; without a limit a silent server blocks the sender for ever.
EMAIL_TIMEOUT = env.whole("EMAIL_TIMEOUT", default=10, least=1, most=30)
# Seconds for which a sender holds the messages it took. It sends for two fifths of them, and one
# message asks six answers of the mail server: the lease must not run out while the last answer is
# awaited.
OUTBOX_LEASE_SECONDS = env.whole("OUTBOX_LEASE_SECONDS", default=300, least=10, most=300)
if OUTBOX_LEASE_SECONDS < 10 * EMAIL_TIMEOUT:
    env.refuse(
        "OUTBOX_LEASE_SECONDS",
        f"{OUTBOX_LEASE_SECONDS} is too small beside EMAIL_TIMEOUT={EMAIL_TIMEOUT}",
        form="at least ten times EMAIL_TIMEOUT and at most 300",
        example="300",
    )
DEFAULT_FROM_EMAIL = env.read(
    "DEFAULT_FROM_EMAIL",
    addresses.SENDER,
    default="Cầu Lao Động <khong-tra-loi@caulaodong.example>",
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
