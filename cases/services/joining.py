"""Two cases about the same: the later joins the earlier.

Reports keep their numbers and their clocks. Every text stays sealed by the key it was sealed with; what is never
rewritten (papers, answers, events) stays where it is and is read through the case that goes on. The joined case stays a
line of the register. Whoever is recused from one is recused from both; nobody sees more than before.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cases.domain.joining import Joinable, check_join
from cases.domain.lifecycle import next_status
from cases.enums import CaseAction, CaseStatus
from cases.models import Act, Case, Deadline, Handling, Involvement, Notice, Report, SuspectedRepresentative
from cases.selectors.above import known_above
from cases.selectors.access import visible_cases
from cases.selectors.clocks import clocks_of_case
from cases.selectors.joined import joined_cases, told_in
from cases.selectors.transitions import circumstances_of, may_move
from cases.services.deadlines import UNMET, refresh_due
from cases.services.events import check_seen, draft, locked_case, record
from cases.services.evidence import meet_what_was_done
from cases.services.recusals import copy_recusals
from cases.services.reopening import check_move
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.models import Attachment
from safeguard.errors import Refused, gettext_noop


@transaction.atomic
def join_case(*, case_id: UUID, into_id: UUID, reason: str, seen: int, seen_into: int, by: Member) -> Case:
    """`case_id` is the later one. Both were read: `seen` and `seen_into`. Answers the case that goes on."""
    held = {each: locked_case(each) for each in sorted({case_id, into_id})}
    later, earlier = held[case_id], held[into_id]
    check_move(later, reason, seen=seen, by=by)
    _check_other(earlier, seen_into, by)
    check_join(joinable(later), joinable(earlier))
    status = next_status(CaseStatus(later.status), CaseAction.JOIN, circumstances_of(later))
    before, reports = later.status, list(told_in(later).order_by("head_received_at", "pk"))
    _move_rows(later, earlier, reports)
    _share_recusals(later, earlier)
    numbers = [report.number for report in reports]
    told = {"from": before, "to": status, "into": earlier.pk, "number": earlier.number, "reports": numbers}
    refresh_due(later)
    joined = draft("case.joined", by=by, data=told, text=reason.strip())
    record(later, joined, status=status, joined_to=earlier, next_due_at=later.next_due_at)
    refresh_due(earlier)
    took = {"case": later.pk, "number": later.number, "reports": numbers}
    kinds = list(dict.fromkeys([*earlier.kinds, *later.kinds]))
    event = draft("case.took_in", by=by, data=took, text=reason.strip())
    record(earlier, event, kinds=kinds, next_due_at=earlier.next_due_at)
    return earlier


def joinable(case: Case) -> Joinable:
    has_meeting = known_above(case).has_meeting
    return Joinable(
        case.pk, case.number, CaseStatus(case.status), case.received_at, case.procedure_id, has_meeting=has_meeting
    )


def _check_other(earlier: Case, seen: int, by: Member) -> None:
    """A case that is hidden can't be joined, and the refusal doesn't tell it from one that isn't there."""
    if not (may_move(earlier, by) and visible_cases(by).filter(pk=earlier.pk).exists()):
        raise Refused(gettext_noop("The head decides this; when the head can't know of the case, the deputy."))
    check_seen(earlier, seen)


def _move_rows(later: Case, earlier: Case, reports: list[Report]) -> None:
    """What is told, who is concerned, who was told, what runs. Limits keep their times and what they were met by."""
    now = clock.now()
    marked = SuspectedRepresentative.objects.filter(case=earlier).values("adult_id")
    SuspectedRepresentative.objects.filter(case=later).exclude(adult_id__in=marked).update(case=earlier)
    Involvement.ever.filter(case=later).update(case=earlier, came_at=now)
    for model in (Report, Act, Notice):
        model.objects.filter(case=later).update(case=earlier)
    Attachment.objects.filter(case_id=later.pk).update(case_id=earlier.pk)
    Handling.objects.filter(case=later, until_at__isnull=True).update(until_at=now)
    _move_clocks(later, earlier, reports[0].pk)
    Case.objects.filter(joined_to=later).update(joined_to=earlier)


def _move_clocks(later: Case, earlier: Case, report_id: UUID) -> None:
    """The clock that a case's first report started is that report's from now on."""
    rows = Deadline.objects.select_for_update().filter(case=later)
    moved = list(rows)
    own = Q(subject_id__isnull=True)
    rows.filter(own).update(case=earlier, subject_id=report_id)
    rows.exclude(own).update(case=earlier)
    unmet = Deadline.objects.filter(pk__in=[row.pk for row in moved], state__in=UNMET)
    meet_what_was_done(earlier, clocks_of_case(earlier), unmet)


def _share_recusals(later: Case, earlier: Case) -> None:
    copy_recusals(later, earlier)
    copy_recusals(earlier, later)
    for joined in joined_cases(earlier):
        copy_recusals(earlier, joined)
