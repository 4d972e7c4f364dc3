"""The texts of the minutes: saved as typed, and never over somebody else's."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commissions.domain.conflicts import Overtaken
from commissions.enums import MeetingState, Outcome
from commissions.forms import HearingForm, ItemForm, OpinionForm
from commissions.forms_agenda import RemarkForm
from commissions.models import AgendaItem, Hearing
from commissions.presenters.people import seat_choices
from commissions.presenters.room import guest_choices
from commissions.presenters.texts import accused_rows, children_rows, codes_of, measure_rows
from commissions.selectors.access import OpenMeeting, meeting_for
from commissions.selectors.accused import accused_of
from commissions.selectors.agenda import remarks_of
from commissions.selectors.calling import first_reports
from commissions.selectors.minutes import measures_of, opinions_of
from commissions.selectors.sides import coded_children, coded_people
from commissions.selectors.signs import signs_of
from commissions.services.remarks import add_remark
from commissions.services.texts import (
    HEARING_TEXTS,
    ITEM_TEXTS,
    add_opinion,
    save_hearing_texts,
    save_item_texts,
)
from commissions.views.shared import links_of, repeats_here, said, seen_of, whole_room
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.vault import keys
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_RUN)
def item(request: SchoolRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Heard, spoke, resolved on one question."""
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    view = whole_room(request, door)
    row = next((item for item in view.items if item.pk == item_id), None)
    if row is None:
        raise Http404
    adopted = [motion for motion in view.motions_of(item_id) if motion.outcome == Outcome.ADOPTED]
    known = {name: row.open(name) for name in ITEM_TEXTS}
    known["resolved"] = known["resolved"] or "\n".join(motion.open("text") for motion in adopted)
    form = ItemForm(request.POST or None, initial=known)
    conflict = _save(request, form, lambda: save_item_texts(
        item_id=item_id, texts=form.cleaned_data, seen=seen_of(request), by=request.member
    ))  # fmt: skip
    if conflict is SAVED:
        return _back_here(request)
    context = _context(request, door, form, row, conflict) | {"title": row.open("title"), "submit_label": _("Save")}
    return _page(request, "commissions/item.html", context, conflict)


@school_view(Permission.MEETING_RUN)
def hearing(request: SchoolRequest, meeting_id: UUID, hearing_id: UUID) -> HttpResponse:
    """Basis, short content and reasons of one case, with its measures and the report to read beside."""
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    row = hearing_of(door, hearing_id)
    form = HearingForm(request.POST or None, initial={name: row.open(name) for name in HEARING_TEXTS})
    conflict = _save(request, form, lambda: save_hearing_texts(
        hearing_id=hearing_id, texts=form.cleaned_data, seen=seen_of(request), by=request.member
    ))  # fmt: skip
    if conflict is SAVED:
        return _back_here(request)
    links, measures = links_of(request, door.meeting), measures_of([row])
    language = request.school.organisation.language
    keys.load({measure.data_key_id for measure in measures})
    report = first_reports([row.case_id]).get(row.case_id)
    context = _context(request, door, form, row, conflict) | {
        "hearing": row,
        "measures": measure_rows(measures, codes_of(coded_people(door.case_ids, language)), links),
        "accused": accused_rows(row, accused_of(door.meeting.pk, language), signs_of([row]), links),
        "measure_href": links.to("measure", hearing_id=hearing_id),
        "repeats": repeats_here(request, door, row),
        "narrative": report.open("narrative") if report else "",
    }
    return _page(request, "commissions/hearing.html", context, conflict)


SAVED = object()


def _save(request: SchoolRequest, form: forms.Form, write) -> object:  # type: ignore[no-untyped-def]
    """SAVED, or a conflict to show, or None: a first look, or an error beside its field."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        write()
    except Overtaken as conflict:
        return conflict
    except DomainError as refusal:
        form.add_error(None, said(refusal))
        return None
    return SAVED


def _back_here(request: SchoolRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(request.path)


def _context(
    request: SchoolRequest, door: OpenMeeting, form: forms.Form, row: AgendaItem | Hearing, conflict: object
) -> dict[str, object]:
    """With a conflict the form keeps what was typed, the page shows what stands there, and the next press merges."""
    language = request.school.organisation.language
    is_conflict = isinstance(conflict, Overtaken)
    return {
        "form": form,
        "seen": conflict.version if isinstance(conflict, Overtaken) else row.version,
        "saved_at": row.saved_at,
        "children": children_rows(coded_children(door.case_ids, language)),
        "conflict": _both(form, conflict) if isinstance(conflict, Overtaken) else None,
        "is_closed": door.meeting.state == MeetingState.FINALISED,
        "back": links_of(request, door.meeting).to("room"),
        "is_conflict": is_conflict,
    }


def _both(form: forms.Form, conflict: Overtaken) -> Mapping[str, object]:
    """Their words, field by field, where they differ from what was typed."""
    rows = [
        {"key": form.fields[name].label, "value": text}
        for name, text in conflict.theirs.items()
        if name in form.fields and text != form.cleaned_data.get(name)
    ]
    return {"message": said(conflict), "rows": rows}


def _page(request: SchoolRequest, template: str, context: dict[str, object], conflict: object) -> HttpResponse:
    return render(request, template, context, status=409 if isinstance(conflict, Overtaken) else 200)


def hearing_of(door: OpenMeeting, hearing_id: UUID) -> Hearing:
    row = next((each for each in door.hearings if each.pk == hearing_id), None)
    if row is None:
        raise Http404
    return row


@school_view(Permission.MEETING_RUN)
def opinion(request: SchoolRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """A member's separate opinion, beside the question it is about."""
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    view, links = whole_room(request, door), links_of(request, door.meeting)
    row = next((item for item in view.items if item.pk == item_id), None)
    if row is None:
        raise Http404
    form = OpinionForm(request.POST or None, members=seat_choices(view.seats))
    if request.method == "POST" and form.is_valid():
        seat_id = UUID(form.cleaned_data["seat"])
        said_aloud = form.cleaned_data["is_dictated"] == "dictated"
        try:
            add_opinion(
                item_id=item_id,
                seat_id=seat_id,
                text=form.cleaned_data["text"],
                by=request.member,
                is_dictated=said_aloud,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The opinion is noted."))
            return redirect(links.to("room"))
    noted = [opinion for opinion in opinions_of(view) if opinion.item_id == item_id]
    context = {"form": form, "title": row.open("title"), "noted": len(noted), "back": links.to("room")}
    return render(request, "commissions/opinion.html", context | {"submit_label": _("Note the opinion")})


@school_view(Permission.MEETING_RUN)
def remark(request: SchoolRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """What somebody without a vote said on a question."""
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    view, links = whole_room(request, door), links_of(request, door.meeting)
    row = next((item for item in view.items if item.pk == item_id), None)
    if row is None:
        raise Http404
    form = RemarkForm(request.POST or None, guests=guest_choices(view, row))
    if request.method == "POST" and form.is_valid():
        guest, text = UUID(form.cleaned_data["invitation"]), form.cleaned_data["text"]
        try:
            add_remark(item_id=item_id, invitation_id=guest, text=text, by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The remark is noted."))
            return redirect(links.to("room"))
    noted = sum(each.item_id == item_id for each in remarks_of(view))
    context = {"form": form, "title": row.open("title"), "noted": noted, "back": links.to("room")}
    return render(request, "commissions/remark.html", context | {"submit_label": _("Note the remark")})
