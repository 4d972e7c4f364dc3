"""One's drafts and reports, and the page of one report: additions, files, withdrawal."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.enums import ReportStatus
from cases.forms.reports import EvidenceForm, WithdrawForm, WordsForm
from cases.presenters import reports as present
from cases.selectors.clocks import definition_of
from cases.selectors.reports import Opened, additions_of, attachment_of, files_of, own_drafts, own_reports, report_for
from cases.services.amend_report import amend_report
from cases.services.attachments import Upload, add_attachment
from cases.services.drafts import discard_draft
from cases.services.withdraw_report import withdraw_report
from cases.views.report_shared import address, language_now
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.REPORT_FILE)
def mine(request: SchoolRequest) -> HttpResponse:
    """Drafts first: they wait for me. Then what I filed, with its number."""
    context = {
        "drafts": own_drafts(request.member),
        "reports": present.own_rows(own_reports(request.member), request.school.organisation.slug),
        "may_enter": request.member.may(Permission.REPORT_ENTER),
        "slug": request.school.organisation.slug,
    }
    return render(request, "cases/report/mine.html", context)


@require_POST
@school_view(Permission.REPORT_FILE)
def discard(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    discard_draft(draft_id=draft_id, by=request.member)
    messages.success(request, _("The draft is thrown away."))
    return redirect(address(request, "report_list"))


@school_view(Permission.REPORT_AMEND)
def report(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """As it was told, and what was added since."""
    return _page(request, report_for(request.member, report_id))


@require_POST
@school_view(Permission.REPORT_AMEND)
def add(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """A dated addition."""
    opened, form = report_for(request.member, report_id), WordsForm(request.POST)
    if form.is_valid():
        try:
            amend_report(report_id=report_id, text=form.cleaned_data["text"], by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your addition stands under the report."))
            return redirect(address(request, "report", report_id=report_id))
    return _page(request, opened, words=form)


@require_POST
@school_view(Permission.REPORT_AMEND)
def attach(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """Evidence that came up later."""
    opened, form = report_for(request.member, report_id), EvidenceForm(request.POST, request.FILES)
    form.fields["file"].required = True
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = Upload(file.name, file.media_type, file.read())
        try:
            add_attachment(report_id=report_id, upload=upload, by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The file is added to the report."))
            return redirect(address(request, "report", report_id=report_id))
    return _page(request, opened, evidence=form)


@school_view(Permission.REPORT_AMEND)
def withdraw(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """Names its effect before it happens: nothing stops."""
    opened = report_for(request.member, report_id)
    if not opened.may_withdraw:
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_report(report_id=report_id, reason=form.cleaned_data["reason"], by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The report is withdrawn. The limits run on."))
            return redirect(address(request, "report", report_id=report_id))
    context = {
        "form": form,
        "report": opened.report,
        "back_href": address(request, "report", report_id=report_id),
        "cancel_href": address(request, "report", report_id=report_id),
        "submit_label": _("Withdraw report No. %(number)s") % {"number": opened.report.number},
    }
    return render(request, "cases/report/withdraw.html", context)


@school_view(Permission.REPORT_AMEND)
def download(request: SchoolRequest, report_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A file of the report, to whoever may read the report; never shown inside a page."""
    opened = report_for(request.member, report_id)
    row = attachment_of(opened, request.member, attachment_id)
    if row is None:
        raise Http404
    response = HttpResponse(row.open_bytes("body"), content_type=row.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.open("name"))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(
    request: SchoolRequest, opened: Opened, *, words: WordsForm | None = None, evidence: EvidenceForm | None = None
) -> HttpResponse:
    report = opened.report
    additions = additions_of(opened, request.member)
    context = {
        "report": report,
        "tag": present.state_tag(report),
        "rows": present.report_rows(report, definition_of(report.case.procedure), language_now()),
        "additions": [(row, row.open("text")) for row in additions],
        "files": present.file_lines(files_of(opened, request.member)),
        "may_add": opened.may_add,
        "may_withdraw": opened.may_withdraw,
        "words": words or WordsForm(),
        "evidence": evidence or EvidenceForm(),
        "forms": [words or WordsForm(), evidence or EvidenceForm()],
        "is_withdrawn": report.status == ReportStatus.WITHDRAWN,
        "case_href": address(request, "detail", case_id=report.case_id) if opened.sees_case else "",
        "slug": request.school.organisation.slug,
    }
    return render(request, "cases/report/report.html", context)
