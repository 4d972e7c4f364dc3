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
    return ProcedureVersion.objects.select_related("owner").get(pk=version_id)


_UP = """
WITH RECURSIVE chain(organisation_id, depth) AS (
  SELECT %(start)s::uuid, 0
  UNION ALL
  SELECT p.parent_id, chain.depth + 1 FROM chain JOIN organisations_placement p
    ON p.organisation_id = chain.organisation_id
    AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on >= %(on)s)
)"""
_NEAREST = """
  SELECT newest.version_id FROM chain CROSS JOIN LATERAL (
    SELECT a.version_id FROM organisations_adoption a
    WHERE a.organisation_id = chain.organisation_id AND a.procedure = ? AND a.from_on <= %(on)s
    ORDER BY a.from_on DESC LIMIT 1
  ) newest WHERE newest.version_id IS NOT NULL ORDER BY chain.depth LIMIT 1"""
_OF_THE_OWN, _OF_ANY = _NEAREST.replace("?", "own.procedure"), _NEAREST.replace("?", "%(procedure)s")
_OWN = "".join(
    (
        _UP,
        """, own AS (
  SELECT * FROM organisations_adoption WHERE organisation_id = %(start)s AND from_on <= %(on)s
  ORDER BY from_on DESC LIMIT 1
)
SELECT own.*, nearest.version_id AS edition FROM own LEFT JOIN LATERAL (""",
        _OF_THE_OWN,
        ") nearest ON true",
    )
)
_AT = "".join((_UP, "SELECT v.* FROM organisations_procedureversion v WHERE v.id = (", _OF_ANY, ")"))


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


def edition_for(organisation_id: UUID, procedure: str, *, on: date) -> ProcedureVersion:
    """The edition of a procedure that counts at a place of the tree, whether or not the place works under it itself."""
    found = list(ProcedureVersion.objects.raw(_AT, {"start": organisation_id, "on": on, "procedure": procedure}))
    return found[0] if found else procedure_version(procedure, version_in_force(procedure, on).version)


def own_and_above(organisation_id: UUID, *, on: date) -> list[UUID]:
    """The places whose editions an institution may see: its own and those it stands under."""
    return [organisation_id, *(row.pk for row in ancestors_of(organisation_id, on=on))]


def visible_editions(places: Iterable[UUID], country: str) -> QuerySet[ProcedureVersion]:
    """Released ones of the country, and those entered at one of these places."""
    rows = ProcedureVersion.objects.filter(Q(owner__isnull=True) | Q(owner_id__in=list(places)), country=country)
    return rows.select_related("owner").order_by("procedure", "-in_force_on", "-version")
