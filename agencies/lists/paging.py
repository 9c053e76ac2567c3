"""The length of a page of a long list, and the numbers in its address."""

PAGE_LENGTH = 50


def parse_count(text: str) -> int:
    """Below 2⁶³, as PostgreSQL stores keys. Raises ValueError."""
    number = int(text)
    if not 0 <= number < 2**63:
        raise ValueError(text)
    return number
