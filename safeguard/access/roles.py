"""Roles in words a head understands."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in an organisation. One membership may hold several."""

    STAFF = "staff"
    CLASS_TEACHER = "class_teacher"
    PSYCHOLOGIST = "psychologist"
    SOCIAL_PEDAGOGUE = "social_pedagogue"
    RESPONSIBLE_PERSON = "responsible_person"
    SECRETARY = "secretary"
    COMMISSION_MEMBER = "commission_member"
    DEPUTY = "deputy"
    PRINCIPAL = "principal"
    SECURITY_MEMBER = "security_member"
    HR = "hr"
    DISTRICT_OFFICER = "district_officer"
    REGION_OFFICER = "region_officer"
    MINISTRY_OFFICER = "ministry_officer"
    OPERATOR = "operator"


SCHOOL_ROLES = frozenset(
    {
        Role.STAFF,
        Role.CLASS_TEACHER,
        Role.PSYCHOLOGIST,
        Role.SOCIAL_PEDAGOGUE,
        Role.RESPONSIBLE_PERSON,
        Role.SECRETARY,
        Role.COMMISSION_MEMBER,
        Role.DEPUTY,
        Role.PRINCIPAL,
        Role.SECURITY_MEMBER,
        Role.HR,
    }
)

DEPARTMENT_ROLES = frozenset({Role.DISTRICT_OFFICER, Role.REGION_OFFICER, Role.MINISTRY_OFFICER})

#: Roles whose sign-in is worth an attack: a second factor is not a choice for them.
SECOND_FACTOR_ROLES = (
    frozenset({Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY, Role.RESPONSIBLE_PERSON, Role.OPERATOR}) | DEPARTMENT_ROLES
)
