"""A filed report is never overwritten: it's added to, with date and author."""

from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.report_rights import may_add
from cases.models import Case, Handling, Report, ReportAddition
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import Refused, RuleViolation, gettext_noop


@transaction.atomic
def amend_report(*, report_id: UUID, text: str, by: Member) -> ReportAddition:
    """A correction or a further memory. The first words stay as they were told."""
    case, report = locked_report(report_id)
    check_may_add(report, by)
    addition = add_words(case, report, text, by, refusal=gettext_noop("Write what you want to add."))
    told = {"report": report.pk, "number": report.number, "addition": addition.pk}
    record(case, draft("report.added", by=by, data=told))
    return addition


def check_may_add(report: Report, by: Member) -> None:
    handlings = Handling.objects.filter(case=report.case_id, user_id=by.user_id, until_at__isnull=True)
    is_author = report.entered_by == by.user_id
    if not may_add(by, is_author=is_author, is_handler=is_author or handlings.exists()):
        raise Refused(gettext_noop("Only its author and those who work on the case may add to a report."))


def locked_report(report_id: UUID) -> tuple[Case, Report]:
    """Case first, then report: the same order everywhere."""
    case = locked_case(Report.objects.values_list("case_id", flat=True).get(pk=report_id))
    return case, Report.objects.select_for_update().get(pk=report_id)


def add_words(
    case: Case, report: Report, text: str, by: Member, *, refusal: str, field: str = "text"
) -> ReportAddition:
    if not text.strip():
        raise RuleViolation(refusal, field=field)
    addition = ReportAddition(
        id=uuid7(),
        school_id=case.school_id,
        data_key=case.data_key,
        report=report,
        added_at=clock.now(),
        added_by=by.user_id,
        added_by_name=by.name,
    )
    addition.seal("text", text.strip())
    addition.save(force_insert=True)
    return addition
