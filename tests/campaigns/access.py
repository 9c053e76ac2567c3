"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from agencies.people.permissions import Permission

NAMED = {
    "campaigns:report-list": Permission.SEE_REPORTS,
    "campaigns:report-workbook": Permission.SEE_REPORTS,
}
