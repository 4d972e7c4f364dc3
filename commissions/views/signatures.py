"""Signatures under the minutes and their numbered copies: who has answered, who is missing, who keeps what."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cases.views.notices import sealed_file
from commissions.domain.names import spoken
from commissions.domain.signing import Keeper, Party
from commissions.enums import CopyKeeper
from commissions.forms_papers import CopyForm, SignatureForm
from commissions.models import MinutesCopy, Signature
from commissions.presenters import signing as present
from commissions.selectors.access import OpenMeeting
from commissions.selectors.deciding import keeper_words
from commissions.selectors.signing import Signing, scan_with_body, signing_of
from commissions.selectors.versions import sheet_of, version_of
from commissions.services.signing import add_copies, hand_over_copy, record_signature
from commissions.views.files import pdf_file
from commissions.views.shared import links_of, post_only, said, seen_of
from commissions.views.whole import finalised_meeting
from safeguard.access.permissions import Permission
from safeguard.documents.render.pdf import pdf
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def signatures(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = finalised_meeting(request, meeting_id, what="meeting.signatures")
    links, signing = links_of(request, door.meeting), _signing(request, door)
    may_record = request.member.may(Permission.MINUTES_FINALISE)
    context = {
        "meeting": door.meeting,
        "document": signing.document,
        "rows": present.rows(signing, links, may_record=may_record),
        "awaited": len(signing.awaited),
        "copies": present.copy_rows(signing, links, may_record=may_record),
        "shortage": present.shortage(signing),
        "needed": signing.needed,
        "add_href": links.to("add_copies") if may_record else "",
        "back": links.to("minutes"),
    }
    return render(request, "commissions/signatures.html", context)


def _signing(request: SchoolRequest, door: OpenMeeting) -> Signing:
    return signing_of(door.meeting, door.case_ids, request.school.organisation.language)


@school_view(Permission.MINUTES_FINALISE)
def signature(request: SchoolRequest, meeting_id: UUID, signature_id: UUID) -> HttpResponse:
    """Signed on a day with its scan, refused with a reason, or absent."""
    door = finalised_meeting(request, meeting_id, what="meeting.signature")
    signing, links = _signing(request, door), links_of(request, door.meeting)
    row = next((each for each in signing.signatures if each.pk == signature_id), None)
    if row is None:
        raise Http404
    known = {"state": row.state, "signed_on": row.signed_on, "reason": row.open("reason")} if row.recorded_at else {}
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SignatureForm(*typed, initial=known)
    if request.method == "POST" and form.is_valid() and _record(request, row, form):
        messages.success(request, _("It is recorded."))
        return redirect(links.to("signatures"))
    context = {
        "form": form,
        "name": present.signer_name(row),
        "note": present.signer_note(row, signing.codes),
        "seen": row.version,
        "number": signing.document.number,
        "back": links.to("signatures"),
        "submit_label": _("Record"),
    }
    return render(request, "commissions/signature.html", context)


def _record(request: SchoolRequest, row: Signature, form: SignatureForm) -> bool:
    answer = form.answer(seen_of(request))
    try:
        record_signature(
            school=request.school, signature_id=row.pk, answer=answer, by=request.member, scan=form.uploads()
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, said(refusal))
        return False
    return True


@school_view(Permission.MEETING_VIEW)
def scan(request: SchoolRequest, meeting_id: UUID, attachment_id: UUID) -> HttpResponse:
    door = finalised_meeting(request, meeting_id, what="meeting.signature_scan")
    return sealed_file(scan_with_body(door.meeting, attachment_id))


@school_view(Permission.MINUTES_FINALISE)
def copy(request: SchoolRequest, meeting_id: UUID, copy_id: UUID) -> HttpResponse:
    """To whom a numbered copy was handed, and when."""
    door = finalised_meeting(request, meeting_id, what="meeting.copy")
    signing, links = _signing(request, door), links_of(request, door.meeting)
    row = _copy(signing, copy_id)
    whom = spoken(row.adult.open("name")) if row.adult else ""
    known = {"handed_on": row.handed_on, "handed_to": row.open("handed_to") or whom}
    form = CopyForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over_copy(
                school=request.school, copy_id=row.pk, seen=seen_of(request), by=request.member, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, said(refusal))
        else:
            messages.success(request, _("It is recorded."))
            return redirect(f"{links.to('signatures')}#copies")
    context = {
        "form": form,
        "number": row.number,
        "holder": present.holder(row, signing),
        "seen": row.version,
        "back": links.to("signatures"),
        "submit_label": _("Record"),
    }
    return render(request, "commissions/copy.html", context)


def _copy(signing: Signing, copy_id: UUID) -> MinutesCopy:
    row = next((each for each in signing.copies if each.pk == copy_id), None)
    if row is None:
        raise Http404
    return row


@school_view(Permission.MINUTES_FINALISE)
@post_only
def add_copies_(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = finalised_meeting(request, meeting_id, what="meeting.copy")
    try:
        added = add_copies(meeting_id=meeting_id, by=request.member)
    except DomainError as refusal:
        messages.error(request, said(refusal))
    else:
        words = ngettext("%(count)d copy was added.", "%(count)d copies were added.", added) % {"count": added}
        messages.success(request, words)
    return redirect(f"{links_of(request, door.meeting).to('signatures')}#copies")


@school_view(Permission.MEETING_VIEW)
def copy_pdf(request: SchoolRequest, meeting_id: UUID, copy_id: UUID) -> HttpResponse:
    """The same content with the number of the copy and whom it is for; the key to the codes only in copy 1 (C-11)."""
    door = finalised_meeting(request, meeting_id, what="meeting.copy_pdf")
    signing = _signing(request, door)
    row, document = _copy(signing, copy_id), version_of(door.meeting.pk)
    if document is None:
        raise Http404
    with override(document.language):
        party = Party(CopyKeeper(row.keeper), row.child_id, row.adult_id) if row.child_id else None
        words = keeper_words(Keeper(row.number, CopyKeeper(row.keeper), party), signing.codes)
    sheet = sheet_of(document) | {"numbered": {"number": str(row.number), "holder": words}}
    layout = document.layout if document.layout != "minutes@1" else "minutes@2"
    return pdf_file(
        pdf(layout=layout, sheet=sheet, sheet_sha256=document.sheet_sha256), f"{document.number}-{row.number}.pdf"
    )
