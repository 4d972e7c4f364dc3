"""Who was told: what is owed, what was recorded, a new entry, a correction, the evidence."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cases.forms.notices import GuardianNoticeForm, NoticeForm
from cases.models import Case, Notice
from cases.presenters import notices as present
from cases.presenters.deadlines import is_notice, rows_of, task
from cases.selectors.access import case_for
from cases.selectors.case_page import deadlines_of
from cases.selectors.clocks import definition_of
from cases.selectors.notices import evidence_of, evidence_with_body, notice_of, notices_of, progress_of
from cases.selectors.set_aside import waiting
from cases.selectors.sides import sides_of
from cases.services.notices import record_notice
from cases.services.set_aside import set_aside, take_back
from cases.views.shared import act_frame, done, frame, slug_of, to_page
from safeguard.access.permissions import Permission
from safeguard.documents.models import Attachment
from safeguard.limits import full_title
from safeguard.procedures.schema import Evidence, Rule
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def notices(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="notices")
    slug, found, procedure = slug_of(request), deadlines_of(case), definition_of(case.procedure)
    rows = [row for row in rows_of(case, found, progress_of(found)) if is_notice(row)]
    recorded = notices_of(case)
    names = {side.person_id: side.name for side in sides_of(case)}
    may_record = request.member.may(Permission.NOTICE_RECORD)
    files = evidence_of(recorded)
    context = frame(request, case, "notices") | {
        "rows": [task(row, case, slug, member=request.member) for row in rows],
        "given": present.given(recorded, procedure, names, files, case, slug, may_correct=may_record),
        "by_nature": present.by_nature(procedure, case, slug) if may_record else [],
    }
    return render(request, "cases/notices.html", context)


@school_view(Permission.NOTICE_RECORD)
def notice_new(request: SchoolRequest, case_id: UUID, rule: str) -> HttpResponse:
    """Record that somebody was told: the only thing that stops the clock. `?corrects=` names a wrong entry."""
    case = case_for(request.member, case_id, what="notice")
    found = _rule(case, rule)
    corrects = _corrected(case, found, request.GET.get("corrects", ""))
    form = _form(request, case, found, corrects)
    if done(request, form, lambda: _record(request, case, found, form), _("The notice is recorded.")):
        _say_whether_late(request, case, found)
        return to_page(request, case, "notices")
    if form.files:
        _set_aside(request, case, found, form)
    heading = full_title(found)
    submit = _("Record the correction") if corrects else _("Record the notice")
    context = act_frame(request, case, "notices", heading=heading, submit=submit)
    return render(request, "cases/notice_new.html", context | {"form": form, "corrects": corrects, "rule": found})


def _rule(case: Case, key: str) -> Rule:
    found = {rule.key: rule for rule in definition_of(case.procedure).rules}.get(key)
    if found is None or found.met_by is not Evidence.NOTICE_GIVEN:
        raise Http404
    return found


def _corrected(case: Case, rule: Rule, notice_id: str) -> Notice | None:
    if not notice_id:
        return None
    try:
        found = notice_of(case, UUID(notice_id))
    except ValueError:
        raise Http404 from None
    if found is None or found.rule != rule.key:
        raise Http404
    return found


def _form(request: SchoolRequest, case: Case, rule: Rule, corrects: Notice | None) -> NoticeForm:
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    waits = waiting(case, _name(rule), request.member).defer("body")
    if rule.each:
        child = "" if request.method == "POST" else request.GET.get("child", "")
        return GuardianNoticeForm(*typed, corrects=corrects, waiting=waits, sides=sides_of(case), child=child)
    return NoticeForm(*typed, corrects=corrects, waiting=waits)


def _name(rule: Rule) -> str:
    return f"notice/{rule.key}"


@transaction.atomic
def _record(request: SchoolRequest, case: Case, rule: Rule, form: NoticeForm) -> Notice:
    waited = take_back(case=case, form=_name(rule), without=form.left_out, by=request.member)
    evidence = [*waited, *form.uploads()]
    return record_notice(case_id=case.pk, notice=form.draft(rule.key), by=request.member, evidence=evidence)


def _set_aside(request: SchoolRequest, case: Case, rule: Rule, form: NoticeForm) -> None:
    """What was sent with answers that are to be mended."""
    set_aside(case=case, form=_name(rule), uploads=form.uploads(), by=request.member)
    form.show_waiting(waiting(case, _name(rule), request.member).defer("body"))


def _say_whether_late(request: SchoolRequest, case: Case, rule: Rule) -> None:
    """A late notice is recorded like any other; the page says how late it was."""
    for row in rows_of(case, [each for each in deadlines_of(case) if each.rule == rule.key]):
        if row.deadline.late_seconds:
            text = _("The limit had passed: %(how)s. It stays on record.")
            messages.warning(request, text % {"how": task(row, case, slug_of(request))["exact"]})


@school_view(Permission.CASE_VIEW)
def evidence(request: SchoolRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """The stored bytes; always saved, never opened in the browser's own frame."""
    case = case_for(request.member, case_id, what="evidence")
    file = evidence_with_body(case, attachment_id)
    return sealed_file(file)


def sealed_file(file: Attachment | None) -> HttpResponse:
    if file is None:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(True, str(file.open("name"))) or "attachment",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(file.open_bytes("body"), content_type=file.media_type, headers=headers)
