from django import template

from agencies.mail.queries import reason_text

register = template.Library()
register.filter("reason", reason_text)
