"""The last door through which a text is kept: cleaned also where a program, not a form, has given
it.
"""

from django.db import models

from vietnam.text import clean_line, clean_paragraphs


def cleaned_for(row: models.Model, name: str, value: object) -> object:
    """The value as the row's column keeps it: paragraphs in a long one, else one line; what is no
    text stays.
    """
    if type(value) is not str:
        return value
    is_long = isinstance(row._meta.get_field(name), models.TextField)
    return clean_paragraphs(value) if is_long else clean_line(value)
