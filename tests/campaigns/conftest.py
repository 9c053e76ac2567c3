import pytest

from tests.campaigns.targets_world import TargetsWorld


@pytest.fixture
def world(db) -> TargetsWorld:
    return TargetsWorld()
