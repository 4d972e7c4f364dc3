"""The decision is brought to the sides (UA-B-IV.5.10): who was told, when and how. Entries are added, never changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import Channel
from cases.models import Involvement
from cases.selectors.suspects import suspects_of
from cases.services.events import draft, locked_case, record
from commissions.models import Decision, DecisionTold
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Guardianship


@dataclass(frozen=True)
class TellingDraft:
    """`adult_id`: the representative of a minor side; without one `told_whom` says who took it."""

    told_at: datetime
    channel: Channel
    adult_id: UUID | None = None
    told_whom: str = ""


@transaction.atomic
def tell_of_decision(*, decision_id: UUID, side_id: UUID, telling: TellingDraft, by: Member) -> DecisionTold:
    """Nobody who is suspected is told in a child's stead (C-06)."""
    decision = Decision.objects.select_related("data_key", "meeting").get(pk=decision_id)
    case = locked_case(decision.case_id)
    side = Involvement.objects.filter(case=case, pk=side_id).first()
    if side is None:
        raise RuleViolation(gettext_noop("This person isn't a side of the case."))
    _check_time(decision, telling)
    _check_whom(side, telling)
    row = DecisionTold(
        id=uuid7(),
        school_id=decision.school_id,
        data_key=decision.data_key,
        decision=decision,
        side=side,
        adult_id=telling.adult_id,
        told_at=telling.told_at,
        channel=telling.channel,
        recorded_at=clock.now(),
        recorded_by=by.user_id,
        recorded_by_name=by.name,
    )
    row.seal("told_whom", telling.told_whom.strip())
    row.save(force_insert=True)
    data = {"decision": decision.pk, "side": side.pk, "telling": row.pk, "channel": row.channel}
    record(case, draft("decision.told", by=by, occurred_at=row.told_at, data=data))
    return row


def _check_time(decision: Decision, telling: TellingDraft) -> None:
    if telling.told_at > clock.now():
        raise RuleViolation(gettext_noop("Nobody can have been told in the future."), field="told_at")
    if telling.told_at < decision.decided_at:
        raise RuleViolation(gettext_noop("Nobody can have been told before it was decided."), field="told_at")


def _check_whom(side: Involvement, telling: TellingDraft) -> None:
    if telling.adult_id is None and not telling.told_whom.strip():
        raise RuleViolation(gettext_noop("Say who was told."), field="adult")
    if telling.adult_id is None or telling.adult_id == side.adult_id:
        return
    ties = Guardianship.objects.filter(live_on(clock.today()), adult_id=telling.adult_id)
    if side.child_id is None or not ties.filter(child_id=side.child_id).exists():
        raise RuleViolation(gettext_noop("This person doesn't represent the child."), field="adult")
    if suspects_of([side.case_id]).include(side.case_id, adult_id=telling.adult_id):
        raise RuleViolation(gettext_noop("This representative is marked as suspected and isn't told."), field="adult")
