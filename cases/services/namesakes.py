"""A side entered before having an account: once an account is theirs, or may be, the recusal follows (C-22)."""

from uuid import UUID

from django.db.models import Q

from cases.enums import RecusalGround
from cases.models import Case, Involvement, Recusal
from cases.services.conflicts import settle_conflicts
from cases.services.events import draft, locked_case, record
from cases.services.recusals import recuse
from safeguard import clock
from safeguard.access.member import Member
from safeguard.people.models import Child
from safeguard.people.selectors.same_name import same_names
from safeguard.people.services.links import Verdict

_GROUND = {Verdict.SAME: RecusalGround.SIDE, Verdict.UNKNOWN: RecusalGround.DOUBT}


def settle_recusals(*, adult_id: UUID, user_id: UUID, verdict: Verdict, by: Member | None) -> None:
    """In every case in which the adult is a side, closed ones too: it mustn't be opened afterwards either.

    And in those of the children whom the adult represents, or whose class they taught.
    """
    for case_id in sorted(set(Involvement.ever.filter(adult_id=adult_id).values_list("case_id", flat=True))):
        case = locked_case(case_id)
        if verdict in _GROUND:
            _recuse(case, user_id, _GROUND[verdict], by)
        for doubted in _others_in_doubt(case, user_id) if verdict is Verdict.SAME else []:
            _lift_doubt(case, adult_id, doubted, by)
        if verdict is Verdict.DIFFERENT:
            _lift_doubt(case, adult_id, user_id, by)

    if verdict is Verdict.SAME:
        close = Q(guardianships__adult_id=adult_id) | Q(enrolments__school_class__teacher_id=adult_id)
        for child_id in set(Child.objects.filter(close).values_list("pk", flat=True)):
            settle_close_ones(child_id=child_id, by=by)


def settle_close_ones(*, child_id: UUID, by: Member | None) -> None:
    """In every case in which the child is a side."""
    for case_id in sorted(set(Involvement.ever.filter(child_id=child_id).values_list("case_id", flat=True))):
        settle_conflicts(locked_case(case_id), by)


def _recuse(case: Case, user_id: UUID, ground: RecusalGround, by: Member | None) -> None:
    if recuse(case, user_id, ground, recorded_by=by.user_id if by else user_id):
        record(case, draft("recusal.recorded", by=by, data={"user": user_id, "ground": ground}))


def _others_in_doubt(case: Case, user_id: UUID) -> list[UUID]:
    rows = Recusal.objects.filter(case=case, ground=RecusalGround.DOUBT).exclude(user_id=user_id)
    return list(rows.values_list("user_id", flat=True))


def _lift_doubt(case: Case, adult_id: UUID, user_id: UUID, by: Member | None) -> None:
    """A recusal on any other ground stays, and the doubt does while another side bears the name."""
    sides = Involvement.ever.filter(case=case, adult__isnull=False).values_list("adult_id", flat=True)
    if same_names(case.school, on=clock.today(), adult_ids=set(sides), user_id=user_id):
        return
    gone, _ = Recusal.objects.filter(case=case, user_id=user_id, ground=RecusalGround.DOUBT).delete()
    if gone:
        record(case, draft("recusal.lifted", by=by, data={"user": user_id, "adult": adult_id}))
