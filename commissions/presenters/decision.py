"""The decision of a case as its page shows it: by person, with reasons, measures, who was told, the papers."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.enums import Channel
from cases.models import Case
from cases.selectors.clocks import definition_of
from commissions.domain.motions import Verdict
from commissions.domain.names import spoken
from commissions.enums import SignatureState
from commissions.models import DecisionTold, Finding
from commissions.presenters.links import Links
from commissions.presenters.texts import measure_row
from commissions.selectors.deciding import finding_words, qualification_words, signs_words, when_words
from commissions.selectors.decision_page import Decided
from commissions.selectors.told import Told
from safeguard import dates
from safeguard.organisations.models import School
from safeguard.procedures.schema import Evidence, Procedure


def decision(found: Decided, case: Case, school: School, *, may_record: bool) -> dict[str, Any]:
    links = Links(school, found.decision.meeting_id)
    return {
        "heading": _heading(found),
        "findings": findings(found, case),
        "reasons": found.decision.open("reasons"),
        "measures": [measure_row(row, found.codes) for row in found.measures],
        "told": [_told(each, found, case, school, may_record=may_record) for each in found.told],
        "versions": [_version(found, row.version, links) for row in found.versions],
        "signatures": _signatures(found),
        "signatures_href": links.to("signatures"),
        "minutes_href": links.to("minutes"),
    }


def _heading(found: Decided) -> str:
    words = {"number": found.decision.meeting.number, "day": dates.day(found.decision.meeting.starts_at)}
    return _("Minutes No. %(number)s of %(day)s") % words


def findings(found: Decided, case: Case) -> list[dict[str, Any]]:
    """A decision from before findings were kept by person has one line for the case."""
    procedure = definition_of(case.procedure)
    rows = [_finding(row, found, procedure) for row in found.findings]
    return rows or [_line(_("The case"), "", Verdict(found.decision.is_substantiated, found.decision.is_bullying), [])]


def _finding(row: Finding, found: Decided, procedure: Procedure) -> dict[str, Any]:
    side = row.accused
    person = (side.child_id or side.adult_id) if side else None
    signs = found.signs.get(row.accused_id)
    said = signs_words(signs, procedure, get_language() or "en") if signs else []
    code = found.codes.get(person, "") if person else _("The offender isn't known")
    name = spoken(found.names.get(person, "")) if person else ""
    return _line(code, name, Verdict(row.is_substantiated, row.is_bullying), said)


def _line(code: str, name: str, verdict: Verdict, signs: Iterable[str]) -> dict[str, Any]:
    qualified = qualification_words(verdict)
    return {
        "code": code,
        "name": name,
        "word": qualified if verdict.is_substantiated else finding_words(verdict),
        "finding": _sentence("; ".join([finding_words(verdict), *signs])),
        "kind": "late" if verdict.is_bullying else "",
    }


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(told: Told, found: Decided, case: Case, school: School, *, may_record: bool) -> dict[str, Any]:
    """Whom, by when, where it's written; what is recorded of it and where it can be."""
    place = {"school": school.organisation.slug, "case_id": case.pk}
    tellings = found.tellings.get(told.side_id, []) if told.side_id else []
    row: dict[str, Any] = {
        "whom": _sentence(told.whom),
        "when": when_words(told),
        "ground": told.ground,
        "done": [_telling(each) for each in tellings],
        "word": _("Told") if told.is_met or tellings else "",
        "href": "",
    }
    if not may_record or told.is_met:
        return row
    return row | {"href": _address(told, found, case, place), "action": _("Record")}


def _address(told: Told, found: Decided, case: Case, place: dict[str, Any]) -> str:
    if told.side_id:
        return reverse("commissions:tell", kwargs={**place, "decision_id": found.decision.pk, "side_id": told.side_id})
    notices = {rule.key for rule in definition_of(case.procedure).rules if rule.met_by is Evidence.NOTICE_GIVEN}
    if told.rule in notices:
        return reverse("cases:notice_new", kwargs={**place, "rule": told.rule})
    return reverse("cases:duty", kwargs={**place, "key": told.rule})


def _telling(row: DecisionTold) -> str:
    """12 September 2025, 15:00, on paper: the mother."""
    whom = spoken(row.adult.open("name")) if row.adult else row.open("told_whom")
    words = {"at": dates.moment(row.told_at), "how": str(Channel(row.channel).label), "whom": whom}
    return _("%(at)s, %(how)s: %(whom)s") % words


def _version(found: Decided, number: int, links: Links) -> dict[str, str]:
    """Each version of the minutes, the standing one first."""
    stands = found.versions[0].version == number
    return {
        "label": _("Minutes, version %(version)d") % {"version": number},
        "href": f"{links.to('minutes')}?version={number}",
        "note": "" if stands else _("corrected later"),
    }


def _signatures(found: Decided) -> dict[str, Any]:
    states = [SignatureState(row.state) for row in found.signatures]
    return {
        "total": len(states),
        "signed": states.count(SignatureState.SIGNED),
        "awaited": states.count(SignatureState.AWAITED),
        "refused": states.count(SignatureState.REFUSED),
        "absent": states.count(SignatureState.ABSENT),
    }
