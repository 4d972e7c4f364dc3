"""The verbs of the product and the roles that may say them."""

from enum import StrEnum

from safeguard.access.roles import DEPARTMENT_ROLES, SCHOOL_ROLES, Role


class Permission(StrEnum):
    """A verb that a view, an API address or a service asks for."""

    SCHOOL_ENTER = "school.enter"
    REPORT_FILE = "report.file"
    REPORT_ENTER = "report.enter"
    REPORT_AMEND = "report.amend"
    CASE_LIST = "case.list"
    CASE_VIEW = "case.view"
    CASE_VIEW_ALL = "case.view_all"
    CASE_GRANT = "case.grant"
    CASE_DECIDE = "case.decide"
    NOTICE_RECORD = "notice.record"
    DOCUMENT_ISSUE = "document.issue"
    MEETING_VIEW = "meeting.view"
    MEETING_RUN = "meeting.run"
    COMMISSION_APPOINT = "commission.appoint"
    MINUTES_FINALISE = "minutes.finalise"
    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    REGISTER_VIEW = "register.view"
    STATISTICS_VIEW = "statistics.view"
    STAFF_MANAGE = "staff.manage"
    SETTINGS_EDIT = "settings.edit"
    SETTINGS_REVIEW = "settings.review"
    ADMIN_LOG_VIEW = "admin_log.view"
    TOKEN_MANAGE = "token.manage"  # noqa: S105
    DEPARTMENT_ENTER = "department.enter"
    DEPARTMENT_STATISTICS = "department.statistics"
    ORGANISATIONS_OPERATE = "organisations.operate"


P = Permission
_EVERY_SCHOOL_ROLE = frozenset({P.SCHOOL_ENTER, P.REPORT_FILE, P.REPORT_AMEND, P.CASE_LIST, P.CASE_VIEW, P.PEOPLE_VIEW})
_HANDLER = frozenset({P.REPORT_ENTER, P.NOTICE_RECORD, P.DOCUMENT_ISSUE, P.PEOPLE_EDIT})
_COMMISSION = frozenset({P.MEETING_VIEW})
_HEAD = (
    _HANDLER
    | _COMMISSION
    | frozenset(
        {
            P.CASE_VIEW_ALL,
            P.CASE_GRANT,
            P.CASE_DECIDE,
            P.COMMISSION_APPOINT,
            P.MEETING_RUN,
            P.MINUTES_FINALISE,
            P.REGISTER_VIEW,
            P.STATISTICS_VIEW,
            P.STAFF_MANAGE,
            P.SETTINGS_EDIT,
            P.SETTINGS_REVIEW,
            P.ADMIN_LOG_VIEW,
            P.TOKEN_MANAGE,
        }
    )
)

_OF_ROLE: dict[Role, frozenset[Permission]] = {
    Role.PSYCHOLOGIST: _COMMISSION,
    Role.SOCIAL_PEDAGOGUE: _COMMISSION,
    Role.RESPONSIBLE_PERSON: _HANDLER | frozenset({P.CASE_VIEW_ALL, P.CASE_GRANT, P.REGISTER_VIEW, P.STATISTICS_VIEW}),
    Role.SECRETARY: _HANDLER
    | _COMMISSION
    | frozenset({P.CASE_VIEW_ALL, P.MEETING_RUN, P.MINUTES_FINALISE, P.REGISTER_VIEW, P.COMMISSION_APPOINT}),
    Role.COMMISSION_MEMBER: _COMMISSION,
    Role.DEPUTY: _HANDLER
    | _COMMISSION
    | frozenset({P.CASE_VIEW_ALL, P.CASE_GRANT, P.REGISTER_VIEW, P.STATISTICS_VIEW, P.SETTINGS_REVIEW}),
    Role.PRINCIPAL: _HEAD,
    Role.HR: frozenset({P.STAFF_MANAGE}),
}

#: What somebody from outside may do for the one case that they were let into, whatever the role there.
GUEST_PERMISSIONS = frozenset(
    {P.SCHOOL_ENTER, P.CASE_LIST, P.CASE_VIEW, P.CASE_DECIDE, P.NOTICE_RECORD, P.DOCUMENT_ISSUE, P.MEETING_VIEW}
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    **{role: _EVERY_SCHOOL_ROLE | _OF_ROLE.get(role, frozenset()) for role in SCHOOL_ROLES},
    **{
        role: frozenset(
            {P.DEPARTMENT_ENTER, P.DEPARTMENT_STATISTICS, P.TOKEN_MANAGE, P.SETTINGS_EDIT, P.SETTINGS_REVIEW}
        )
        for role in DEPARTMENT_ROLES
    },
    Role.OPERATOR: frozenset({P.ORGANISATIONS_OPERATE, P.ADMIN_LOG_VIEW, P.STAFF_MANAGE}),
}


def roles_that_may(permission: Permission) -> frozenset[Role]:
    return frozenset(role for role, given in ROLE_PERMISSIONS.items() if permission in given)
