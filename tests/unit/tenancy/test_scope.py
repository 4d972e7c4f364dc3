"""A school's rows are seen in its scope alone, and the scope leaves nothing behind."""

from collections.abc import Callable
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from safeguard.outbox.models import DepartmentAlert
from safeguard.people.models import Child
from safeguard.tenancy.scope import (
    NestedScope,
    NoSchoolScope,
    current_school,
    department_scope,
    kept,
    national_scope,
    school_scope,
)
from tests.factories import LONG_AGO, make_child, make_region, make_school

pytestmark = pytest.mark.django_db


class Stop(Exception):
    """Something that goes wrong inside a scope."""


def stop_after(_: object) -> None:
    raise Stop


def setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('safeguard.school', true), '')")
        return str(cursor.fetchone()[0])


def test_a_school_sees_its_own_children_and_no_others():
    ours, theirs = make_school(), make_school()
    with school_scope(ours.pk):
        child = make_child(ours, "Лисенко\nСофія")
    with school_scope(theirs.pk):
        assert not Child.objects.filter(pk=child.pk).exists()
        assert not Child.every_school.filter(pk=child.pk).exists()
    with school_scope(ours.pk):
        assert Child.objects.get(pk=child.pk).open("name") == "Лисенко\nСофія"


def test_the_orm_names_the_school_as_well_as_the_database_does():
    school = make_school()
    with school_scope(school.pk):
        assert f'"school_id" = {school.pk}' in str(Child.objects.all().query)


def test_outside_a_scope_the_manager_raises_and_the_database_answers_nothing():
    ours = make_school()
    with school_scope(ours.pk):
        make_child(ours)
    with pytest.raises(NoSchoolScope):
        Child.objects.count()
    with pytest.raises(NoSchoolScope):
        current_school()
    with pytest.raises(NoSchoolScope):
        kept("anything")
    assert Child.every_school.count() == 0


@pytest.mark.parametrize("inner", [school_scope, department_scope])
@pytest.mark.parametrize("outer", [school_scope, department_scope])
def test_a_scope_inside_a_scope_is_refused(outer, inner):
    with outer(uuid4()), pytest.raises(NestedScope), inner(uuid4()):
        pass


def test_an_exception_undoes_the_work_and_clears_the_scope():
    school = make_school()
    with pytest.raises(Stop), school_scope(school.pk):
        stop_after(make_child(school))
    assert setting() == ""
    with school_scope(school.pk):
        assert Child.objects.count() == 0


def test_a_transaction_marked_for_undoing_ends_quietly():
    """As the REST framework does when it turns an exception into a response."""
    school = make_school()
    with school_scope(school.pk):
        make_child(school)
        transaction.set_rollback(True)
    assert setting() == ""
    with school_scope(school.pk):
        assert Child.objects.count() == 0


def test_what_is_kept_dies_with_the_scope():
    with school_scope(uuid4()):
        held = kept("keys")
        held["one"] = b"secret"
        assert kept("keys") == {"one": b"secret"}
    assert held == {"one": b"secret"}  # whoever held on to it has it, the next scope hasn't
    with school_scope(uuid4()):
        assert kept("keys") == {}


def test_a_department_reads_what_names_it_and_no_row_of_a_school():
    region = make_region()
    ours, other = make_school(district=region.district), make_school()
    with school_scope(ours.pk):
        make_child(ours)
        alert = DepartmentAlert(
            id=uuid4(),
            school=ours,
            department=region.district,
            rule="police_notice",
            stage="missed",
            subject_digest="0" * 64,
            due_at=LONG_AGO,
            created_at=LONG_AGO,
        )
        alert.save(force_insert=True)
    with school_scope(other.pk):
        assert DepartmentAlert.objects.count() == 0
    with department_scope(region.region.pk):
        assert DepartmentAlert.objects.count() == 0
    with department_scope(region.district.pk):
        assert [row.pk for row in DepartmentAlert.objects.all()] == [alert.pk]
        assert DepartmentAlert.objects.update(rule="changed") == 0
        assert Child.every_school.count() == 0
        with pytest.raises(NoSchoolScope):
            current_school()


# --- with real commits ---


@pytest.mark.django_db(transaction=True)
def test_a_scope_is_a_transaction_of_its_own():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), school_scope(uuid4()):
        pass
    with pytest.raises(NoSchoolScope):
        current_school()


@pytest.mark.django_db(transaction=True)
def test_the_setting_ends_with_the_transaction_on_the_same_connection():
    with school_scope(make_school().pk):
        assert setting() == str(current_school())
        held = connection.connection
    assert connection.connection is held
    assert setting() == ""
    with pytest.raises(Stop), school_scope(uuid4()):
        raise Stop
    assert setting() == ""


@pytest.mark.django_db(transaction=True)
def test_what_runs_after_the_commit_stands_outside_the_scope():
    seen: list[int] = []
    school = make_school()

    def afterwards() -> None:
        with pytest.raises(NoSchoolScope):
            current_school()
        with school_scope(school.pk):
            seen.append(Child.objects.count())

    with school_scope(school.pk):
        make_child(school)
        transaction.on_commit(afterwards)
    assert seen == [1]


@pytest.mark.django_db(transaction=True)
def test_a_pooled_connection_carries_nothing_to_the_next_request(monkeypatch):
    """Two requests, one connection of the pool."""
    school = make_school()
    pooled = {**connection.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 1, "timeout": 10}}
    monkeypatch.setitem(connections.settings["default"], "OPTIONS", pooled)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    found: list[tuple[int, str, int]] = []

    def request(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    def fails_inside() -> None:
        with pytest.raises(Stop), school_scope(school.pk):
            stop_after([make_child(school), look(Child.objects.count())])

    def look(count: int) -> None:
        found.append((connection.connection.info.backend_pid, setting(), count))

    def looks() -> None:
        look(Child.every_school.count())

    def close_pool() -> None:
        connection.close_pool()

    for work in (fails_inside, looks, close_pool):
        thread = Thread(target=request, args=(work,))
        thread.start()
        thread.join()
    (pid, inside, count), (same_pid, outside, none) = found
    assert (pid, inside, count) == (same_pid, str(school.pk), 1)
    assert (outside, none) == ("", 0)


@pytest.mark.django_db(transaction=True, databases=["default", "national"])
def test_the_national_reader_changes_nothing_and_sees_no_school():
    with national_scope() as alias, connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('transaction_read_only')")
        assert cursor.fetchone() == ("safeguard_national", "on")
        with pytest.raises(Exception, match="permission denied"), transaction.atomic(using=alias):
            cursor.execute("SELECT FROM people_child")
