"""The steps of filing a report. Whatever is pressed, what was typed is saved first."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.domain.draft import DraftAnswers
from cases.forms.questions import CARE, CHECK, PICKED, WHO, order
from cases.forms.reports import EvidenceForm, FindForm
from cases.models import ReportDraft
from cases.presenters import reports as present
from cases.selectors.access import case_for
from cases.selectors.reports import draft_files, own_draft, own_drafts
from cases.services.attachments import Upload, add_to_draft, remove_from_draft
from cases.services.drafts import locked_draft, read_answers, save_draft, start_draft
from cases.views.report_filing import check
from cases.views.report_people import picking, put_person
from cases.views.report_shared import address, frame, gone, questions_of, step_address
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view

_NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "do", "file"})
#: Put somebody into a role: as chosen, as the member of that name, as another person of that name.
_PUT = {"put": None, "same": True, "other": False}
_PART = {"find": "#found", "attach": "#files", "drop": "#files"}


@school_view(Permission.REPORT_FILE)
def new(request: SchoolRequest) -> HttpResponse:
    """The first step, before anything is saved. `?later=1` enters an earlier report, `?case=` adds to an open case."""
    answers = _beginning(request)
    if request.method != "POST":
        return _show(request, None, answers, WHO, unfinished=own_drafts(request.member)[:1])
    draft = start_draft(school=request.school, answers=answers, by=request.member)
    return _take(request, draft, answers, WHO)


@school_view(Permission.REPORT_FILE)
def step(request: SchoolRequest, draft_id: UUID, step: str) -> HttpResponse:
    """One's own draft, at one of its steps."""
    is_post = request.method == "POST"
    draft = locked_draft(draft_id, by=request.member) if is_post else own_draft(request.member, draft_id)
    if draft is None:
        return gone(request, draft_id)
    answers = read_answers(draft)
    if step not in order(is_later=answers.is_later):
        raise Http404
    if step == CHECK:
        return check(request, draft, answers)
    return _take(request, draft, answers, step) if is_post else _show(request, draft, answers, step)


def _beginning(request: SchoolRequest) -> DraftAnswers:
    is_later = bool(request.GET.get("later")) and request.member.may(Permission.REPORT_ENTER)
    case = request.GET.get("case", "")
    if case:
        try:
            case = str(case_for(request.member, UUID(case), what="report").pk)
        except ValueError:
            raise Http404 from None
    return DraftAnswers(is_later=is_later, case=case)


def _take(request: SchoolRequest, draft: ReportDraft, answers: DraftAnswers, name: str) -> HttpResponse:
    """Save, then do what the button says: find, put, remove, attach, go on, finish later."""
    pressed, _colon, rest = request.POST.get("do", "next").partition(":")
    answers = _typed(request.POST, answers, name, is_asked=pressed == "next")
    refused: dict[str, Any] = {}
    try:
        answers = _act(request, draft, answers, pressed, rest)
    except DomainError as refusal:
        refused["refusal"] = refusal
    if name == CARE:
        answers = _attach(request, draft, answers, refused, is_wanted=pressed == "attach")
    save_draft(draft=draft, answers=answers)
    if refused:
        return _show(request, draft, answers, name, **refused)
    return _onwards(request, draft, answers, name, pressed)


def _typed(post: QueryDict, answers: DraftAnswers, name: str, *, is_asked: bool) -> DraftAnswers:
    """As it came, right or wrong. Fields of the search are kept apart from the questions."""
    typed = {key: post.getlist(key) for key in post if key not in _NOT_ANSWERS}
    if name in PICKED:
        search = {key: typed.pop(key) for key in FindForm.base_fields if key in typed}
        answers = answers.with_step(f"{name}-find", search, is_asked=True)
    return answers.with_step(name, typed, is_asked=is_asked or answers.step(name).is_asked)


def _act(request: SchoolRequest, draft: ReportDraft, answers: DraftAnswers, pressed: str, rest: str) -> DraftAnswers:
    role, _colon, person = rest.partition(":")
    if pressed in _PUT:
        return put_person(request.school, answers, role, person, is_member=_PUT[pressed])
    if pressed == "remove":
        return answers.without_person(role, person)
    if pressed == "drop":
        remove_from_draft(draft=draft, attachment_id=_id(rest))
    return answers


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _attach(
    request: SchoolRequest, draft: ReportDraft, answers: DraftAnswers, refused: dict[str, Any], *, is_wanted: bool
) -> DraftAnswers:
    """A file may come with any button of its step; the button of its own wants one."""
    if not is_wanted and "file" not in request.FILES:
        return answers
    form = EvidenceForm(request.POST, request.FILES)
    form.fields["file"].required = is_wanted
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            add_to_draft(draft=draft, upload=Upload(file.name, file.media_type, file.read()), by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return replace(answers, has_files=True)
    refused["evidence"] = form
    return answers


def _onwards(
    request: SchoolRequest, draft: ReportDraft, answers: DraftAnswers, name: str, pressed: str
) -> HttpResponse:
    if pressed == "later":
        messages.success(request, _("The draft is saved. Only you see it."))
        return redirect(address(request, "report_list"))
    if pressed == "new":
        return redirect(address(request, "report_person", draft_id=draft.pk) + f"?step={name}")
    if pressed != "next":
        return redirect(step_address(request, draft.pk, name, _PART.get(pressed, "#people")))
    questions = questions_of(request, answers)
    if not questions.is_done(name):
        return _show(request, draft, answers, name)
    return redirect(step_address(request, draft.pk, questions.order[questions.order.index(name) + 1]))


def _show(
    request: SchoolRequest, draft: ReportDraft | None, answers: DraftAnswers, name: str, **extra: Any
) -> HttpResponse:
    """The step with its errors, once it was judged; nothing typed is missing."""
    questions = questions_of(request, answers, with_classes=name in PICKED)
    context, forms = frame(request, draft, questions, name), []
    if name in PICKED:
        context |= picking(request, questions, name, extra.get("refusal"))
        forms.append(context["find"])
    if name != WHO:
        context["form"] = questions.form(name)
        forms.append(context["form"])
    if name == CARE:
        context["evidence"] = extra.get("evidence") or EvidenceForm()
        context["files"] = present.file_lines(draft_files(draft.pk)) if draft and answers.has_files else []
        forms.append(context["evidence"])
    context |= {"forms": forms, "unfinished": extra.get("unfinished")}
    context["may_enter"] = request.member.may(Permission.REPORT_ENTER)
    return render(request, f"cases/report/{name}.html", context)
