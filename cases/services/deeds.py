"""An act done on paper is recorded: it meets its limits and starts the next. A correction is a later entry."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.deeds import DeedDraft, check_instant, check_paper
from cases.models import Case, CaseEvent, Deadline
from cases.selectors.clocks import Clocks, clocks_of_case
from cases.selectors.evidence import standing_event, standing_events
from cases.services.attachments import Upload, store_file
from cases.services.events import draft, locked_case, record
from cases.services.evidence import Happened, Move, apply_evidence, move_limits, moved_by
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft
from safeguard.errors import Conflict, RuleViolation, gettext_noop
from safeguard.procedures.bindings import DEEDS, FACTS, Deed, copies_of, deeds_of, rules_met_by, rules_started_by
from safeguard.procedures.schema import Evidence
from safeguard.registers.enums import NoteKind, OrderKind, Register
from safeguard.registers.models import OrderEntry
from safeguard.registers.notes import write_note
from safeguard.registers.orders import enter_order, line_of, line_of_order

CORRECTED = "deed.corrected"
#: Acts that are orders of the head.
ORDERED = {Evidence.COMMISSION_ORDERED: OrderKind.CASE_COMMISSION, Evidence.MINUTES_ORDERED: OrderKind.MINUTES}


@transaction.atomic
def record_deed(*, case_id: UUID, deed: DeedDraft, by: Member, evidence: Sequence[Upload] = ()) -> CaseEvent:
    """The limit is met when it was done, not when it's entered. Several clocks for it are met together (C-01)."""
    case = locked_case(case_id)
    clocks = clocks_of_case(case)
    asked = _asked(clocks, deed.evidence)
    check_instant(deed.done_at, now=clock.now(), begun_at=_begun_at(case, clocks, asked, deed.evidence))
    copies = copies_of(clocks.procedure, deed.evidence)
    check_paper(deed, asked, copies=copies, today=clock.today(clocks.zone))
    _check_correction(case, asked, deed)
    _check_next(case, clocks, deed)
    files = [_keep(case, upload, by) for upload in evidence]
    moved = _moved(case, clocks, deed)
    event = _record(case, deed, files, _said(moved), by)
    _enter_order(case, deed, event, by)
    move_limits(case, clocks, moved)
    happened = Happened(deed.evidence, deed.done_at, event.pk, restates=deed.corrects_id is not None)
    apply_evidence(case, clocks, happened)
    case.save(update_fields=["next_due_at"])
    return event


def _enter_order(case: Case, deed: DeedDraft, event: CaseEvent, by: Member) -> None:
    """An order takes the next line of its register; a corrected one keeps it and has the correction beside it."""
    kind = ORDERED.get(deed.evidence)
    if kind is None or deed.dated_on is None:
        return
    line = _line(case, kind, deed)
    if line is not None and deed.corrects_id is None:
        return
    if line is None:
        about = {"subject_id": event.pk, "case_id": case.pk}
        enter_order(kind=kind, office_number=deed.number, signed_on=deed.dated_on, by=by, **about)
        return
    words = f"№ {deed.number.strip()}, {deed.dated_on:%d.%m.%Y}. {deed.correction_reason.strip()}"
    write_note(
        register=Register.ORDERS,
        year=line.year,
        number=line.number,
        kind=NoteKind.CORRECTION,
        text=words,
        data_key=case.data_key,
        by=by,
    )


def _line(case: Case, kind: OrderKind, deed: DeedDraft) -> OrderEntry | None:
    """Its line: entered with the first deed, or when the paper of the order was made."""
    if deed.corrects_id is None:
        return line_of_order(kind=kind, case_id=case.pk, office_number=deed.number, signed_on=deed.dated_on)
    said = CaseEvent.objects.values_list("data", flat=True).get(pk=deed.corrects_id)
    paper = line_of_order(
        kind=kind, case_id=case.pk, office_number=said.get("number", ""), signed_on=said.get("dated_on")
    )
    return line_of(deed.corrects_id) or paper


def _asked(clocks: Clocks, evidence: Evidence) -> Deed:
    found = deeds_of(clocks.procedure).get(evidence)
    if found is None:
        raise RuleViolation(gettext_noop("The procedure of this case asks for no such act."))
    return found


def _begun_at(case: Case, clocks: Clocks, asked: Deed, evidence: Evidence) -> datetime:
    """The start of its limits; without a limit the act that must come before it."""
    keys = [rule.key for rule in rules_met_by(clocks.procedure, evidence)]
    starts = Deadline.objects.filter(case=case, rule__in=keys).values_list("starts_at", flat=True)
    if keys and starts:
        return min(starts)
    before = None if keys or asked.after is None else standing_event(case, asked.after)
    if before is None:
        raise RuleViolation(gettext_noop("The step that begins this one hasn't happened yet. Record it first."))
    return before.occurred_at


def _check_correction(case: Case, asked: Deed, deed: DeedDraft) -> None:
    standing = {event.pk for event in standing_events(case, [deed.evidence])}
    if deed.corrects_id is None:
        if standing and not asked.repeats:
            raise Conflict(gettext_noop("This is recorded already. Correct the entry if it's wrong."))
        return
    if deed.corrects_id not in standing:
        if CaseEvent.objects.filter(case=case, pk=deed.corrects_id, kind=deed.evidence).exists():
            raise Conflict(gettext_noop("This entry has been corrected already. Correct the newer one."))
        raise RuleViolation(gettext_noop("There is no such entry to correct."))
    if not deed.correction_reason.strip():
        raise RuleViolation(gettext_noop("Write what was wrong in the first entry."), field="correction_reason")


def _check_next(case: Case, clocks: Clocks, deed: DeedDraft) -> None:
    """A corrected time stays before the step that it began."""
    fact = FACTS.get(deed.evidence)
    if deed.corrects_id is None or fact is None:
        return
    keys = [rule.key for rule in rules_started_by(clocks.procedure, fact) if rule.met_by in DEEDS]
    if Deadline.objects.filter(case=case, rule__in=keys, met_at__lt=deed.done_at).exists():
        raise RuleViolation(
            gettext_noop("The step that follows was done before this time. Correct that one first."), field="done_at"
        )


def _keep(case: Case, upload: Upload, by: Member) -> UUID:
    """The file lies with the case; the event names it."""
    return store_file(subject_id=uuid7(), case_id=case.pk, key=case.data_key, upload=upload, by=by).pk


def _moved(case: Case, clocks: Clocks, deed: DeedDraft) -> list[Move]:
    """What a corrected time changes for the steps that follow."""
    fact = FACTS.get(deed.evidence)
    return moved_by(case, clocks, fact, at=deed.done_at) if fact and deed.corrects_id else []


def _said(moved: list[Move]) -> list[dict[str, object]]:
    return [{"rule": row.rule, "before": row.due_at, "after": limit.binding} for row, limit in moved]


def _record(case: Case, deed: DeedDraft, files: list[UUID], moved: list[dict[str, object]], by: Member) -> CaseEvent:
    """One event of the act's own kind; a correction adds the one that says why."""
    said = {
        "done_by": deed.done_by,
        "number": deed.number.strip(),
        "dated_on": deed.dated_on,
        "copies": deed.copies,
        "files": files,
        "corrects": deed.corrects_id,
    }
    data = {key: value for key, value in said.items() if value}
    drafts: list[EventDraft] = []
    if deed.corrects_id is not None:
        why = {"evidence": deed.evidence, "entry": deed.corrects_id, "moved": moved}
        drafts.append(draft(CORRECTED, by=by, data=why, text=deed.correction_reason.strip()))
    drafts.append(draft(deed.evidence, by=by, occurred_at=deed.done_at, data=data, text=deed.words.strip()))
    return record(case, *drafts)[-1]
