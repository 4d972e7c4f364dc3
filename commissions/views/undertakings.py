"""Undertakings to keep what is learnt: who has signed, the form to sign, the scan."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.forms.notices import uploads_of
from cases.presenters.documents import label
from cases.views.notices import sealed_file
from commissions.forms_making import UndertakingForm
from commissions.presenters import undertakings as present
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.undertakings import Signing, scan_with_body, signings_of
from commissions.services.undertakings import make_undertaking, record_undertaking
from commissions.views.files import pdf_file, word_file
from commissions.views.shared import links_of, said
from safeguard.access.permissions import Permission
from safeguard.documents.models import Document
from safeguard.documents.render.word import word
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_RUN)
def undertakings(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.undertakings")
    links, found = links_of(request, door.meeting), signings_of(door.meeting, door.case_ids)
    context = {
        "meeting": door.meeting,
        "rows": present.rows(found, links),
        "awaited": sum(each.is_awaited for each in found),
        "sources": present.sources(found),
        "back": links.to("notice"),
    }
    return render(request, "commissions/undertakings.html", context)


@school_view(Permission.MEETING_RUN)
def undertaking(request: SchoolRequest, meeting_id: UUID, row_id: UUID) -> HttpResponse:
    """It came back signed: the day, and a scan where there is one."""
    door = meeting_for(request.member, meeting_id, what="meeting.undertaking")
    links, row = links_of(request, door.meeting), _row(door, row_id)
    form = UndertakingForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if request.method == "POST" and form.is_valid() and _record(request, door, row, form):
        messages.success(request, _("It is recorded."))
        return redirect(links.to("undertakings"))
    context = {
        "form": form,
        "name": present.name_of_signer(row.target),
        "note": present.note_of_signer(row.target),
        "back": links.to("undertakings"),
        "submit_label": _("Record"),
    }
    return render(request, "commissions/undertaking.html", context)


def _record(request: SchoolRequest, door: OpenMeeting, row: Signing, form: UndertakingForm) -> bool:
    try:
        record_undertaking(
            school=request.school,
            meeting_id=door.meeting.pk,
            target=row.target,
            signed_on=form.cleaned_data["signed_on"],
            by=request.member,
            scan=uploads_of(form.cleaned_data.get("scan")),
        )
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    return True


def _row(door: OpenMeeting, row_id: UUID) -> Signing:
    found = next((each for each in signings_of(door.meeting, door.case_ids) if each.target.key == str(row_id)), None)
    if found is None:
        raise Http404
    return found


@school_view(Permission.MEETING_RUN)
def paper(request: SchoolRequest, meeting_id: UUID, row_id: UUID) -> HttpResponse:
    """Made by POST, once; then its PDF, or a Word copy with `?as=word`."""
    door = meeting_for(request.member, meeting_id, what="meeting.undertaking")
    links, row = links_of(request, door.meeting), _row(door, row_id)
    if request.method == "POST":
        if row.document is None:
            try:
                make_undertaking(school=request.school, meeting=door.meeting, target=row.target, by=request.member)
            except DomainError as refusal:
                messages.error(request, said(refusal))
            else:
                messages.success(request, _("The paper is made. Its PDF is ready in a moment."))
        return redirect(links.to("undertakings"))
    if row.document is None:
        raise Http404
    document = Document.objects.select_related("data_key").get(pk=row.document.pk)
    if request.GET.get("as") == "word":
        body = word(layout=document.layout, sheet=json.loads(document.open_bytes("sheet")))
        return word_file(body, f"{label(document)}.docx")
    if document.pdf is None:
        raise Http404
    return pdf_file(document.open_bytes("pdf"), f"{label(document)}.pdf")


@school_view(Permission.MEETING_RUN)
def scan(request: SchoolRequest, meeting_id: UUID, row_id: UUID, attachment_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.undertaking_scan")
    return sealed_file(scan_with_body(_row(door, row_id), attachment_id))
