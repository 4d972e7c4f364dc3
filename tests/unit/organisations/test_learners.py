"""UA-B-IV.1.1, C-12: a procedure for children isn't adopted where adults learn, nor the other way."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from safeguard.errors import RuleViolation
from safeguard.organisations.models import Adoption, Organisation, School
from safeguard.organisations.services import changes
from safeguard.organisations.services.learners import suiting, teaches_adults
from tests.factories import make_region, make_school

pytestmark = pytest.mark.django_db

CHILDREN = ["ua-1646", "ua-bila-tserkva-21", "ua-kharkiv-51"]
ADULTS = ["ua-dnipro-cpto"]
ORDER = {"order_number": "7-о", "order_on": date(2025, 11, 1), "from_on": date(2025, 12, 1), "by": None}


def adopt(school: School, procedure: str) -> Adoption:
    return changes.adopt_procedure(organisation_id=school.pk, procedure=procedure, **ORDER)


@pytest.fixture
def centre():
    """A centre of vocational training whose learners are adults."""
    return make_school(school_type="adults", procedure="ua-dnipro-cpto")


@pytest.mark.parametrize("school_type", ["school", "gymnasium", "lyceum", "college"])
@pytest.mark.parametrize("procedure", CHILDREN)
def test_the_national_procedure_is_for_all_types_of_schools(school_type, procedure):
    school = make_school(school_type=school_type)
    assert adopt(school, procedure).procedure == procedure


@pytest.mark.parametrize("school_type", ["school", "gymnasium", "lyceum", "college"])
def test_a_school_with_children_cant_adopt_a_procedure_that_tells_no_parents(school_type):
    school = make_school(school_type=school_type)
    with pytest.raises(RuleViolation, match="no parents") as refusal:
        adopt(school, "ua-dnipro-cpto")
    assert refusal.value.field == "procedure"
    assert Adoption.objects.get(organisation=school.organisation).procedure == "ua-1646"


@pytest.mark.parametrize("procedure", CHILDREN)
def test_an_institution_of_adults_cant_adopt_a_procedure_for_children(centre, procedure):
    with pytest.raises(RuleViolation, match="learners are adults") as refusal:
        adopt(centre, procedure)
    assert refusal.value.field == "procedure"
    assert adopt(centre, "ua-dnipro-cpto").procedure == "ua-dnipro-cpto"


@pytest.mark.parametrize(
    ("country", "school_type", "procedure"),
    [
        pytest.param("ua", "adults", "ua-1646", id="adults under the national procedure"),
        pytest.param("ua", "college", "ua-dnipro-cpto", id="children under the procedure for adults"),
        pytest.param("kz", "adults", "kz-2021", id="the algorithm is for general secondary education"),
    ],
)
def test_a_new_institution_begins_with_a_procedure_for_its_learners(country, school_type, procedure):
    district = make_region(country).district
    before = Organisation.objects.count()
    with pytest.raises(RuleViolation):
        make_school(country, district=district, school_type=school_type, procedure=procedure)
    assert Organisation.objects.count() == before


def test_the_type_changes_among_schools_but_never_who_learns_there(centre):
    school = make_school()
    assert changes.change_details(organisation_id=school.pk, changes={"school_type": "lyceum"}, by=None)
    for place, other in ((school, "adults"), (centre, "college")):
        with pytest.raises(RuleViolation, match="different procedures"):
            changes.change_details(organisation_id=place.pk, changes={"school_type": other}, by=None)


def test_only_what_suits_is_offered_and_a_department_has_all(centre):
    school, region = make_school(), make_region()
    offered = [
        suiting([*CHILDREN, *ADULTS], teaches_adults(place))
        for place in (school.organisation, centre.organisation, region.district)
    ]
    assert offered == [CHILDREN, ADULTS, [*CHILDREN, *ADULTS]]


def test_whoever_works_by_the_procedure_for_adults_already_gets_the_type(centre):
    school, untouched = make_school(), make_school()
    Adoption.objects.create(
        organisation=school.organisation, procedure="ua-dnipro-cpto", order_number="1", order_on=date(2025, 1, 1),
        from_on=date(2025, 1, 1),
    )  # fmt: skip
    migration = import_module("safeguard.organisations.migrations.0008_institutions_for_adults")
    with connection.cursor() as cursor:
        cursor.execute(migration.FORWARD)
    school.refresh_from_db()
    untouched.refresh_from_db()
    assert (school.school_type, untouched.school_type) == ("adults", "school")
