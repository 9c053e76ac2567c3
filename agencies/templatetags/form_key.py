"""`csrf_token` of all our pages: Django's field, and beside it the key by which a form sent twice
takes effect once.
"""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from agencies.forms.sent_forms import FIELD, form_key_for_page

register = template.Library()


class FormTokenNode(CsrfTokenNode):
    def render(self, context: Context) -> str:
        key = form_key_for_page(
            getattr(context, "request", None)
        )  # also in an include that is given nothing but its own
        return super().render(context) + format_html(
            '<input type="hidden" name="{}" value="{}">', FIELD, key
        )


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokenNode:
    return FormTokenNode()
