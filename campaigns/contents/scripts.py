"""What the portal can write itself for a wave: a loudspeaker script of today's demand."""

from django.utils import timezone
from django.utils.translation import gettext as _

from recruitment.bulletins.loudspeaker import write_script
from recruitment.public.public_list import open_vacancies_by_employer
from vietnam.dates import format_date

SCRIPT_MINUTES = 3


def todays_script() -> tuple[str, str]:
    """Title and text of the script; no text where no vacancy is published."""
    today = timezone.localdate()
    script = write_script(open_vacancies_by_employer([]), minutes=SCRIPT_MINUTES, day=today)
    title = _("Loudspeaker script of %(day)s") % {"day": format_date(today)}
    return title, "\n\n".join(script.paragraphs)
