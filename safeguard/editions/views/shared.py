"""What the pages about procedures share."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404

from safeguard.access.permissions import Permission
from safeguard.accounts.presenters.staff import tabs as settings_tabs
from safeguard.accounts.views.places import Place as StaffPlace
from safeguard.editions.selectors.drafts import draft_here
from safeguard.editions.views.places import Place
from safeguard.errors import DomainError
from safeguard.forms import GovForm
from safeguard.organisations.models import VersionDraft


def tabs(place: Place) -> list[dict[str, object]]:
    """The strip of the settings, for who has settings at all."""
    if not place.member.may(Permission.STAFF_MANAGE):
        return []
    return settings_tabs(StaffPlace(place.organisation, place.member, place.mount, place.slugs), "procedures")


def draft_for(place: Place, draft_id: UUID) -> VersionDraft:
    """Its own, or handed in below; anything else doesn't exist."""
    found = draft_here(place.organisation.pk, draft_id)
    if found is None:
        raise Http404
    return found


def own_draft(place: Place, draft_id: UUID) -> VersionDraft:
    found = draft_for(place, draft_id)
    if found.organisation_id != place.organisation.pk:
        raise Http404
    return found


def done(form: GovForm, perform: Callable[[], Any]) -> Any:
    """What the service gives back; None when it refused, with the words beside the field."""
    try:
        return perform()
    except DomainError as refusal:
        form.refuse(refusal)
        return None
