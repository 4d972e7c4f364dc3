"""The sides of a case and who represents them."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from cases.enums import SideRole
from cases.models import Case, Deadline, Involvement, Notice, SuspectedRepresentative
from safeguard import clock
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Child, Guardianship
from safeguard.vault import keys

#: No child has this id.
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Representative:
    adult_id: UUID
    name: str
    kinship: str
    is_suspected: bool


@dataclass(frozen=True)
class Side:
    """A person in a role, with clear name, and the representatives of a minor."""

    involvement: Involvement
    name: str
    representatives: tuple[Representative, ...] = ()

    @property
    def is_minor(self) -> bool:
        return self.involvement.child_id is not None

    @property
    def person_id(self) -> UUID:
        return _person(self.involvement).pk

    @property
    def role(self) -> SideRole:
        return SideRole(self.involvement.role)


def spoken(name: str) -> str:
    """Family name, given name and patronymic in one line."""
    return " ".join(name.split("\n"))


def _person(row: Involvement) -> Child | Adult:
    """The database keeps exactly one of the two."""
    person = row.child or row.adult
    if person is None:
        raise LookupError(f"involvement {row.pk} names nobody")
    return person


def sides_of(case: Case) -> list[Side]:
    """Four statements, however many people: sides, representatives, suspicions, keys."""
    rows = list(Involvement.objects.filter(case=case).select_related("child", "adult").order_by("added_at", "pk"))
    guardians = _guardians([row.child_id for row in rows if row.child_id])
    suspected = set(SuspectedRepresentative.objects.filter(case=case).values_list("adult_id", flat=True))
    people: list[Child | Adult] = [_person(row) for row in rows]
    people += [guardianship.adult for found in guardians.values() for guardianship in found]
    keys.load(person.data_key_id for person in people)
    return [
        Side(
            row,
            spoken(_person(row).open("name")),
            tuple(
                Representative(
                    guardianship.adult_id,
                    spoken(guardianship.adult.open("name")),
                    guardianship.get_kinship_display(),
                    guardianship.adult_id in suspected,
                )
                for guardianship in guardians.get(row.child_id or NOBODY, [])
            ),
        )
        for row in rows
    ]


def _guardians(children: list[UUID]) -> dict[UUID, list[Guardianship]]:
    found: dict[UUID, list[Guardianship]] = defaultdict(list)
    live = live_on(clock.today())
    for row in Guardianship.objects.filter(live, child_id__in=children).select_related("adult").order_by("pk"):
        found[row.child_id].append(row)
    return found


def minor_sides(case: Case) -> set[UUID]:
    """Victims, accused and witnesses who are children: observers are sides too (UA-B-IV.1.2)."""
    rows = Involvement.objects.filter(case=case, child__isnull=False)
    return set(rows.values_list("child_id", flat=True))


def minor_sides_by_clock(case: Case, rule: str) -> dict[UUID | None, set[UUID]]:
    """Whose representatives each row of this rule waits for.

    A further report has a clock for the sides it brought, and so has a side that was found later.
    """
    own_clock = set(
        Deadline.objects.filter(case=case, rule=rule, subject_id__isnull=False).values_list("subject_id", flat=True)
    )
    rows = Involvement.objects.filter(case=case, child__isnull=False).order_by("added_at", "pk")
    found: dict[UUID | None, set[UUID]] = {}
    seen: set[UUID] = set()
    for child_id, involvement_id, report_id in rows.values_list("child_id", "pk", "act__report_id"):
        if child_id not in seen:
            subject_id = next((each for each in (involvement_id, report_id) if each in own_clock), None)
            found.setdefault(subject_id, set()).add(child_id)
            seen.add(child_id)
    return found


def standing_notices(case: Case, rule: str | None = None) -> list[Notice]:
    """Notices that no later one corrects, oldest first."""
    rows = Notice.objects.filter(case=case)
    if rule is not None:
        rows = rows.filter(rule=rule)
    corrected = Notice.objects.filter(case=case, corrects__isnull=False).values("corrects_id")
    return list(rows.exclude(pk__in=corrected).select_related("data_key").order_by("told_at"))
