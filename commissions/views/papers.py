"""Papers around a case: what the procedure asks for, the draft in PDF or Word, and the paper itself."""

import json
from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.presenters.documents import label
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of
from cases.views.shared import act_frame, slug_of
from commissions.domain.composition import is_created_per_case
from commissions.forms_making import PaperForm
from commissions.models import CommissionOrder
from commissions.presenters import papers as present
from commissions.presenters.people import adult_choices, name_of
from commissions.selectors.paper_sheet import LAYOUT, Answers, build_paper
from commissions.selectors.papers import Target, composition_paper, label_of, offers_of, target_of
from commissions.selectors.staff import staff
from commissions.services.papers import make_composition_paper, make_paper, voting_investigators
from commissions.views.files import pdf_file, word_file
from safeguard.access.permissions import Permission
from safeguard.documents.domain.paper import PaperSheet
from safeguard.documents.domain.sheet import canonical
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.render.pdf import pdf
from safeguard.documents.render.word import word
from safeguard.documents.selectors import document_with_pdf, documents_of
from safeguard.errors import DomainError
from safeguard.procedures.papers import AskKind
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.DOCUMENT_ISSUE)
def papers(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="papers")
    context = act_frame(request, case, "documents", heading=_("Papers of the procedure"), submit="")
    if is_created_per_case(definition_of(case.procedure)) and request.member.may(Permission.MEETING_VIEW):
        place = {"school": slug_of(request), "case_id": case.pk}
        context["commission_href"] = reverse("commissions:case_commission", kwargs=place)
    context["rows"] = present.rows(offers_of(case), documents_of(case.pk), case, slug_of(request))
    return render(request, "commissions/papers.html", context)


@school_view(Permission.DOCUMENT_ISSUE)
def paper(request: SchoolRequest, case_id: UUID, form: str) -> HttpResponse:
    """Asked, looked at as a draft, then made. `?for=` tells whose it is."""
    case = case_for(request.member, case_id, what="paper")
    target = target_of(offers_of(case), form, request.GET.get("for", ""))
    if target is None:
        raise Http404
    people = {each.pk: each for each in staff()} if _asks_for_people(target) else {}
    posted = request.POST if request.method == "POST" else None
    typed = PaperForm(posted, form=target.paper.form, staff=adult_choices(people.values()))
    if request.method == "POST" and typed.is_valid():
        answers = typed.answers(people)
        if request.POST.get("as") in {"pdf", "word"}:
            return _draft(request, case, target, answers)
        if _make(request, case, target, answers, typed):
            return redirect("commissions:papers", school=slug_of(request), case_id=case.pk)
    title = target.paper.form.title.in_(get_language() or "en")
    context = act_frame(request, case, "documents", heading=title, submit=_("Make the paper"))
    context |= {
        "form": typed,
        "whom": label_of(target) if target.side or target.opinion else "",
        "source": target.paper.citation.in_(get_language() or "en"),
        "is_default": target.paper.is_default,
        "is_order": "number" in typed.fields,
    }
    return render(request, "commissions/paper_new.html", context)


def _asks_for_people(target: Target) -> bool:
    return any(ask.kind is AskKind.STAFF for ask in target.paper.form.asks)


def _make(request: SchoolRequest, case: Case, target: Target, answers: Answers, typed: PaperForm) -> bool:
    try:
        document = make_paper(
            case_id=case.pk,
            school=request.school,
            form=target.paper.key,
            key=target.key,
            answers=answers,
            by=request.member,
        )
    except DomainError as refusal:
        typed.refuse(refusal)
        return False
    messages.success(request, _("%(letter)s is made. Its PDF is ready in a moment.") % {"letter": label(document)})
    if found := voting_investigators(case, target, answers):
        names = ", ".join(name_of(seat) for seat in found)
        messages.warning(
            request, _("%(names)s would investigate and vote in the commission as well.") % {"names": names}
        )
    return True


def _draft(request: SchoolRequest, case: Case, target: Target, answers: Answers) -> HttpResponse:
    """Nothing is stored and no number is taken."""
    procedure = definition_of(case.procedure)
    sheet = build_paper(target, case, request.school, procedure, number=answers.number, answers=answers)
    return _as_file(sheet, request.POST["as"], target.paper.key)


def _as_file(sheet: PaperSheet, media: str, name: str) -> HttpResponse:
    content = json.loads(canonical(asdict(sheet)))
    if media == "word":
        return word_file(word(layout=LAYOUT, sheet=content), f"{name}.docx")
    return pdf_file(pdf(layout=LAYOUT, sheet=content, sheet_sha256=""), f"{name}.pdf")


@school_view(Permission.CASE_VIEW)
def document_word(request: SchoolRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """A Word copy of a frozen paper, marked as not the record; made now and kept nowhere."""
    case = case_for(request.member, case_id, what="document.word")
    document = document_with_pdf(document_id, case_ids=[case.pk, *getattr(case, "joined_ids", ())])
    if document is None:
        raise Http404
    sheet = json.loads(document.open_bytes("sheet"))
    return word_file(word(layout=document.layout, sheet=sheet), f"{label(document)}.docx")


@school_view(Permission.MEETING_VIEW)
def composition_pdf(request: SchoolRequest, order_id: UUID) -> HttpResponse:
    """The order as it was frozen; until then a draft from what was entered."""
    order = CommissionOrder.objects.filter(pk=order_id).select_related("commission").first()
    about = order.commission.case_id if order else order_id
    if about is not None:
        case_for(request.member, about, what="commission")
    if order is None:
        raise Http404
    if request.method == "POST":
        return _freeze_order(request, order)
    document = _order_document(order)
    if document is not None and document.pdf is not None and request.GET.get("as") != "word":
        return pdf_file(document.open_bytes("pdf"), f"{label(document)}.pdf")
    try:
        target, procedure = composition_paper(request.school, order)
    except DomainError:
        raise Http404 from None
    sheet = build_paper(target, None, request.school, procedure, number=order.number, answers=Answers())
    return _as_file(sheet, request.GET.get("as", "pdf"), "order")


def _order_document(order: CommissionOrder) -> Document | None:
    rows = Document.objects.filter(kind=DocumentKind.COMPOSITION, subject_id=order.pk)
    return rows.select_related("data_key").order_by("-finalised_at").first()


def _freeze_order(request: SchoolRequest, order: CommissionOrder) -> HttpResponse:
    if not request.member.may(Permission.COMMISSION_APPOINT):
        raise Http404
    if _order_document(order) is None:
        document = make_composition_paper(school=request.school, order=order, by=request.member)
        messages.success(request, _("%(letter)s is made. Its PDF is ready in a moment.") % {"letter": label(document)})
    case_id = order.commission.case_id
    if case_id is not None:
        return redirect("commissions:case_commission", school=slug_of(request), case_id=case_id)
    return redirect("commissions:history", school=slug_of(request))
