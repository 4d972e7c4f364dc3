"""What the minutes will say, kept as it is typed: heard, spoke, resolved; basis and content; opinions."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.services.events import draft
from commissions.domain.conflicts import Overtaken
from commissions.enums import MeetingState
from commissions.models import AgendaItem, Hearing, Meeting, MeetingEvent, SeparateOpinion
from commissions.selectors.named import children_named
from commissions.services.events import check_state, locked_meeting, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.vault import keys

ITEM_TEXTS = ("heard", "spoke", "resolved")
HEARING_TEXTS = ("basis", "summary", "reasons")
BEFORE_FINALISING = (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)


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
    check_state(meeting, *BEFORE_FINALISING)
    row.refresh_from_db(fields=["version", *names])
    keys.load([row.data_key_id])
    there = {name: row.open(name) for name in names}
    wanted = {name: texts[name].strip() for name in names if name in texts}
    if all(there[name] == text for name, text in wanted.items()):
        return row
    check_names(meeting, wanted)
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
def add_opinion(*, item_id: UUID, seat_id: UUID, text: str, by: Member, is_dictated: bool = False) -> SeparateOpinion:
    """A member's separate opinion, noted beside the decision it is about (UA-B-IV.4.5)."""
    item = AgendaItem.objects.get(pk=item_id)
    meeting = locked_meeting(item.meeting_id)
    check_state(meeting, MeetingState.OPEN, MeetingState.CLOSED)
    if not text.strip():
        raise RuleViolation(gettext_noop("Write the opinion."), field="text")
    check_names(meeting, {"text": text})
    row = SeparateOpinion(
        id=uuid7(),
        school_id=item.school_id,
        data_key_id=item.data_key_id,
        item=item,
        seat_id=seat_id,
        is_dictated=is_dictated,
        added_at=clock.now(),
        added_by=by.user_id,
    )
    row.seal("text", text.strip())
    row.save(force_insert=True)
    record(meeting, draft("opinion.added", by=by, data={"opinion": row.pk, "item": item.pk, "seat": seat_id}))
    return row


def check_names(meeting: Meeting, texts: Mapping[str, str]) -> None:
    """The minutes go to both families: a child is written by code, in every text of theirs."""
    named = children_named(meeting, texts)
    for field, child in named.items():
        raise RuleViolation(
            gettext_noop("Write %(code)s instead of the child's name: the minutes go to both families."),
            field=field,
            code=child.code,
        )
