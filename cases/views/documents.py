"""The papers of a case, and their bytes as they were stored."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.presenters import documents as present
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of
from cases.selectors.joined import papers_of
from cases.selectors.sides import sides_of
from cases.services.letters import issue_letter
from cases.views.shared import frame, slug_of, to_page
from safeguard.access.permissions import Permission
from safeguard.documents.enums import DocumentState
from safeguard.documents.models import Document
from safeguard.documents.selectors import document_with_pdf
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view
from safeguard.wording import say


@school_view(Permission.CASE_VIEW)
def documents(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="documents")
    context = frame(request, case, "documents") | {
        "documents": present.card(papers_of(case), slug_of(request)),
        "materials_href": present.materials_href(case, slug_of(request)),
        "may_issue": request.member.may(Permission.DOCUMENT_ISSUE),
    }
    if context["may_issue"]:
        procedure = definition_of(case.procedure)
        context["papers_href"] = present.papers_href(case, slug_of(request))
        context["letters"] = present.to_make(case, procedure, sides_of(case), slug_of(request))
    return render(request, "cases/documents.html", context)


@require_POST
@school_view(Permission.DOCUMENT_ISSUE)
def letter_new(request: SchoolRequest, case_id: UUID, rule: str) -> HttpResponse:
    """Make the letter of a notice: frozen now, its PDF a moment later. `whom` is child:adult for a representative."""
    case = case_for(request.member, case_id, what="document")
    child_id, adult_id = _whom(request.POST.get("whom", ""))
    try:
        document = issue_letter(
            case_id=case.pk,
            school=request.school,
            rule=rule,
            by=request.member,
            child_id=child_id,
            adult_id=adult_id,
        )
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        said = _("%(letter)s is made. Its PDF is ready in a moment.")
        messages.success(request, said % {"letter": present.label(document)})
    return to_page(request, case, "documents")


def _whom(text: str) -> tuple[UUID | None, UUID | None]:
    child, _colon, adult = text.partition(":")
    try:
        return (UUID(child), UUID(adult)) if text else (None, None)
    except ValueError:
        raise Http404 from None


@school_view(Permission.CASE_VIEW)
def document_pdf(request: SchoolRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """The stored bytes, byte for byte; a 404 while there is no PDF, like for a paper that isn't of this case."""
    case = case_for(request.member, case_id, what="document")
    document = document_with_pdf(document_id, case_ids=[case.pk, *getattr(case, "joined_ids", ())])
    if document is None or document.state != DocumentState.RENDERED:
        raise Http404
    return HttpResponse(
        document.open_bytes("pdf"),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, _file_name(document)) or "inline",
            "Cache-Control": "private, no-store",
        },
    )


def _file_name(document: Document) -> str:
    return f"{document.get_kind_display()} № {document.number}.pdf"
