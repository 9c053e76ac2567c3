"""Cells of a list that lead from a workbook to the page of their row."""

from django.conf import settings
from django.utils.translation import gettext as _

from workbooks.sheets import Link


def page_link(address: str) -> Link:
    """`address`: within the portal."""
    return Link(_("Open"), settings.SITE_URL + address)


def address_within(link: Link) -> str:
    return link.address.removeprefix(settings.SITE_URL)
