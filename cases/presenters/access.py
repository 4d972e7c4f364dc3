"""Who sees a case and why, who may not, who looked."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import RecusalGround
from cases.models import Case
from cases.selectors.grants import Onlooker, Sight, Why
from safeguard import dates
from safeguard.access.member import Member
from safeguard.audit.models import AccessRecord

WHY: dict[Why, Promise] = {
    Why.ORDER: gettext_lazy("acting head by order"),
    Why.OFFICE: gettext_lazy("by office"),
    Why.HANDLER: gettext_lazy("works on the case"),
    Why.GRANT: gettext_lazy("was given access"),
    Why.GUEST: gettext_lazy("guest, for this case only"),
}
#: What was looked at, as the access record names it.
PLACES: dict[str, Promise] = {
    "case": gettext_lazy("Overview"),
    "timeline": gettext_lazy("Timeline"),
    "register.names": gettext_lazy("Looked at in a register with names"),
    "register.note": gettext_lazy("Registers"),
    "people": gettext_lazy("People"),
    "deadlines": gettext_lazy("Deadlines"),
    "notices": gettext_lazy("Notices"),
    "notice": gettext_lazy("Recording a notice"),
    "documents": gettext_lazy("Documents"),
    "document": gettext_lazy("A document"),
    "evidence": gettext_lazy("A file"),
    "access": gettext_lazy("Access"),
    "report": gettext_lazy("The report"),
    "meeting": gettext_lazy("A meeting"),
    "meeting.room": gettext_lazy("The room of a meeting"),
    "meeting.notice": gettext_lazy("The notice of a meeting"),
    "meeting.attendance": gettext_lazy("The roll of a meeting"),
    "meeting.vote": gettext_lazy("A vote"),
    "meeting.texts": gettext_lazy("Texts of the minutes"),
    "meeting.draft": gettext_lazy("The draft of the minutes"),
    "meeting.finalise": gettext_lazy("Finalising the minutes"),
    "meeting.minutes_pdf": gettext_lazy("The minutes"),
    "meeting.open": gettext_lazy("Opening a meeting"),
    "meeting.close": gettext_lazy("Closing a meeting"),
    "meeting.cancel": gettext_lazy("Cancelling a meeting"),
    "deed": gettext_lazy("Recording of what was done on paper"),
    "deed.file": gettext_lazy("A file"),
    "duty": gettext_lazy("A duty"),
    "materials": gettext_lazy("Materials"),
    "material.file": gettext_lazy("A file"),
    "papers": gettext_lazy("Papers of the procedure"),
    "paper": gettext_lazy("Papers of the procedure"),
    "document.word": gettext_lazy("Word copy"),
    "commission": gettext_lazy("Commission for this case"),
    "decision": gettext_lazy("Decision"),
    "decision.told": gettext_lazy("Decision"),
    "measures": gettext_lazy("Measures"),
    "meeting.agenda": gettext_lazy("Agenda"),
    "meeting.calendar_file": gettext_lazy("A meeting"),
    "meeting.copy": gettext_lazy("A copy of the minutes"),
    "meeting.copy_pdf": gettext_lazy("A copy of the minutes"),
    "meeting.correct": gettext_lazy("Correction of the minutes"),
    "meeting.notice_paper": gettext_lazy("The notice of a meeting"),
    "meeting.notice_scan": gettext_lazy("A file"),
    "meeting.signature": gettext_lazy("Signatures under the minutes"),
    "meeting.signatures": gettext_lazy("Signatures under the minutes"),
    "meeting.signature_scan": gettext_lazy("A file"),
    "meeting.undertaking": gettext_lazy("Confidentiality undertakings"),
    "meeting.undertakings": gettext_lazy("Confidentiality undertakings"),
    "meeting.undertaking_scan": gettext_lazy("A file"),
    "move": gettext_lazy("A decision on the case"),
    "recusal": gettext_lazy("A recusal"),
    "api": gettext_lazy("By a program"),
    "api list": gettext_lazy("A list, by a program"),
}


def onlookers(sight: Sight, case: Case, school: str, *, may_open: bool, member: Member) -> list[dict[str, Any]]:
    return [
        _onlooker(one, case, school, may_open=may_open, is_me=one.user_id == member.user_id) for one in sight.onlookers
    ]


def _onlooker(one: Onlooker, case: Case, school: str, *, may_open: bool, is_me: bool) -> dict[str, Any]:
    place = {"school": school, "case_id": case.pk, "user_id": one.user_id}
    acts = []
    if Why.HANDLER in one.why and (may_open or is_me):
        acts.append((_("Release from the case"), reverse("cases:release", kwargs=place)))
    if Why.GRANT in one.why and may_open:
        acts.append((_("End the access"), reverse("cases:revoke", kwargs=place)))
    return {
        "name": one.name,
        "position": one.position,
        "why": ", ".join(str(WHY[why]) for why in one.why),
        "acts": [{"label": label, "href": href} for label, href in acts],
    }


def recused(sight: Sight) -> list[dict[str, str]]:
    names = sight.names()
    return [
        {
            "name": names.get(row.user_id, _("somebody who has left")),
            "ground": str(RecusalGround(row.ground).label),
            "since": dates.moment(row.recorded_at),
        }
        for row in sight.recused
    ]


def guests(sight: Sight) -> list[dict[str, Any]]:
    """Who acts from outside, for this case alone."""
    rows = [one for one in sight.onlookers if Why.GUEST in one.why]
    return [{"name": one.name, "membership_id": one.membership_id} for one in rows]


def looks(records: Iterable[AccessRecord]) -> list[dict[str, Any]]:
    return [
        {
            "at": row.at,
            "who": row.user_name,
            "what": PLACES.get(row.what, row.what),
            "is_refused": not row.is_allowed,
        }
        for row in records
    ]
