"""The operations of migrations: what they put into the database, and that they can take it back."""

from types import SimpleNamespace

import psycopg
import pytest
from django.apps import apps
from django.db import connections

from safeguard.audit.access import record_access
from safeguard.audit.models import AccessRecord
from safeguard.tenancy import door
from safeguard.tenancy.rls import (
    AppendOnly,
    DepartmentPolicy,
    DueFunction,
    ForceRowSecurity,
    NationalPolicy,
    SameSchoolForeignKey,
    TableOperation,
    for_each_school,
)
from safeguard.tenancy.scope import school_scope
from tests.factories import LONG_AGO, make_child, make_member, make_school

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

STATE = SimpleNamespace(apps=apps)
CATALOGUE = """
    SELECT 'policy', tablename, policyname, cmd, roles::text, qual, with_check FROM pg_policies UNION ALL
    SELECT 'trigger', tgrelid::regclass::text, tgname, '', '', '', '' FROM pg_trigger WHERE NOT tgisinternal UNION ALL
    SELECT 'key', conrelid::regclass::text, conname, '', '', '', '' FROM pg_constraint WHERE contype = 'f' UNION ALL
    SELECT 'rights', oid::regclass::text, array(SELECT unnest(relacl)::text ORDER BY 1)::text, '', '', '', ''
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' UNION ALL
    SELECT 'column', attrelid::regclass::text, attname, array(SELECT unnest(attacl)::text ORDER BY 1)::text, '', '', ''
        FROM pg_attribute WHERE cardinality(attacl) > 0 UNION ALL
    SELECT 'forced', oid::regclass::text, relrowsecurity::text, relforcerowsecurity::text, '', '', ''
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' UNION ALL
    SELECT 'function', proname, proowner::regrole::text, proacl::text, '', '', '' FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
    ORDER BY 1, 2, 3, 4
"""
DUE = {"where": "t.at <= due_records.at", "columns": ["at"], "order": "t.at"}


def catalogue() -> list[tuple]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(CATALOGUE)
        return cursor.fetchall()


def run(operation: TableOperation, app: str, way: str) -> None:
    with connections["owner"].schema_editor() as editor:
        getattr(operation, f"database_{way}")(app, editor, STATE, STATE)


@pytest.mark.parametrize(
    ("app", "operation"),
    [
        pytest.param("audit", ForceRowSecurity("accessrecord"), id="row security"),
        pytest.param("audit", AppendOnly("accessrecord"), id="append only"),
        pytest.param("people", SameSchoolForeignKey("enrolment", "child", "child"), id="same school"),
        pytest.param("cases", SameSchoolForeignKey("case", "data_key", "vault.datakey"), id="same school, other app"),
        pytest.param("outbox", DepartmentPolicy("departmentalert", "department_id"), id="department"),
    ],
)
def test_an_operation_can_be_taken_back_and_done_again(app, operation):
    before = catalogue()
    run(operation, app, "backwards")
    assert catalogue() != before
    run(operation, app, "forwards")
    assert catalogue() == before


@pytest.mark.parametrize(
    "operation",
    [NationalPolicy("accessrecord"), DueFunction("accessrecord", "due_records", **DUE)],
    ids=["nation", "due"],
)
def test_an_operation_can_be_done_and_taken_back(operation):
    before = catalogue()
    run(operation, "audit", "forwards")
    assert catalogue() != before
    run(operation, "audit", "backwards")
    assert catalogue() == before


def looked_at(school) -> AccessRecord:
    member = make_member(school)
    with school_scope(school.pk):
        record_access(member=member, case_id=school.pk, what="view", is_allowed=True)
        return AccessRecord.objects.get()


def test_the_door_answers_with_ids_of_every_school_and_of_no_more_than_asked():
    run(DueFunction("accessrecord", "due_records", **DUE), "audit", "forwards")
    records = [looked_at(make_school()) for _ in range(3)]
    now = max(record.at for record in records)
    assert door.due("due_records", at=now) == {record.school_id: [record.pk] for record in records}
    assert len(door.due("due_records", at=now, at_most=2)) == 2
    assert door.due("due_records", at=LONG_AGO) == {}


def test_only_the_application_may_knock_and_the_sweep_reads_no_other_column(sql_as):
    run(DueFunction("accessrecord", "due_records", **DUE), "audit", "forwards")
    looked_at(make_school())
    for role in ("national", "backup"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sql_as(role).execute("SELECT * FROM due_records(now(), 5)")
    sweep = sql_as("postgres")
    sweep.execute("SET ROLE safeguard_sweep")
    assert sweep.execute("SELECT id, school_id, at FROM audit_accessrecord").rowcount == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sweep.execute("SELECT user_name FROM audit_accessrecord")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET what = 'nothing'", "DELETE FROM {}", "TRUNCATE {}"],
    ids=["update", "delete", "truncate"],
)
@pytest.mark.parametrize(
    ("role", "reason"),
    [
        pytest.param("app", "permission denied", id="the application has no right"),
        pytest.param("owner", "append-only", id="the owner meets the trigger"),
        pytest.param("postgres", "append-only", id="the superuser too"),
    ],
)
def test_an_append_only_table_refuses(sql_as, role, reason, statement):
    record = looked_at(make_school())
    db = sql_as(role)
    db.execute("SELECT set_config('safeguard.school', %s, true)", [str(record.school_id)])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=reason):
        db.execute(statement.format("audit_accessrecord"))
    db.rollback()
    with school_scope(record.school_id):
        assert AccessRecord.objects.get().what == "view"


def test_a_data_migration_enters_each_school_in_turn():
    """Forced security binds the owner too: without this it would change nothing, silently."""
    schools = [make_school(), make_school()]
    for school in schools:
        with school_scope(school.pk):
            make_child(school)
    seen = {}

    def work(apps, editor, school_id) -> None:
        with editor.connection.cursor() as cursor:
            cursor.execute("UPDATE people_child SET birth_year = 2014")
            seen[school_id] = cursor.rowcount

    with connections["owner"].schema_editor(atomic=True) as editor:
        for_each_school(work)(apps, editor)
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_child")
            assert cursor.fetchone() == (0,)
    assert seen == {school.pk: 1 for school in schools}
