"""What may become of a case next, as buttons that name their effect."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.domain.lifecycle import Circumstances, possible
from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.selectors.clocks import definition_of

HEADINGS: dict[CaseAction, Promise] = {
    CaseAction.REFER: gettext_lazy("Refer the case to the commission"),
    CaseAction.DECIDE: gettext_lazy("Record the decision"),
    CaseAction.MONITOR: gettext_lazy("Follow the measures"),
    CaseAction.CLOSE: gettext_lazy("Close the case"),
    CaseAction.REOPEN: gettext_lazy("Reopen the case"),
    CaseAction.REHEAR: gettext_lazy("Hear the case again"),
    CaseAction.JOIN: gettext_lazy("Join the case to an earlier one"),
    CaseAction.SPLIT: gettext_lazy("Split the case"),
}
#: They have pages of their own.
OWN_PAGES = frozenset({CaseAction.REOPEN, CaseAction.REHEAR, CaseAction.JOIN, CaseAction.SPLIT})
#: What the page says before it happens.
EFFECTS: dict[CaseAction, Promise] = {
    CaseAction.REFER: gettext_lazy("The secretary sees it among the cases that wait for a meeting."),
    CaseAction.DECIDE: gettext_lazy("The case is decided without a commission: the procedure knows none."),
    CaseAction.MONITOR: gettext_lazy("The case stays open while the measures are carried out and checked."),
    CaseAction.CLOSE: gettext_lazy("No further report can join it. Everything in it stays readable."),
}


def moves(case: Case, school: str, owed: int) -> list[dict[str, Any]]:
    has_commission = definition_of(case.procedure).commission is not None
    found = possible(CaseStatus(case.status), Circumstances(has_commission, owed))
    place = {"school": school, "case_id": case.pk}
    return [{"label": HEADINGS[action], "href": _address(action, place)} for action in found]


def _address(action: CaseAction, place: dict[str, Any]) -> str:
    if action in OWN_PAGES:
        return reverse(f"cases:{action}", kwargs=place)
    return reverse("cases:move", kwargs={**place, "action": action})
