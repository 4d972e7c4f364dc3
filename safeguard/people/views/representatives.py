"""Who represents a child."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.people.forms import NEW, EndForm, RepresentativeForm
from safeguard.people.selectors.directory import adults
from safeguard.people.selectors.persons import ChildCard, child_card, likely_representatives
from safeguard.people.services.persons import add_adult
from safeguard.people.services.ties import add_guardianship, end_guardianship
from safeguard.people.views.shared import address
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.PEOPLE_EDIT)
def new(request: SchoolRequest, child_id: UUID) -> HttpResponse:
    """Chosen among adults of a like family name, or entered anew."""
    card = child_card(child_id)
    form = RepresentativeForm(
        request.POST or None,
        known=_known(request, card),
    )
    if form.is_valid():
        try:
            _add(request, child_id, form)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The representative is entered."))
            return redirect(address(request, "child", child_id=child_id))
    return _page(request, form, card, _("Add a representative"))


def _known(request: SchoolRequest, card: ChildCard) -> list[tuple[str, str]]:
    everybody = adults(request.school, on=clock.today())
    alike = likely_representatives(card, everybody, request.school.organisation.language)
    return [(str(person.id), person.spoken) for person in alike]


def _add(request: SchoolRequest, child_id: UUID, form: RepresentativeForm) -> None:
    """A namesake among the adults is no obstacle: the choice between them stood right above."""
    chosen = form.cleaned_data["who"]
    if chosen == NEW:
        made = add_adult(school=request.school, person=form.draft(), is_another=True, by=request.member)
        chosen = str(made.pk)
    add_guardianship(
        school=request.school,
        child_id=child_id,
        adult_id=UUID(chosen),
        kinship=form.cleaned_data["kinship"],
        by=request.member,
    )


@school_view(Permission.PEOPLE_EDIT)
def end(request: SchoolRequest, child_id: UUID, guardianship_id: UUID) -> HttpResponse:
    """The adult represented the child until a day; the entry stays."""
    card = child_card(child_id)
    tie = next((each for each in card.representatives if each.id == guardianship_id), None)
    if tie is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"until_on": clock.today()})
    if form.is_valid():
        try:
            end_guardianship(guardianship_id=guardianship_id, until_on=form.cleaned_data["until_on"], by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(address(request, "child", child_id=child_id))
    return _page(request, form, card, _("%(name)s represents the child no longer") % {"name": tie.name})


def _page(request: SchoolRequest, form: object, card: ChildCard, heading: str) -> HttpResponse:
    back = address(request, "child", child_id=card.child.pk)
    context = {"form": form, "heading": heading, "caption": card.name.spoken, "back_href": back, "cancel_href": back}
    return render(request, "people/form.html", context)
