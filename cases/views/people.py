"""The people of a case: sides per act, representatives, the mark of suspicion."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.enums import SideRole
from cases.forms.access import ReasonForm
from cases.forms.people import GuardianForm, NewGuardianForm, SearchForm, SideForm
from cases.models import Case
from cases.presenters import people as present
from cases.selectors.access import case_for, visible_cases
from cases.selectors.case_page import acts_of
from cases.selectors.sides import Representative, Side, class_labels, sides_of
from cases.services.representatives import add_representative
from cases.services.sides import SideFound, add_side
from cases.services.suspects import clear_suspicion, mark_suspected
from cases.views.shared import act_frame, done, frame, slug_of, to_page
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.people.names import FullName
from safeguard.people.selectors.directory import Listed, PersonKey, PersonKind, find_people
from safeguard.people.selectors.same_name import same_names_of
from safeguard.people.services.persons import PersonDraft, adult_of_member
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
    """Somebody else was there: found by name, in one role in one act. Who names themselves leaves the case at once."""
    case = case_for(request.member, case_id, what="people")
    found = _found(request)
    typed = _typed(request, "side")
    form = SideForm(typed, found=found, acts=acts_of(case), namesakes=_namesakes(request) if typed else [])
    if done(request, form, lambda: _add_side(request, case, form), _("The person is added.")):
        is_still_mine = visible_cases(request.member).filter(pk=case.pk).exists()
        return to_page(request, case, "people") if is_still_mine else redirect("desk", school=slug_of(request))
    context = act_frame(request, case, "people", heading=_("Add a person"), submit=_("Add to the case"))
    return render(request, "cases/person_new.html", context | _search(request, form, found))


def _add_side(request: SchoolRequest, case: Case, form: SideForm) -> None:
    same_as = form.same_as
    person = {"adult_id": same_as} if same_as else _person(request, form.cleaned_data["who"])
    role, act_id = SideRole(form.cleaned_data["role"]), UUID(form.cleaned_data["act"])
    side = SideFound(act_id, role, person.get("child_id"), person.get("adult_id"), form.is_member)
    add_side(case_id=case.pk, side=side, school=request.school, by=request.member)


def _namesakes(request: SchoolRequest) -> list[tuple[str, str]]:
    """Other entries that may be the person who was chosen, by the adult's id."""
    key = PersonKey.read(request.POST.get("who", ""))
    pairs = same_names_of(request.school, key, on=clock.today()) if key else []
    named: dict[str, list[str]] = {}
    for pair in pairs:
        shown = pair.as_member if key and key.kind is PersonKind.ADULT else pair.as_adult
        named.setdefault(str(pair.adult_id), []).append(shown)
    return [(adult_id, _("Yes, it’s %(name)s") % {"name": ", ".join(alike)}) for adult_id, alike in named.items()]


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
    known = GuardianForm(_typed(request, "known"), found=found)
    new = NewGuardianForm(_typed(request, "new"), asks_another="is_another" in request.POST)
    said = _("The representative is added.")
    if done(request, known, lambda: _tie(request, case, child_id, known), said) or done(
        request, new, lambda: _enter(request, case, child_id, new), said
    ):
        return to_page(request, case, "people")
    if new.is_bound and new["family"].value() and "family" in new.errors:
        new.ask_another()
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


def _tie(request: SchoolRequest, case: Case, child_id: UUID, form: GuardianForm) -> None:
    person = _person(request, form.cleaned_data["who"])
    add_representative(
        case_id=case.pk,
        child_id=child_id,
        who=person["adult_id"],
        kinship=form.cleaned_data["kinship"],
        school=request.school,
        by=request.member,
    )


def _enter(request: SchoolRequest, case: Case, child_id: UUID, form: NewGuardianForm) -> None:
    answers = form.cleaned_data
    name = FullName(answers["family"], answers["given"], answers["patronymic"])
    add_representative(
        case_id=case.pk,
        child_id=child_id,
        who=PersonDraft(name, contact=answers["contact"]),
        kinship=answers["kinship"],
        school=request.school,
        by=request.member,
        is_another=form.is_another,
    )


def _asked(request: SchoolRequest) -> str:
    """Sent, never in the address: a name would stay in the browser's history and in logs."""
    return request.POST.get("q", "").strip()


def _found(request: SchoolRequest) -> list[Listed]:
    return find_people(request.school, _asked(request), on=clock.today())


def _search(request: SchoolRequest, form: object, found: list[Listed]) -> dict[str, Any]:
    asked = _asked(request)
    return {"form": form, "search": SearchForm({"q": asked}), "asked": asked, "found": found}
