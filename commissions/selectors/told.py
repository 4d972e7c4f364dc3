"""Who is told of a decision, and by when: from the definition that the case keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext, pgettext

from cases.domain.duties import Finding as CaseFinding
from cases.domain.duties import is_unqualified
from cases.enums import SideRole
from cases.models import Case, Deadline
from cases.selectors.clocks import Clocks
from commissions.domain.motions import Verdict
from commissions.selectors.sides import CodedSide
from safeguard.procedures.citation import Citation
from safeguard.procedures.duties import When, duties_of
from safeguard.procedures.schema import Before, Evidence, Procedure, Rule, Start

#: A family keeps a copy where the procedure says so.
_KEEPERS = {SideRole.VICTIM: "victim_guardian", SideRole.ACCUSED: "accused_guardian"}


@dataclass(frozen=True)
class Told:
    """One recipient. `due_at` is empty where the text sets no time and nobody else does.

    `rule` is the limit's key, empty for a family; `is_met` once the notice is recorded.
    """

    whom: str
    due_at: datetime | None
    is_default: bool
    ground: str
    rule: str = ""
    is_met: bool = False
    side_id: UUID | None = None


def told_of(
    case: Case, sides: Sequence[CodedSide], clocks: Clocks, verdict: Verdict, *, at: datetime, language: str
) -> list[Told]:
    """Bodies with their limits, then the families of both sides, then the right of the victim where it's owed.

    `language` of the words; the codes are in the institution's own.
    """
    if not verdict.is_decision:
        return []
    return [
        *_bodies(case, clocks, verdict, at, language),
        *_families(clocks.procedure, sides, language),
        *_rights(clocks.procedure, sides, verdict, language),
    ]


def _bodies(case: Case, clocks: Clocks, verdict: Verdict, at: datetime, language: str) -> Iterator[Told]:
    """What a meeting starts, and what a qualified case starts. A limit that runs already keeps its end."""
    starts = [Start.MEETING, *([Start.QUALIFIED] if verdict.is_bullying else [])]
    rules = [rule for rule in clocks.procedure.rules if _is_told_after(rule, starts)]
    running = Deadline.objects.filter(case=case, rule__in=[rule.key for rule in rules], subject_id=None)
    rows = {row.rule: row for row in running}
    derived = {each.key: each for each in clocks.deadlines(case.received_at, {str(start): at for start in starts})}
    for rule in rules:
        row, limit = rows.get(rule.key), derived[rule.key]
        whom = clocks.procedure.recipients[rule.recipient].title.in_(language)
        yield Told(
            whom=whom[:1].upper() + whom[1:],
            due_at=row.due_at if row else limit.binding,
            is_default=row.is_default if row else limit.is_default,
            ground=rule.citation.in_(language),
            rule=rule.key,
            is_met=bool(row and row.met_at),
        )


def _is_told_after(rule: Rule, starts: Sequence[Start]) -> bool:
    is_notice = rule.met_by is Evidence.NOTICE_GIVEN and not rule.by_nature and not rule.each
    return is_notice and rule.starts_on in starts and not isinstance(rule.limit, Before)


def _families(procedure: Procedure, sides: Sequence[CodedSide], language: str) -> Iterator[Told]:
    """The decision is brought to both sides (UA-B-IV.5.10): a minor's family, an adult themselves; no time is set."""
    for side in sides:
        if side.role not in _KEEPERS:
            continue
        whom = gettext("representative of %(code)s") % {"code": side.code} if side.is_child else side.code
        yield Told(whom, None, is_default=False, ground=_ground(procedure, side.role).in_(language), side_id=side.id)


def _ground(procedure: Procedure, role: SideRole) -> Citation:
    minutes = procedure.minutes
    return minutes.citation if minutes and _KEEPERS[role] in minutes.copies_for else procedure.sides[role].citation


def _rights(procedure: Procedure, sides: Sequence[CodedSide], verdict: Verdict, language: str) -> Iterator[Told]:
    """Not qualified: the victim is told of the right to go to the police (UA-B-IV.8.8)."""
    if not is_unqualified(CaseFinding(bool(verdict.is_substantiated), verdict.is_bullying)):
        return
    victims = [side.code for side in sides if side.role == SideRole.VICTIM]
    for duty in duties_of(procedure).duties.values():
        if duty.when is When.NOT_QUALIFIED:
            # Translators: minutes, uk: %(codes)s: %(duty)s (who is told, and of what)
            said = pgettext("minutes", "%(codes)s: %(duty)s") % {
                "codes": ", ".join(victims),
                "duty": duty.title.in_(language),
            }
            yield Told(said, None, is_default=False, ground=duty.citation.in_(language), rule=duty.key)
