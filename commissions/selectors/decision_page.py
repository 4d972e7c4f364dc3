"""Everything that the page of a case's decision shows; the caller came through `case_for`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from cases.models import Case
from cases.selectors.clocks import clocks_of
from commissions.domain.motions import Verdict
from commissions.models import Decision, DecisionTold, Finding, Hearing, Measure, Signature, Signs
from commissions.selectors.access import visible_hearings
from commissions.selectors.decisions import decisions_of
from commissions.selectors.sides import side_codes
from commissions.selectors.told import Told, told_of
from commissions.selectors.versions import versions_of
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.documents.models import Document
from safeguard.organisations.models import School
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
    sides, is_whole = side_codes(meeting.pk, case.pk, language), _may_read(member, meeting.pk)
    measures, tellings = _measures(decision), _tellings(decision)
    keys.load({row.data_key_id for row in [*measures, *tellings]})
    versions = versions_of(meeting.pk) if is_whole else []
    verdict = Verdict(decision.is_substantiated, decision.is_bullying)
    return Decided(
        decision,
        list(Finding.objects.filter(decision=decision).select_related("accused").order_by("rank")),
        {row.accused_id: row for row in Signs.objects.filter(hearing__meeting=meeting, hearing__case=case)},
        measures,
        told_of(
            case,
            sides,
            clocks_of(school, case.procedure),
            verdict,
            at=meeting.closed_at or decision.decided_at,
            language=get_language() or language,
        ),
        _by_side(tellings),
        {side.person.pk: side.code for side in sides},
        {side.person.pk: side.person.open("name") for side in sides},
        versions,
        list(Signature.objects.filter(document=versions[0]).order_by("rank")) if versions else [],
    )


def _measures(decision: Decision) -> list[Measure]:
    rows = Measure.objects.filter(decision=decision)
    return list(rows.select_related("responsible__data_key", "judged_by__data_key", "person").order_by("pk"))


def _tellings(decision: Decision) -> list[DecisionTold]:
    rows = DecisionTold.objects.filter(decision=decision).select_related("adult__data_key")
    return list(rows.order_by("told_at", "pk"))


def _may_read(member: Member, meeting_id: UUID) -> bool:
    """The minutes tell of every case of the meeting."""
    if not member.may(Permission.MEETING_VIEW):
        return False
    hidden = ~Exists(visible_hearings(member).filter(pk=OuterRef("pk")))
    return not Hearing.objects.filter(hidden, meeting_id=meeting_id).exists()


def _by_side(tellings: Sequence[DecisionTold]) -> dict[UUID, list[DecisionTold]]:
    found: dict[UUID, list[DecisionTold]] = {}
    for row in tellings:
        found.setdefault(row.side_id, []).append(row)
    return found
