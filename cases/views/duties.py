"""A duty without a deadline is answered, or an answer corrected."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.forms.duties import DutyForm, TalkForm
from cases.models import Case, DutyAct
from cases.presenters import duties as present
from cases.selectors.access import case_for
from cases.selectors.case_page import reports_of
from cases.selectors.duties import act_of, duties_of_case, owed_duties
from cases.selectors.sides import sides_of
from cases.services.duties import answer_duty
from cases.views.shared import act_frame, done, to_page
from safeguard.access.permissions import Permission
from safeguard.procedures.duties import Asks, Duty
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.NOTICE_RECORD)
def answer(request: SchoolRequest, case_id: UUID, key: str) -> HttpResponse:
    """`?corrects=` names a wrong entry: it stays, the new one counts."""
    case = case_for(request.member, case_id, what="duty")
    corrects = _corrected(case, key, request.GET.get("corrects", ""))
    duty = _duty(case, key, corrects)
    form = _form(request, case, duty, corrects)
    if done(request, form, lambda: _record(request, case, duty, form), _("The answer is recorded.")):
        return to_page(request, case, "deadlines")
    submit = _("Record the correction") if corrects else _("Record the answer")
    context = act_frame(request, case, "deadlines", heading=present.title(duty), submit=submit)
    about = {"form": form, "who": present.who(duty), "why": present.why(duty) | {"is_open": True}, "corrects": corrects}
    about["told"] = present.told(duty, reports_of(case))
    return render(request, "cases/duty.html", context | about)


def _duty(case: Case, key: str, corrects: DutyAct | None) -> Duty:
    """One that is owed now; a correction reaches one that was."""
    known = duties_of_case(case).duties.get(key)
    if known is None or (corrects is None and known not in owed_duties(case)):
        raise Http404
    return known


def _corrected(case: Case, key: str, act_id: str) -> DutyAct | None:
    if not act_id:
        return None
    try:
        found = act_of(case, UUID(act_id))
    except ValueError:
        raise Http404 from None
    if found is None or found.duty != key:
        raise Http404
    return found


def _form(request: SchoolRequest, case: Case, duty: Duty, corrects: DutyAct | None) -> DutyForm:
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    words = duty.evidence.in_(get_language() or "en")
    if duty.asks is Asks.REPRESENTATIVE:
        return TalkForm(*typed, help_words=words, corrects=corrects, sides=sides_of(case))
    return DutyForm(*typed, help_words=words, corrects=corrects)


def _record(request: SchoolRequest, case: Case, duty: Duty, form: DutyForm) -> DutyAct:
    return answer_duty(case_id=case.pk, answer=form.answer(duty.key), by=request.member, evidence=form.uploads())
