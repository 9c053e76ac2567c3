"""Names of entries in calendars and feeds that stay the same wherever the portal moves: no host
stands in them.
"""

import uuid

_NAMESPACE = uuid.UUID("6f1f7c0e-6d0b-4f0e-9a51-2f4b0f5f9f3b")


def stable_uuid(kind: str, key: object, origin: object) -> uuid.UUID:
    """`origin` tells two portals apart: the moment (UTC) in which a row was made, or the province
    that is at home.
    """
    return uuid.uuid5(_NAMESPACE, f"{kind}/{key}/{origin}")
