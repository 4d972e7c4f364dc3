"""Who sees a case and why; who may change it; who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cases.models import Case, CaseUserObjectPermission, Handling, Recusal
from cases.selectors.access import VIEW_CODENAME
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import Role
from safeguard.audit.models import AccessRecord
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import as_member, holders_of, live_memberships


class Why(StrEnum):
    """Why somebody sees a case, the strongest first."""

    ORDER = "order"
    OFFICE = "office"
    HANDLER = "handler"
    GRANT = "grant"
    GUEST = "guest"


@dataclass(frozen=True)
class Onlooker:
    """Somebody who sees the case."""

    user_id: UUID
    name: str
    position: str
    why: tuple[Why, ...]
    membership_id: UUID | None = None


@dataclass(frozen=True)
class Sight:
    """Everybody who sees a case, and everybody of the school who may not."""

    onlookers: tuple[Onlooker, ...]
    recused: tuple[Recusal, ...]
    others: tuple[Membership, ...]

    def names(self) -> dict[UUID, str]:
        """Of everybody who works in the school today."""
        seen = {one.user_id: one.name for one in self.onlookers}
        return seen | {row.user_id: row.user.display_name for row in self.others}


def sight_of(case: Case) -> Sight:
    """Two statements: members with what opens the case to them, and recusals."""
    recused = tuple(Recusal.objects.filter(case=case).order_by("recorded_at"))
    out = {row.user_id for row in recused}
    seen, others = [], []
    for row in _members_and_reasons(case):
        why = _why(row, case)
        if why and row.user_id not in out:
            seen.append(Onlooker(row.user_id, row.user.display_name, row.position, why, row.pk))
        else:
            others.append(row)
    return Sight(tuple(seen), recused, tuple(others))


def _members_and_reasons(case: Case) -> QuerySet[Membership]:
    me = OuterRef("user_id")
    granted = CaseUserObjectPermission.objects.filter(
        content_object=case, user_id=me, permission__codename=VIEW_CODENAME
    )
    return (
        live_memberships(on=clock.today())
        .filter(organisation_id=case.school_id)
        .select_related("user")
        .annotate(is_granted=Exists(granted), is_handler=Exists(handlings_of(case).filter(user_id=me)))
        .order_by("user__display_name", "pk")
    )


def _why(row: Membership, case: Case) -> tuple[Why, ...]:
    """The same as `visible_cases`, with its reasons."""
    if row.guest_case is not None:
        return (Why.GUEST,) if row.guest_case == case.pk else ()
    office = Why.ORDER if row.is_acting_head else Why.OFFICE  # type: ignore[attr-defined]
    reasons = (
        (office, as_member(row).may(Permission.CASE_VIEW_ALL)),
        (Why.HANDLER, row.is_handler),  # type: ignore[attr-defined]
        (Why.GRANT, row.is_granted),  # type: ignore[attr-defined]
    )
    return tuple(why for why, holds in reasons if holds)


def handlings_of(case: Case) -> QuerySet[Handling]:
    return Handling.objects.filter(case=case, until_at__isnull=True)


def with_handlers(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each with `handler_names`: who works on it, in the same statement."""
    name = get_user_model().objects.filter(pk=OuterRef("user_id")).values("display_name")
    rows = Handling.objects.filter(case=OuterRef("pk"), until_at__isnull=True).order_by("from_at")
    return cases.annotate(handler_names=ArraySubquery(rows.values_list(Subquery(name[:1]))))


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Of colleagues, those who have left too."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    return dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "display_name"))


def may_open_to_others(case: Case, member: Member) -> bool:
    """The head or the responsible person (KZ-30.4). The deputy when every head is recused from this case."""
    if not member.may(Permission.CASE_GRANT):
        return False
    return member.has_role(Role.PRINCIPAL, Role.RESPONSIBLE_PERSON) or head_is_out(case)


def head_is_out(case: Case) -> bool:
    """No head of the school, by order or not, may know of this case: the deputy acts (C-22)."""
    recused = Recusal.objects.filter(case=case).values("user_id")
    heads = holders_of(case.school_id, [Role.PRINCIPAL], on=clock.today())
    return not heads.exclude(user_id__in=recused).exists()


def looks_at(case: Case) -> QuerySet[AccessRecord]:
    """The newest first, refusals too."""
    return AccessRecord.objects.filter(case_id=case.pk).order_by("-at")


def last_look(case: Case, *, before: Member) -> AccessRecord | None:
    """The newest look of somebody else."""
    return looks_at(case).filter(is_allowed=True).exclude(user_id=before.user_id).first()
