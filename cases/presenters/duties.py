"""Duties without a deadline as a task list: open, done, or not applicable because."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.enums import DutyState
from cases.models import Case, DutyAct, Report
from cases.presenters.notices import file_line
from cases.presenters.reports import first_aid
from safeguard import dates
from safeguard.access.roles import Role
from safeguard.accounts.presenters.roles import TITLES
from safeguard.documents.models import Attachment
from safeguard.procedures.duties import Asks, Duty, duties_of
from safeguard.procedures.schema import Procedure

Files = Mapping[UUID, list[Attachment]]
Names = Mapping[UUID, str]


def rows(
    owed: Iterable[Duty],
    standing: Sequence[DutyAct],
    names: Names,
    files: Files,
    case: Case,
    school: str,
    *,
    may_answer: bool,
) -> list[dict[str, Any]]:
    """In the order of the procedure; each with its answers, where there are some."""
    found = []
    for duty in owed:
        answers = [act for act in standing if act.duty == duty.key]
        row: dict[str, Any] = {
            "key": duty.key,
            "title": title(duty),
            "who": who(duty),
            "why": why(duty),
            **_tag(answers),
        }
        row["answers"] = [_answer(act, names, files, case, school, may_answer=may_answer) for act in answers]
        found.append(row | (_act(duty, answers, case, school) if may_answer else {}))
    return found


def open_lines(duties: Iterable[Duty], case: Case, school: str) -> list[dict[str, Any]]:
    """For the overview: what nobody has answered yet."""
    return [{"label": title(duty), "href": address(duty.key, case, school), "note": who(duty)} for duty in duties]


#: What the form of a report asks already, by the duty that it answers.
_ASKED = {"first_aid": lambda report: first_aid(is_given=report.first_aid_given, note=report.open("first_aid_note"))}


def told(duty: Duty, reports: Iterable[Report]) -> list[str]:
    """What the reports say of it: nobody is asked twice without seeing the first answer."""
    said = _ASKED.get(duty.key)
    if said is None:
        return []
    words = _("Report No. %(number)s, %(at)s: %(words)s")
    return [
        words % {"number": each.number, "at": dates.moment(each.received_at), "words": said(each)} for each in reports
    ]


def title(duty: Duty) -> str:
    return duty.title.in_(get_language() or "en")


def duty_titles(procedure: Procedure) -> dict[str, str]:
    """By key, as the procedure says them."""
    return {key: title(duty) for key, duty in duties_of(procedure).duties.items()}


def who(duty: Duty) -> str:
    return ", ".join(str(TITLES[Role(role)]) for role in duty.duty_of)


def why(duty: Duty) -> dict[str, Any]:
    """For `_ui/details.html`."""
    lines = [_("The text sets no time. It is owed at once and stays open until somebody says what became of it.")]
    if duty.if_needed:
        lines.append(_("The text asks for it only if it's needed: if it wasn't, say why."))
    if duty.is_default:
        lines.append(_("The institution's own text is silent here; the national procedure counts."))
    summary = _("Where it is written")
    return {"summary": summary, "lines": lines, "source": duty.citation.in_(get_language() or "en")}


def address(key: str, case: Case, school: str, corrects: UUID | None = None) -> str:
    found = reverse("cases:duty", kwargs={"school": school, "case_id": case.pk, "key": key})
    return f"{found}?corrects={corrects}" if corrects else found


def _tag(answers: Sequence[DutyAct]) -> dict[str, str]:
    if any(act.state == DutyState.DONE for act in answers):
        return {"state": "done", "word": _("Done")}
    if answers:
        return {"state": "", "word": _("Doesn't apply")}
    return {"state": "soon", "word": _("Open")}


def _act(duty: Duty, answers: Sequence[DutyAct], case: Case, school: str) -> dict[str, str]:
    """A talk may be followed by another; anything else is answered once and then corrected."""
    if not answers:
        return {"action_href": address(duty.key, case, school), "action_label": _("Answer")}
    if duty.asks is Asks.REPRESENTATIVE:
        return {"action_href": address(duty.key, case, school), "action_label": _("Another talk")}
    return {}


def _answer(act: DutyAct, names: Names, files: Files, case: Case, school: str, *, may_answer: bool) -> dict[str, Any]:
    return {
        "when": dates.moment(act.done_at) if act.done_at else "",
        "lines": [line for line in _lines(act, names) if line],
        "by": _("Recorded by %(name)s, %(at)s") % {"name": act.recorded_by_name, "at": dates.moment(act.recorded_at)},
        "files": [file_line(file, case, school) for file in files.get(act.pk, [])],
        "correct_href": address(act.duty, case, school, corrects=act.pk) if may_answer else "",
    }


def _lines(act: DutyAct, names: Names) -> Iterable[str]:
    if act.state == DutyState.NOT_APPLICABLE:
        yield _("Because: %(reason)s") % {"reason": act.open("reason")}
        return
    if act.side_child_id:
        yield _("With %(child)s") % {"child": names.get(act.side_child_id, "")}
        yield _present(act, names)
    yield str(act.open("words"))


def _present(act: DutyAct, names: Names) -> str:
    if act.adult_id:
        return _("Present: %(name)s, representative") % {"name": names.get(act.adult_id, "")}
    words = {"name": act.open("trusted_adult"), "reason": act.open("reason")}
    return _("Present: %(name)s. No representative, because: %(reason)s") % words
