"""Choosing the people of a report: from the school's own, or added on the spot."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.domain.draft import ROLES, DraftAnswers
from cases.forms.questions import PICKED, WHO, Questions
from cases.forms.reports import FindForm, PersonForm
from cases.models import ReportDraft
from cases.presenters import reports as present
from cases.services.drafts import locked_draft, read_answers, save_draft
from cases.services.same_name import NotSaid
from cases.views.report_shared import frame, gone, people_of, questions_of, step_address
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.people.names import FullName
from safeguard.people.selectors.directory import Listed, PersonKey, PersonKind, find_people, listed
from safeguard.people.selectors.same_name import same_names_of
from safeguard.people.services.persons import PersonDraft, add_adult, add_child, adult_of_member
from safeguard.web import SchoolRequest, school_view
from safeguard.wording import say

_HERE = {"pupil", "child"}


def put_person(
    school: School, answers: DraftAnswers, role: str, person: str, *, is_member: bool | None = None
) -> DraftAnswers:
    """Into a role. A member who isn't entered as an adult is entered now, so that a recusal reaches the account.

    Where somebody else of the name may be the same person, it's asked which before anybody is named.
    """
    key = PersonKey.read(person)
    if key is None or role not in ROLES or str(key) not in listed([key], school, on=clock.today()):
        raise RuleViolation(gettext_noop("One of the people isn't known to this school."), field="query")
    if is_member is None and (pairs := same_names_of(school, key, on=clock.today())):
        raise NotSaid(pairs, field="query")
    if key.kind is PersonKind.MEMBER:
        key = PersonKey(PersonKind.ADULT, adult_of_member(school=school, user_id=key.id).pk)
    return answers.with_person(role, str(key), is_member=is_member)


def picking(request: SchoolRequest, questions: Questions, name: str, refusal: DomainError | None) -> dict[str, Any]:
    """The groups with who is in them, the search and whom it found."""
    find = questions.find_form(name, own_class=_own_class(request, questions))
    titles, people = present.roles(), people_of(request, questions.answers)
    if refusal is not None:
        find.refuse(refusal)
    elif name == WHO and questions.answers.step(WHO).is_asked and not people["victim"]:
        find.add_error("query", _("Say who was hurt."))
    chosen = {person.key for group in people.values() for person in group}
    found = _found(request, find)
    return {
        "find": find,
        "groups": [(titles[role], people[role]) for role in PICKED[name]],
        "puts": [titles[role] for role in PICKED[name]],
        "found": [person for person in found if person.key not in chosen],
        "is_nobody": not found and any(find.cleaned_data.values()),
        "namesake": _namesake(request.POST.get("do", ""), refusal) if isinstance(refusal, NotSaid) else None,
    }


def _namesake(pressed: str, refusal: NotSaid) -> dict[str, Any]:
    """The question with its buttons: one for every entry that may be the same person, and one for another person."""
    _put, role, key = pressed.split(":", 2)
    is_adult = key.startswith(PersonKind.ADULT)
    names: dict[UUID, list[str]] = {}
    for pair in refusal.pairs:
        names.setdefault(pair.adult_id, []).append(pair.as_member if is_adult else pair.as_adult)
    return {
        "text": say(refusal),
        "yes": [(f"same:{role}:adult:{adult_id}", ", ".join(alike)) for adult_id, alike in names.items()],
        "no": f"other:{role}:{key}",
    }


def _own_class(request: SchoolRequest, questions: Questions) -> str:
    taught = [each for each in questions.classes if each.teacher and each.teacher.user_id == request.member.user_id]
    return str(taught[0].pk) if taught else ""


def _found(request: SchoolRequest, find: FindForm) -> list[Listed]:
    asked = find.cleaned_data.get("query", ""), find.cleaned_data.get("school_class")
    class_id = UUID(asked[1]) if asked[1] else None
    return find_people(request.school, asked[0], on=clock.today(), class_id=class_id)


@school_view(Permission.REPORT_FILE)
def person(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    """Somebody who isn't in the list: entered, and put into the report at once."""
    draft = locked_draft(draft_id, by=request.member)
    if draft is None:
        return gone(request, draft_id)
    back = request.GET.get("step", WHO)
    if back not in PICKED:
        raise Http404
    answers = read_answers(draft)
    questions = questions_of(request, answers, with_classes=True)
    form = _form(request, questions, back)
    if request.method == "POST" and form.is_valid():
        try:
            _enter(request, draft, answers, form.cleaned_data)
        except DomainError as refusal:
            form = _form(request, questions, back, asks_another=True)
            form.full_clean()
            form.refuse(refusal)
        else:
            return redirect(step_address(request, draft.pk, back, "#people"))
    context = frame(request, draft, questions, back) | {
        "form": form,
        "back_href": step_address(request, draft.pk, back),
        "back_label": present.TITLES[back],
        "cancel_href": step_address(request, draft.pk, back),
        "submit_label": _("Add to the report"),
    }
    return render(request, "cases/report/person.html", context)


def _form(request: SchoolRequest, questions: Questions, step: str, *, asks_another: bool = False) -> PersonForm:
    titles = present.roles()
    return PersonForm(
        request.POST or None,
        roles=[(role, titles[role].put) for role in PICKED[step]],
        classes=[(str(each.pk), each.label) for each in questions.classes],
        asks_another=asks_another or "is_another" in request.POST,
        initial={"role": PICKED[step][0], "family": _typed_before(questions, step)},
    )


def _typed_before(questions: Questions, step: str) -> str:
    """The name that the search didn't find needn't be typed again."""
    typed = questions.answers.step(f"{step}-find").typed.get("query", [""])[0]
    return typed.strip().split(" ")[0].capitalize()


def _enter(request: SchoolRequest, draft: ReportDraft, answers: DraftAnswers, asked: dict[str, Any]) -> None:
    name = FullName(asked["family"], asked["given"], asked["patronymic"])
    known: dict[str, Any] = {
        "school": request.school,
        "person": PersonDraft(name, sex=asked["sex"] or "", birth_year=asked["birth_year"]),
        "by": request.member,
        "is_another": bool(asked.get("is_another")),
    }
    if asked["who"] in _HERE:
        class_id = UUID(asked["school_class"]) if asked["who"] == "pupil" else None
        key = PersonKey(PersonKind.CHILD, add_child(**known, class_id=class_id).pk)
    else:
        adult = add_adult(**known, position=asked["position"], is_staff=asked["who"] == "staff")
        key = PersonKey(PersonKind.ADULT, adult.pk)
    is_member = False if known["is_another"] else None
    save_draft(draft=draft, answers=answers.with_person(asked["role"], str(key), is_member=is_member))
