"""A limit in a few words: what is owed, how long it is, under which calendar. Cases and the public say it alike."""

import re
from datetime import date

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.procedures.read_rules import ALWAYS_KNOWN
from safeguard.procedures.schema import Before, Evidence, Rule, Unit

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
CALENDARS = {
    "ua-martial": gettext_lazy("Ukraine under martial law: public holidays are working days"),
    "ua-peace": gettext_lazy("Ukraine: public holidays are days off"),
    "kz": gettext_lazy("Kazakhstan: public holidays and moved days off"),
}
#: By recipient; what isn't here keeps the title of the procedure.
_RECIPIENTS = {
    "police": gettext_lazy("Police"),
    "law_enforcement": gettext_lazy("Law enforcement"),
    "guardian": gettext_lazy("Representatives"),
    "child_service": gettext_lazy("Service for children"),
    "child_rights": gettext_lazy("Children's rights body"),
    "social_services": gettext_lazy("Social services"),
    "medical": gettext_lazy("Medical organisation"),
    "education_department": gettext_lazy("Education department"),
}
_ACTS = {
    Evidence.MEETING_HELD: gettext_lazy("Commission's meeting"),
    Evidence.MEETING_ANNOUNCED: gettext_lazy("Notice of the meeting"),
    Evidence.RESOLUTION_ADOPTED: gettext_lazy("Decision"),
}


def edition_text(version: str) -> str:
    """An edition of a calendar by its day; the institution's own days and the end of martial law in words."""
    first, *rest = re.split(r"(?= until )|(?=\+)", version)
    said = [dates.day_plain(date.fromisoformat(first)) if _ISO.fullmatch(first) else first]
    for each in rest:
        if each.startswith("+"):
            said.append(_("with orders of institutions"))
        elif _ISO.fullmatch(end := each.removeprefix(" until ").strip()):
            said.append(_("martial law until %(day)s") % {"day": dates.day_plain(date.fromisoformat(end))})
    return ", ".join(said)


def calendar_name(code: str) -> str:
    return str(CALENDARS.get(code, code))


def full_title(rule: Rule) -> str:
    """As the procedure says it."""
    return rule.title.in_(get_language() or "en")


def short_title(rule: Rule) -> str:
    """Police; Representatives; Commission's meeting. A step of a later link keeps the procedure's own words."""
    if rule.starts_on not in ALWAYS_KNOWN and not isinstance(rule.limit, Before):
        return full_title(rule)
    if rule.met_by is Evidence.NOTICE_GIVEN:
        return str(_RECIPIENTS.get(rule.recipient, full_title(rule)))
    return str(_ACTS.get(rule.met_by, full_title(rule)))


def length(rule: Rule) -> str:
    """24 hours; 3 working days; by 18:00 of the day before."""
    limit = rule.limit or rule.default
    if limit is None:
        return ""
    if isinstance(limit, Before):
        return _("by %(time)s of the day before") % {"time": limit.at.strftime("%H:%M")}
    if limit.count == 0:
        return _("the same day")
    if limit.unit is Unit.WORKING_DAYS:
        return dates.working_days(limit.count)
    counted = {
        Unit.HOURS: ngettext("%(count)s hour", "%(count)s hours", limit.count),
        Unit.CALENDAR_DAYS: ngettext("%(count)s calendar day", "%(count)s calendar days", limit.count),
    }
    return dates.glue(counted[limit.unit] % {"count": limit.count})
