"""Who may change what a report says, as a table. Reading it gives no right to it."""

from uuid import UUID

import pytest

from cases.domain.report_rights import may_add, may_withdraw
from safeguard.access.member import Member
from safeguard.access.roles import Role

SOMEBODY = UUID(int=1)


@pytest.mark.parametrize(
    ("role", "is_author", "is_handler", "adds", "withdraws"),
    [
        (Role.CLASS_TEACHER, True, False, True, True),
        (Role.CLASS_TEACHER, False, False, False, False),
        (Role.PSYCHOLOGIST, False, True, True, False),
        (Role.PSYCHOLOGIST, False, False, False, False),
        (Role.COMMISSION_MEMBER, False, False, False, False),
        (Role.SECURITY_MEMBER, False, False, False, False),
        (Role.HR, False, False, False, False),
        (Role.RESPONSIBLE_PERSON, False, False, True, True),
        (Role.SECRETARY, False, False, True, True),
        (Role.DEPUTY, False, False, True, True),
        (Role.PRINCIPAL, False, False, True, True),
    ],
)
def test_who_adds_to_a_report_and_who_withdraws_it(role, is_author, is_handler, adds, withdraws):
    member = Member(SOMEBODY, "", SOMEBODY, SOMEBODY, frozenset({role}))
    assert may_add(member, is_author=is_author, is_handler=is_handler) is adds
    assert may_withdraw(member, is_author=is_author) is withdraws
