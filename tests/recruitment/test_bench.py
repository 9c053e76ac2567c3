"""The measurements of this app still call what the portal calls; how fast is for `portal.py bench`,
not for tests.
"""

import pytest

from bench.vacancies import _boards
from tests.factories_recruitment import (
    make_department,
    make_province,
    published_vacancy,
    verified_employer,
)


@pytest.mark.django_db
def test_the_boards_are_measured_beside_their_bare_sums():
    province = make_province("Lạng Sơn", "lang-son")
    make_department(province)
    published_vacancy(verified_employer(province), homes=((province, 5),))
    figures = _boards()
    assert [(figure.name, figure.note) for figure in figures] == [
        ("demand board", "1 vacancies live"),
        ("demand board by home", "1 with a home"),
    ]
