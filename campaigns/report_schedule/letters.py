"""The letter that a month's report is there. It is written when it is sent, by the rights that its
reader has then; whoever set the schedule may have others.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_person, required_seat
from agencies.people.permissions import present_actor
from agencies.registry import NothingToSayError, ReportSection
from campaigns.frozen_reports.models import ReportVersion
from campaigns.frozen_reports.queries import frozen_figures, visible_versions
from campaigns.report_figures.narrative import figure_sentence
from campaigns.report_figures.queries import ReportFigure, may_open_rows
from campaigns.report_schedule.services import LETTER
from recruitment.letters.plain import PlainLetter, join_paragraphs, plain_letter

MAIN = frozenset({ReportSection.DEMAND, ReportSection.RESULTS, ReportSection.TASKS})


def _month_report(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    by = present_actor(
        person=required_person(message), seat=required_seat(message), on=timezone.localdate()
    )
    version = _visible_version(context["version"], by) if by else None
    if by is None or version is None:
        raise NothingToSayError
    names = {"month": str(version.report), "n": version.number}
    told = [
        f"- {figure_sentence(figure)}"
        for figure in frozen_figures(version.snapshot)
        if _is_told(figure) and may_open_rows(by, figure.key)
    ]
    return PlainLetter(
        gettext("Report for month %(month)s, version %(n)s") % names,
        join_paragraphs(
            gettext("The figures of the month are frozen. The main ones:"), "\n".join(told)
        ),
        gettext("Open the report"),
        version.get_absolute_url(),
    )


def _is_told(figure: ReportFigure) -> bool:
    # The main ones, also where they are 0; of the other sections what there was.
    if figure.is_part or figure.value is None:
        return False
    return bool(figure.value) or figure.section in MAIN


def _visible_version(key: int, by: Any) -> ReportVersion | None:
    return visible_versions(by).select_related("report", "snapshot").filter(pk=key).first()


OWN_LETTERS = (plain_letter(LETTER, _month_report),)
