"""Who takes part in most tests of recruitment."""

import pytest

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Actor
from recruitment.service_firms.models import ServiceFirm
from tests.factories import make_actor
from tests.factories_recruitment import (
    make_board,
    make_commune,
    make_department,
    make_firm,
    make_province,
)


@pytest.fixture
def department(db) -> Actor:
    """The coordinator of the labour department of Bắc Ninh."""
    return make_department(make_province("Bắc Ninh"))


@pytest.fixture
def board(db) -> Actor:
    """The verifier of a zones' board, whose province has a labour department."""
    province = make_province()
    make_department(province)
    return make_board(province)


@pytest.fixture
def officer(department) -> Actor:
    """The officer of a commune of the department's province."""
    commune = make_commune(department.seat.agency.province, name="UBND phường Nếnh")
    return make_actor(role=SeatRole.OFFICER, agency=commune)


@pytest.fixture
def firm(department) -> ServiceFirm:
    """A firm for labour services, entered by the department."""
    return make_firm(department)
