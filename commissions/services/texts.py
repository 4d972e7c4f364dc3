"""What the minutes will say, kept as it is typed: heard, spoke, resolved; basis and content; measures; opinions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.outcomes import UNSAID, Contents
from cases.services.events import draft
from cases.services.outcomes import check_contents, explain_words
from commissions.domain.conflicts import Overtaken
from commissions.enums import MeasureKind, MeetingState
from commissions.models import AgendaItem, Hearing, Measure, Meeting, MeetingEvent, SeparateOpinion
from commissions.selectors.named import children_named
from commissions.services.events import check_state, locked_meeting, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.vault import keys

ITEM_TEXTS = ("heard", "spoke", "resolved")
HEARING_TEXTS = ("basis", "summary", "reasons")
_BEFORE_FINALISING = (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True)
class MeasureDraft:
    """Something to do; one of date and note says until when.

    `contents`: what of it is among the things that the texts forbid. A commission that hears the case is still
    looking into it, so that none of them is possible; whoever adds the measure says that it's none (KZ-39.4).
    """

    kind: MeasureKind
    text: str
    responsible_id: UUID | None
    due_on: date | None
    due_note: str = ""
    contents: Contents = UNSAID


@transaction.atomic
def save_item_texts(*, item_id: UUID, texts: Mapping[str, str], seen: int, by: Member) -> AgendaItem:
    """Three texts of one question. Saved at once; a text that somebody else changed meanwhile isn't overwritten."""
    item = AgendaItem.objects.get(pk=item_id)
    return _save_texts(item, ITEM_TEXTS, texts, seen, by)


@transaction.atomic
def save_hearing_texts(*, hearing_id: UUID, texts: Mapping[str, str], seen: int, by: Member) -> Hearing:
    """Basis and short content of the report as the form asks, and the reasons of the decision."""
    hearing = Hearing.objects.get(pk=hearing_id)
    return _save_texts(hearing, HEARING_TEXTS, texts, seen, by)


def _save_texts(row, names, texts, seen, by):  # type: ignore[no-untyped-def]
    meeting = locked_meeting(row.meeting_id)
    check_state(meeting, *_BEFORE_FINALISING)
    row.refresh_from_db(fields=["version", *names])
    keys.load([row.data_key_id])
    there = {name: row.open(name) for name in names}
    wanted = {name: texts[name].strip() for name in names if name in texts}
    if all(there[name] == text for name, text in wanted.items()):
        return row
    _check_names(meeting, wanted)
    if row.version != seen:
        _refuse(meeting, row, there)
    for name, text in wanted.items():
        row.seal(name, text)
    row.version, row.saved_at = row.version + 1, clock.now()
    row.save(update_fields=[*wanted, "version", "saved_at"])
    changed = [name for name, text in wanted.items() if there[name] != text]
    record(meeting, draft("texts.saved", by=by, data={"row": row.pk, "texts": changed, "version": row.version}))
    return row


def _refuse(meeting: Meeting, row: AgendaItem | Hearing, there: Mapping[str, str]) -> None:
    key = {"row": str(row.pk)}
    event = MeetingEvent.objects.filter(meeting=meeting, kind="texts.saved", data__contains=key).last()
    raise Overtaken(
        who=event.by_name if event else "", at=row.saved_at or meeting.called_at, version=row.version, theirs=there
    )


@transaction.atomic
def add_measure(*, hearing_id: UUID, measure: MeasureDraft, by: Member) -> Measure:
    """What is to be done, by whom and until when."""
    hearing = Hearing.objects.select_related("case__procedure").get(pk=hearing_id)
    meeting = locked_meeting(hearing.meeting_id)
    check_state(meeting, *_BEFORE_FINALISING)
    held_on = meeting.starts_at.date()
    if measure.due_on and measure.due_on < held_on:
        raise RuleViolation(gettext_noop("A measure can't have been due before the meeting."), field="due_on")
    _check_names(meeting, {"text": measure.text})
    if not measure.text.strip():
        raise RuleViolation(gettext_noop("Write what is to be done."), field="text")
    words = f"{measure.text} {measure.due_note}"
    check_contents(hearing.case, measure.contents, words, is_investigated=True)
    row = _measure(hearing, measure, by)
    row.save(force_insert=True)
    said = {"measure": row.pk, "kind": row.kind, "hearing": hearing.pk}
    record(meeting, draft("measure.added", by=by, data=said))
    explain_words(hearing.case_id, measure.contents.why_not, by=by, data={"meeting": meeting.pk, "measure": row.pk})
    return row


def _measure(hearing: Hearing, measure: MeasureDraft, by: Member) -> Measure:
    row = Measure(
        id=uuid7(),
        school_id=hearing.school_id,
        data_key_id=hearing.data_key_id,
        hearing=hearing,
        kind=measure.kind,
        responsible_id=measure.responsible_id,
        due_on=measure.due_on,
        added_at=clock.now(),
        added_by=by.user_id,
    )
    row.seal("text", measure.text.strip())
    row.seal("due_note", measure.due_note.strip())
    return row


@transaction.atomic
def remove_measure(*, measure_id: UUID, by: Member) -> None:
    """Before the minutes are finalised a measure may be struck out; the event stays."""
    row = Measure.objects.select_related("hearing").get(pk=measure_id)
    meeting = locked_meeting(row.hearing.meeting_id)
    check_state(meeting, *_BEFORE_FINALISING)
    said = draft("measure.removed", by=by, data={"measure": row.pk, "kind": row.kind, "hearing": row.hearing_id})
    row.delete()
    record(meeting, said)


@transaction.atomic
def add_opinion(*, item_id: UUID, seat_id: UUID, text: str, by: Member) -> SeparateOpinion:
    """A member's separate opinion, noted beside the decision it is about (UA-B-IV.4.5)."""
    item = AgendaItem.objects.get(pk=item_id)
    meeting = locked_meeting(item.meeting_id)
    check_state(meeting, MeetingState.OPEN, MeetingState.CLOSED)
    if not text.strip():
        raise RuleViolation(gettext_noop("Write the opinion."), field="text")
    row = SeparateOpinion(
        id=uuid7(),
        school_id=item.school_id,
        data_key_id=item.data_key_id,
        item=item,
        seat_id=seat_id,
        added_at=clock.now(),
        added_by=by.user_id,
    )
    row.seal("text", text.strip())
    row.save(force_insert=True)
    record(meeting, draft("opinion.added", by=by, data={"opinion": row.pk, "item": item.pk, "seat": seat_id}))
    return row


def _check_names(meeting: Meeting, texts: Mapping[str, str]) -> None:
    """The minutes go to both families: a child is written by code, in every text of theirs."""
    named = children_named(meeting, texts)
    for field, child in named.items():
        raise RuleViolation(
            gettext_noop("Write %(code)s instead of the child's name: the minutes go to both families."),
            field=field,
            code=child.code,
        )
