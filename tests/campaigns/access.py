"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from agencies.people.permissions import Permission
from tests.access_words import LOG

NAMED = {
    "campaigns:report-list": Permission.SEE_REPORTS,
    "campaigns:report-workbook": Permission.SEE_REPORTS,
}
WRITTEN_BY_GET = dict.fromkeys(
    ("campaigns:report-workbook",),
    LOG,
)
