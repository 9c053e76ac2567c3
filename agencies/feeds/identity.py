"""Identifiers of calendar entries that stay the same wherever the portal moves: they contain no
host name.
"""

import uuid

_NAMESPACE = uuid.UUID("6f1f7c0e-6d0b-4f0e-9a51-2f4b0f5f9f3b")


def stable_uuid(kind: str, key: object, origin: object) -> uuid.UUID:
    """`origin` distinguishes two portals: the moment (UTC) at which a row was made, or the host
    province.
    """
    return uuid.uuid5(_NAMESPACE, f"{kind}/{key}/{origin}")
