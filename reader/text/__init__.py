"""The cleaned text of a document: where its characters came from, its lines and the marks of its
items.
"""

from reader.text.lines import TextLine, split_lines, without_page_numbers
from reader.text.markers import ALPHABET, UPPER, ItemMarker, MarkerLevel, find_item_marker
from reader.text.patterns import compile_phrases
from reader.text.separated_cells import NUMBER_HEADING
from reader.text.source import Passage, Source, join_passages, make_source, squeeze_spaces

__all__ = [
    "ALPHABET",
    "NUMBER_HEADING",
    "UPPER",
    "ItemMarker",
    "MarkerLevel",
    "Passage",
    "Source",
    "TextLine",
    "compile_phrases",
    "find_item_marker",
    "join_passages",
    "make_source",
    "split_lines",
    "squeeze_spaces",
    "without_page_numbers",
]
