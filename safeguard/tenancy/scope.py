"""One school at a time. A scope is one durable transaction with a setting that lives no longer than it.

The setting is local to the transaction: a pooled connection carries nothing to the next request, also when PgBouncer
deals out connections by transaction. A nested scope is refused, because the inner school would stay set until the
outer transaction ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, connections, transaction

SCHOOL = "safeguard.school"
DEPARTMENT = "safeguard.department"
NATIONAL = "national"


class NoSchoolScope(RuntimeError):
    """A school's row was asked for outside a school's scope."""


class NestedScope(RuntimeError):
    """A scope was opened inside another one."""


@dataclass
class _Scope:
    setting: str
    organisation_id: UUID
    #: Things that may live as long as the scope and no longer, such as unwrapped keys.
    kept: dict[str, Any] = field(default_factory=dict)


_current: ContextVar[_Scope | None] = ContextVar("scope", default=None)


def current_school() -> UUID:
    """The school in scope; NoSchoolScope outside."""
    scope = _current.get()
    if scope is None or scope.setting != SCHOOL:
        raise NoSchoolScope("no school is in scope")
    return scope.organisation_id


def kept(name: str) -> dict[Any, Any]:
    """A dictionary that dies with the scope."""
    scope = _current.get()
    if scope is None:
        raise NoSchoolScope("no scope is open")
    found: dict[Any, Any] = scope.kept.setdefault(name, {})
    return found


@contextmanager
def school_scope(school_id: UUID) -> Iterator[None]:
    """Everything inside reads and writes the rows of this school and of no other."""
    with _scope(_Scope(SCHOOL, school_id)):
        yield


@contextmanager
def department_scope(organisation_id: UUID) -> Iterator[None]:
    """Everything inside reads the rollups of what stands directly under this organisation, and no school's rows."""
    with _scope(_Scope(DEPARTMENT, organisation_id)):
        yield


@contextmanager
def national_scope() -> Iterator[str]:
    """The alias of the national reader's connection: a role of its own that may read rollups and change nothing."""
    with transaction.atomic(using=NATIONAL, durable=True):
        with connections[NATIONAL].cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield NATIONAL


@contextmanager
def _scope(scope: _Scope) -> Iterator[None]:
    if _current.get() is not None:
        raise NestedScope("a scope is open already")
    with transaction.atomic(durable=True):
        _set(scope.setting, str(scope.organisation_id))
        token = _current.set(scope)
        try:
            yield
        finally:
            # Before the commit, so that what runs after it (jobs) stands outside.
            scope.kept.clear()
            _current.reset(token)
        if len(connection.atomic_blocks) > 1 and not connection.needs_rollback:
            # Inside a test's own transaction the setting would outlive this block.
            _set(scope.setting, "")


def _set(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
