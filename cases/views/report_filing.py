"""The last step: read it back, file it, and what happens next."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases.domain.draft import DraftAnswers
from cases.enums import Danger
from cases.forms.questions import CHECK, Questions
from cases.models import ReportDraft
from cases.presenters import deadlines as limits
from cases.presenters import reports as present
from cases.presenters.reference import hotlines, penalties
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of
from cases.selectors.reports import draft_files, limits_of, receipt_for
from cases.services.drafts import locked_draft, read_answers
from cases.services.file_report import Filed, file_report
from cases.services.join_report import join_report
from cases.views.report_shared import address, frame, gone, people_of, questions_of, step_address
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view
from safeguard.wording import say


def check(
    request: SchoolRequest, draft: ReportDraft, answers: DraftAnswers, refusal: DomainError | None = None
) -> HttpResponse:
    """Everything once more, each line with the way back. An unfinished step is shown instead."""
    questions = questions_of(request, answers)
    if (open_ := questions.first_open()) != CHECK:
        return redirect(step_address(request, draft.pk, open_))
    hrefs = {name: step_address(request, draft.pk, name) for name in questions.order}
    people = people_of(request, answers)
    context = frame(request, draft, questions, CHECK) | {
        "rows": present.check_rows(questions.report(), people, questions.procedure, questions.language, hrefs),
        "files": present.file_lines(draft_files(draft.pk)) if answers.has_files else [],
        "refusal": say(refusal) if refusal else "",
        "file_href": address(request, "report_file", draft_id=draft.pk),
    }
    return render(request, "cases/report/check.html", context)


@require_POST
@school_view(Permission.REPORT_FILE)
def file(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    """Pressed twice it files once: the second press waits for the first, finds the draft gone and the report there."""
    draft = locked_draft(draft_id, by=request.member)
    if draft is None:
        return gone(request, draft_id)
    answers = read_answers(draft)
    questions = questions_of(request, answers, with_readers=False)
    if questions.first_open() != CHECK:
        return redirect(step_address(request, draft.pk, questions.first_open()))
    try:
        filed = _file(request, draft, questions)
    except DomainError as refusal:
        return check(request, draft, answers, refusal)
    return redirect(address(request, "report_done", report_id=filed.report.pk))


def _file(request: SchoolRequest, draft: ReportDraft, questions: Questions) -> Filed:
    known: dict[str, Any] = {
        "school": request.school,
        "answers": questions.report(),
        "by": request.member,
        "draft": draft,
    }
    if questions.answers.case:
        case = case_for(request.member, UUID(questions.answers.case), what="report")
        return join_report(case_id=case.pk, **known)
    return file_report(**known)


@school_view(Permission.REPORT_FILE)
def done(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """The number in the register, and what happens next by the procedure."""
    receipt = receipt_for(request.member, report_id)
    report, case = receipt.report, receipt.report.case
    known = [] if receipt.is_recused else limits_of(case)
    rows = [limits.Row(row, rule, "ahead") for rule, row in known]
    country, today, procedure = request.school.organisation.country, clock.today(), definition_of(case.procedure)
    context = {
        "report": report,
        "case_href": address(request, "detail", case_id=case.pk) if receipt.sees_case else "",
        "is_recused": receipt.is_recused,
        "next": [{"title": row.title, "at": row.deadline.due_at, "why": limits.why(row)} for row in rows],
        "is_danger": report.danger_now != Danger.NO and not receipt.is_recused,
        "numbers": present.numbers(country),
        "hotlines": hotlines(country, today, adult_learners=procedure.adult_learners),
        "penalties": penalties(procedure, today),
        "slug": request.school.organisation.slug,
    }
    return render(request, "cases/report/done.html", context)
