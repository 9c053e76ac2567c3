"""A4 upright or across, with the margins of decree 30/2020, in millimetres."""

LONG_SIDE = 297
SHORT_SIDE = 210
LEFT_MARGIN = 30
RIGHT_MARGIN = 15
OTHER_MARGIN = 20


def text_width(*, is_across: bool) -> float:
    return (LONG_SIDE if is_across else SHORT_SIDE) - LEFT_MARGIN - RIGHT_MARGIN
