"""For a page outside `/s/<school>/` whose act concerns one school's rows, such as an invitation that is accepted."""

from contextlib import AbstractContextManager, nullcontext

from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Organisation
from safeguard.tenancy.scope import school_scope


def inside(organisation: Organisation) -> AbstractContextManager[None]:
    """The scope of a school, around the whole act; nothing for a department, which has no such rows."""
    return school_scope(organisation.pk) if organisation.kind == OrganisationKind.SCHOOL else nullcontext()
