"""Need to know and recusal: who sees a case.

A recusal denies before any grant, the principal's too: a person who is a side of the case, a relative or has
declared a conflict of interest doesn't learn that the case exists.
"""

from dataclasses import dataclass

from safeguard.access.member import Member
from safeguard.access.permissions import Permission


@dataclass(frozen=True)
class CaseTies:
    """What binds one member to one case, read by the selector in one query."""

    is_recused: bool = False
    is_reporter: bool = False
    is_handler: bool = False
    is_granted: bool = False
    is_guest_of_it: bool = False


def may_see_case(member: Member, ties: CaseTies) -> bool:
    """Recusal first; then the guest's one case; then office, duty or grant.

    The person who filed a report follows their report's page, not the case: filing alone opens nothing.
    """
    if ties.is_recused:
        return False
    if member.guest_case is not None:
        return ties.is_guest_of_it
    return member.may(Permission.CASE_VIEW_ALL) or ties.is_handler or ties.is_granted
