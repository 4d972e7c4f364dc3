"""Gapless numbers: taken in the transaction of the act, given back when it's rolled back."""

from collections.abc import Sequence

from django.db import connection
from psycopg import sql
from uuid_utils.compat import uuid7

from safeguard.registers.enums import Register
from safeguard.registers.models import Counter
from safeguard.tenancy.scope import current_school

_ROW = sql.SQL("(%s, %s, %s, %s, 1)")
_TAKE = sql.SQL(
    "INSERT INTO {table} AS c (id, school_id, register, year, last) VALUES {rows} "
    "ON CONFLICT (school_id, register, year) DO UPDATE SET last = c.last + 1 RETURNING register, last"
)


def next_number(register: Register, year: int) -> int:
    """The next number of one register; `year` is what `years.register_year` says."""
    return next_numbers([register], year)[register]


def next_numbers(registers: Sequence[Register], year: int) -> dict[Register, int]:
    """One upsert for all of them, in an order of their own so that two acts can't wait for each other.

    The counters' row locks are held until the transaction ends: take numbers late and keep the act short.
    """
    school_id, ordered = current_school(), sorted(set(registers))
    values = [value for name in ordered for value in (uuid7(), school_id, name, year)]
    table, rows = sql.Identifier(Counter._meta.db_table), sql.SQL(", ").join([_ROW] * len(ordered))
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(table=table, rows=rows), values)
        return {Register(name): last for name, last in cursor.fetchall()}
