"""Letters of a case: the sheet is built in the institution's language of record and frozen at once."""

from django.db import transaction
from django.utils import translation

from cases.selectors.clocks import definition_of
from cases.services.events import draft, locked_case, record
from cases.sheets import notice_letter
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.procedures.schema import Evidence
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number
from safeguard.registers.years import register_year

KINDS = {
    "police_notice": DocumentKind.POLICE_NOTICE,
    "child_service_notice": DocumentKind.CHILD_SERVICE_NOTICE,
    "social_services_notice": DocumentKind.SOCIAL_SERVICES_NOTICE,
}


@transaction.atomic
def issue_letter(*, case_id: object, school: School, rule: str, by: Member) -> Document:
    """To the body that the rule names. It tells codes and ages, no child's name."""
    case = locked_case(case_id)  # type: ignore[arg-type]
    definition = definition_of(case.procedure)
    found = {each.key: each for each in definition.rules}.get(rule)
    if found is None or found.met_by is not Evidence.NOTICE_GIVEN or found.each:
        raise RuleViolation(gettext_noop("There is no letter for this rule."))
    language, today = school.organisation.language, clock.today(zone_of(school))
    number = str(next_number(Register.LETTERS, register_year(Register.LETTERS, today)))
    with translation.override(language):
        sheet = notice_letter(case, school, definition, found, number, by)
    document = issue_document(
        kind=KINDS.get(rule, DocumentKind.AGENCY_NOTICE),
        number=number,
        layout="letter@1",
        sheet=sheet,
        language=language,
        data_key=case.data_key,
        subject_id=case.pk,
        case_id=case.pk,
        by=by,
    )
    record(case, draft("document.issued", by=by, data={"document": document.pk, "number": number, "rule": rule}))
    return document
