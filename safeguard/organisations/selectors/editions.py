"""Which edition of a procedure counts for an institution on a day, read from the rulebook or from the database.

The institution's own order names the procedure. The nearest order up the tree that names an edition of it, the
institution's own first, says which edition; where none does, the newest released one counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from safeguard.organisations.enums import VersionSource
from safeguard.organisations.models import Adoption, ProcedureText, ProcedureVersion
from safeguard.organisations.selectors.adoption import procedure_version
from safeguard.organisations.selectors.tree import ancestors_of
from safeguard.procedures.catalogue import load_procedure, version_in_force
from safeguard.procedures.schema import Procedure
from safeguard.procedures.stored import read_stored


@dataclass(frozen=True)
class InForce:
    """The order by which an institution works, the edition that counts on the day, and what it says."""

    adoption: Adoption
    version: ProcedureVersion
    definition: Procedure


def definition_of(version: ProcedureVersion) -> Procedure:
    """What an edition says. Neither a released file nor an approved edition changes, so the process keeps it."""
    if version.source == VersionSource.RULEBOOK:
        return load_procedure(version.procedure, version.version)
    return _stored(version.content_hash)


@lru_cache(maxsize=128)
def _stored(content_hash: str) -> Procedure:
    return read_stored(ProcedureText.objects.get(pk=content_hash).content, content_hash)


@lru_cache(maxsize=128)
def edition_row(version_id: UUID) -> ProcedureVersion:
    """The rows are append-only, so the process may keep them."""
    return ProcedureVersion.objects.get(pk=version_id)


#: The newest order of each place up the tree on each procedure, and of those that name an edition the nearest.
_NEAREST = """
WITH RECURSIVE chain(organisation_id, depth) AS (
  SELECT %(start)s::uuid, 0
  UNION ALL
  SELECT p.parent_id, chain.depth + 1 FROM chain JOIN organisations_placement p
    ON p.organisation_id = chain.organisation_id
    AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on >= %(on)s)
), newest AS (
  SELECT DISTINCT ON (chain.depth, a.procedure) chain.depth, a.procedure, a.version_id
  FROM chain JOIN organisations_adoption a ON a.organisation_id = chain.organisation_id AND a.from_on <= %(on)s
    AND a.withdrawn_at IS NULL
  ORDER BY chain.depth, a.procedure, a.from_on DESC
), nearest AS (
  SELECT DISTINCT ON (procedure) procedure, version_id FROM newest WHERE version_id IS NOT NULL
  ORDER BY procedure, depth
)
"""
_OWN = f"""{_NEAREST}
SELECT own.*, nearest.version_id AS edition FROM (
  SELECT * FROM organisations_adoption WHERE organisation_id = %(start)s AND from_on <= %(on)s AND withdrawn_at IS NULL
  ORDER BY from_on DESC LIMIT 1
) own LEFT JOIN nearest ON nearest.procedure = own.procedure"""  # noqa: S608  constants alone
_AT = f"{_NEAREST} SELECT v.* FROM nearest JOIN organisations_procedureversion v ON v.id = version_id"  # noqa: S608


def in_force(organisation_id: UUID, *, on: date) -> InForce | None:
    """None where nothing was adopted by that day. One statement, and one more the first time an edition is met."""
    found = list(Adoption.objects.raw(_OWN, {"start": organisation_id, "on": on}))
    return _in_force(found[0], on) if found else None


def _in_force(adoption: Adoption, on: date) -> InForce:
    edition: UUID | None = adoption.edition  # type: ignore[attr-defined]
    if edition is not None:
        version = edition_row(edition)
        return InForce(adoption, version, definition_of(version))
    definition = version_in_force(adoption.procedure, on)
    return InForce(adoption, procedure_version(definition.id, definition.version), definition)


def editions_at(organisation_id: UUID, procedures: Iterable[str], *, on: date) -> list[ProcedureVersion]:
    """The edition of each procedure that counts at a place of the tree, whether or not the place works by it itself."""
    rows = ProcedureVersion.objects.raw(_AT, {"start": organisation_id, "on": on})
    entered = {row.procedure: edition_row(row.pk) for row in rows}
    return [entered.get(name) or procedure_version(name, version_in_force(name, on).version) for name in procedures]


def own_and_above(organisation_id: UUID, *, on: date) -> list[UUID]:
    """The places whose editions an institution may see: its own and those it stands under."""
    return [organisation_id, *(row.pk for row in ancestors_of(organisation_id, on=on))]


def visible_editions(places: Iterable[UUID], country: str) -> QuerySet[ProcedureVersion]:
    """Released ones of the country, and those entered at one of these places."""
    rows = ProcedureVersion.objects.filter(Q(owner__isnull=True) | Q(owner_id__in=list(places)), country=country)
    return rows.select_related("owner").order_by("procedure", "-in_force_on", "-version")
