"""Who is marked as suspected in a case, and so left out everywhere: no notice, letter, link or receipt (C-06)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.models import SuspectedRepresentative
from safeguard.people.matching import words_of


@dataclass(frozen=True)
class Suspects:
    """The marks of some cases. A name that somebody typed counts like the person behind it."""

    marks: tuple[SuspectedRepresentative, ...]

    def include(self, case_id: UUID, *, adult_id: UUID | None = None, name: str = "") -> bool:
        typed = _words(name)
        return any(
            (adult_id is not None and mark.adult_id == adult_id) or _names(typed, mark.adult.open("name"))
            for mark in self.marks
            if mark.case_id == case_id
        )


def suspects_of(case_ids: Iterable[UUID]) -> Suspects:
    rows = SuspectedRepresentative.objects.filter(case__in=list(case_ids)).select_related("adult__data_key")
    return Suspects(tuple(rows))


def names_a_suspect() -> Exists:
    """For rows with `case` and `adult`."""
    return Exists(SuspectedRepresentative.objects.filter(case_id=OuterRef("case_id"), adult_id=OuterRef("adult_id")))


def _names(typed: set[str], name: str) -> bool:
    """The family name and the given one, or its initial, stand among the words: in any order, beside whatever else.

    A patronymic tells nobody apart here: rather a namesake entered as a representative than a suspect told.
    """
    family, given, *_ = [*name.split("\n"), ""]
    initials = {word[0] for word in _words(given)}
    is_family = bool(family) and _words(family) <= typed
    return is_family and (_words(given) <= typed or bool(initials & typed))


def _words(text: str) -> set[str]:
    """Without the points and commas between them."""
    return set(words_of(re.sub(r"[^\w\s'’ʼ-]", " ", text)))
