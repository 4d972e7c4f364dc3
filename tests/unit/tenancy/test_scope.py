"""A school's rows are seen in its scope alone."""

import pytest

from safeguard.people.models import Child
from safeguard.tenancy.scope import NestedScope, NoSchoolScope, school_scope
from tests.factories import make_child, make_school

pytestmark = pytest.mark.django_db


def test_a_school_sees_its_own_children_and_no_others():
    ours, theirs = make_school(), make_school()
    with school_scope(ours.pk):
        child = make_child(ours, "Лисенко\nСофія")
    with school_scope(theirs.pk):
        assert not Child.objects.filter(pk=child.pk).exists()
        assert not Child.every_school.filter(pk=child.pk).exists()
    with school_scope(ours.pk):
        assert Child.objects.get(pk=child.pk).open("name") == "Лисенко\nСофія"


def test_outside_a_scope_the_manager_raises_and_the_database_answers_nothing():
    ours = make_school()
    with school_scope(ours.pk):
        make_child(ours)
    with pytest.raises(NoSchoolScope):
        Child.objects.count()
    assert Child.every_school.count() == 0


def test_a_scope_inside_a_scope_is_refused():
    school = make_school()
    with school_scope(school.pk), pytest.raises(NestedScope), school_scope(school.pk):
        pass
