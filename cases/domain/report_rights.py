"""Who may change what a report says. To read it gives no right to it: evidence stays its author's and its handlers'."""

from safeguard.access.member import Member
from safeguard.access.permissions import Permission


def may_add(member: Member, *, is_author: bool, is_handler: bool) -> bool:
    """Words and files beside the report: its author, who works on the case, whose office it is to receive reports."""
    return is_author or is_handler or member.may(Permission.REPORT_ENTER)


def may_withdraw(member: Member, *, is_author: bool) -> bool:
    return is_author or member.may(Permission.REPORT_ENTER)
