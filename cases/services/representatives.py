"""Who represents a child of the case, found while the case is worked on: from then on the one to be told."""

from uuid import UUID

from django.db import transaction

from cases.selectors.sides import minor_sides
from cases.services.events import draft, locked_case, record
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.people.models import Guardianship
from safeguard.people.services.persons import PersonDraft, add_adult
from safeguard.people.services.ties import add_guardianship


@transaction.atomic
def add_representative(
    *,
    case_id: UUID,
    child_id: UUID,
    who: UUID | PersonDraft,
    kinship: str,
    school: School,
    by: Member,
    is_another: bool = False,
) -> Guardianship:
    """Somebody whom the school knows, or a person entered now: both or neither stand afterwards."""
    case = locked_case(case_id)
    if child_id not in minor_sides(case):
        raise RuleViolation(gettext_noop("This child isn't a side of the case."))
    if isinstance(who, PersonDraft):
        who = add_adult(school=school, person=who, by=by, is_another=is_another).pk
    # What follows from it for cases, this one too, is in `cases.namesakes`.
    row = add_guardianship(school=school, child_id=child_id, adult_id=who, kinship=kinship, by=by)
    record(case, draft("representative.added", by=by, data={"child": child_id, "adult": who}))
    return row
