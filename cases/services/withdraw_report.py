"""A report is withdrawn with a reason. It stays in the register, and so does every duty."""

from uuid import UUID

from django.db import transaction

from cases.domain.report_rights import may_withdraw
from cases.enums import ReportStatus
from cases.models import Report
from cases.services.amend_report import add_words, locked_report
from cases.services.events import draft, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import Conflict, Refused, gettext_noop


@transaction.atomic
def withdraw_report(*, report_id: UUID, reason: str, by: Member) -> Report:
    """By its author or whose office it is. The clocks run on: what the school was told, it was told."""
    case, report = locked_report(report_id)
    if not may_withdraw(by, is_author=report.entered_by == by.user_id):
        raise Refused(gettext_noop("Only its author or whose office it is to receive reports may withdraw a report."))
    if report.status == ReportStatus.WITHDRAWN:
        raise Conflict(gettext_noop("The report was withdrawn already."))
    addition = add_words(case, report, reason, by, refusal=gettext_noop("Write the reason."), field="reason")
    report.status, report.withdrawn_at, report.withdrawn_by = ReportStatus.WITHDRAWN, clock.now(), by.user_id
    report.save(update_fields=["status", "withdrawn_at", "withdrawn_by"])
    told = {"report": report.pk, "number": report.number, "addition": addition.pk}
    record(case, draft("report.withdrawn", by=by, data=told))
    return report
