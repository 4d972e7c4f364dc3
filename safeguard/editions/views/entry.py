"""Entering newer numbers: the act, then its limits."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from safeguard import clock
from safeguard.editions.domain.rules import EDITABLE
from safeguard.editions.forms.act import ActForm
from safeguard.editions.forms.limits import LimitsForm
from safeguard.editions.presenters import pages as present
from safeguard.editions.presenters.second import second_person
from safeguard.editions.presenters.words import citation_text, limit_text
from safeguard.editions.selectors.drafts import limits_of, old_definition
from safeguard.editions.selectors.places import edition_here
from safeguard.editions.services.drafts import save_act, save_limits, start_draft
from safeguard.editions.views.places import Place
from safeguard.editions.views.shared import done, own_draft
from safeguard.limits import full_title
from safeguard.organisations.models import ProcedureVersion, VersionDraft
from safeguard.organisations.selectors.editions import definition_of
from safeguard.procedures.country import edition_notice
from safeguard.procedures.schema import Rule

_ACT = ("act_key", "act_title", "act_number", "act_on", "act_link", "in_force_on", "checked_on")


def enter(request: HttpRequest, place: Place, version_id: UUID) -> HttpResponse:
    """The act. What is typed is kept as a draft from here on."""
    version = edition_here(place.organisation, version_id, on=clock.today())
    if version is None:
        raise Http404
    notice = edition_notice(definition_of(version), clock.today())
    initial = {"act_key": notice.by[-1].key, "act_on": notice.by[-1].on} if notice.by else {}
    form = ActForm(request.POST or None, notice=notice, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft = done(
            form,
            lambda: start_draft(organisation=place.organisation, base=version, act=form.answers(), by=place.member),
        )
        if draft is not None:
            return redirect(place.url("limits", draft_id=draft.pk))
    page = _act_page(form, place, version, place.url("edition", version_id=version.pk))
    page["second"] = second_person(place.organisation, place.member, ())
    return render(request, "editions/act.html", page)


def change_act(request: HttpRequest, place: Place, draft_id: UUID) -> HttpResponse:
    draft = _editable(place, draft_id)
    notice = edition_notice(definition_of(draft.base), clock.today())
    form = ActForm(request.POST or None, notice=notice, initial={name: getattr(draft, name) for name in _ACT})
    back = place.url("draft", draft_id=draft.pk)
    save = partial(save_act, draft_id=draft.pk, by=place.member)
    if request.method == "POST" and form.is_valid() and done(form, lambda: save(act=form.answers())):
        messages.success(request, gettext("The act is saved."))
        return redirect(back)
    return render(request, "editions/act.html", _act_page(form, place, draft.base, back))


def _act_page(form: ActForm, place: Place, base: ProcedureVersion, back: str) -> dict[str, Any]:
    return {
        "form": form,
        "place": place,
        "back_href": back,
        "caption": present.title_of(definition_of(base)),
        "cancel_href": back,
        "submit_label": gettext("Save and go on"),
    }


def limits(request: HttpRequest, place: Place, draft_id: UUID) -> HttpResponse:
    """Every limit as it's held; what differs in the act is typed over it."""
    draft = _editable(place, draft_id)
    old = old_definition(draft)
    entered = {limit.rule: limit for limit in limits_of(draft)}
    form = LimitsForm(request.POST or None, rules=old.rules, entered=entered)
    back = place.url("draft", draft_id=draft.pk)
    save = partial(save_limits, draft_id=draft.pk, by=place.member)
    if request.method == "POST" and form.is_valid() and done(form, lambda: save(limits=form.limits())):
        messages.success(request, gettext("The limits are saved."))
        return redirect(back)
    context = {
        "form": form,
        "groups": [(group, *_about(group.rule)) for group in form.groups()],
        "place": place,
        "back_href": back,
        "caption": present.title_of(old),
        "submit_label": gettext("Save the limits"),
        "cancel_href": back,
    }
    return render(request, "editions/limits.html", context)


def _about(rule: Rule) -> tuple[str, str, str]:
    """Its title, the limit held, and where that stands."""
    return full_title(rule), limit_text(rule), citation_text(rule)


def _editable(place: Place, draft_id: UUID) -> VersionDraft:
    draft = own_draft(place, draft_id)
    if draft.state not in EDITABLE:
        raise Http404
    return draft
