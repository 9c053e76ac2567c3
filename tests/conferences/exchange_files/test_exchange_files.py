"""The file for the national exchange: made once from the results, with its receipt."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.errors import RuleError
from conferences.exchange_files.models import ExchangeFile
from conferences.exchange_files.services import enter_receipt, make_exchange_file
from conferences.fairs.models import Fair
from conferences.outcomes.models import Outcome
from tests.factories import sign_in
from tests.factories_fairs import make_centre, make_fair_world, make_seeker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world(settings, tmp_path):
    """A closed fair: two people were interviewed, one of them has started work."""
    settings.MEDIA_ROOT = tmp_path
    world = make_fair_world()
    for rung in (1, 4):
        Outcome.objects.create(
            seeker=make_seeker(world.fair), booth=world.booth, rung=rung, changed_at=timezone.now()
        )
    Fair.objects.filter(pk=world.fair.pk).update(state="closed")
    world.fair.refresh_from_db()
    return world


def values_of(book, number: int) -> list[tuple]:
    rows = book.worksheets[number].iter_rows(values_only=True)
    return [row for row in rows if row[0] == 1]


def test_the_file_has_vacancies_results_and_homes_without_names(client, world):
    sign_in(client, world.centre)
    client.post(reverse("conferences:exchange-file-make", args=[world.fair.pk]))
    row = ExchangeFile.objects.get()
    data = b"".join(client.get(reverse("conferences:exchange-file", args=[row.pk])))
    book = load_workbook(io.BytesIO(data))
    [vacancy], [result], [home] = (values_of(book, number) for number in range(3))
    assert (vacancy[1], vacancy[7]) == (world.booth.employer.tax_code, 100)
    assert result[3:9] == (2, 1, 1, 1, 0, 0)
    assert home[2:6] == (2, 0, 2, 1)
    texts = [str(cell) for sheet in book for line in sheet.values for cell in line]
    assert not any("Người Thử" in text for text in texts)


def test_a_file_never_changes_and_the_next_waits_for_its_receipt(world):
    first = make_exchange_file(fair=world.fair, by=world.centre)
    with pytest.raises(RuleError, match="Enter the receipt of the last file first"):
        make_exchange_file(fair=world.fair, by=world.centre)
    today = timezone.localdate()
    enter_receipt(file=first, receipt="SGD-12", received_on=today, by=world.centre)
    with pytest.raises(RuleError, match="entered already"):
        enter_receipt(file=first, receipt="SGD-13", received_on=today, by=world.centre)
    assert make_exchange_file(fair=world.fair, by=world.centre).number == 2
    first.refresh_from_db()
    assert (first.receipt, first.received_on) == ("SGD-12", today)


def test_a_receipt_is_not_older_than_its_file(world):
    file = make_exchange_file(fair=world.fair, by=world.centre)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with pytest.raises(RuleError) as refused:
        enter_receipt(file=file, receipt="SGD-12", received_on=yesterday, by=world.centre)
    assert refused.value.field == "received_on"


def test_it_is_made_by_the_host_after_the_fair(world):
    with pytest.raises(RuleError, match="Only the job centre that holds"):
        make_exchange_file(fair=world.fair, by=make_centre())
    Fair.objects.filter(pk=world.fair.pk).update(state="running")
    with pytest.raises(RuleError, match="Close the fair first"):
        make_exchange_file(fair=world.fair, by=world.centre)
