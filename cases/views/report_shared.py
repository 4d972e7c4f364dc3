"""What every page of filing needs: the questions of the draft, who will read it, the frame."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from cases.domain.draft import ROLES, DraftAnswers
from cases.forms.questions import Questions
from cases.models import ReportDraft
from cases.presenters import reports as present
from cases.presenters.reference import hotlines, penalties
from cases.selectors.reports import filed_from, procedure_on, readers_of, users_behind
from safeguard import clock
from safeguard.people.selectors.classes import classes_of, current_year
from safeguard.people.selectors.directory import Listed, PersonKey, PersonKind, listed
from safeguard.people.selectors.same_name import same_names
from safeguard.web import SchoolRequest


def language_now() -> str:
    return (get_language() or "en")[:2]


def questions_of(
    request: SchoolRequest, answers: DraftAnswers, *, with_classes: bool = False, with_readers: bool = True
) -> Questions:
    """404 where the school has adopted no procedure: there nothing can be filed."""
    procedure = procedure_on(request.school, clock.today())
    if procedure is None:
        raise Http404
    classes = classes_of(current_year(), language=request.school.organisation.language) if with_classes else []
    readers = readers_sentence(request, answers) if with_readers else ""
    return Questions(answers, procedure, language_now(), classes, readers)


def readers_sentence(request: SchoolRequest, answers: DraftAnswers) -> str:
    keys = [PersonKey.read(text) for text in answers.everybody()]
    adults = [key.id for key in keys if key and key.kind is PersonKind.ADULT]
    children = [key.id for key in keys if key and key.kind is PersonKind.CHILD]
    without = users_behind(adults, children) | _doubted(request, answers, adults)
    readers = readers_of(request.school, on=clock.today(), without=without)
    return present.readers_sentence(readers)


def _doubted(request: SchoolRequest, answers: DraftAnswers, adults: list[UUID]) -> set[UUID]:
    """The accounts of those who were said to be a member of their name."""
    said = {adult for adult in adults if answers.said.get(str(PersonKey(PersonKind.ADULT, adult)))}
    if not said:
        return set()
    return {pair.user_id for pair in same_names(request.school, on=clock.today(), adult_ids=said)}


def people_of(request: SchoolRequest, answers: DraftAnswers) -> dict[str, list[Listed]]:
    """Everybody named so far, by role, in the order of naming."""
    keys = [key for key in map(PersonKey.read, answers.everybody()) if key]
    found = listed(keys, request.school, on=clock.today())
    return {role: [found[key] for key in answers.in_role(role) if key in found] for role in ROLES}


def address(request: SchoolRequest, name: str, **kwargs: object) -> str:
    return reverse(f"cases:{name}", kwargs={"school": request.school.organisation.slug, **kwargs})


def step_address(request: SchoolRequest, draft_id: UUID, step: str, part: str = "") -> str:
    return address(request, "report_step", draft_id=draft_id, step=step) + part


def gone(request: SchoolRequest, draft_id: UUID) -> HttpResponse:
    """A draft that was filed leads to what it became; any other doesn't exist."""
    if filed_from(request.member, draft_id) is None:
        raise Http404
    return redirect(address(request, "report_done", report_id=draft_id))


def frame(request: SchoolRequest, draft: ReportDraft | None, questions: Questions, step: str) -> dict[str, Any]:
    """The parts of the page around the questions.

    The form's address is written out: left to the browser, a refused first step would start a second draft, and
    `#people` of an earlier page would outlive the redirect and hide the heading and the errors.
    """
    place = questions.order.index(step)
    before = questions.order[place - 1] if place and draft else None
    country, today = request.school.organisation.country, clock.today()
    return {
        "step": step,
        "draft": draft,
        "answers": questions.answers,
        "heading": present.TITLES[step],
        "caption": present.caption(questions, step),
        "steps": present.steps(questions, step, request.school.organisation.slug, draft.pk if draft else None),
        "readers": questions.readers,
        "numbers": present.numbers(country),
        "hotlines": hotlines(country, today, adult_learners=questions.procedure.adult_learners),
        "penalties": penalties(questions.procedure, today),
        "saved_at": draft.saved_at if draft else None,
        "action_href": step_address(request, draft.pk, step) if draft else request.get_full_path(),
        "back_href": step_address(request, draft.pk, before) if before and draft else address(request, "report_list"),
        "back_label": present.TITLES[before] if before else "",
        "slug": request.school.organisation.slug,
    }
