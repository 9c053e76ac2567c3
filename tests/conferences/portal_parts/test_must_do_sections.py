"""A section of the must-do page costs a query only where something waits for the seat."""

import pytest
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.must_do.sections import sections_for
from conferences.partnerships.choices import AskSide
from tests.factories import make_actor
from tests.factories_conferences import make_ask, make_partnership


@pytest.mark.django_db
def test_only_what_has_rows_is_asked_for(django_assert_num_queries):
    coordinator = make_actor(role=SeatRole.COORDINATOR)
    today = timezone.localdate()
    sections_for(coordinator, today)  # what a process knows by heart
    with django_assert_num_queries(2):  # the counts, and what is news for the seat
        assert sections_for(coordinator, today) == []
    make_ask(make_partnership(coordinator), coordinator, side=AskSide.PARTNER)
    with django_assert_num_queries(3):
        assert [section.key for section in sections_for(coordinator, today)] == ["asks"]
