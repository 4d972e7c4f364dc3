"""Reads of new numbers: the drafts of a place and of those below it, and what each would make of the procedure."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from safeguard import clock
from safeguard.editions.domain.rules import OPEN
from safeguard.organisations.enums import DraftState, VersionSource
from safeguard.organisations.models import DraftReview, ProcedureText, ProcedureVersion, VersionDraft
from safeguard.organisations.selectors.editions import definition_of
from safeguard.organisations.selectors.tree import is_below
from safeguard.procedures.amend import Act, Amendment, Length, LimitUnit, NewLimit, amended
from safeguard.procedures.country import Relation, load_reference
from safeguard.procedures.schema import Procedure
from safeguard.procedures.stored import build_content, read_content, released_content

BELOW = """
WITH RECURSIVE below(id) AS (
  SELECT %s::uuid UNION
  SELECT p.organisation_id FROM below JOIN organisations_placement p ON p.parent_id = below.id
    AND p.from_on <= %s AND (p.until_on IS NULL OR p.until_on >= %s)
) SELECT id FROM below"""


@dataclass(frozen=True)
class Held:
    """The content that new numbers are laid over, and the released version that it stands beside."""

    content: dict[str, Any]
    released: str


def drafts_of(organisation_id: UUID) -> list[VersionDraft]:
    """Its own, the open ones first, then the newest."""
    rows = VersionDraft.objects.filter(organisation_id=organisation_id).select_related("base", "version")
    return sorted(rows.order_by("-saved_at"), key=lambda row: row.state not in OPEN)


def waiting_below(organisation_id: UUID) -> QuerySet[VersionDraft]:
    """What waits for a second person here and further down, the longest wait first."""
    today = clock.today()
    below = RawSQL(BELOW, [organisation_id, today, today])  # noqa: S611  values are parameters
    rows = VersionDraft.objects.filter(organisation_id__in=below, state=DraftState.SUBMITTED)
    return rows.select_related("organisation", "base").order_by("submitted_at")


def draft_here(organisation_id: UUID, draft_id: UUID) -> VersionDraft | None:
    """One of the place's own, or of a place below it once it has been handed in."""
    row = VersionDraft.objects.select_related("organisation", "base", "version").filter(pk=draft_id).first()
    if row is None or row.organisation_id == organisation_id:
        return row
    is_handed_in = row.submitted_at is not None and row.state != DraftState.WITHDRAWN
    return row if is_handed_in and is_below(row.organisation_id, organisation_id, on=clock.today()) else None


def limits_of(draft: VersionDraft) -> list[NewLimit]:
    return [
        NewLimit(row.rule, Length(row.count, LimitUnit(row.unit), row.at), row.chapter, row.point, row.paragraph)
        for row in draft.limits.all()
    ]


def reviews_of(draft: VersionDraft) -> list[DraftReview]:
    return list(draft.reviews.select_related("organisation").order_by("-at"))


def held_by(version: ProcedureVersion) -> Held:
    if version.source == VersionSource.RULEBOOK:
        return Held(released_content(version.procedure, version.version), version.version)
    content, _version, released = read_content(ProcedureText.objects.get(pk=version.content_hash).content)
    return Held(content, released)


def new_content(draft: VersionDraft, limits: list[NewLimit], held: Held) -> dict[str, Any]:
    """The edition that these numbers make. Nothing is checked yet."""
    return amended(
        held.content,
        Amendment(
            act=Act(draft.act_title, draft.act_number, draft.act_on),
            in_force_from=draft.in_force_on,
            checked_on=draft.checked_on,
            holds=draft.act_key,
            is_current=draft.act_key in superseding(draft.base, draft.in_force_on),
            limits=tuple(limits),
        ),
    )


def new_definition(draft: VersionDraft) -> Procedure:
    """Through the loader, as if it were approved. RulebookError when it can't be."""
    held = held_by(draft.base)
    content = new_content(draft, limits_of(draft), held)
    return build_content(content, version=next_version(draft), beside=held.released, name=draft.base.procedure)


def next_version(draft: VersionDraft) -> str:
    """The day of entry into force, and the how-manieth edition of that day the institution enters."""
    if draft.version is not None:
        return draft.version.version
    rows = ProcedureVersion.objects.filter(
        owner_id=draft.organisation_id, procedure=draft.base.procedure, in_force_on=draft.in_force_on
    )
    return f"{draft.in_force_on.isoformat()}+{rows.count() + 1}"


def superseding(version: ProcedureVersion, on: date) -> set[str]:
    """The known acts that replace the procedure, up to a day."""
    acts = load_reference(version.country).acts
    return {
        act.key
        for act in acts
        if act.relation is Relation.SUPERSEDES and version.procedure in act.procedures and act.on <= on
    }


def old_definition(draft: VersionDraft) -> Procedure:
    return definition_of(draft.base)
