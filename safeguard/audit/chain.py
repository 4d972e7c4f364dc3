"""Append-only events, chained by hash. The digest covers ciphertext, so erasing a case leaves the chain valid."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from safeguard import clock
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


@dataclass(frozen=True)
class EventDraft:
    """A fact about to be recorded. `data` holds ids, codes, numbers and instants; words go sealed into `text`."""

    kind: str
    occurred_at: datetime
    by_user_id: UUID | None
    by_name: str
    data: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""


class ChainedEvent(SealedRow, SchoolRow):
    """One fact of a subject. `occurred_at` is when it happened, `recorded_at` when it was entered."""

    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    text = SealedField(null=True)
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta(SchoolRow.Meta):
        abstract = True

    @classmethod
    def subject_name(cls) -> str:
        """The one foreign key besides school and data key: what the events are about."""
        (found,) = [f.name for f in cls._meta.fields if f.is_relation and f.name not in {"school", "data_key"}]
        return found


def digest(event: ChainedEvent, subject_id: UUID) -> bytes:
    """SHA-256 over everything the event says and the hash of the one before."""
    said = {
        "school": str(event.school_id),
        "subject": str(subject_id),
        "id": str(event.pk),
        "seq": event.seq,
        "kind": event.kind,
        "occurred_at": _instant(event.occurred_at),
        "recorded_at": _instant(event.recorded_at),
        "by": str(event.by_user_id) if event.by_user_id else None,
        "by_name": event.by_name,
        "data": event.data,
        "text": hashlib.sha256(bytes(event.text)).hexdigest() if event.text is not None else None,
        "prev": bytes(event.prev_hash).hex(),
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).digest()


def chain_events(
    model: type[ChainedEvent], subject_field: str, subject: Any, drafts: Sequence[EventDraft]
) -> list[Any]:
    """The events at the end of the subject's chain, not saved; `event_seq` and `event_hash` of the subject move on."""
    events, recorded_at = [], clock.now()
    for drafted in drafts:
        event = model(
            id=uuid7(),
            school_id=subject.school_id,
            data_key_id=subject.data_key_id,
            seq=subject.event_seq + 1,
            kind=drafted.kind,
            occurred_at=drafted.occurred_at,
            recorded_at=recorded_at,
            by_user_id=drafted.by_user_id,
            by_name=drafted.by_name,
            data=plain(drafted.data),
            prev_hash=bytes(subject.event_hash),
            **{subject_field: subject},
        )
        event.seal("text", drafted.text)
        event.hash = digest(event, subject.pk)
        subject.event_seq, subject.event_hash = event.seq, event.hash
        events.append(event)
    return events


def append_events(
    model: type[ChainedEvent],
    subject_field: str,
    subject: Any,
    drafts: Sequence[EventDraft],
    *,
    changes: Mapping[str, Any] | None = None,
) -> list[Any]:
    """Insert the events in one statement and save the subject's caches and `changes` in another.

    The caller holds a lock on the subject or has just built it; `event_seq` and `event_hash` on the subject are the
    end of its chain, so nothing has to be read. A subject that isn't saved yet is inserted with them.
    """
    events = chain_events(model, subject_field, subject, drafts)
    _save(subject, changes or {})
    model.every_school.bulk_create(events)
    return events


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """As PostgreSQL will give it back: ids and instants as text, so that the digest can be checked later."""
    return dict(json.loads(json.dumps(dict(data), default=_text), parse_float=_no_fraction))


def _no_fraction(number: str) -> float:
    raise TypeError(f"{number}: a fraction isn't kept to the digit, so an event holds none")


def _text(value: object) -> str:
    return _instant(value) if isinstance(value, datetime) else str(value)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _save(subject: Any, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(subject, name, value)
    if subject._state.adding:
        subject.save(force_insert=True)
    else:
        subject.save(update_fields=["event_seq", "event_hash", *changes])
