"""The sentences of a case's timeline. Each takes the event's `data`; words about people stay in the sealed text."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from safeguard.audit.kinds import Erasure, EventKind, register_event_kinds

Data = Mapping[str, object]


def _report(data: Data) -> str:
    return _("Report No. %(number)s received") % {"number": data.get("number", "")}


def _case(data: Data) -> str:
    return _("Case No. %(number)s opened") % {"number": data.get("number", "")}


register_event_kinds(
    EventKind("report.filed", _report),
    EventKind("report.added", lambda data: _("The report was added to")),
    EventKind("report.withdrawn", lambda data: _("The report was withdrawn; the clock runs on")),
    EventKind("case.opened", _case, Erasure.NOTHING_SEALED),
    EventKind("deadline.missed", lambda data: _("A limit has passed"), Erasure.NOTHING_SEALED),
    EventKind("notice.given", lambda data: _("Notice given"), Erasure.NOTHING_SEALED),
    EventKind("document.issued", lambda data: _("Letter No. %(number)s made") % {"number": data.get("number", "")}),
    EventKind("representative.suspected", lambda data: _("A representative was marked as suspected")),
    EventKind("representative.cleared", lambda data: _("The suspicion against a representative was lifted")),
    EventKind("access.granted", lambda data: _("Access to the case given")),
    EventKind("access.revoked", lambda data: _("Access to the case ended")),
    EventKind("recusal.recorded", lambda data: _("A recusal was recorded")),
    EventKind("case.closed", lambda data: _("The case was closed")),
)
