"""The sentences of a meeting's events, in its own chain and in the timeline of its cases."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commissions.enums import Choice, Effect, MotionKind, Outcome, SignatureState
from safeguard.audit.kinds import Erasure, EventKind, register_event_kinds
from safeguard.documents.enums import DocumentKind

Data = Mapping[str, object]
NOTHING = Erasure.NOTHING_SEALED


def _said(words: Promise) -> Callable[[Data], Promise]:
    return lambda _data: words


def _called(data: Data) -> str:
    if data.get("from_paper"):
        return _("A meeting of the commission held on paper was entered")
    late = {"past_limit", "notice_late"} & set(data)
    return (
        _("A meeting of the commission was called, with a limit broken")
        if late
        else _("A meeting of the commission was called")
    )


def _told(data: Data) -> str:
    told = data.get("told")
    count = len(told) if isinstance(told, list) else 0
    return ngettext("%(count)d person was told of the meeting", "%(count)d people were told of the meeting", count) % {
        "count": count
    }


def _paper(data: Data) -> str:
    label = str(DocumentKind(str(data["kind"])).label)
    return f"{label} № {data['number']}" if data.get("number") else label


def _opened(data: Data) -> str:
    words = {name: data.get(name, "") for name in ("present", "composition", "needed")}
    return _("The meeting was opened: %(present)s of %(composition)s present, %(needed)s needed") % words


def _attendance(data: Data) -> str:
    if data.get("absent"):
        return _("An absence was recorded")
    return _("A departure was recorded") if data.get("left_at") else _("An arrival was recorded")


def _motion(data: Data) -> str:
    return _("Put to the vote: %(motion)s") % {"motion": _label(MotionKind, data.get("kind"))}


def _closed(data: Data) -> str:
    words = {"motion": _label(MotionKind, data.get("kind")), "outcome": _label(Outcome, data.get("outcome"))}
    return _("Vote closed: %(motion)s. %(outcome)s") % words


def _ballot(data: Data) -> str:
    return _("Ballot: %(choice)s") % {"choice": _label(Choice, data.get("choice"))}


def _changed(data: Data) -> str:
    words = {"before": _label(Choice, data.get("before")), "choice": _label(Choice, data.get("choice"))}
    return _("Ballot changed before the close: %(before)s, then %(choice)s") % words


def _finalised(data: Data) -> str:
    return _("Minutes No. %(number)s finalised") % {"number": data.get("number", "")}


def _corrected(data: Data) -> str:
    return _("Minutes No. %(number)s corrected: version %(version)s") % {
        "number": data.get("number", ""),
        "version": data.get("version", ""),
    }


def _signature(data: Data) -> str:
    return _("Signature under the minutes: %(state)s") % {"state": _label(SignatureState, data.get("state"))}


def _copy(data: Data) -> str:
    return _("Copy %(number)s of the minutes was handed over") % {"number": data.get("number", "")}


def _adopted(data: Data) -> str:
    finding = (
        _("the circumstances are confirmed")
        if data.get("is_substantiated")
        else _("the circumstances aren't confirmed")
    )
    qualified = {True: _("bullying"), False: _("a one-off conflict")}.get(data.get("is_bullying"), "")  # type: ignore[call-overload]
    words = {"number": data.get("minutes", ""), "finding": ", ".join(part for part in (finding, qualified) if part)}
    return _("The commission decided: %(finding)s (minutes No. %(number)s)") % words


def _label(kinds: type, value: object) -> str:
    try:
        return str(kinds(value).label)  # type: ignore[attr-defined]
    except ValueError:
        return ""


def _composed(data: Data) -> str:
    return _("Order No. %(number)s approved the composition of the commission for this case") % {
        "number": data.get("order", "")
    }


register_event_kinds(
    EventKind("commission.composed", _composed, NOTHING),
    EventKind("paper.issued", _paper),
    EventKind("undertaking.signed", _said(gettext_lazy("Confidentiality undertaking signed"))),
    EventKind("meeting.called", _called),
    EventKind("meeting.cancelled", _said(gettext_lazy("The meeting isn't held"))),
    EventKind("meeting.invited", _said(gettext_lazy("People were added to the invitations")), NOTHING),
    EventKind("meeting.taken_off", _said(gettext_lazy("Somebody was taken off the invitations")), NOTHING),
    EventKind("meeting.told", _told, NOTHING),
    EventKind("meeting.announced", _said(gettext_lazy("Everybody was told of the meeting")), NOTHING),
    EventKind("materials.given", _said(gettext_lazy("Members of the commission were given the materials")), NOTHING),
    EventKind("notice.opened", _said(gettext_lazy("The notice was opened by its recipient")), NOTHING),
    EventKind("item.proposed", _said(gettext_lazy("A member proposed a question for the agenda")), NOTHING),
    EventKind("item.put_on", _said(gettext_lazy("A proposed question was put on the agenda")), NOTHING),
    EventKind("item.left_off", _said(gettext_lazy("A proposed question was left off the agenda")), NOTHING),
    EventKind("remark.added", _said(gettext_lazy("A remark of an invited person was noted")), NOTHING),
    EventKind("attendance.recorded", _attendance, NOTHING),
    EventKind("meeting.opened", _opened, NOTHING),
    EventKind("meeting.held", _said(gettext_lazy("The commission met")), NOTHING),
    EventKind("motion.opened", _motion, NOTHING),
    EventKind("ballot.cast", _ballot, NOTHING),
    EventKind("ballot.changed", _changed, NOTHING),
    EventKind("motion.closed", _closed, NOTHING),
    EventKind("texts.saved", _said(gettext_lazy("Texts of the minutes were saved")), NOTHING),
    EventKind("measure.added", _said(gettext_lazy("A measure was added")), NOTHING),
    EventKind("measure.removed", _said(gettext_lazy("A measure was struck out")), NOTHING),
    EventKind("signs.noted", _said(gettext_lazy("The signs of the case were noted")), NOTHING),
    EventKind("opinion.added", _said(gettext_lazy("A separate opinion was noted")), NOTHING),
    EventKind("meeting.closed", _said(gettext_lazy("The meeting was closed")), NOTHING),
    EventKind("minutes.finalised", _finalised, NOTHING),
    EventKind("minutes.correction_saved", _said(gettext_lazy("A correction of the minutes was written down")), NOTHING),
    EventKind("minutes.correction_dropped", _said(gettext_lazy("A correction of the minutes was given up")), NOTHING),
    EventKind("minutes.corrected", _corrected, NOTHING),
    EventKind("minutes.signature", _signature, NOTHING),
    EventKind("minutes.copy_handed", _copy, NOTHING),
    EventKind("minutes.copies_added", _said(gettext_lazy("Copies of the minutes were added")), NOTHING),
    EventKind("decision.told", _said(gettext_lazy("The decision was brought to a side of the case")), NOTHING),
    EventKind(
        "meeting.undecided", _said(gettext_lazy("The commission reached no decision; the clock goes on")), NOTHING
    ),
    EventKind("resolution.adopted", _adopted, NOTHING),
    EventKind(
        "decision.partial",
        _said(gettext_lazy("The commission decided about some of the accused; for the others the clock goes on")),
        NOTHING,
    ),
)


def _looked(data: Data) -> str:
    return _("A measure was looked at: %(effect)s") % {"effect": _label(Effect, data.get("effect")).lower()}


def _done(data: Data) -> str:
    return _("A measure was carried out: %(effect)s") % {"effect": _label(Effect, data.get("effect")).lower()}


register_event_kinds(
    EventKind("measure.looked", _looked),
    EventKind("measure.done", _done),
    EventKind("measure.ended", _said(gettext_lazy("A measure was ended without being carried out"))),
    EventKind("measure.resumed", _said(gettext_lazy("A measure goes on again"))),
    EventKind("measure.passed_on", _said(gettext_lazy("Somebody else answers for a measure"))),
    EventKind("measure.overdue", _said(gettext_lazy("A measure is overdue")), NOTHING),
    EventKind("member.left", _said(gettext_lazy("A member of the commission left: the seat needs an order")), NOTHING),
)
