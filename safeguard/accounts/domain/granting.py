"""Who may give which role, and who may act on whom. Values in, values out."""

from collections.abc import Iterable

from safeguard.access.roles import SCHOOL_ROLES, Role

#: What HR may give: nothing that opens cases, staff administration or the head's office.
PLAIN_ROLES = frozenset(
    {Role.STAFF, Role.CLASS_TEACHER, Role.PSYCHOLOGIST, Role.SOCIAL_PEDAGOGUE, Role.SECURITY_MEMBER}
)
#: Who holds one of these has duties in cases that somebody must take over.
DUTY_ROLES = SCHOOL_ROLES - {Role.STAFF, Role.CLASS_TEACHER, Role.SECURITY_MEMBER, Role.HR}

ROLES_OF_KIND: dict[str, frozenset[Role]] = {
    "school": SCHOOL_ROLES,
    "district": frozenset({Role.DISTRICT_OFFICER, Role.OPERATOR}),
    "region": frozenset({Role.REGION_OFFICER, Role.OPERATOR}),
    "ministry": frozenset({Role.MINISTRY_OFFICER, Role.OPERATOR}),
}

#: A head names no second head: the operator does, or an order names an acting one.
_GIVES: dict[Role, frozenset[Role]] = {
    Role.HR: PLAIN_ROLES,
    Role.PRINCIPAL: SCHOOL_ROLES - {Role.PRINCIPAL},
    Role.OPERATOR: frozenset(Role),
}


def grantable(own: Iterable[Role], kind: str) -> frozenset[Role]:
    """The roles that somebody with these roles may give in an organisation of this kind."""
    return frozenset().union(*(_GIVES.get(role, frozenset()) for role in own)) & ROLES_OF_KIND[kind]


def may_act_on(own: Iterable[Role], subject: Iterable[Role], kind: str) -> bool:
    """Nobody changes or ends a member who stands higher than what they may give."""
    return frozenset(subject) <= grantable(own, kind)


def may_name_acting_head(own: Iterable[Role]) -> bool:
    return not {Role.PRINCIPAL, Role.OPERATOR}.isdisjoint(own)


def may_reset_factor(own: Iterable[Role], subject: Iterable[Role], kind: str) -> bool:
    """The head for the staff, the operator for everybody; HR for nobody."""
    return may_name_acting_head(own) and may_act_on(own, subject, kind)


def needs_successor(subject: Iterable[Role]) -> bool:
    return not DUTY_ROLES.isdisjoint(subject)
