"""Lengths of time and results of runs in words."""

import datetime

from django import template

from agencies.jobs.queries import length_words, outcome_words

register = template.Library()
register.filter("length", length_words)
register.filter("outcome", outcome_words)


@register.filter
def before(moment: datetime.datetime, now: datetime.datetime) -> str:
    # How long before `now` it was, in words.
    return length_words(now - moment)
