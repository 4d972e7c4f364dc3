"""New numbers are entered: the act they come from, then its limits, then they're handed to a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.editions.domain.rules import OPEN, check_editable, check_may_enter, check_own, field_at, units_for
from safeguard.editions.selectors.drafts import Held, held_by, limits_of, new_content, next_version
from safeguard.editions.services.telling import stop_telling, tell_reviewers
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.enums import DraftState
from safeguard.organisations.models import DraftLimit, Organisation, ProcedureVersion, VersionDraft
from safeguard.organisations.selectors.editions import definition_of, own_and_above
from safeguard.procedures.amend import NewLimit, length_of
from safeguard.procedures.reader import RulebookError
from safeguard.procedures.schema import Procedure
from safeguard.procedures.stored import build_content

_AT_LEAST = gettext_noop("The number is too small for this kind of limit.")
_REFUSED = gettext_noop("The procedure can't be read with this answer: %(reason)s")


@dataclass(frozen=True)
class ActAnswers:
    """What a person says about the newer act. `act_key` when it's one that the product already names."""

    act_title: str
    act_number: str
    act_on: date
    in_force_on: date
    checked_on: date
    act_link: str = ""
    act_key: str = ""


@transaction.atomic
def start_draft(*, organisation: Organisation, base: ProcedureVersion, act: ActAnswers, by: Member) -> VersionDraft:
    """Over an edition that the institution sees. One at a time for each procedure."""
    check_own(by, organisation.pk)
    place = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _check_seen(place, base)
    rows = VersionDraft.objects.filter(organisation=place, base__procedure=base.procedure, state__in=OPEN)
    if rows.exists():
        raise RuleViolation(gettext_noop("New numbers of this procedure are being entered already. Go on with those."))
    _check_act(act, base)
    now = clock.now()
    return VersionDraft.objects.create(
        organisation=place,
        base=base,
        written_by=[by.user_id],
        created_at=now,
        created_by=by.user_id,
        created_by_name=by.name,
        saved_at=now,
        **vars(act),
    )


@transaction.atomic
def save_act(*, draft_id: UUID, act: ActAnswers, by: Member) -> VersionDraft:
    draft = _mine(draft_id, by)
    _check_act(act, draft.base)
    for name, value in vars(act).items():
        setattr(draft, name, value)
    _written(draft, by)
    return draft


@transaction.atomic
def save_limits(*, draft_id: UUID, limits: Sequence[NewLimit], by: Member) -> VersionDraft:
    """Only what differs from the edition held or is written elsewhere now. The loader has the last word."""
    draft = _mine(draft_id, by)
    _check_limits(draft, limits)
    draft.limits.all().delete()
    DraftLimit.objects.bulk_create(_row(draft, limit) for limit in limits)
    _written(draft, by)
    return draft


@transaction.atomic
def submit_draft(*, draft_id: UUID, by: Member) -> VersionDraft:
    """Handed to the second person."""
    draft = _mine(draft_id, by)
    checked(draft)
    draft.state, draft.submitted_at = DraftState.SUBMITTED, clock.now()
    _written(draft, by)
    _log(draft, "procedure.entered", by)
    tell_reviewers(draft)
    return draft


@transaction.atomic
def withdraw_draft(*, draft_id: UUID, by: Member) -> VersionDraft:
    """Until it's decided. What was entered stays to be read."""
    draft = locked_draft(draft_id)
    check_own(by, draft.organisation_id)
    if draft.state not in OPEN:
        raise RuleViolation(gettext_noop("These numbers are decided already."))
    draft.state = DraftState.WITHDRAWN
    draft.save(update_fields=["state"])
    _log(draft, "procedure.withdrawn", by)
    stop_telling(draft)
    return draft


def locked_draft(draft_id: UUID) -> VersionDraft:
    return VersionDraft.objects.select_for_update(of=("self",)).select_related("base", "organisation").get(pk=draft_id)


def checked(draft: VersionDraft) -> tuple[Held, dict[str, object], Procedure]:
    """The edition that the draft makes; refused where there's nothing new in it or the loader can't read it."""
    limits = limits_of(draft)
    if not limits:
        raise RuleViolation(gettext_noop("No limit is changed yet. Enter what the newer act says."))
    held = held_by(draft.base)
    content = new_content(draft, limits, held)
    return held, content, _built(draft, content, held)


def _check_limits(draft: VersionDraft, limits: Sequence[NewLimit]) -> None:
    held = held_by(draft.base)
    rules = {rule.key: length_of(rule) for rule in definition_of(draft.base).rules}
    for limit in limits:
        if limit.rule not in rules or limit.length.unit not in units_for(rules[limit.rule]):
            raise RuleViolation(gettext_noop("This procedure has no such limit."))
    if limits:
        _built(draft, new_content(draft, list(limits), held), held)


def _built(draft: VersionDraft, content: dict[str, object], held: Held) -> Procedure:
    """Through the loader of the files; what it refuses stands beside the answer that it speaks of."""
    try:
        return build_content(content, version=next_version(draft), beside=held.released, name=draft.base.procedure)
    except RulebookError as error:
        rules = [rule["key"] for rule in held.content["rule"]]
        is_small = error.path[-1:] in {("count",), ("days",)}
        words = _AT_LEAST if is_small else _REFUSED
        raise RuleViolation(words, field=field_at(error.path, rules), reason=error.reason) from error


def _check_seen(place: Organisation, base: ProcedureVersion) -> None:
    places = own_and_above(place.pk, on=clock.today())
    if base.country != place.country or base.owner_id not in {None, *places}:
        raise Refused(gettext_noop("This edition belongs to another institution."))


def _check_act(act: ActAnswers, base: ProcedureVersion) -> None:
    if act.in_force_on < act.act_on:
        raise RuleViolation(gettext_noop("An act can't come into force before its own date."), field="in_force_on")
    if act.in_force_on < base.in_force_on:
        raise RuleViolation(
            gettext_noop("It can't come into force before the edition that it changes."), field="in_force_on"
        )
    if act.checked_on < act.act_on:
        raise RuleViolation(
            gettext_noop("The text can't have been read before the date of the act."), field="checked_on"
        )


def _mine(draft_id: UUID, by: Member) -> VersionDraft:
    check_may_enter(by)
    draft = locked_draft(draft_id)
    check_own(by, draft.organisation_id)
    check_editable(draft.state)
    return draft


def _written(draft: VersionDraft, by: Member) -> None:
    """Whoever writes a word of it is an author of it."""
    draft.saved_at = clock.now()
    if by.user_id not in draft.written_by:
        draft.written_by = [*draft.written_by, by.user_id]
    draft.save()


def _row(draft: VersionDraft, limit: NewLimit) -> DraftLimit:
    length = limit.length
    return DraftLimit(
        draft=draft,
        rule=limit.rule,
        count=length.count,
        unit=str(length.unit),
        at=length.at,
        chapter=limit.chapter,
        point=limit.point,
        paragraph=limit.paragraph,
    )


def _log(draft: VersionDraft, kind: str, by: Member) -> None:
    data = {"draft": draft.pk, "name": draft.base.procedure, "from": draft.in_force_on.isoformat()}
    log_act(organisation_id=draft.organisation_id, kind=kind, by=by, data=data)
