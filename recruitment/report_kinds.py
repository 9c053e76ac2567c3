"""Every kind of report, by its name."""

from recruitment.lodging.services import LODGING
from recruitment.period_reports.kinds import ReportKind
from recruitment.usage.services import LABOUR_USAGE

KINDS: dict[str, ReportKind] = {kind.name: kind for kind in (LABOUR_USAGE, LODGING)}
