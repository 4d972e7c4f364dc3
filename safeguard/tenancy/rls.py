"""Migration operations: the floor under every query. Each can be reversed."""

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APP = "safeguard_app"
SWEEP = "safeguard_sweep"
IN_SCHOOL = "school_id = (SELECT nullif(current_setting('safeguard.school', true), '')::uuid)"
IN_DEPARTMENT = "{column} = (SELECT nullif(current_setting('safeguard.department', true), '')::uuid)"


class TableOperation(migrations.RunSQL):
    """SQL over the table of one model, found when the migration runs."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str, forwards: list[str], backwards: list[str], **names: str) -> None:
        self.model, self.forwards, self.backwards, self.names = model, forwards, backwards, names
        super().__init__(sql=migrations.RunSQL.noop, reverse_sql=migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        raise NotImplementedError("these operations are written by hand")

    def describe(self) -> str:
        return f"{type(self).__name__} on {self.model}"

    def _run(self, statements: list[str], app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        table = state.apps.get_model(app_label, self.model)._meta.db_table
        for statement in statements:
            editor.execute(statement.format(table=table, **self.names), params=None)

    def database_forwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        self._run(self.forwards, app_label, editor, to_state)

    def database_backwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        self._run(self.backwards, app_label, editor, from_state)


class ForceRowSecurity(TableOperation):
    """Only the rows of the school in scope, for the owner too. One equality: an OR would lose the index."""

    def __init__(self, model: str) -> None:
        super().__init__(
            model,
            [
                'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
                f'CREATE POLICY in_school ON "{{table}}" USING ({IN_SCHOOL}) WITH CHECK ({IN_SCHOOL})',
            ],
            [
                'DROP POLICY in_school ON "{table}"',
                'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
                'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            ],
        )


class DepartmentPolicy(TableOperation):
    """Beside the school's own policy: a department in scope reads the rows that name it in `column`.

    The two policies are joined by OR; that stays fast because each is one equality with an index that begins with
    its column (PostgreSQL joins the two indexes, 0.1 ms on 400,000 rows). So make that index.
    """

    def __init__(self, model: str, column: str = "parent_id") -> None:
        equality = IN_DEPARTMENT.format(column=column)
        super().__init__(
            model,
            [f'CREATE POLICY in_department ON "{{table}}" FOR SELECT USING ({equality})'],
            ['DROP POLICY in_department ON "{table}"'],
        )


class NationalPolicy(TableOperation):
    """The national reader's own policy: a second role instead of an OR. Rollups only."""

    def __init__(self, model: str) -> None:
        super().__init__(
            model,
            [
                'CREATE POLICY national ON "{table}" FOR SELECT TO safeguard_national USING (true)',
                'GRANT SELECT ON "{table}" TO safeguard_national',
            ],
            ['REVOKE SELECT ON "{table}" FROM safeguard_national', 'DROP POLICY national ON "{table}"'],
        )


class SameSchoolForeignKey(TableOperation):
    """FOREIGN KEY (school_id, x_id) -> (school_id, id): a row of one school can't point at another's."""

    def __init__(self, model: str, field: str, to: str, *, deferrable: bool = True) -> None:
        app, _, name = to.rpartition(".")
        self.to_app, self.to_model = app, name
        timing = "DEFERRABLE INITIALLY DEFERRED" if deferrable else ""
        column = f"{field}_id"
        super().__init__(
            model,
            [
                f'ALTER TABLE "{{table}}" ADD CONSTRAINT "{{table}}_{field}_same_school" '
                f'FOREIGN KEY (school_id, "{column}") REFERENCES "{{target}}" (school_id, id) {timing}'
            ],
            [f'ALTER TABLE "{{table}}" DROP CONSTRAINT "{{table}}_{field}_same_school"'],
        )

    def _run(self, statements: list[str], app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        target = state.apps.get_model(self.to_app or app_label, self.to_model)
        self.names["target"] = target._meta.db_table
        super()._run(statements, app_label, editor, state)


class AppendOnly(TableOperation):
    """UPDATE, DELETE and TRUNCATE are refused to everybody by trigger; the application loses the rights besides."""

    def __init__(self, model: str) -> None:
        super().__init__(
            model,
            [
                'CREATE FUNCTION "{table}_append_only"() RETURNS trigger LANGUAGE plpgsql AS '
                "$$ BEGIN RAISE EXCEPTION '% on %: this table is append-only', TG_OP, TG_TABLE_NAME "
                "USING ERRCODE = 'insufficient_privilege'; END $$",
                'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
                'FOR EACH ROW EXECUTE FUNCTION "{table}_append_only"()',
                'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "{table}" '
                'FOR EACH STATEMENT EXECUTE FUNCTION "{table}_append_only"()',
                f'REVOKE UPDATE, DELETE, TRUNCATE ON "{{table}}" FROM {APP}',
            ],
            [
                f'GRANT UPDATE, DELETE ON "{{table}}" TO {APP}',
                'DROP TRIGGER append_only_truncate ON "{table}"',
                'DROP TRIGGER append_only ON "{table}"',
                'DROP FUNCTION "{table}_append_only"()',
            ],
        )


class DueFunction(TableOperation):
    """`<name>(at timestamptz, at_most int)`: school ids and row ids of what is due, across schools, and nothing else.

    It runs as `sweep`, which bypasses row security and may read only the columns named here; only the application
    may call it. This is the one door that looks past a school.
    """

    def __init__(self, model: str, name: str, *, where: str, columns: list[str], order: str) -> None:
        readable = ", ".join(dict.fromkeys(["id", "school_id", *columns]))
        super().__init__(
            model,
            [
                f'GRANT SELECT ({readable}) ON "{{table}}" TO {SWEEP}',
                f"CREATE FUNCTION {name}(at timestamptz, at_most integer) RETURNS TABLE (school_id uuid, id uuid) "
                "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS "
                f'$$ SELECT t.school_id, t.id FROM "{{table}}" t WHERE {where} ORDER BY {order} LIMIT at_most $$',
                f"ALTER FUNCTION {name}(timestamptz, integer) OWNER TO {SWEEP}",
                f"REVOKE ALL ON FUNCTION {name}(timestamptz, integer) FROM PUBLIC",
                f"GRANT EXECUTE ON FUNCTION {name}(timestamptz, integer) TO {APP}",
            ],
            [
                f"DROP FUNCTION {name}(timestamptz, integer)",
                f'REVOKE SELECT ({readable}) ON "{{table}}" FROM {SWEEP}',
            ],
        )


def for_each_school(work: Callable[[Any, BaseDatabaseSchemaEditor, Any], None]) -> Callable[..., None]:
    """A data migration enters each school in turn: forced security binds the owner too.

    `work(apps, schema_editor, school_id)` runs with that school in scope.
    """

    def run(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        schools = apps.get_model("organisations", "School").objects.using(schema_editor.connection.alias)
        for school_id in schools.values_list("pk", flat=True):
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT set_config('safeguard.school', %s, true)", [str(school_id)])
            work(apps, schema_editor, school_id)
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('safeguard.school', '', true)")

    return run
