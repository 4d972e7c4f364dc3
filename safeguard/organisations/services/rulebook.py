"""The rows of the rulebook's released files."""

from safeguard.organisations.models import ProcedureVersion
from safeguard.procedures.catalogue import content_hash, load_procedure, procedures, versions


class ReleasedFileChanged(RuntimeError):
    """A file of the rulebook isn't the one that was released: cases are pinned to it."""


def seed_procedures(*, using: str = "default") -> int:
    """Make a row for each file that has none; how many were made. A changed file stops everything."""
    rows = ProcedureVersion.objects.using(using).filter(owner__isnull=True)
    known = {(row.procedure, row.version): row for row in rows}
    made = 0
    for procedure in procedures():
        for version in versions(procedure):
            found = content_hash(procedure, version)
            row = known.get((procedure, version))
            if row is None:
                _make(procedure, version, found, using)
                made += 1
            elif row.content_hash != found:
                raise ReleasedFileChanged(f"{procedure}@{version}: {row.content_hash} was released, {found} is there")
    return made


def _make(procedure: str, version: str, content_hash: str, using: str) -> None:
    definition = load_procedure(procedure, version)
    ProcedureVersion.objects.using(using).create(
        procedure=procedure,
        version=version,
        country=definition.country,
        in_force_on=definition.in_force_from,
        content_hash=content_hash,
    )
