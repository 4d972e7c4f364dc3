"""What is done on paper, on the page of limits: what can be recorded, what was, and how it's corrected."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, CaseEvent
from safeguard import dates
from safeguard.access.roles import Role
from safeguard.accounts.presenters.roles import TITLES
from safeguard.audit.kinds import kind_of
from safeguard.documents.models import Attachment
from safeguard.limits import full_title
from safeguard.procedures.bindings import DECISIONS, DEEDS, Deed, deeds_of, rules_met_by
from safeguard.procedures.schema import Evidence, Procedure

_LATER = 60
#: Acts that no limit of a procedure names; the others bear the title of their rule.
_NAMES: Mapping[Evidence, Promise] = {
    Evidence.INVESTIGATION_ORDERED: gettext_lazy("Order the investigation"),
    Evidence.INVESTIGATION_REPORTED: gettext_lazy("Finish the investigation"),
    Evidence.COMMISSION_ORDERED: gettext_lazy("Create the commission by order"),
    Evidence.MINUTES_SIGNED: gettext_lazy("Have the minutes signed on paper"),
    Evidence.MINUTES_ORDERED: gettext_lazy("Confirm the minutes by order"),
    Evidence.DECISION_REGISTERED: gettext_lazy("Enter the decision in the register of decisions"),
}


def title_of(procedure: Procedure, evidence: Evidence) -> str:
    rules = rules_met_by(procedure, evidence)
    return full_title(rules[0]) if rules else str(_NAMES[evidence])


def without_limit(procedure: Procedure, happened: Mapping[str, int], case: Case, school: str) -> list[dict[str, str]]:
    """What the minutes and the registers ask for once its turn has come; no clock runs for it."""
    return [
        {
            "label": title_of(procedure, evidence),
            "note": _source(procedure, evidence),
            "href": _new(evidence, case, school),
        }
        for evidence, deed in deeds_of(procedure).items()
        if not rules_met_by(procedure, evidence) and _is_its_turn(evidence, deed, happened)
    ]


def _is_its_turn(evidence: Evidence, deed: Deed, happened: Mapping[str, int]) -> bool:
    """What is done after each meeting is asked as often as there were meetings: it may be recorded elsewhere."""
    begun = happened.get(deed.after, 0) if deed.after else 0
    return happened.get(evidence, 0) < (begun if deed.repeats else min(begun, 1))


def _source(procedure: Procedure, evidence: Evidence) -> str:
    if evidence is Evidence.DECISION_REGISTERED:
        return procedure.registers[DECISIONS].citation.in_(procedure.language)
    return procedure.minutes.citation.in_(procedure.language) if procedure.minutes else ""


def _new(evidence: str, case: Case, school: str) -> str:
    return reverse("cases:deed_new", kwargs={"school": school, "case_id": case.pk, "evidence": evidence})


def done(
    events: list[CaseEvent], files: Mapping[str, Attachment], case: Case, school: str, *, may_correct: bool
) -> list[dict[str, Any]]:
    """The newest first, as a timeline; a corrected one stays, and says so."""
    replaced = {event.data.get("corrects") for event in events}
    return [
        {
            "title": str(kind_of(event.kind).sentence(event.data)),
            "by": event.by_name,
            "at": event.occurred_at,
            "recorded_at": event.recorded_at if _is_later(event) else None,
            "lines": [line for line in _lines(event) if line],
            "tag": {"word": _("corrected later"), "kind": ""} if str(event.pk) in replaced else None,
            "files": [_file(files[key], case, school) for key in event.data.get("files", []) if key in files],
            **(_correct(event, case, school) if may_correct and str(event.pk) not in replaced else {}),
        }
        for event in reversed(events)
    ]


def _is_later(event: CaseEvent) -> bool:
    return (event.recorded_at - event.occurred_at).total_seconds() > _LATER


def _lines(event: CaseEvent) -> Iterable[str]:
    yield from said(event)
    yield str(event.open("text"))


def said(event: CaseEvent) -> Iterable[str]:
    """By whom, how many copies, and whether it stands instead of another entry: for the chronology too."""
    if role := event.data.get("done_by"):
        yield str(TITLES[Role(role)])
    if copies := event.data.get("copies"):
        yield _("Signed copies: %(copies)s") % {"copies": copies}
    if event.kind in DEEDS and event.data.get("corrects"):
        yield _("Corrects an earlier entry.")


def _file(file: Attachment, case: Case, school: str) -> dict[str, str]:
    place = {"school": school, "case_id": case.pk, "attachment_id": file.pk}
    return {"label": file.open("name"), "href": reverse("cases:deed_file", kwargs=place), "note": dates.size(file.size)}


def _correct(event: CaseEvent, case: Case, school: str) -> dict[str, str]:
    return {"href": f"{_new(event.kind, case, school)}?corrects={event.pk}", "link": _("Correct this entry")}


def moved(event: CaseEvent, rules: Mapping[str, str]) -> Iterable[str]:
    """A corrected start moves what follows: the old time stays in the chronology."""
    for move in event.data.get("moved", []):
        before, after = (dates.moment_short(datetime.fromisoformat(move[key])) for key in ("before", "after"))
        yield _("%(limit)s: the limit was %(before)s, now it is %(after)s.") % {
            "limit": rules.get(move["rule"], ""),
            "before": before,
            "after": after,
        }
