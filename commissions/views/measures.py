"""Measures of a hearing, and the signs that its qualification rests on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.selectors.clocks import definition_of
from cases.selectors.duties import duties_of_case
from commissions.domain.measures import kinds_of
from commissions.forms import MeasureForm, SignsForm
from commissions.models import Hearing, Measure
from commissions.presenters.people import adult_choices
from commissions.presenters.texts import children_rows, whom_choices
from commissions.selectors.access import meeting_for
from commissions.selectors.accused import accused_of
from commissions.selectors.sides import coded_children
from commissions.selectors.signs import listed_kinds, signs_of
from commissions.selectors.staff import staff
from commissions.services.measures import add_measure, remove_measure
from commissions.services.signs import SignsDraft, note_signs
from commissions.views.shared import links_of, post_only, repeats_here, said, seen_of
from commissions.views.texts import hearing_of
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_RUN)
def measure(request: SchoolRequest, meeting_id: UUID, hearing_id: UUID) -> HttpResponse:
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    row, links = hearing_of(door, hearing_id), links_of(request, door.meeting)
    form = _measure_form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            add_measure(hearing_id=row.pk, measure=form.draft(), by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{links.to('hearing', hearing_id=hearing_id)}#measures")
    context = {
        "form": form,
        "hearing": row,
        "children": children_rows(coded_children(door.case_ids, request.school.organisation.language)),
        "back": links.to("hearing", hearing_id=hearing_id),
        "submit_label": _("Add the measure"),
    }
    return render(request, "commissions/measure.html", context)


def _measure_form(request: SchoolRequest, row: Hearing) -> MeasureForm:
    kinds = kinds_of(definition_of(row.case.procedure).minutes)
    return MeasureForm(
        request.POST or None,
        people=adult_choices(staff()),
        whom=whom_choices(row, request.school.organisation.language, kinds),
        kinds=kinds,
        prohibitions=duties_of_case(row.case).prohibitions.values(),
    )


@school_view(Permission.MEETING_RUN)
@post_only
def strike(request: SchoolRequest, meeting_id: UUID, measure_id: UUID) -> HttpResponse:
    """A measure is struck out before the minutes are finalised."""
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    row = Measure.objects.filter(pk=measure_id, hearing__in=[each.pk for each in door.hearings]).first()
    if row is None:
        raise Http404
    try:
        remove_measure(measure_id=measure_id, by=request.member)
    except DomainError as refusal:
        messages.error(request, said(refusal))
    return redirect(f"{links_of(request, door.meeting).to('hearing', hearing_id=row.hearing_id)}#measures")


@school_view(Permission.MEETING_RUN)
def signs(request: SchoolRequest, meeting_id: UUID, hearing_id: UUID) -> HttpResponse:
    """Systematic, of which kind, harm: for one accused (`?accused=`), or for an offender who isn't known."""
    door = meeting_for(request.member, meeting_id, what="meeting.texts")
    row, links = hearing_of(door, hearing_id), links_of(request, door.meeting)
    people = accused_of(meeting_id, request.school.organisation.language).get(row.case_id, [])
    asked = request.GET.get("accused", "")
    person = next((each for each in people if str(each.id) == asked), None)
    if (person is None) if people else asked:
        raise Http404
    accused_id = person.id if person else None
    noted = signs_of([row]).get((row.pk, accused_id))
    listed = listed_kinds(definition_of(row.case.procedure), get_language() or "en")
    known = {name: getattr(noted, name) for name in ("is_systematic", "kinds", "harm")} if noted else {}
    form = SignsForm(request.POST or None, signs=list(listed.items()), initial=known)
    if request.method == "POST" and form.is_valid():
        drafted = SignsDraft(accused_id, **form.cleaned_data)
        try:
            note_signs(
                school=request.school, hearing_id=row.pk, signs=drafted, seen=seen_of(request), by=request.member
            )
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, said(refusal))
        else:
            return redirect(f"{links.to('hearing', hearing_id=hearing_id)}#signs")
    context = {
        "form": form,
        "hearing": row,
        "repeats": repeats_here(request, door, row),
        "code": person.code if person else "",
        "seen": noted.version if noted else 0,
        "back": links.to("hearing", hearing_id=hearing_id),
        "submit_label": _("Save"),
    }
    return render(request, "commissions/signs.html", context)
