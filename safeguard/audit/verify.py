"""Whether the chains still hold. Answers with ids, numbers and codes, never with words of a case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.apps import apps

from safeguard.audit.chain import ChainedEvent, digest

#: Subjects whose events are held in memory at a time.
AT_A_TIME = 200


@dataclass(frozen=True)
class Break:
    """The first event of a chain that isn't what was written, or the subject whose chain has lost its end."""

    subject: str
    subject_id: UUID
    seq: int
    reason: str
    event_id: UUID | None = None

    def __str__(self) -> str:
        event = f" event {self.event_id}" if self.event_id else ""
        return f"{self.subject} {self.subject_id} seq {self.seq}{event}: {self.reason}"


@dataclass
class Verified:
    chains: int = 0
    events: int = 0


def chained_models() -> list[type[ChainedEvent]]:
    return [model for model in apps.get_models() if issubclass(model, ChainedEvent)]


def broken_chains(
    model: type[ChainedEvent], count: Verified, *, subject_ids: Iterable[UUID] | None = None
) -> Iterator[Break]:
    """The first break of every chain of one kind in the school in scope."""
    subjects: Any = model._meta.get_field(model.subject_name()).related_model
    chosen = subjects.objects.order_by("pk").only("pk", "school_id", "event_seq", "event_hash")
    if subject_ids is not None:
        chosen = chosen.filter(pk__in=subject_ids)
    rows = iter(chosen.iterator())
    while batch := list(islice(rows, AT_A_TIME)):
        events = _events_of(model, [subject.pk for subject in batch])
        for subject in batch:
            chain = events.get(subject.pk, [])
            count.chains, count.events = count.chains + 1, count.events + len(chain)
            if found := first_break(subject, chain):
                yield found


def first_break(subject: Any, chain: list[Any]) -> Break | None:
    """Events in the order of `seq`, against each other and against what the subject says of its end."""
    what, before = type(subject).__name__.lower(), b""
    for expected, event in enumerate(chain, start=1):
        reason = _fault(event, expected, before, subject.pk)
        if reason:
            return Break(what, subject.pk, event.seq, reason, event.pk)
        before = bytes(event.hash)
    if subject.event_seq != len(chain):
        return Break(
            what, subject.pk, len(chain) + 1, f"{subject.event_seq} events were written, {len(chain)} are here"
        )
    if bytes(subject.event_hash) != before:
        return Break(what, subject.pk, len(chain), "the end of the chain isn't the one that was written")
    return None


def _fault(event: Any, expected: int, before: bytes, subject_id: UUID) -> str:
    if event.seq != expected:
        return f"event {expected} is missing"
    if bytes(event.prev_hash) != before:
        return "doesn't continue the event before it"
    if bytes(event.hash) != digest(event, subject_id):
        return "isn't what was written"
    return ""


def _events_of(model: type[ChainedEvent], subject_ids: list[UUID]) -> dict[UUID, list[Any]]:
    of_subject = f"{model.subject_name()}_id"
    rows = model.objects.filter(**{f"{of_subject}__in": subject_ids}).order_by(of_subject, "seq")
    return {subject_id: list(events) for subject_id, events in groupby(rows, key=attrgetter(of_subject))}
