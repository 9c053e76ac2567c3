"""Items with nothing below them but when, where and for whom: the time told below a duty is its
deadline.
"""

from datetime import date

from reader.outline.items import OutlineItem
from reader.phrases import OPENS_WITH_VERB, TaskField, deadlines_in_field, find_field
from reader.tasks.duties import STAGE, read_duties
from reader.tasks.proposing import is_schedule
from reader.text import Passage
from vietnam.deadlines import StatedDeadline


def is_timed(item: OutlineItem, issued_on: date | None, *, is_held: bool) -> bool:
    """A duty with its fields, one of them a time that names nobody. `is_held`: a heading above
    says who owes it.
    """
    if not item.children or not times_below(item, issued_on):
        return False
    for child in item.children:
        field = find_field(child.text)
        value = child.passage.part(field.value_at) if field else None
        if value is None or child.children or _names_body(value, issued_on):
            return False
    if is_held:
        return all(map(is_schedule, item.children))
    return _names_body(item.passage, issued_on) or bool(OPENS_WITH_VERB.match(item.text))


def _names_body(passage: Passage, issued_on: date | None) -> bool:
    duties = read_duties(passage, issued_on=issued_on, held=False)
    return any(duty.addressee for duty in duties)


def times_below(item: OutlineItem, issued_on: date | None) -> tuple[StatedDeadline, ...]:
    """What the lines "Thời gian thực hiện: …" below the item say."""
    found = [(find_field(child.text), child) for child in item.children]
    return tuple(
        deadline
        for field, child in found
        if field and field.field is TaskField.TIME
        for deadline in deadlines_in_field(child.text[field.value_at :], issued_on)
    )


def time_of_stage(item: OutlineItem, issued_on: date | None) -> tuple[StatedDeadline, ...]:
    """The time in the heading of the stage to which the item belongs: "2. Đợt 2 (tháng 4/2026)"."""
    for heading in item.ancestors():
        stage = STAGE.match(heading.text)
        if stage and heading.is_heading:
            return deadlines_in_field(heading.text[stage.end() :].rstrip(" :)"), issued_on)
    return ()
