"""The list of cases: filters, and search by number, by words of the title, by a person's name."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Case, Handling, Involvement
from cases.selectors.access import visible_cases
from safeguard.access.member import Member
from safeguard.people.matching import score, words_of
from safeguard.vault import keys

_GOOD_ENOUGH = 74


def listed_cases(member: Member) -> QuerySet[Case]:
    """Everything the member may know of, the newest first."""
    return visible_cases(member).select_related("data_key").order_by("-received_at", "-number")


def worked_on_by(cases: QuerySet[Case], member: Member) -> QuerySet[Case]:
    mine = Handling.objects.filter(case_id=OuterRef("pk"), user_id=member.user_id, until_at__isnull=True)
    return cases.filter(Exists(mine))


def matching(cases: QuerySet[Case], asked: str) -> QuerySet[Case]:
    """A number finds that number; words are looked for in the opened titles and names: three statements."""
    text = asked.strip().lstrip("№#").strip()
    if text.isdecimal():
        return cases.filter(number=int(text[:9]))
    words = words_of(text)
    return cases.filter(pk__in=_found(cases, words)) if words else cases


def _found(cases: QuerySet[Case], words: list[str]) -> set[UUID]:
    """Typing errors are forgiven as in the list of people; titles and names are opened here and kept nowhere."""
    rows = list(cases)
    names = _names([row.pk for row in rows])
    keys.load(row.data_key_id for row in rows)
    return {
        row.pk
        for row in rows
        if any(score(words, words_of(text)) >= _GOOD_ENOUGH for text in (row.open("title"), *names[row.pk]))
    }


def _names(case_ids: list[UUID]) -> dict[UUID, set[str]]:
    rows = list(Involvement.objects.filter(case__in=case_ids).select_related("child", "adult"))
    people = [(row.case_id, row.child or row.adult) for row in rows]
    keys.load(person.data_key_id for _, person in people if person)
    found: dict[UUID, set[str]] = defaultdict(set)
    for case_id, person in people:
        if person:
            found[case_id].add(person.open("name"))
    return found
