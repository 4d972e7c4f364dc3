"""New numbers on one page: what changes, who reviews, what was said; handed in, withdrawn, decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from safeguard.editions.domain.rules import EDITABLE, OPEN, may_review
from safeguard.editions.forms.orders import ReviewForm
from safeguard.editions.presenters import differences as compare
from safeguard.editions.presenters import pages as present
from safeguard.editions.presenters.second import Second, second_person
from safeguard.editions.selectors.drafts import limits_of, new_definition, old_definition, reviews_of
from safeguard.editions.services.drafts import submit_draft, withdraw_draft
from safeguard.editions.services.reviews import approve_draft, return_draft
from safeguard.editions.views.places import Place
from safeguard.editions.views.shared import done, draft_for, own_draft
from safeguard.errors import DomainError
from safeguard.organisations.enums import DraftState
from safeguard.organisations.models import VersionDraft
from safeguard.wording import say


def draft(request: HttpRequest, place: Place, draft_id: UUID) -> HttpResponse:
    """Read by its institution and by those above it; answered by the second person."""
    found = draft_for(place, draft_id)
    reviews = may_review(place.member, written_by=found.written_by, state=found.state, is_own_or_below=True)
    form = ReviewForm(request.POST or None) if reviews else None
    if form is None and request.method == "POST":
        messages.warning(request, gettext("Your answer wasn't kept: these numbers don't wait for it any more."))
    if form is not None and request.method == "POST" and form.is_valid() and _decided(request, found, form, place):
        return redirect(request.path)
    return render(request, "editions/draft.html", _page(found, place) | {"form": form})


def _decided(request: HttpRequest, found: VersionDraft, form: ReviewForm, place: Place) -> bool:
    words = form.cleaned_data["words"]
    if form.cleaned_data["outcome"] == "approved":
        version = done(form, lambda: approve_draft(draft_id=found.pk, by=place.member, words=words))
        if version is not None:
            messages.success(request, gettext("Approved. It counts once the institution adopts it by an order."))
        return version is not None
    if done(form, lambda: return_draft(draft_id=found.pk, by=place.member, words=words)) is None:
        return False
    messages.success(request, gettext("Returned with your words."))
    return True


@require_POST
def submit(request: HttpRequest, place: Place, draft_id: UUID) -> HttpResponse:
    found = own_draft(place, draft_id)
    try:
        submit_draft(draft_id=found.pk, by=place.member)
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        _say_handed_in(request, second_person(place.organisation, place.member, found.written_by))
    return redirect(place.url("draft", draft_id=found.pk))


def _say_handed_in(request: HttpRequest, second: Second) -> None:
    if second.is_missing:
        words = gettext("Handed in, but nobody can review the numbers yet: a second person must be invited.")
        messages.warning(request, words)
    else:
        messages.success(request, gettext("Handed in. A second person reviews the numbers."))


@require_POST
def withdraw(request: HttpRequest, place: Place, draft_id: UUID) -> HttpResponse:
    found = own_draft(place, draft_id)
    try:
        withdraw_draft(draft_id=found.pk, by=place.member)
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, gettext("Withdrawn. Nothing of it counts."))
    return redirect(place.url("list"))


def _page(found: VersionDraft, place: Place) -> dict[str, Any]:
    old, entered = old_definition(found), {limit.rule: limit for limit in limits_of(found)}
    is_own = found.organisation_id == place.organisation.pk and place.enters
    may_edit = is_own and found.state in EDITABLE
    return {
        "place": place,
        "draft": found,
        "back_href": place.url("list"),
        "caption": present.title_of(old),
        "tag": present.state_tag(found),
        "rows": present.act_rows(found),
        "differences": compare.differences(old, entered, found) if entered else None,
        "unchanged": compare.unchanged(old, entered),
        "look_at": compare.look_at(new_definition(found)) if entered else [],
        "reviews": compare.reviews(reviews_of(found)),
        "act_href": place.url("act", draft_id=found.pk) if may_edit else "",
        "limits_href": place.url("limits", draft_id=found.pk) if may_edit else "",
        "submit_href": place.url("submit", draft_id=found.pk) if may_edit and entered else "",
        "withdraw_href": place.url("withdraw", draft_id=found.pk) if is_own and found.state in OPEN else "",
        "adopt_href": place.url("adopt") if is_own and found.state == DraftState.APPROVED else "",
        "second": _second(found, place) if is_own and found.state in OPEN else None,
    }


def _second(found: VersionDraft, place: Place) -> Second | None:
    """Whoever may answer now needn't be told who may."""
    if found.state == DraftState.SUBMITTED and place.member.user_id not in found.written_by:
        return None
    return second_person(place.organisation, place.member, found.written_by)
