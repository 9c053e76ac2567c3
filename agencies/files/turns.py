"""Reading a stranger's file takes seconds (recognising text, a minute) and a processor: one of each
kind at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from reader.sandbox.slots import SlotTaken, take_slot

PATIENCE = 2.0  # seconds that a request waits: most files are read in less


class BusyError(RuleError):
    """Another file is being read; this one will be read when it is sent again."""

    code = "busy"


@contextmanager
def wait_for_turn(kind: str, *, field: str) -> Iterator[None]:
    """For reading one file of a `kind` ("directive", "workbook").

    Raises BusyError with a sentence for `field`.
    """
    place = Path(settings.CACHES["previews"]["LOCATION"]) / f"{kind}.lock"
    try:
        with take_slot(place, patience=PATIENCE):
            yield
    except SlotTaken:
        raise BusyError(
            (
                _(
                    "Another file is being read. Send this one again in a moment; nothing that you "
                    "entered is lost."
                )
            ),
            field=field,
        ) from None
