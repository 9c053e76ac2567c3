"""Names of entries in calendars and feeds that stay the same wherever the portal moves: no host stands in them."""

import datetime
import uuid

_NAMESPACE = uuid.UUID("6f1f7c0e-6d0b-4f0e-9a51-2f4b0f5f9f3b")


def stable_uuid(kind: str, key: int, made_at: datetime.datetime) -> uuid.UUID:
    """Of a row: its kind, its key, and the moment in which it was made, which tells two portals apart."""
    moment = made_at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return uuid.uuid5(_NAMESPACE, f"{kind}/{key}/{moment}")
