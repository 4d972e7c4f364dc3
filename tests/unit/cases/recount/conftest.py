import pytest

from tests.factories import make_region, make_school
from tests.unit.cases.recount.places import opened


@pytest.fixture
def region(db):
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def case(school):
    return opened(school)
