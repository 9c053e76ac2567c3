"""The last place that every text passes before it is stored: cleaned even if a program, not a form,
supplied it.
"""

from django.db import models

from vietnam.text import clean_line, clean_paragraphs


def cleaned_for(row: models.Model, name: str, value: object) -> object:
    """The value as the row's column stores it: paragraphs in a long one, else one line; anything
    but text is unchanged.
    """
    if type(value) is not str:
        return value
    is_long = isinstance(row._meta.get_field(name), models.TextField)
    return clean_paragraphs(value) if is_long else clean_line(value)
