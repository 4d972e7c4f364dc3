"""Who is marked as suspected in a case, and so left out everywhere: no notice, letter, link or receipt (C-06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.domain.names import is_same_name
from cases.models import SuspectedRepresentative


@dataclass(frozen=True)
class Suspects:
    """The marks of some cases. A name that somebody typed counts like the person behind it."""

    marks: tuple[SuspectedRepresentative, ...]

    def include(self, case_id: UUID, *, adult_id: UUID | None = None, name: str = "") -> bool:
        return any(
            (adult_id is not None and mark.adult_id == adult_id) or is_same_name(name, mark.adult.open("name"))
            for mark in self.marks
            if mark.case_id == case_id
        )


def suspects_of(case_ids: Iterable[UUID]) -> Suspects:
    rows = SuspectedRepresentative.objects.filter(case__in=list(case_ids)).select_related("adult__data_key")
    return Suspects(tuple(rows))


def names_a_suspect() -> Exists:
    """For rows with `case` and `adult`."""
    return Exists(SuspectedRepresentative.objects.filter(case_id=OuterRef("case_id"), adult_id=OuterRef("adult_id")))
