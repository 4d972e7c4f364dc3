"""The notice of a meeting: everybody in one table, with the time they were told; late stands there as late."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.models import Deadline
from cases.selectors.clocks import definition_of
from cases.views.notices import sealed_file
from commissions.domain.guests import Guest
from commissions.enums import Capacity, MeetingState
from commissions.forms import HandoverForm, InviteForm, SendForm
from commissions.models import Invitation
from commissions.presenters.notices import (
    Candidate,
    candidate_choices,
    invitation_rows,
    paper_links,
    recipient_name,
)
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.guests import candidates
from commissions.selectors.invitations import scan_with_body, scans_of, told_here
from commissions.selectors.paper_sheet import LAYOUT, Answers, build_paper
from commissions.selectors.papers import notice_of
from commissions.selectors.room import Room
from commissions.services.notices import Handover, invite, record_handover, send_notice, take_off
from commissions.views.files import pdf_file
from commissions.views.shared import links_of, post_only, said, whole_room
from safeguard.access.permissions import Permission
from safeguard.documents.domain.sheet import canonical
from safeguard.documents.render.pdf import pdf
from safeguard.errors import DomainError
from safeguard.outbox.selectors import mail_states
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_RUN)
def notice(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    return _show(request, meeting_for(request.member, meeting_id, what="meeting.notice"))


def _show(request: SchoolRequest, door: OpenMeeting, form: InviteForm | None = None) -> HttpResponse:
    view, links = whole_room(request, door), links_of(request, door.meeting)
    found = _candidates(request, door, view)
    limit = Deadline.objects.filter(subject_id=door.meeting.pk, case__in=door.case_ids).first()
    form = form or InviteForm(candidates=candidate_choices(found))
    context = {
        "meeting": door.meeting,
        "rows": invitation_rows(view, links, mail_states(door.meeting.pk), scans_of(view.invitations)),
        "limit": limit,
        "unsent": len(told_here(door.meeting)),
        "send_form": SendForm(),
        "form": form,
        "agenda": [item.open("title") for item in view.items],
        "cases": [hearing.case for hearing in door.hearings],
        "is_open": door.meeting.state not in {MeetingState.FINALISED, MeetingState.CANCELLED},
        "links": {name: links.to(name) for name in ("meeting", "send", "invite", "room", "undertakings")},
    }
    return render(request, "commissions/notice.html", context, status=422 if form.errors else 200)


def _candidates(request: SchoolRequest, door: OpenMeeting, view: Room) -> list[Candidate]:
    language = request.school.organisation.language
    return candidates(door, view.invitations, language)


@school_view(Permission.MEETING_RUN)
@post_only
def send(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """In the product, with an e-mail that says only that something waits."""
    door, form = meeting_for(request.member, meeting_id, what="meeting.notice"), SendForm(request.POST)
    with_materials = form.is_valid() and bool(form.cleaned_data["with_materials"])
    try:
        told = send_notice(
            school=request.school, meeting_id=meeting_id, with_materials=with_materials, by=request.member
        )
    except DomainError as refusal:
        messages.error(request, said(refusal))
    else:
        late = any(row.is_late for row in told)
        say = messages.warning if late else messages.success
        words = _("Told: %(count)d. The notice is late and is recorded so.") if late else _("Told: %(count)d.")
        say(request, words % {"count": len(told)})
    return redirect(links_of(request, door.meeting).to("notice"))


@school_view(Permission.MEETING_RUN)
@post_only
def invite_people(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.notice")
    found = _candidates(request, door, whole_room(request, door))
    form = InviteForm(request.POST, candidates=candidate_choices(found))
    if not form.is_valid():
        return _show(request, door, form)
    try:
        invite(meeting_id=meeting_id, guests=_guests(door, found, form.cleaned_data), by=request.member)
    except DomainError as refusal:
        form.refuse(refusal)
        return _show(request, door, form)
    messages.success(request, _("Added to the list. Record when and how they are told."))
    return redirect(links_of(request, door.meeting).to("notice"))


def _guests(door: OpenMeeting, found: Sequence[Candidate], typed: dict) -> list[Guest]:
    chosen = [each.guest for each in found if each.key in (typed.get("people") or [])]
    if other := (typed.get("other") or "").strip():
        chosen.append(Guest(door.hearings[0].case_id, Capacity.OTHER, whom=other))
    return chosen


@school_view(Permission.MEETING_RUN)
def handover(request: SchoolRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Told by hand: the time it happened, the materials, the consent of a representative."""
    door = meeting_for(request.member, meeting_id, what="meeting.notice")
    view, links = whole_room(request, door), links_of(request, door.meeting)
    row = _recipient(view, invitation_id)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = HandoverForm(*typed, initial=_known(row), asks_consent=row.capacity == Capacity.GUARDIAN)
    if request.method == "POST" and form.is_valid():
        try:
            given = Handover(**{name: value for name, value in form.cleaned_data.items() if name != "scan"})
            record_handover(
                school=request.school, invitation_id=row.pk, handover=given, by=request.member, scan=form.uploads()
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect(links.to("notice"))
    context = {
        "form": form,
        "name": recipient_name(view, row),
        "papers": paper_links(links, row),
        "back": links.to("notice"),
        "submit_label": _("Record"),
    }
    return render(request, "commissions/handover.html", context)


def _recipient(view: Room, invitation_id: UUID) -> Invitation:
    row = next((row for row in view.invitations if row.pk == invitation_id), None)
    if row is None:
        raise Http404
    return row


@school_view(Permission.MEETING_RUN)
def paper(request: SchoolRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    """The notice to hand over, in its reader's language; what comes back signed is recorded with a scan."""
    door = meeting_for(request.member, meeting_id, what="meeting.notice_paper")
    target = notice_of(_recipient(whole_room(request, door), invitation_id))
    language = request.GET.get("language", "")
    if target is None or language not in {"", *dict(settings.LANGUAGES)}:
        raise Http404
    procedure = definition_of(door.meeting.procedure)
    sheet = build_paper(target, None, request.school, procedure, number="", answers=Answers(), language=language)
    content = json.loads(canonical(asdict(sheet)))
    return pdf_file(pdf(layout=LAYOUT, sheet=content, sheet_sha256=""), "notice.pdf")


@school_view(Permission.MEETING_RUN)
def scan(request: SchoolRequest, meeting_id: UUID, attachment_id: UUID) -> HttpResponse:
    """The notice that its recipient signed for."""
    door = meeting_for(request.member, meeting_id, what="meeting.notice_scan")
    found = scan_with_body(whole_room(request, door).invitations, attachment_id)
    if found is None:
        raise Http404
    return sealed_file(found)


@school_view(Permission.MEETING_RUN)
@post_only
def take_off_list(request: SchoolRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.notice")
    if invitation_id not in {row.pk for row in whole_room(request, door).invitations}:
        raise Http404
    try:
        take_off(school=request.school, invitation_id=invitation_id, by=request.member)
    except DomainError as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("Taken off the list."))
    return redirect(links_of(request, door.meeting).to("notice"))


def _known(row: Invitation) -> dict[str, object]:
    return {
        "channel": row.channel,
        "sent_at": row.sent_at,
        "materials_at": row.materials_at,
        "has_consent": row.has_consent,
        "is_signed_for": row.is_signed_for,
    }
