"""By SQL as the application role, over every table: no row of school B is seen, changed, added or taken from school A.

The rows are made by the superuser out of the catalogue, so a table that's added tomorrow is proved as well.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from tests.factories import make_school

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = psycopg.errors.InsufficientPrivilege
TABLES = """
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1
"""
REQUIRED = """
    SELECT a.attname, format_type(a.atttypid, NULL), CASE WHEN a.atttypmod > 4 THEN a.atttypmod - 4 ELSE 30 END
    FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attname <> 'school_id'
"""
BY_TYPE = {
    "uuid": "gen_random_uuid()",
    "character varying": "left(md5(random()::text), {width})",
    "text": "md5(random()::text)",
    "smallint": "(random() * 30000)::int",
    "integer": "(random() * 30000)::int",
    "bigint": "(random() * 30000)::int",
    "numeric": "1",
    "double precision": "1",
    "boolean": "false",
    "date": "current_date",
    "time without time zone": "'08:00'",
    "timestamp with time zone": "now()",
    "interval": "'1 day'",
    "jsonb": "'{{}}'",
    "bytea": "'\\x00'",
    "inet": "'::1'",
}


def insert(db: psycopg.Connection, table: str, school: UUID) -> None:
    """A row that fits the types of the table; its checks and triggers are out of the way."""
    names, values = ["school_id"], [sql.Literal(school)]
    for name, kind, width in db.execute(REQUIRED, [table]).fetchall():
        names.append(name)
        values.append(sql.SQL("'{}'" if kind.endswith("[]") else BY_TYPE[kind].format(width=width)))
    query = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names)), sql.SQL(", ").join(values)
    )
    db.execute(query)


@pytest.fixture
def schools() -> tuple[UUID, UUID]:
    return make_school().pk, make_school().pk


@pytest.fixture
def tables(sql_as: Callable[[str], psycopg.Connection], schools: tuple[UUID, UUID]) -> Iterator[list[str]]:
    """One more row of each school in every table, made past checks, foreign keys and triggers."""
    with sql_as("postgres") as db:
        found = [name for (name,) in db.execute(TABLES).fetchall()]
        checks = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
        for table, check in db.execute(checks).fetchall():
            db.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{check}"')
        db.execute("SET session_replication_role = replica")
        for table in found:
            for school in schools:
                if not db.execute(f'SELECT FROM "{table}" WHERE school_id = %s', [school]).rowcount:
                    insert(db, table, school)
    return found


@pytest.fixture
def app(sql_as: Callable[[str], psycopg.Connection]) -> psycopg.Connection:
    return sql_as("app")


@contextmanager
def scope(db: psycopg.Connection, school: object) -> Iterator[None]:
    """One transaction with the setting; None leaves it alone."""
    with db.transaction():
        if school is not None:
            db.execute("SELECT set_config('safeguard.school', %s, true)", [str(school)])
        yield


def attempt(db: psycopg.Connection, query: str, *values: object) -> int | str:
    """How many rows it touched, or 'refused'."""
    try:
        with db.transaction():
            return db.execute(query, values).rowcount
    except REFUSED:
        return "refused"
    except psycopg.errors.RaiseException:  # a trigger that refuses
        return "refused"


def may_insert(db: psycopg.Connection, table: str, school: UUID) -> bool:
    try:
        with db.transaction(force_rollback=True):
            insert(db, table, school)
    except REFUSED:
        return False
    except psycopg.errors.UniqueViolation:  # row security was asked before
        return True
    return True


def test_in_a_scope_there_are_the_rows_of_that_school_alone(tables, schools, app):
    ours, theirs = schools
    seen = {}
    for table in tables:
        with scope(app, ours):
            seen[table] = {row[0] for row in app.execute(f'SELECT school_id FROM "{table}"')}
            assert app.execute(f'SELECT FROM "{table}" WHERE school_id = %s', [theirs]).rowcount == 0, table
    assert seen == {table: {ours} for table in tables}


def test_no_context_means_no_rows_and_no_inserts(tables, schools, app):
    for setting in (None, ""):
        for table in tables:
            with scope(app, setting):
                assert app.execute(f'SELECT FROM "{table}"').rowcount == 0, table
                assert attempt(app, f'UPDATE "{table}" SET school_id = school_id') in {0, "refused"}, table
                assert attempt(app, f'DELETE FROM "{table}"') in {0, "refused"}, table
                assert not may_insert(app, table, schools[0]), table


def test_another_schools_rows_are_neither_changed_nor_added_nor_taken(tables, schools, app):
    ours, theirs = schools
    for table in tables:
        with scope(app, ours):
            change = f'UPDATE "{table}" SET school_id = %s WHERE school_id = %s'
            assert attempt(app, change, ours, theirs) in {0, "refused"}, table
            assert attempt(app, change, theirs, ours) == "refused", table
            assert attempt(app, f'DELETE FROM "{table}" WHERE school_id = %s', theirs) in {0, "refused"}, table
            assert attempt(app, f'TRUNCATE "{table}"') == "refused", table
            assert not may_insert(app, table, theirs), table
            assert may_insert(app, table, ours), table


def test_nothing_leaks_after_the_transaction_whether_it_ends_well_or_badly(tables, schools, app):
    with scope(app, schools[0]):
        assert app.execute("SELECT FROM people_child").rowcount == 1
    assert [table for table in tables if app.execute(f'SELECT FROM "{table}"').rowcount] == []
    app.rollback()
    with pytest.raises(psycopg.errors.DivisionByZero), scope(app, schools[0]):
        app.execute("SELECT 1 / 0")
    assert [table for table in tables if app.execute(f'SELECT FROM "{table}"').rowcount] == []


def test_an_unknown_school_and_a_crooked_setting_see_nothing(tables, app):
    with scope(app, uuid4()):
        assert [table for table in tables if app.execute(f'SELECT FROM "{table}"').rowcount] == []
    with pytest.raises(psycopg.errors.InvalidTextRepresentation), scope(app, "' OR true --"):
        app.execute("SELECT FROM people_child")


def test_the_owner_is_bound_as_well(tables, schools, sql_as):
    owner = sql_as("owner")
    assert [table for table in tables if owner.execute(f'SELECT FROM "{table}"').rowcount] == []
    with scope(owner, schools[0]):
        assert owner.execute("SELECT school_id FROM people_child").fetchall() == [(schools[0],)]


def test_the_national_reader_is_refused_every_table_of_a_school_but_rollups(tables, sql_as):
    national = sql_as("national")
    readable = [t for t in tables if attempt(national, f'SELECT FROM "{t}"') != "refused"]
    policies = national.execute("SELECT tablename FROM pg_policies WHERE policyname = 'national'").fetchall()
    assert set(readable) == {name for (name,) in policies} & set(tables)


def test_a_row_of_one_school_cant_point_at_anothers(schools, app, sql_as):
    """Plain foreign keys ignore row security; the composite ones don't let the pair through."""
    ours, theirs = schools
    with sql_as("postgres") as db:
        db.execute("SET session_replication_role = replica")
        insert(db, "people_child", theirs)
        (child,) = db.execute("SELECT id FROM people_child WHERE school_id = %s", [theirs]).fetchone()
        insert(db, "people_schoolclass", ours)
        (room,) = db.execute("SELECT id FROM people_schoolclass WHERE school_id = %s", [ours]).fetchone()
    columns = "(id, school_id, child_id, school_class_id, from_on)"
    values = [uuid4(), ours, child, room]
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="child_same_school"), scope(app, ours):
        app.execute(f"INSERT INTO people_enrolment {columns} VALUES (%s, %s, %s, %s, now())", values)
