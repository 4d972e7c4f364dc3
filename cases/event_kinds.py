"""The sentences of a case's timeline. Each takes the event's `data`; words about people stay in the sealed text."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import MaterialKind, RecusalGround, SideRole
from safeguard import dates
from safeguard.audit.kinds import Erasure, EventKind, register_event_kinds

Data = Mapping[str, object]


def _report(data: Data) -> str:
    return _("Report No. %(number)s received") % {"number": data.get("number", "")}


def _letter(data: Data) -> str:
    return _("Letter No. %(number)s made") % {"number": data.get("number", "")}


def _material(data: Data) -> str:
    kind = str(MaterialKind(str(data["kind"])).label)
    return _("Added to the materials: %(kind)s") % {"kind": kind[0].lower() + kind[1:]}


def _side(data: Data) -> str:
    return _("Added to the case: %(role)s") % {"role": str(SideRole(str(data["role"])).label).lower()}


def _recusal(data: Data) -> str:
    grounds = {
        RecusalGround.SIDE: _("is a side of the case"),
        RecusalGround.RELATIVE: _("is a relative of a side"),
        RecusalGround.TEACHER: _("is the class teacher of a side"),
        RecusalGround.DOUBT: _("bears the name of a side"),
    }
    ground = grounds.get(data.get("ground"), _("conflict of interest declared"))  # type: ignore[call-overload]
    return _("Somebody may no longer see the case: %(ground)s") % {"ground": ground}


def _said(words: Promise) -> Callable[[Data], Promise]:
    """A sentence that needs nothing from the data."""
    return lambda _data: words


def _case(data: Data) -> str:
    return _("Case No. %(number)s opened") % {"number": data.get("number", "")}


register_event_kinds(
    EventKind("report.filed", _report),
    EventKind("report.added", _said(gettext_lazy("The report was added to"))),
    EventKind("report.file_added", _said(gettext_lazy("A file was added to the report")), Erasure.NOTHING_SEALED),
    EventKind("report.withdrawn", _said(gettext_lazy("The report was withdrawn; the clock runs on"))),
    EventKind("case.opened", _case, Erasure.NOTHING_SEALED),
    EventKind("deadline.missed", _said(gettext_lazy("A limit has passed")), Erasure.NOTHING_SEALED),
    EventKind("deadlines.moved", _said(gettext_lazy("The calendar changed: limits were counted again"))),
    EventKind("notice.given", _said(gettext_lazy("Notice given")), Erasure.NOTHING_SEALED),
    EventKind("notice.corrected", _said(gettext_lazy("Notice corrected"))),
    EventKind("duty.done", _said(gettext_lazy("Duty done"))),
    EventKind("duty.declined", _said(gettext_lazy("A duty doesn't apply"))),
    EventKind("duty.corrected", _said(gettext_lazy("The answer to a duty was corrected"))),
    EventKind("words.explained", _said(gettext_lazy("Why words of a measure or motion don't mean what they speak of"))),
    EventKind("document.issued", _letter),
    EventKind("material.added", _material, Erasure.NOTHING_SEALED),
    EventKind("material.set_aside", _said(gettext_lazy("A material was set aside"))),
    EventKind("side.added", _side, Erasure.NOTHING_SEALED),
    EventKind("representative.added", _said(gettext_lazy("A representative was added")), Erasure.NOTHING_SEALED),
    EventKind("representative.suspected", _said(gettext_lazy("A representative was marked as suspected"))),
    EventKind("representative.cleared", _said(gettext_lazy("The suspicion against a representative was lifted"))),
    EventKind("access.granted", _said(gettext_lazy("Access to the case given"))),
    EventKind("access.revoked", _said(gettext_lazy("Access to the case ended"))),
    EventKind("guest.invited", _said(gettext_lazy("The district was asked to act in the head's place"))),
    EventKind("guest.left", _said(gettext_lazy("The district no longer acts in the head's place"))),
    EventKind("handler.assigned", _said(gettext_lazy("Somebody was assigned to the case"))),
    EventKind("handler.released", _said(gettext_lazy("Somebody no longer works on the case"))),
    EventKind("access.handed_over", _said(gettext_lazy("Access to the case handed over")), Erasure.NOTHING_SEALED),
    EventKind("handler.handed_over", _said(gettext_lazy("Work on the case handed over")), Erasure.NOTHING_SEALED),
    EventKind("recusal.recorded", _recusal),
    EventKind("recusal.lifted", _said(gettext_lazy("A namesake of a side is another person")), Erasure.NOTHING_SEALED),
    EventKind("case.referred", _said(gettext_lazy("The case was referred to the commission"))),
    EventKind("case.decided", _said(gettext_lazy("The decision was recorded"))),
    EventKind("case.monitored", _said(gettext_lazy("The measures are being followed"))),
    EventKind("case.closed", _said(gettext_lazy("The case was closed"))),
)


def _numbered(words: Promise) -> Callable[[Data], str]:
    """With the number of the other case."""
    return lambda data: str(words) % {"number": data.get("number", "")}


register_event_kinds(
    EventKind("case.reopened", _said(gettext_lazy("The case was reopened"))),
    EventKind("case.reheard", _said(gettext_lazy("The case goes to the commission once more"))),
    EventKind("case.joined", _numbered(gettext_lazy("The case was joined to case No. %(number)s"))),
    EventKind("case.took_in", _numbered(gettext_lazy("Case No. %(number)s was joined to this one"))),
    EventKind("case.split", _numbered(gettext_lazy("Part of the case was split off as case No. %(number)s"))),
    EventKind("case.split_off", _numbered(gettext_lazy("Split off case No. %(number)s"))),
)


def _paper(words: Promise) -> Callable[[Data], str]:
    """What was done on paper, with the number and day of the paper."""

    def sentence(data: Data) -> str:
        if not data.get("number"):
            return str(words)
        day = date.fromisoformat(str(data["dated_on"])) if data.get("dated_on") else None
        paper = _("No. %(number)s of %(day)s") if day else _("No. %(number)s")
        return f"{words}: {paper % {'number': data['number'], 'day': dates.day(day) if day else ''}}"

    return sentence


register_event_kinds(
    EventKind("investigation.ordered", _paper(gettext_lazy("The investigation was ordered"))),
    EventKind("investigation.reported", _paper(gettext_lazy("The investigation was finished"))),
    EventKind("commission.ordered", _paper(gettext_lazy("The commission was created by order"))),
    EventKind("minutes.signed", _paper(gettext_lazy("The minutes were signed"))),
    EventKind("minutes.ordered", _paper(gettext_lazy("The minutes were confirmed by order"))),
    EventKind("decision.registered", _paper(gettext_lazy("The decision was entered in the register"))),
    EventKind("register.noted", _said(gettext_lazy("Something was written beside a line of a register"))),
    EventKind("deed.corrected", _said(gettext_lazy("An entry of something done on paper was corrected"))),
)
