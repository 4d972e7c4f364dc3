"""The second person: approves new numbers, which makes an edition of them for ever, or returns them with words."""

from uuid import UUID

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.editions.domain.rules import check_reviewer
from safeguard.editions.services.drafts import checked, locked_draft
from safeguard.editions.services.telling import tell_authors
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.enums import DraftState, ReviewOutcome, VersionSource
from safeguard.organisations.models import DraftReview, ProcedureText, ProcedureVersion, VersionDraft
from safeguard.organisations.selectors.tree import is_below
from safeguard.procedures.stored import hash_of, write_stored


@transaction.atomic
def approve_draft(*, draft_id: UUID, by: Member, words: str = "") -> ProcedureVersion:
    """Read through the loader once more, stored with its hash. It counts for nobody until it's adopted by an order."""
    draft = _reviewed_by(draft_id, by)
    held, content, procedure = checked(draft)
    text = write_stored(content, version=procedure.version, beside=held.released)
    stored, _made = ProcedureText.objects.get_or_create(pk=hash_of(text), defaults={"content": text})
    version = ProcedureVersion.objects.create(
        procedure=procedure.id,
        version=procedure.version,
        country=procedure.country,
        in_force_on=procedure.in_force_from,
        content_hash=stored.pk,
        source=VersionSource.INSTITUTION,
        owner=draft.organisation,
        based_on=draft.base,
    )
    _decide(draft, ReviewOutcome.APPROVED, words, by)
    draft.state, draft.version = DraftState.APPROVED, version
    draft.save(update_fields=["state", "version"])
    _log(draft, "procedure.approved", by)
    tell_authors(draft)
    return version


@transaction.atomic
def return_draft(*, draft_id: UUID, by: Member, words: str) -> VersionDraft:
    """Back to whoever entered them, with what has to be looked at."""
    draft = _reviewed_by(draft_id, by)
    if not words.strip():
        raise RuleViolation(gettext_noop("Say what has to be looked at."), field="words")
    _decide(draft, ReviewOutcome.RETURNED, words, by)
    draft.state = DraftState.RETURNED
    draft.save(update_fields=["state"])
    _log(draft, "procedure.returned", by)
    tell_authors(draft)
    return draft


def _reviewed_by(draft_id: UUID, by: Member) -> VersionDraft:
    draft = locked_draft(draft_id)
    check_reviewer(
        by,
        written_by=draft.written_by,
        state=draft.state,
        is_own_or_below=is_below(draft.organisation_id, by.organisation_id, on=clock.today()),
    )
    return draft


def _decide(draft: VersionDraft, outcome: ReviewOutcome, words: str, by: Member) -> None:
    DraftReview.objects.create(
        draft=draft,
        outcome=outcome,
        words=words.strip(),
        organisation_id=by.organisation_id,
        by_user_id=by.user_id,
        by_name=by.name,
        at=clock.now(),
    )


def _log(draft: VersionDraft, kind: str, by: Member) -> None:
    data = {"draft": draft.pk, "name": draft.base.procedure, "from": draft.in_force_on.isoformat()}
    log_act(organisation_id=draft.organisation_id, kind=kind, by=by, data=data)
