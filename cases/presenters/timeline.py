"""The chronology in sentences: what happened, who recorded it, and what it met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases.enums import Channel, Danger, DeadlineState
from cases.models import CaseEvent, Deadline
from cases.presenters import deeds, recounts
from cases.presenters.duties import duty_titles
from cases.selectors.sides import Side
from safeguard import dates
from safeguard.audit.kinds import kind_of
from safeguard.limits import short_title
from safeguard.procedures.schema import Procedure
from safeguard.vault import keys

_LATER = 60


@dataclass(frozen=True)
class Told:
    """What the sentences need beside the events: the rules, the people of the case, colleagues, the limits."""

    procedure: Procedure
    sides: Iterable[Side] = ()
    colleagues: Mapping[UUID, str] = field(default_factory=dict)
    deadlines: Iterable[Deadline] = ()

    @property
    def names(self) -> dict[str, str]:
        """By id as events keep it: children, adults, representatives, colleagues."""
        found = {str(user_id): name for user_id, name in self.colleagues.items()}
        for side in self.sides:
            found[str(side.person_id)] = side.name
            found |= {str(who.adult_id): who.name for who in side.representatives}
        return found


def colleagues_in(events: Iterable[CaseEvent]) -> set[UUID]:
    """The users whom these events speak of."""
    found = (event.data.get(key) for event in events for key in ("user", "from"))
    return {UUID(str(value)) for value in found if _is_id(value)}


def timeline(events: list[CaseEvent], told: Told) -> list[dict[str, Any]]:
    """For `_ui/timeline.html`; the entry's own time only where it isn't the time of the fact."""
    keys.load(event.data_key_id for event in events if event.text is not None)
    rules = {rule.key: short_title(rule) for rule in told.procedure.rules} | duty_titles(told.procedure)
    evidence = {deadline.met_event_id: deadline for deadline in told.deadlines if deadline.met_event_id}
    names = told.names
    return [_event(event, rules, names, evidence.get(event.pk)) for event in events]


def _event(
    event: CaseEvent, rules: Mapping[str, str], names: Mapping[str, str], met: Deadline | None
) -> dict[str, Any]:
    is_later = abs((event.recorded_at - event.occurred_at).total_seconds()) > _LATER
    return {
        "id": event.seq,
        "title": _title(event, rules),
        "by": event.by_name or _("the system"),
        "at": event.occurred_at,
        "recorded_at": event.recorded_at if is_later else None,
        "lines": [line for line in (*_lines(event, names), *_moved(event, rules)) if line],
        "tag": _tag(met),
    }


def _moved(event: CaseEvent, rules: Mapping[str, str]) -> Iterable[str]:
    yield from deeds.moved(event, rules)
    yield from recounts.corrected(event, rules)


def _title(event: CaseEvent, rules: Mapping[str, str]) -> str:
    sentence = str(kind_of(event.kind).sentence(event.data))
    rule = rules.get(str(event.data.get("rule") or event.data.get("duty")), "")
    return f"{sentence}: {rule}" if rule else sentence


def _lines(event: CaseEvent, names: Mapping[str, str]) -> Iterable[str]:
    data = event.data
    if child := names.get(str(data.get("side_child"))):
        yield _("For %(child)s") % {"child": child}
    for key in ("child", "adult", "user"):
        if name := names.get(str(data.get(key))):
            yield name
    if name := names.get(str(data.get("from"))):
        yield _("Instead of %(name)s") % {"name": name}
    if event.kind.startswith("notice."):
        yield _how(data)
    if data.get("danger"):
        yield _("Danger now: %(answer)s") % {"answer": str(Danger(data["danger"]).label)}
    if data.get("instead"):
        yield _("Told instead of a representative:")
    yield from deeds.said(event)
    yield from recounts.causes(event)
    yield from str(event.open("text")).splitlines()
    if data.get("files"):
        yield _("With a file as evidence.")


def _how(data: Mapping[str, Any]) -> str:
    """By telephone, No. 01-18/204."""
    how = str(Channel(data["channel"]).label)
    return f"{how}, № {data['reference']}" if data.get("reference") else how


def _tag(met: Deadline | None) -> dict[str, str] | None:
    if met is None or met.met_at is None:
        return None
    if met.state == DeadlineState.MET:
        return {"word": _("Done in time"), "kind": "done"}
    late = dates.left(met.met_at - met.due_at)
    return {"word": _("Done %(late)s late") % {"late": late}, "kind": "late"}


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True
