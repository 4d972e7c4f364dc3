"""Calling a meeting, and entering one that was held on paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import CaseAction, CaseStatus
from cases.models import Case, Report
from cases.selectors.access import visible_cases
from cases.selectors.clocks import Clocks
from cases.selectors.suspects import suspects_of
from cases.services.events import draft as case_draft
from cases.services.events import record as record_case
from cases.services.evidence import start_by_fact
from commissions.domain.notice import Broken, check_call
from commissions.enums import Capacity, ItemKind
from commissions.models import AgendaItem, Commission, Hearing, Invitation, Meeting, Seat
from commissions.selectors.calling import LIVE, WAITING, broken_by, clocks_for, first_reports
from commissions.selectors.clashes import clashes
from commissions.selectors.composition import commission_for, recused_seats, seats_at
from commissions.services.events import record
from commissions.services.wording import basis_of, item_title
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.schema import Start
from safeguard.registers.years import school_year_of
from safeguard.vault import keys
from safeguard.vault.models import Purpose

_OF_A_CASE = (ItemKind.FINDING, ItemKind.QUALIFICATION, ItemKind.MEASURES)


@dataclass(frozen=True)
class Call:
    """Which cases, when and where; `reason` where a limit is broken. `ended_at` only for a meeting held on paper.

    `despite_clash`: the room or a member is taken at that time, and the caller knows it.
    """

    case_ids: Sequence[UUID]
    starts_at: datetime
    place: str
    reason: str = ""
    ended_at: datetime | None = None
    despite_clash: bool = False

    @property
    def is_from_paper(self) -> bool:
        return self.ended_at is not None


@transaction.atomic
def call_meeting(*, school: School, call: Call, by: Member) -> Meeting:
    """One act: meeting, agenda, invitations; each case goes to the commission with a limit for the notice."""
    cases = _locked_cases(call.case_ids, by)
    clocks = clocks_for(school, cases[0])
    broken = [] if call.is_from_paper else broken_by(clocks, call.case_ids, call.starts_at)
    _check_times(call, broken)
    held = _commission(call, clocks)
    seats = _seats(call, clocks, held)
    _check_clashes(call, seats, by)
    meeting = _build(school, held, cases[0], call, clocks, by)
    data = {"starts_at": call.starts_at, "from_paper": call.is_from_paper, **_limits(broken)}
    record(meeting, case_draft("meeting.called", by=by, data=data, text=call.reason))
    reports = first_reports(case.pk for case in cases)
    _add_agenda(meeting, cases, reports, school.organisation.language, clocks.zone)
    invited = [*_members(meeting, seats, cases, by), *_applicants(meeting, seats, cases, reports, by)]
    Invitation.objects.bulk_create(invited)
    for case in cases:
        _refer(case, meeting, school, data, by=by)
    return meeting


def _locked_cases(case_ids: Sequence[UUID], by: Member) -> list[Case]:
    """In one order for everybody, so that two calls can't wait for each other."""
    if not case_ids:
        raise RuleViolation(gettext_noop("Choose at least one case."), field="cases")
    allowed = visible_cases(by).filter(pk__in=case_ids).values("pk")
    rows = Case.objects.select_for_update(of=("self",)).select_related("procedure", "data_key")
    cases = list(rows.filter(pk__in=allowed).order_by("pk"))
    under_way = Hearing.objects.filter(case__in=case_ids, meeting__state__in=LIVE).exists()
    if len(cases) < len(set(case_ids)) or under_way or any(case.status not in WAITING for case in cases):
        raise RuleViolation(gettext_noop("One of the cases doesn't wait for a meeting any more."), field="cases")
    return sorted(cases, key=lambda case: case.received_at)


def _check_times(call: Call, broken: list[Broken]) -> None:
    now = clock.now()
    if not call.is_from_paper:
        check_call(call.starts_at, now=now, broken=broken, reason=call.reason)
        return
    assert call.ended_at is not None  # noqa: S101
    if call.ended_at > now:
        raise RuleViolation(gettext_noop("A meeting held on paper has ended already."), field="ended_at")
    if call.ended_at <= call.starts_at:
        raise RuleViolation(gettext_noop("The meeting ends after it begins."), field="ended_at")


def _commission(call: Call, clocks: Clocks) -> Commission:
    if clocks.procedure.commission is None:
        raise RuleViolation(gettext_noop("The procedure of this case has no commission."), field="cases")
    held = commission_for(call.case_ids)
    if held is None:
        raise RuleViolation(gettext_noop("No order has appointed a commission yet."))
    return held


def _seats(call: Call, clocks: Clocks, held: Commission) -> list[Seat]:
    seats = seats_at(call.starts_at, clocks.zone, held.pk)
    if not seats:
        raise RuleViolation(gettext_noop("No order has appointed a commission for that day."), field="starts_at")
    return seats


def _check_clashes(call: Call, seats: Sequence[Seat], by: Member) -> None:
    """Not unlawful, so it may be wanted: but never unnoticed."""
    if call.is_from_paper or call.despite_clash:
        return
    if clashes(by, call.starts_at, call.place, [seat.adult_id for seat in seats]):
        raise RuleViolation(
            gettext_noop("Another meeting is called for this time. Choose another time, or say that you know it."),
            field="despite_clash",
        )


def _build(school: School, held: Commission, case: Case, call: Call, clocks: Clocks, by: Member) -> Meeting:
    meeting = Meeting(
        school=school,
        data_key=keys.new_key(Purpose.CASE),
        commission=held,
        procedure=case.procedure,
        tie_rule=case.tie_rule,
        school_year=school_year_of(call.starts_at.astimezone(clocks.zone).date()),
        starts_at=call.starts_at,
        place=call.place.strip(),
        called_at=clock.now(),
        called_by=by.user_id,
        is_from_paper=call.is_from_paper,
        closed_at=call.ended_at,
    )
    meeting.seal("late_reason", call.reason.strip())
    return meeting


def _limits(broken: Iterable[Broken]) -> dict[str, datetime]:
    return {each.breach.value: each.limit for each in broken}


def _add_agenda(
    meeting: Meeting, cases: Sequence[Case], reports: Mapping[UUID, Report], language: str, zone: ZoneInfo
) -> None:
    """The agenda first, then three questions a case, with the basis of the form filled in from the report."""
    items = [_item(meeting, None, ItemKind.AGENDA, 0, language, None)]
    hearings = []
    for place, case in enumerate(cases):
        hearing = Hearing(
            id=uuid7(), school_id=meeting.school_id, data_key=case.data_key, meeting=meeting, case=case, rank=place
        )
        hearing.seal("basis", basis_of(reports[case.pk], language, zone) if case.pk in reports else "")
        hearings.append(hearing)
        number = case.number if len(cases) > 1 else None
        ranks = range(len(items), len(items) + len(_OF_A_CASE))
        items += [
            _item(meeting, case, kind, rank, language, number) for rank, kind in zip(ranks, _OF_A_CASE, strict=True)
        ]
    Hearing.objects.bulk_create(hearings)
    AgendaItem.objects.bulk_create(items)


def _item(
    meeting: Meeting, case: Case | None, kind: ItemKind, rank: int, language: str, number: int | None
) -> AgendaItem:
    key = case.data_key if case else meeting.data_key
    item = AgendaItem(
        id=uuid7(), school_id=meeting.school_id, data_key=key, meeting=meeting, case=case, kind=kind, rank=rank
    )
    item.seal("title", item_title(kind, language, case_number=number))
    return item


def _members(meeting: Meeting, seats: Sequence[Seat], cases: Sequence[Case], by: Member) -> list[Invitation]:
    """Every member but those who are recused from all of its cases: they get nothing and aren't told."""
    recused = recused_seats(seats, [case.pk for case in cases])
    told = [seat for seat in seats if not all(seat.pk in recused[case.pk] for case in cases)]
    return [_invitation(meeting, by, seat=seat, adult_id=seat.adult_id, capacity=Capacity.MEMBER) for seat in told]


def _applicants(
    meeting: Meeting, seats: Sequence[Seat], cases: Sequence[Case], reports: Mapping[UUID, Report], by: Member
) -> list[Invitation]:
    """Who reported is told too (UA-B-IV.5.6), unless they sit on the commission or are suspected themselves (C-06)."""
    known = {seat.adult_id for seat in seats}
    suspects = suspects_of(case.pk for case in cases)
    found = []
    for case in cases:
        report = reports.get(case.pk)
        adult_id = report.reporter_id if report else None
        if report is None or adult_id in known:
            continue
        name = "" if adult_id else report.open("reporter_name")
        if (adult_id or name) and not suspects.include(case.pk, adult_id=adult_id, name=name):
            row = _invitation(meeting, by, case=case, adult_id=adult_id, capacity=Capacity.APPLICANT)
            row.seal("whom", name)
            found.append(row)
    return found


def _invitation(meeting: Meeting, by: Member, *, case: Case | None = None, **columns: object) -> Invitation:
    return Invitation(
        id=uuid7(),
        school_id=meeting.school_id,
        data_key=case.data_key if case else meeting.data_key,
        meeting=meeting,
        case=case,
        added_at=clock.now(),
        added_by=by.user_id,
        **columns,
    )


def _refer(case: Case, meeting: Meeting, school: School, data: dict, *, by: Member) -> None:
    """The case goes to the commission; the notice of this meeting has a limit of its own.

    For a meeting held on paper that limit is opened with its evidence, when the invitations are entered.
    """
    clocks = clocks_for(school, case)
    if not meeting.is_from_paper:
        start_by_fact(case, clocks, Start.MEETING, at=meeting.starts_at, subject_id=meeting.pk, is_planned=True)
    action = CaseAction.REFER if case.status == CaseStatus.OPEN else None
    record_case(
        case,
        case_draft("meeting.called", by=by, data={"meeting": meeting.pk, "action": action, **data}),
        status=CaseStatus.COMMISSION,
        next_due_at=case.next_due_at,
    )
