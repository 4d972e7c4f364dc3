"""What is done on a case: each view finds, asks the form, hands over to a service, answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.forms.notices import GuardianNoticeForm, NoticeForm, ReasonForm
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of
from cases.selectors.sides import sides_of
from cases.services.notices import record_notice
from cases.services.suspects import clear_suspicion, mark_suspected
from cases.views.shared import frame
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.NOTICE_RECORD)
def notice_new(request: SchoolRequest, case_id: UUID, rule: str) -> HttpResponse:
    """Record that somebody was told: the only thing that stops the clock."""
    case = case_for(request.member, case_id, what="notice")
    found = {each.key: each for each in definition_of(case.procedure).rules}.get(rule)
    if found is None:
        return redirect("cases:notices", school=request.school.organisation.slug, case_id=case.pk)
    sides = sides_of(case) if found.each else []
    form = GuardianNoticeForm(request.POST or None, sides=sides) if found.each else NoticeForm(request.POST or None)
    if form.is_valid():
        try:
            record_notice(case_id=case.pk, notice=form.draft(rule), by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The notice is recorded."))
            return redirect("cases:notices", school=request.school.organisation.slug, case_id=case.pk)
    context = frame(request, case, "notices") | {
        "form": form,
        "heading": found.title.in_(get_language() or "en"),
        "submit_label": _("Record the notice"),
    }
    return render(request, "cases/notice_new.html", context)


@school_view(Permission.NOTICE_RECORD)
def suspect(request: SchoolRequest, case_id: UUID, adult_id: UUID) -> HttpResponse:
    """Mark a representative as suspected, or lift the mark; with a reason."""
    case = case_for(request.member, case_id, what="people")
    who = {each.adult_id: each for side in sides_of(case) for each in side.representatives}.get(adult_id)
    if who is None:
        return redirect("cases:people", school=request.school.organisation.slug, case_id=case.pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        act = clear_suspicion if who.is_suspected else mark_suspected
        try:
            act(case_id=case.pk, adult_id=adult_id, reason=form.cleaned_data["reason"], by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect("cases:people", school=request.school.organisation.slug, case_id=case.pk)
    submit = _("Lift the suspicion") if who.is_suspected else _("Mark as suspected")
    context = frame(request, case, "people") | {"form": form, "heading": who.name, "submit_label": submit, "who": who}
    return render(request, "cases/suspect.html", context)


@require_POST
@school_view(Permission.DOCUMENT_ISSUE)
def letter_new(request: SchoolRequest, case_id: UUID, rule: str) -> HttpResponse:
    """Make the letter of a notice: frozen now, its PDF a moment later."""
    from cases.services.letters import issue_letter

    case = case_for(request.member, case_id, what="document")
    try:
        issue_letter(case_id=case.pk, school=request.school, rule=rule, by=request.member)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is made. Its PDF is ready in a moment."))
    return redirect("cases:documents", school=request.school.organisation.slug, case_id=case.pk)
