"""Gapless numbers: taken in the transaction of the act, given back when it's rolled back."""

from collections.abc import Sequence

from django.db import connection
from uuid_utils.compat import uuid7

from safeguard.registers.enums import Register
from safeguard.registers.models import Counter
from safeguard.tenancy.scope import current_school


def next_number(register: Register, school_year: int) -> int:
    return next_numbers([register], school_year)[register]


def next_numbers(registers: Sequence[Register], school_year: int) -> dict[Register, int]:
    """One upsert for all of them. Holds the counters' row locks until the transaction ends, so keep that short."""
    ordered = sorted(set(registers))
    rows = ", ".join(["(%s, %s, %s, %s, 1)"] * len(ordered))
    values = [value for name in ordered for value in (uuid7(), current_school(), name, school_year)]
    table = connection.ops.quote_name(Counter._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS c (id, school_id, register, school_year, last) VALUES {rows} "
            "ON CONFLICT (school_id, register, school_year) DO UPDATE SET last = c.last + 1 RETURNING register, last",
            values,
        )
        return {Register(name): last for name, last in cursor.fetchall()}
