"""What the words of official Vietnamese say: names of bodies, verbs of duty, labels of fields,
times.
"""

from reader.phrases.bodies import DutyAddressee, body_names_in, read_addressee
from reader.phrases.body_headings import heading_bodies
from reader.phrases.closings import is_closing, is_execution_clause
from reader.phrases.field_labels import (
    FieldMatch,
    InlineField,
    TaskField,
    field_of_heading,
    find_field,
    inline_fields,
    opens_field,
)
from reader.phrases.performers import bodies_in_field, clearers_in, partners_in, split_performers
from reader.phrases.times import deadlines_in, deadlines_in_field, find_undated_phrases
from reader.phrases.vocabulary import BODY, LEAD_IN, LIST_PART, OPENS_WITH_VERB, VERB

__all__ = [
    "BODY",
    "LEAD_IN",
    "LIST_PART",
    "OPENS_WITH_VERB",
    "VERB",
    "DutyAddressee",
    "FieldMatch",
    "InlineField",
    "TaskField",
    "bodies_in_field",
    "body_names_in",
    "clearers_in",
    "deadlines_in",
    "deadlines_in_field",
    "field_of_heading",
    "find_field",
    "find_undated_phrases",
    "heading_bodies",
    "inline_fields",
    "is_closing",
    "is_execution_clause",
    "opens_field",
    "partners_in",
    "read_addressee",
    "split_performers",
]
