"""The papers of a case, and their bytes as they were stored."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from cases.presenters import deadlines as clocks
from cases.selectors import case_page as read
from cases.selectors.access import case_for
from cases.views.shared import frame
from safeguard.access.permissions import Permission
from safeguard.documents.enums import DocumentState
from safeguard.documents.selectors import document_with_pdf, documents_of
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def documents(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="documents")
    rows = [row for row in clocks.rows_of(case, read.deadlines_of(case)) if clocks.is_notice(row) and not row.rule.each]
    context = {
        "documents": documents_of(case.pk),
        "letters": [(row.rule.key, row.title) for row in rows],
        "may_issue": request.member.may(Permission.DOCUMENT_ISSUE),
    }
    return render(request, "cases/documents.html", frame(request, case, "documents") | context)


@school_view(Permission.CASE_VIEW)
def document_pdf(request: SchoolRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """The stored bytes, byte for byte; a 404 while there is no PDF, like for a paper that isn't of this case."""
    case = case_for(request.member, case_id, what="document")
    document = document_with_pdf(document_id, case_id=case.pk)
    if document is None or document.state != DocumentState.RENDERED:
        raise Http404
    return HttpResponse(
        document.open_bytes("pdf"),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{document.kind}-{document.number}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
