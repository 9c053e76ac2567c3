"""Making the file for the national exchange, and entering its receipt."""

import datetime
import io
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.evidence.services import store_rows
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.exchange_files.exchange_sheets import build_exchange_sheets
from conferences.exchange_files.models import ExchangeFile
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair
from conferences.fairs.services import lock_fair, require_host
from vietnam.dates import format_date
from workbooks import write_workbook


@transaction.atomic
def make_exchange_file(*, fair: Fair, by: Actor) -> ExchangeFile:
    """The figures as they are now, as a version that stays; a further one only once the last has
    its receipt, so that nobody hands over two by mistake.
    """
    row = lock_fair(fair.pk)
    require_host(by, row)
    if row.state != FairState.CLOSED:
        raise RuleError(_("Close the fair first: its results are handed over afterwards."))
    if row.exchange_files.filter(receipt="").exists():
        raise RuleError(_("Enter the receipt of the last file first, then make a new version."))
    number = (row.exchange_files.aggregate(last=Max("number"))["last"] or 0) + 1
    today = timezone.localdate()
    file = io.BytesIO()
    with override(settings.LANGUAGE_CODE):
        sheets = build_exchange_sheets(row, today)
        write_workbook(sheets, file, title=row.title)
    name = f"san-quoc-gia-phien-{row.pk}-ban-{number}-{today}.xlsx"
    make = partial(
        ExchangeFile,
        fair=row,
        number=number,
        made_at=timezone.now(),
        made_by=by.seat,
        made_person=by.person,
    )
    with store_rows(make, [ContentFile(file.getvalue(), name=name)]) as stored:
        record_action(ConferenceAction.EXCHANGE_FILE_MADE, row, by=by, after={"item": name})
        return stored[0]


@transaction.atomic
def enter_receipt(
    *, file: ExchangeFile, receipt: str, received_on: datetime.date, by: Actor
) -> ExchangeFile:
    """What the exchange has answered to whoever uploaded the file; entered once."""
    fair = lock_fair(file.fair_id)
    require_host(by, fair)
    row = lock_row(ExchangeFile.objects.all(), file.pk)
    if row.receipt:
        raise RuleError(_("The receipt of this file is entered already."))
    if not receipt.strip():
        raise RuleError(_("Type the number of the receipt."), field="receipt")
    if not timezone.localdate(row.made_at) <= received_on <= timezone.localdate():
        raise RuleError(
            _("Give a day from the one on which the file was made until today."),
            field="received_on",
        )
    row.receipt = receipt.strip()
    row.received_on = received_on
    row.save(update_fields=["receipt", "received_on"])
    after = {"item": f"{row.receipt}, {format_date(received_on)}"}
    record_action(ConferenceAction.EXCHANGE_RECEIPT_ENTERED, fair, by=by, after=after)
    return row
