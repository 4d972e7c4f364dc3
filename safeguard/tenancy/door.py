"""The one door that looks past a school: which rows are due, as school ids and row ids and nothing else."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import connection
from psycopg import sql


def due(function: str, *, at: datetime, at_most: int = 500) -> dict[UUID, list[UUID]]:
    """School -> ids of its due rows. `function` was made by the `DueFunction` operation of a migration."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    with connection.cursor() as cursor:
        query = sql.SQL("SELECT school_id, id FROM {}(%s, %s)").format(sql.Identifier(function))
        cursor.execute(query, [at, at_most])
        for school_id, row_id in cursor.fetchall():
            found[school_id].append(row_id)
    return dict(found)
