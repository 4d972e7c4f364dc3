"""Every table is walked: a school's rows stand behind forced row security, and only the known ways lead past it."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from safeguard.audit.chain import ChainedEvent
from safeguard.audit.models import AccessRecord, AdministrativeAct
from safeguard.tenancy.models import SchoolManager, SchoolRow

pytestmark = pytest.mark.django_db

#: The shared directory: organisations, accounts and what the framework needs. No data of a case, ever.
DIRECTORY = {
    "audit": {"audit_administrativeact"},
    "outbox": {"outbox_directorymail"},
    "tokens": {"tokens_apitoken"},
    "organisations": None,
    "accounts": None,
    "auth": None,
    "contenttypes": None,
    "sessions": None,
    "account": None,
    "mfa": None,
    "usersessions": None,
    "guardian": None,
}

#: Not `SchoolRow`: a department reads them too, or they hold an instant and nothing of a case.
OTHER_MODELS = {"DepartmentAlert", "SchoolCount", "RollupMark"}
#: django-guardian makes its own.
GUARDIAN_TABLES = {"cases_caseuserobjectpermission"}

SCHOOL_TABLES = """
    SELECT c.oid, c.relname, c.relrowsecurity AND c.relforcerowsecurity
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
SETTING = "( SELECT (NULLIF(current_setting('safeguard.{}'::text, true), ''::text))::uuid AS \"nullif\")"
IN_SCHOOL = f"(school_id = {SETTING.format('school')})"
IN_DEPARTMENT = re.compile(rf"\((\w+) = {re.escape(SETTING.format('department'))}\)")


def rows(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def school_tables() -> set[str]:
    return {name for _, name, _ in rows(SCHOOL_TABLES)}


# --- tables ---


def test_there_are_tables_of_schools():
    assert {"cases_case", "people_child", "vault_datakey", "audit_accessrecord"} <= school_tables()


def test_every_table_with_a_school_forces_row_security():
    assert [name for _, name, forced in rows(SCHOOL_TABLES) if not forced] == []


def test_every_table_has_a_school_or_stands_in_the_directory():
    unplaced = set()
    for model in apps.get_models(include_auto_created=True):
        allowed = DIRECTORY.get(model._meta.app_label, set())
        table = model._meta.db_table
        if table not in school_tables() and allowed is not None and table not in allowed:
            unplaced.add(table)
    # Sums of departments belong to no school; their own policy is asked for below.
    assert unplaced - forced_without_school() == set()


def forced_without_school() -> set[str]:
    found = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
        "AND relrowsecurity AND relforcerowsecurity"
    )
    return {name for (name,) in found} - school_tables()


def test_the_policy_of_a_school_is_one_equality_for_reading_and_writing():
    found = rows("SELECT tablename, cmd, qual, with_check FROM pg_policies WHERE policyname = 'in_school'")
    assert {row[0] for row in found} == school_tables()
    assert {row[1:] for row in found} == {("ALL", IN_SCHOOL, IN_SCHOOL)}


def test_other_policies_are_one_equality_with_the_department_or_belong_to_the_national_reader():
    found = rows("SELECT tablename, cmd, roles::text, qual FROM pg_policies WHERE policyname <> 'in_school'")
    assert found
    for table, command, roles, condition in found:
        if roles == "{safeguard_national}":
            assert (command, condition) == ("SELECT", "true"), table
        else:
            assert IN_DEPARTMENT.fullmatch(condition), table
            assert command == "SELECT" or table in forced_without_school(), table


def test_every_index_begins_with_the_school():
    """Or with the column by which a department reads the table, or by which the sweep looks across schools."""
    found = rows(
        f"""
        SELECT t.relname, i.relname FROM ({SCHOOL_TABLES}) AS t
        JOIN pg_index x ON x.indrelid = t.oid AND NOT x.indisprimary JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
        WHERE a.attname <> 'school_id' AND NOT has_column_privilege('safeguard_sweep', t.oid, a.attnum, 'SELECT')
        AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = t.relname AND p.policyname = 'in_department'
                        AND starts_with(p.qual, '(' || a.attname || ' ='))
        """
    )
    assert [(table, index) for table, index in found if table not in GUARDIAN_TABLES] == []


def test_every_foreign_key_between_tables_of_schools_stays_inside_the_school():
    found = rows(
        f"""
        WITH t AS ({SCHOOL_TABLES})
        SELECT k.conname FROM pg_constraint k JOIN t ON t.oid = k.conrelid JOIN t AS to_ ON to_.oid = k.confrelid
        WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND NOT EXISTS (
            SELECT FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = k.conrelid
            AND c.confrelid = k.confrelid AND cardinality(c.conkey) = 2 AND k.conkey <@ c.conkey)
        """
    )
    assert found == []


def test_the_policy_is_an_index_condition():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM audit_accessrecord")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Cond: (school_id = (InitPlan 1).col1)" in plan


# --- models ---


def test_every_model_of_a_school_fails_closed():
    of_schools = [m for m in apps.get_models() if m._meta.db_table in school_tables() - GUARDIAN_TABLES]
    assert {m.__name__ for m in of_schools if not issubclass(m, SchoolRow)} <= OTHER_MODELS
    assert [m for m in of_schools if issubclass(m, SchoolRow) and not isinstance(m.objects, SchoolManager)] == []
    assert [m for m in of_schools if isinstance(m._base_manager, SchoolManager)] == []


def test_every_chain_is_append_only_and_about_one_thing():
    chains = [model for model in apps.get_models() if issubclass(model, ChainedEvent)]
    assert {model.subject_name() for model in chains} >= {"case", "meeting"}
    for model in chains:
        subject = model._meta.get_field(model.subject_name()).related_model
        assert isinstance(subject._meta.get_field("event_hash"), models.BinaryField)


def test_append_only_tables_have_their_triggers_and_lost_the_rights():
    for model in [*(m for m in apps.get_models() if issubclass(m, ChainedEvent)), AccessRecord, AdministrativeAct]:
        table = model._meta.db_table
        triggers = rows("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", table)
        assert {name for (name,) in triggers} >= {"append_only", "append_only_truncate"}, table
        (kept,) = rows("SELECT has_table_privilege(current_user, %s, 'INSERT')", table)
        assert kept == (True,), table
        (lost,) = rows("SELECT has_table_privilege(current_user, %s, 'UPDATE, DELETE, TRUNCATE')", table)
        assert lost == (False,), table


# --- roles and doors ---


def test_tests_and_the_application_run_as_a_role_that_owns_nothing():
    rights = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
    (role,) = rows(f"SELECT rolname, {rights} FROM pg_roles WHERE rolname = current_user")
    assert role == ("safeguard_app", False, False, False, False)
    assert rows("SELECT relname FROM pg_class WHERE relowner = current_user::regrole") == []
    assert rows("SELECT has_schema_privilege(current_user, 'public', 'CREATE')") == [(False,)]
    assert rows("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = current_user::regrole") == []


def test_the_application_may_truncate_nothing():
    found = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
        "AND has_table_privilege(current_user, oid, 'TRUNCATE, TRIGGER, REFERENCES')"
    )
    assert found == []


def test_only_the_sweep_owns_functions_that_run_with_more_rights_than_their_caller():
    found = rows(
        """
        SELECT proname, proowner::regrole::text, proconfig, pg_get_function_result(oid),
               has_function_privilege('safeguard_app', oid, 'EXECUTE'),
               has_function_privilege('safeguard_national', oid, 'EXECUTE')
        FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        """
    )
    assert {row[0] for row in found} >= {"due_deadlines", "due_messages"}
    for name, owner, config, result, for_app, for_national in found:
        assert (owner, config) == ("safeguard_sweep", ["search_path=public, pg_temp"]), name
        assert result in {"TABLE(school_id uuid, id uuid)", "TABLE(school_id uuid)"}, name
        assert (for_app, for_national) == (True, False), name


def test_the_sweep_reads_only_columns_and_no_sealed_one():
    tables = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND "
        "has_table_privilege('safeguard_sweep', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"
    )
    assert tables == []
    columns = rows(
        """
        SELECT a.attrelid::regclass::text, a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        WHERE a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege('safeguard_sweep', a.attrelid, a.attnum, 'SELECT')
        """
    )
    assert {name for _, name, _ in columns} >= {"id", "school_id"}
    assert [row for row in columns if row[2] in {"bytea", "jsonb", "text"}] == []


def test_the_national_reader_sees_tables_with_its_policy_and_the_directory_of_organisations():
    readable = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
        "AND has_table_privilege('safeguard_national', oid, 'SELECT, INSERT, UPDATE, DELETE')"
    )
    policies = {name for (name,) in rows("SELECT tablename FROM pg_policies WHERE policyname = 'national'")}
    beyond = {name for (name,) in readable} - policies
    assert {name for name in beyond if not name.startswith("organisations_")} == set()
