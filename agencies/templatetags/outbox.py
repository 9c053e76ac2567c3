from django import template

from agencies.queries.outbox import reason_words

register = template.Library()
register.filter("reason", reason_words)
