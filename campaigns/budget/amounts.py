"""Shares of amounts."""

from decimal import Decimal


def percent_of(part: int | None, whole: int | None) -> Decimal | None:
    """To a tenth; None where the whole is not known or nothing."""
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"))
