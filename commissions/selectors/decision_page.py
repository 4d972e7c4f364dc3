"""Everything that the page of a case's decision shows; the caller came through `case_for`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from cases.models import Case
from cases.selectors.clocks import clocks_of
from commissions.domain.motions import Verdict
from commissions.models import Decision, DecisionTold, Finding, Hearing, Measure, Signature, Signs
from commissions.selectors.access import visible_hearings
from commissions.selectors.decisions import decisions_of
from commissions.selectors.sides import coded_people
from commissions.selectors.told import Told, told_of
from commissions.selectors.versions import versions_of
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.documents.models import Document
from safeguard.organisations.models import School
from safeguard.people.models import Adult, Child
from safeguard.vault import keys


@dataclass(frozen=True)
class Decided:
    """One decision with what follows from it. `versions` and `signatures` only for who may read the minutes."""

    decision: Decision
    findings: list[Finding]
    signs: Mapping[UUID | None, Signs]
    measures: list[Measure]
    told: list[Told]
    tellings: Mapping[UUID, list[DecisionTold]]
    codes: Mapping[UUID, str]
    names: Mapping[UUID, str]
    versions: list[Document]
    signatures: list[Signature]


def decided_of(case: Case, school: School, member: Member) -> list[Decided]:
    """The newest first: a case that was heard again has several."""
    decisions = decisions_of(case.pk)
    return [_decided(case, school, member, decision) for decision in decisions]


def _decided(case: Case, school: School, member: Member, decision: Decision) -> Decided:
    language, meeting = school.organisation.language, decision.meeting
    case_ids = list(Hearing.objects.filter(meeting=meeting).values_list("case_id", flat=True))
    children, adults = coded_people(case_ids, language)
    own: list[tuple[Child | Adult, str]] = [(each.child, each.code) for each in children if case.pk in each.case_ids]
    own += [(each.adult, each.code) for each in adults if case.pk in each.case_ids]
    measures, tellings = _measures(decision), list(DecisionTold.objects.filter(decision=decision).order_by("told_at"))
    keys.load({row.data_key_id for row in [*measures, *tellings, *(person for person, _ in own)]})
    versions = versions_of(meeting.pk) if _may_read(member, meeting.pk, len(case_ids)) else []
    verdict = Verdict(decision.is_substantiated, decision.is_bullying)
    at = meeting.closed_at or decision.decided_at
    return Decided(
        decision,
        list(Finding.objects.filter(decision=decision).select_related("accused").order_by("rank")),
        {row.accused_id: row for row in Signs.objects.filter(hearing__meeting=meeting, hearing__case=case)},
        measures,
        told_of(
            case,
            meeting.pk,
            clocks_of(school, case.procedure),
            verdict,
            at=at,
            language=get_language() or language,
            record=language,
        ),
        _by_side(tellings),
        {person.pk: code for person, code in own},
        {person.pk: person.open("name") for person, _ in own},
        versions,
        list(Signature.objects.filter(document=versions[0]).order_by("rank")) if versions else [],
    )


def _measures(decision: Decision) -> list[Measure]:
    rows = Measure.objects.filter(decision=decision)
    return list(rows.select_related("responsible__data_key", "judged_by__data_key", "person").order_by("pk"))


def _may_read(member: Member, meeting_id: UUID, cases: int) -> bool:
    """The minutes tell of every case of the meeting."""
    if not member.may(Permission.MEETING_VIEW):
        return False
    return visible_hearings(member).filter(meeting_id=meeting_id).count() == cases


def _by_side(tellings: Sequence[DecisionTold]) -> dict[UUID, list[DecisionTold]]:
    found: dict[UUID, list[DecisionTold]] = {}
    for row in tellings:
        found.setdefault(row.side_id, []).append(row)
    return found
