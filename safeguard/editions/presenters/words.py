"""Limits, editions and acts in the reader's words."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.organisations.enums import VersionSource
from safeguard.organisations.models import ProcedureVersion
from safeguard.procedures.amend import Length, LimitUnit, length_of
from safeguard.procedures.country import EditionNotice, OtherAct
from safeguard.procedures.review import LATE_STEP, misfits
from safeguard.procedures.schema import Procedure, Rule


def language() -> str:
    return get_language() or "en"


def length_text(length: Length | None) -> str:
    """24 hours; 3 working days; by 18:00, 1 day before; a dash where there's no number."""
    if length is None:
        return "–"
    count = {"count": length.count}
    if length.unit is LimitUnit.CLOCK and length.at is not None:
        words = ngettext("by %(time)s, %(count)s day before", "by %(time)s, %(count)s days before", length.count)
        return dates.glue(words % (count | {"time": length.at.strftime("%H:%M")}))
    if length.unit is LimitUnit.WORKING_DAYS:
        return dates.working_days(length.count)
    if length.unit is LimitUnit.HOURS:
        return dates.glue(ngettext("%(count)s hour", "%(count)s hours", length.count) % count)
    text = dates.glue(ngettext("%(count)s calendar day", "%(count)s calendar days", length.count) % count)
    if length.unit is LimitUnit.CALENDAR_DAYS_ROLL:
        return _("%(days)s, moved past a day of rest") % {"days": text}
    return text


def limit_text(rule: Rule) -> str:
    """The number of the law, or what the product does where the law gives none."""
    text = length_text(length_of(rule))
    return text if rule.limit is not None else _("no number in the text; the product counts %(time)s") % {"time": text}


def citation_text(rule: Rule) -> str:
    return rule.citation.in_(language())


def act_line(act: OtherAct, today: date) -> dict[str, Any]:
    """Title, what is known of it, where that was read and when; whether another look is due."""
    code = language()
    return {
        "title": act.title.in_(code),
        "note": act.note.in_(code),
        "source": _("Known from: %(source)s. Checked on %(day)s.")
        % {"source": act.source.words.in_(code), "day": dates.day(act.source.checked_on)},
        "is_due": act.source.is_due(today),
    }


def source_text(version: ProcedureVersion, owner: str) -> str:
    if version.source == VersionSource.RULEBOOK:
        return _("The product's rulebook")
    return _("Entered by %(institution)s and reviewed by a second person") % {"institution": owner}


def late_texts(procedure: Procedure) -> list[str]:
    """Each of its steps that comes after a limit that binds, on a plain week."""
    return [_(LATE_STEP) % _with_days(misfit) for misfit in misfits(procedure, language())]


def _with_days(misfit: dict[str, str]) -> dict[str, str]:
    days = {key: dates.day(date.fromisoformat(misfit[key])) for key in ("late", "due", "received")}
    return misfit | days


def title_of(procedure: Procedure) -> str:
    return procedure.title.in_(language())


def held_text(notice: EditionNotice) -> str:
    return notice.held.in_(language())


def is_superseded(notice: EditionNotice, today: date) -> bool:
    return notice.superseded_on is not None and notice.superseded_on <= today
