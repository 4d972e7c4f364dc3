"""The one thing to press for a limit that isn't met: for those who may."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Case, Deadline
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.procedures.bindings import DEEDS
from safeguard.procedures.schema import Evidence, Rule

Act = dict[str, str]


def act(deadline: Deadline, rule: Rule, case: Case, school: str, member: Member | None = None) -> Act:
    """Address and words; the case itself for somebody who may only look."""
    if deadline.met_at is not None:
        return {}
    found = _ACTS.get(rule.met_by)
    if found is not None and (member is None or member.may(found[0])):
        made = found[1](deadline, rule, case, school)
        if made:
            return made
    return {"action_href": _case(school, case), "action_label": pgettext("button", "Open")}


def _record(_deadline: Deadline, rule: Rule, case: Case, school: str) -> Act:
    place = {"school": school, "case_id": case.pk, "rule": rule.key}
    return {"action_href": reverse("cases:notice_new", kwargs=place), "action_label": _("Record the notice")}


def _hold(deadline: Deadline, _rule: Rule, _case: Case, school: str) -> Act:
    """Commissions stand above cases: their addresses are known by name only."""
    if deadline.subject_id is not None:
        return _to("commissions:meeting", _("Open the meeting"), school=school, meeting_id=deadline.subject_id)
    return _to("commissions:meetings", _("Open the meetings"), school=school)


def _announce(deadline: Deadline, _rule: Rule, _case: Case, school: str) -> Act:
    return _to("commissions:notice", _("Tell of the meeting"), school=school, meeting_id=deadline.subject_id)


def _do(_deadline: Deadline, rule: Rule, case: Case, school: str) -> Act:
    place = {"school": school, "case_id": case.pk, "evidence": rule.met_by}
    return {"action_href": reverse("cases:deed_new", kwargs=place), "action_label": _("Record that it was done")}


def _to(name: str, label: str, **place: object) -> Act:
    href = to(name, **place)
    return {"action_href": href, "action_label": label} if href else {}


def to(name: str, **place: object) -> str:
    """An address of an app above cases; empty where there is none."""
    try:
        return reverse(name, kwargs=place)
    except NoReverseMatch:
        return ""


def _case(school: str, case: Case) -> str:
    return reverse("cases:detail", kwargs={"school": school, "case_id": case.pk})


_ACTS = {
    Evidence.NOTICE_GIVEN: (Permission.NOTICE_RECORD, _record),
    Evidence.MEETING_HELD: (Permission.MEETING_VIEW, _hold),
    Evidence.RESOLUTION_ADOPTED: (Permission.MEETING_VIEW, _hold),
    Evidence.MEETING_ANNOUNCED: (Permission.MEETING_RUN, _announce),
    **dict.fromkeys(DEEDS, (Permission.NOTICE_RECORD, _do)),
}
