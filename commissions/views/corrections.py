"""Correcting finalised minutes: the texts of the version that stands, what changes, why, and the next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commissions.domain.conflicts import Overtaken
from commissions.domain.correcting import changes, texts_of
from commissions.forms_papers import CorrectionForm
from commissions.models import MinutesCorrection
from commissions.presenters.texts import children_rows
from commissions.selectors.places import change_lines, place_words
from commissions.selectors.sides import coded_children
from commissions.selectors.versions import open_correction, sheet_of, texts_in, version_of
from commissions.services.corrections import drop_correction, finalise_correction, save_correction
from commissions.views.shared import links_of, post_only, said, seen_of
from commissions.views.whole import finalised_meeting
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MINUTES_FINALISE)
def correct(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """Opened from the texts that stand; kept as a draft; read back before it becomes a version."""
    door = finalised_meeting(request, meeting_id, what="meeting.correct")
    base, draft = version_of(meeting_id), open_correction(door.meeting)
    assert base is not None  # noqa: S101
    sheet, links = sheet_of(base), links_of(request, door.meeting)
    form = _form(request, sheet, draft)
    conflict = None
    if request.method == "POST" and form.is_valid():
        conflict = _save(request, meeting_id, form)
        if conflict is None and form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(f"{links.to('correct')}#changes")
    context = {
        "form": form,
        "conflict": conflict,
        "base": base,
        "next": base.version + 1,
        "draft": draft,
        "changes": change_lines(sheet, changes(sheet, texts_in(draft))) if draft else [],
        "reason": draft.open("reason") if draft else "",
        "seen": conflict["version"] if conflict else draft.version if draft else 0,
        "children": children_rows(coded_children(door.case_ids, request.school.organisation.language)),
        "back": links.to("minutes"),
        "drop_href": links.to("drop_correction"),
        "finalise_href": links.seen("finalise_correction", draft.version if draft else 0),
        "meetings_href": links_of(request).to("call"),
        "submit_label": _("Save the correction"),
    }
    return render(request, "commissions/correct.html", context, status=409 if conflict else 200)


def _form(request: SchoolRequest, sheet: dict[str, Any], draft: MinutesCorrection | None) -> CorrectionForm:
    typed = texts_in(draft) if draft else {}
    texts = [(text.place, place_words(sheet, text), typed.get(text.place, text.words)) for text in texts_of(sheet)]
    initial = {"reason": draft.open("reason")} if draft else {}
    return CorrectionForm(request.POST or None, texts=texts, initial=initial)


def _save(request: SchoolRequest, meeting_id: UUID, form: CorrectionForm) -> dict[str, Any] | None:
    """A conflict to show, or None: saved, or an error beside its field."""
    try:
        save_correction(
            meeting_id=meeting_id,
            texts=form.texts(),
            reason=form.cleaned_data["reason"],
            seen=seen_of(request),
            by=request.member,
        )
    except Overtaken as conflict:
        rows = [
            {"key": form.fields[name].label, "value": words}
            for name, words in conflict.theirs.items()
            if name in form.fields and words != form.cleaned_data.get(name)
        ]
        return {"message": said(conflict), "rows": rows, "version": conflict.version}
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, said(refusal))
    return None


@school_view(Permission.MINUTES_FINALISE)
@post_only
def finalise(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = finalised_meeting(request, meeting_id, what="meeting.correct")
    links = links_of(request, door.meeting)
    try:
        done = finalise_correction(
            school=request.school, meeting_id=meeting_id, seen=seen_of(request), by=request.member
        )
    except DomainError as refusal:
        messages.error(request, said(refusal))
        return redirect(links.to("correct"))
    words = {"version": done.version, "number": done.number}
    messages.success(request, _("Version %(version)d of minutes No. %(number)s is finalised.") % words)
    return redirect(links.to("minutes"))


@school_view(Permission.MINUTES_FINALISE)
@post_only
def drop(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    door = finalised_meeting(request, meeting_id, what="meeting.correct")
    drop_correction(meeting_id=meeting_id, by=request.member)
    messages.success(request, _("The correction is given up. The minutes stay as they are."))
    return redirect(links_of(request, door.meeting).to("minutes"))
