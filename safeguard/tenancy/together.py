"""Rows of several tables in one round trip: what an act writes is one statement, however many tables it touches."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery


def insert_together(*batches: Sequence[models.Model]) -> None:
    """Insert each batch (rows of one model, keys already made) by a single statement; empty batches are left out.

    Foreign keys between the batches hold because they're checked when the transaction ends.
    """
    filled = [batch for batch in batches if batch]
    if not filled:
        return
    parts = [_insert(batch) for batch in filled]
    named = [f"part{number} AS ({text})" for number, (text, _) in enumerate(parts[:-1])]
    with_ = f"WITH {', '.join(named)} " if named else ""
    with connection.cursor() as cursor:
        cursor.execute(with_ + parts[-1][0], [value for _, values in parts for value in values])
    for batch in filled:
        for row in batch:
            row._state.adding, row._state.db = False, connection.alias


def _insert(batch: Sequence[models.Model]) -> tuple[str, Sequence[Any]]:
    """The statement that Django itself would send for these rows."""
    model = type(batch[0])
    query = InsertQuery(model)
    query.insert_values(list(model._meta.concrete_fields), list(batch))
    [(text, values)] = query.get_compiler(connection=connection).as_sql()
    return text, values
