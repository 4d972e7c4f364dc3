"""The people of a case: sides per act, representatives, the mark of suspicion."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.enums import SideRole
from cases.forms.access import ReasonForm
from cases.forms.people import GuardianForm, NewGuardianForm, SearchForm, SideForm
from cases.models import Case
from cases.presenters import people as present
from cases.selectors.access import case_for
from cases.selectors.case_page import acts_of
from cases.selectors.sides import Representative, Side, class_labels, sides_of
from cases.services.sides import SideFound, add_side
from cases.services.suspects import clear_suspicion, mark_suspected
from cases.views.shared import act_frame, done, frame, slug_of, to_page
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.people.names import FullName
from safeguard.people.selectors.directory import Listed, PersonKey, PersonKind, find_people
from safeguard.people.services.persons import PersonDraft, add_adult, adult_of_member
from safeguard.people.services.ties import add_guardianship
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def people(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="people")
    sides, may_edit = sides_of(case), request.member.may(Permission.NOTICE_RECORD)
    acts = present.acts(acts_of(case), sides, class_labels(sides), case, slug_of(request), may_edit=may_edit)
    return render(request, "cases/people.html", frame(request, case, "people") | {"acts": acts, "may_edit": may_edit})


@school_view(Permission.NOTICE_RECORD)
def suspect(request: SchoolRequest, case_id: UUID, adult_id: UUID) -> HttpResponse:
    """Mark a representative as suspected, or lift the mark; with a reason."""
    case = case_for(request.member, case_id, what="people")
    who = _representative(case, adult_id)
    form, act = ReasonForm(request.POST or None), clear_suspicion if who.is_suspected else mark_suspected
    if done(
        request,
        form,
        lambda: act(case_id=case.pk, adult_id=adult_id, reason=form.cleaned_data["reason"], by=request.member),
    ):
        return to_page(request, case, "people")
    submit = _("Lift the suspicion") if who.is_suspected else _("Mark as suspected")
    intro = (
        _("From now on this representative may be told of the case again.")
        if who.is_suspected
        else _(
            "This representative gets no notice, letter, link or receipt about the case. Whoever records the notice "
            "says who was told instead, and why."
        )
    )
    context = act_frame(request, case, "people", heading=who.name, submit=submit)
    return render(request, "cases/act.html", context | {"form": form, "intro": intro})


def _representative(case: Case, adult_id: UUID) -> Representative:
    found = {each.adult_id: each for side in sides_of(case) for each in side.representatives}.get(adult_id)
    if found is None:
        raise Http404
    return found


@school_view(Permission.NOTICE_RECORD)
def side_new(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Somebody else was there: found by name, in one role in one act."""
    case = case_for(request.member, case_id, what="people")
    found = _found(request)
    form = SideForm(request.POST or None, found=found, acts=acts_of(case))
    if done(request, form, lambda: _add_side(request, case, form), _("The person is added.")):
        return to_page(request, case, "people")
    context = act_frame(request, case, "people", heading=_("Add a person"), submit=_("Add to the case"))
    return render(request, "cases/person_new.html", context | _search(request, form, found))


def _add_side(request: SchoolRequest, case: Case, form: SideForm) -> None:
    person = _person(request, form.cleaned_data["who"])
    role, act_id = SideRole(form.cleaned_data["role"]), UUID(form.cleaned_data["act"])
    side = SideFound(act_id, role, **person)
    add_side(case_id=case.pk, side=side, school=request.school, by=request.member)


def _person(request: SchoolRequest, text: str) -> dict[str, UUID]:
    """A colleague whom nobody has entered as an adult is entered now: only then a recusal can reach them."""
    key = PersonKey.read(text)
    if key is None:
        raise Http404
    if key.kind is PersonKind.CHILD:
        return {"child_id": key.id}
    if key.kind is PersonKind.MEMBER:
        return {"adult_id": adult_of_member(school=request.school, user_id=key.id).pk}
    return {"adult_id": key.id}


@school_view(Permission.PEOPLE_EDIT)
def guardian_new(request: SchoolRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    """Who else represents this child: somebody whom the school knows, or a new person."""
    case = case_for(request.member, case_id, what="people")
    side = _minor(case, child_id)
    found = [person for person in _found(request) if person.kind is not PersonKind.CHILD]
    known, new = GuardianForm(_typed(request, "known"), found=found), NewGuardianForm(_typed(request, "new"))
    if done(request, known, lambda: _tie(request, child_id, known)) or done(
        request, new, lambda: _enter(request, child_id, new)
    ):
        return to_page(request, case, "people")
    heading = _("Who represents %(child)s") % {"child": side.name}
    context = act_frame(request, case, "people", heading=heading, submit=_("Add as representative"))
    context |= _search(request, known, found) | {"new": new}
    return render(request, "cases/guardian_new.html", context)


def _typed(request: SchoolRequest, which: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("form") == which else None


def _minor(case: Case, child_id: UUID) -> Side:
    found = next((side for side in sides_of(case) if side.involvement.child_id == child_id), None)
    if found is None:
        raise Http404
    return found


def _tie(request: SchoolRequest, child_id: UUID, form: GuardianForm) -> None:
    person = _person(request, form.cleaned_data["who"])
    add_guardianship(
        school=request.school,
        child_id=child_id,
        adult_id=person["adult_id"],
        kinship=form.cleaned_data["kinship"],
        by=request.member,
    )


def _enter(request: SchoolRequest, child_id: UUID, form: NewGuardianForm) -> None:
    answers = form.cleaned_data
    name = FullName(answers["family"], answers["given"], answers["patronymic"])
    adult = add_adult(school=request.school, person=PersonDraft(name, contact=answers["contact"]), by=request.member)
    add_guardianship(
        school=request.school, child_id=child_id, adult_id=adult.pk, kinship=answers["kinship"], by=request.member
    )


def _found(request: SchoolRequest) -> list[Listed]:
    return find_people(request.school, request.GET.get("q", ""), on=clock.today())


def _search(request: SchoolRequest, form: object, found: list[Listed]) -> dict[str, Any]:
    asked = request.GET.get("q", "").strip()
    return {"form": form, "search": SearchForm({"q": asked}), "asked": asked, "found": found}
