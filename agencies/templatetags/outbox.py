from django import template

from agencies.mail.queries import reason_words

register = template.Library()
register.filter("reason", reason_words)
