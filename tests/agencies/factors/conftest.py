import pytest


@pytest.fixture(autouse=True)
def second_factors_are_required(settings):
    settings.MFA_REQUIRED = True
