"""What a place works by: the edition that counts, the orders behind it, the editions it may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from safeguard.organisations.enums import DraftState
from safeguard.organisations.models import Adoption, Organisation, ProcedureVersion, VersionDraft
from safeguard.organisations.selectors.editions import InForce, editions_at, in_force, own_and_above, visible_editions
from safeguard.procedures.catalogue import UnknownProcedure, load_procedure, procedures, versions


@dataclass(frozen=True)
class Counting:
    """One procedure at a place. `adoption` is the place's own order; none for a department, which works by none.

    `above` is the order of a department that made this very edition count here.
    """

    version: ProcedureVersion
    adoption: Adoption | None
    above: Adoption | None = None


def counting_at(place: Organisation, *, on: date) -> list[Counting]:
    """A school works by one procedure; a department sees all of its country."""
    if place.kind == "school":
        try:
            found = in_force(place.pk, on=on)
        except UnknownProcedure:
            found = None
        return [Counting(found.version, found.adoption, _above(found, on))] if found else []
    return [Counting(version, None) for version in editions_at(place.pk, _written_for(place.country), on=on)]


def _above(found: InForce, on: date) -> Adoption | None:
    """Where the place's own order follows whichever edition is in force, and that was entered by a department."""
    if found.version.owner_id is None or found.adoption.version_id == found.version.pk:
        return None
    rows = Adoption.objects.filter(version=found.version, from_on__lte=on, withdrawn_at__isnull=True)
    above = own_and_above(found.adoption.organisation_id, on=on)
    return rows.filter(organisation_id__in=above).select_related("organisation").order_by("-from_on").first()


def _written_for(country: str) -> list[str]:
    return [name for name in procedures() if load_procedure(name, versions(name)[-1]).country == country]


def orders_of(organisation_id: UUID) -> list[Adoption]:
    """The newest first, those to come too."""
    rows = Adoption.objects.filter(organisation_id=organisation_id).select_related("version__owner")
    return list(rows.order_by("-from_on", "-pk"))


def order_here(organisation_id: UUID, adoption_id: UUID) -> Adoption | None:
    rows = Adoption.objects.filter(organisation_id=organisation_id, withdrawn_at__isnull=True)
    return rows.select_related("version__owner").filter(pk=adoption_id).first()


def entered_editions(place: Organisation, *, on: date) -> list[ProcedureVersion]:
    """Of the place and of those above it."""
    rows = visible_editions(own_and_above(place.pk, on=on), place.country)
    return list(rows.filter(owner__isnull=False).select_related("draft"))


def edition_here(place: Organisation, version_id: UUID, *, on: date) -> ProcedureVersion | None:
    """One that the place may see; a neighbour's doesn't exist for it."""
    rows = visible_editions(own_and_above(place.pk, on=on), place.country)
    return rows.select_related("owner", "draft").filter(pk=version_id).first()


def owner_names(versions: Iterable[ProcedureVersion]) -> dict[UUID, str]:
    """Read afresh: the rows of editions are kept by the process, the names of institutions change."""
    wanted = {version.owner_id for version in versions if version.owner_id}
    return dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def newest_draft(organisation_id: UUID, procedure: str) -> VersionDraft | None:
    """How far the institution has come with newer numbers; a withdrawn try doesn't count."""
    rows = VersionDraft.objects.filter(organisation_id=organisation_id, base__procedure=procedure)
    own = Q(version__adoptions__organisation_id=organisation_id, version__adoptions__withdrawn_at__isnull=True)
    rows = rows.annotate(adopted_from=Min("version__adoptions__from_on", filter=own))
    return rows.exclude(state=DraftState.WITHDRAWN).order_by("-created_at").first()
