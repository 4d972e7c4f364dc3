"""Reads of reports and drafts: one's own, or those of a case that one may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.domain.report_rights import may_add, may_withdraw
from cases.models import Case, Deadline, Handling, Recusal, Report, ReportAddition, ReportDraft
from cases.selectors.access import visible_cases
from cases.selectors.clocks import definition_of
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.audit.access import LookRefused, record_access
from safeguard.documents.models import Attachment
from safeguard.organisations.models import School
from safeguard.organisations.selectors.editions import in_force
from safeguard.organisations.selectors.members import as_member, live_memberships
from safeguard.people.alphabet import sort_key
from safeguard.people.models import Adult
from safeguard.procedures.schema import Procedure, Rule


@dataclass(frozen=True)
class Reader:
    """Somebody whose office opens every case that they aren't recused from."""

    user_id: UUID
    name: str
    position: str


@dataclass(frozen=True)
class Opened:
    """A report, whether it was reached as its author or through the case, and what may be done with it."""

    report: Report
    is_author: bool
    sees_case: bool
    may_add: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Receipt:
    """That a report was filed: its number and when. Who is recused from the case keeps that and nothing more."""

    report: Report
    sees_case: bool
    is_recused: bool


def procedure_on(school: School, day: date) -> Procedure | None:
    """The procedure by which a report of that day is handled."""
    found = in_force(school.pk, on=day)
    return found.definition if found else None


def own_drafts(member: Member) -> list[ReportDraft]:
    """The author's, the newest first. Nobody else ever sees one."""
    return list(ReportDraft.objects.filter(author_id=member.user_id).order_by("-saved_at"))


def own_draft(member: Member, draft_id: UUID) -> ReportDraft | None:
    rows = ReportDraft.objects.filter(author_id=member.user_id).select_related("data_key")
    return rows.filter(pk=draft_id).first()


def own_reports(member: Member, *, most: int = 100) -> list[tuple[Report, bool]]:
    """What this member has filed or entered, the newest first; and whether they're recused from its case by now."""
    rows = Report.objects.filter(entered_by=member.user_id).annotate(is_recused=Exists(_recusals(member)))
    return [(row, row.is_recused) for row in rows.order_by("-entered_at")[:most]]


def filed_from(member: Member, draft_id: UUID) -> Report | None:
    """What became of a draft that is gone: the report carries its id."""
    return Report.objects.filter(pk=draft_id, entered_by=member.user_id).first()


def report_for(member: Member, report_id: UUID) -> Opened:
    """For its author and for those who see the case; to everybody else it's absent. Every look is recorded.

    A recusal denies before that: whoever is a side of the case by now reads nothing, their own words too.
    """
    report, receipt = _looked_at(member, report_id, also_recused=False)
    is_author = report.entered_by == member.user_id
    return Opened(
        report,
        is_author,
        receipt.sees_case,
        may_add=may_add(member, is_author=is_author, is_handler=is_author or _works_on(member, report)),
        may_withdraw=may_withdraw(member, is_author=is_author),
    )


def receipt_for(member: Member, report_id: UUID) -> Receipt:
    """The page after filing. An author who is recused sees the number, and nothing of the case."""
    return _looked_at(member, report_id, also_recused=True)[1]


def _looked_at(member: Member, report_id: UUID, *, also_recused: bool) -> tuple[Report, Receipt]:
    """By one statement: what is hidden takes no longer to refuse than what never was."""
    seen = Exists(visible_cases(member).filter(pk=OuterRef("case_id")))
    rows = Report.objects.select_related("case__procedure", "data_key").filter(pk=report_id)
    mine = Q(sees_case=True) | Q(entered_by=member.user_id)
    rows = rows.annotate(sees_case=seen, is_recused=Exists(_recusals(member))).filter(mine)  # type: ignore[misc]
    report = (rows if also_recused else rows.filter(is_recused=False)).first()  # type: ignore[misc]
    if report is None:
        raise LookRefused(member=member, case_id=report_id, what="report")
    record_access(member=member, case_id=report.case_id, what="report", is_allowed=True)
    return report, Receipt(report, report.sees_case, report.is_recused)


def _recusals(member: Member) -> QuerySet[Recusal]:
    return Recusal.objects.filter(case_id=OuterRef("case_id"), user_id=member.user_id)


def _works_on(member: Member, report: Report) -> bool:
    return Handling.objects.filter(case=report.case_id, user_id=member.user_id, until_at__isnull=True).exists()


def additions_of(opened: Opened, member: Member) -> list[ReportAddition]:
    """An author who doesn't see the case reads their own words, not what others added."""
    rows = ReportAddition.objects.filter(report=opened.report).select_related("data_key").order_by("added_at", "pk")
    return list(rows if opened.sees_case else rows.filter(added_by=member.user_id))


def files_of(opened: Opened, member: Member) -> list[Attachment]:
    """Names and sizes, without the bytes."""
    rows = _files(opened.report.pk)
    return list(rows if opened.sees_case else rows.filter(added_by=member.user_id))


def attachment_of(opened: Opened, member: Member, attachment_id: UUID) -> Attachment | None:
    rows = Attachment.objects.filter(pk=attachment_id, subject_id=opened.report.pk).select_related("data_key")
    return (rows if opened.sees_case else rows.filter(added_by=member.user_id)).first()


def draft_files(draft_id: UUID) -> list[Attachment]:
    return list(_files(draft_id).filter(case_id__isnull=True))


def _files(subject_id: UUID) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(subject_id=subject_id).defer("body")
    return rows.select_related("data_key").order_by("added_at")


def limits_of(case: Case) -> list[tuple[Rule, Deadline]]:
    """What the procedure asks next and by when: the rule and the instant, nothing of what was done."""
    definition = definition_of(case.procedure)
    rows = Deadline.objects.filter(case=case, subject_id__isnull=True).order_by("due_at", "rule")
    return [(definition.rule(row.rule), row) for row in rows]


def readers_of(school: School, *, on: date, without: Collection[UUID] = ()) -> list[Reader]:
    """Who will read a report that is filed today, by the alphabet; a side of the case won't."""
    rows = live_memberships(on=on).filter(organisation_id=school.pk, guest_case__isnull=True).select_related("user")
    found = [
        Reader(row.user_id, row.user.display_name, row.position)
        for row in rows
        if row.user_id not in without and as_member(row).may(Permission.CASE_VIEW_ALL)
    ]
    return sorted(found, key=lambda reader: sort_key(reader.name, school.organisation.language))


def users_behind(adult_ids: Collection[UUID], child_ids: Collection[UUID]) -> set[UUID]:
    """The accounts of these adults and of those who represent the children: they won't see the case."""
    if not adult_ids and not child_ids:
        return set()
    concerned = Q(pk__in=adult_ids) | Q(guardianships__child__in=child_ids)
    rows = Adult.objects.filter(concerned, user_id__isnull=False)
    return {user_id for user_id in rows.values_list("user_id", flat=True) if user_id}
