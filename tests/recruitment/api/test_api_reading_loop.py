"""The program of the README reads to the end, and goes on from there another day."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.people.models import SeatHolding
from recruitment.api.change_feed import SETTLED
from recruitment.load.vacancies import generate_vacancies
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor

pytestmark = pytest.mark.django_db(transaction=True)  # the server has connections of its own


@pytest.fixture
def program(live_server, tmp_path) -> Path:
    """As the README prints it, with the address and a token filled in."""
    caches["local"].clear()
    owner = make_actor()
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    token = create_api_token(
        agency=owner.seat.agency, name="Báo", scopes=["vacancies:read"], by=owner
    )[1]
    [text] = re.findall(
        r"```python\n(.*?)```", (Path(settings.BASE_DIR) / "README.md").read_text(), re.DOTALL
    )
    path = tmp_path / "read.py"
    path.write_text(text.replace("https://…", live_server.url).replace("cld_…", token))
    return path


def run(program: Path) -> list[int]:
    """The keys of what it tells, in its order."""
    ended = subprocess.run(
        [sys.executable, program.name],
        cwd=program.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    return [int(line.split()[0]) for line in ended.stdout.splitlines()]


def test_it_reads_to_the_end_and_goes_on_later(program):
    assert run(program) == []
    generate_vacancies(150, seed=1, today=timezone.localdate())
    Vacancy.objects.filter(published_at=None).delete()
    Vacancy.objects.update(changed_at=timezone.now() - 9 * SETTLED)
    everything = list(Vacancy.objects.order_by("pk").values_list("pk", flat=True))
    assert (run(program), len(everything) > 100) == (everything, True)
    assert run(program) == []
    changed = everything[7]
    Vacancy.objects.filter(pk=changed).update(changed_at=timezone.now() - 2 * SETTLED)
    assert run(program) == [changed]
