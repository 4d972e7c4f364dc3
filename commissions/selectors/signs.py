"""The signs noted for each accused, and the procedure's own list of them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from commissions.models import Hearing, Signs
from safeguard.procedures.schema import Procedure

Noted = Mapping[tuple[UUID, UUID | None], Signs]


def signs_of(hearings: Iterable[Hearing]) -> dict[tuple[UUID, UUID | None], Signs]:
    """By hearing and accused; one statement."""
    rows = Signs.objects.filter(hearing__in=[hearing.pk for hearing in hearings])
    return {(row.hearing_id, row.accused_id): row for row in rows}


def listed_kinds(procedure: Procedure, language: str = "en") -> dict[str, str]:
    """The signs as the text groups them: the first of its printed lists."""
    printed = next(iter(procedure.kind_lists.values()), None)
    return {key: words.in_(language) for key, words in printed.columns.items()} if printed else {}
