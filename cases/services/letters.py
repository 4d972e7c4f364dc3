"""Letters of a case: the sheet is built in the institution's language of record and frozen at once."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation

from cases.models import Case
from cases.selectors.clocks import definition_of
from cases.selectors.letters import letter_facts, letter_head, side_of_child
from cases.services.events import draft, locked_case, record
from cases.sheets import OwnChild, authority_letter, guardian_letter
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.domain.sheet import Letter
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.procedures.schema import Evidence, Rule
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number
from safeguard.registers.years import register_year

KINDS = {
    "police": DocumentKind.POLICE_NOTICE,
    "law_enforcement": DocumentKind.POLICE_NOTICE,
    "child_service": DocumentKind.CHILD_SERVICE_NOTICE,
    "social_services": DocumentKind.SOCIAL_SERVICES_NOTICE,
    "guardian": DocumentKind.GUARDIAN_NOTICE,
}


@transaction.atomic
def issue_letter(
    *, case_id: UUID, school: School, rule: str, by: Member, child_id: UUID | None = None, adult_id: UUID | None = None
) -> Document:
    """To the body that the rule names; for a rule that counts minor sides to one representative of one child."""
    case = locked_case(case_id)
    found = _rule(case, rule)
    own = _own_child(case, child_id, adult_id) if found.each else None
    number = str(next_number(Register.LETTERS, register_year(Register.LETTERS, clock.today(zone_of(school)))))
    document = issue_document(
        kind=KINDS.get(found.recipient, DocumentKind.AGENCY_NOTICE),
        number=number,
        layout="letter@1",
        sheet=_sheet(case, school, found, own, number),
        language=school.organisation.language,
        data_key=case.data_key,
        subject_id=child_id or case.pk,
        case_id=case.pk,
        by=by,
    )
    said = {"document": document.pk, "number": number, "rule": rule}
    record(case, draft("document.issued", by=by, data=said | ({"side_child": child_id} if child_id else {})))
    return document


def _rule(case: Case, key: str) -> Rule:
    found = {each.key: each for each in definition_of(case.procedure).rules}.get(key)
    if found is None or found.met_by is not Evidence.NOTICE_GIVEN:
        raise RuleViolation(gettext_noop("There is no letter for this rule."))
    return found


def _own_child(case: Case, child_id: UUID | None, adult_id: UUID | None) -> OwnChild:
    """A suspected representative gets no letter (C-06)."""
    side = side_of_child(case, child_id) if child_id else None
    who = next((each for each in side.representatives if each.adult_id == adult_id), None) if side else None
    if side is None or who is None:
        raise RuleViolation(gettext_noop("Choose a representative of a child of this case."))
    if who.is_suspected:
        raise RuleViolation(gettext_noop("This representative is marked as suspected and gets no letter."))
    return OwnChild(who.name, side.name, side.role)


def _sheet(case: Case, school: School, rule: Rule, own: OwnChild | None, number: str) -> Letter:
    procedure = definition_of(case.procedure)
    zone = ZoneInfo(school.organisation.timezone)
    with translation.override(school.organisation.language), timezone.override(zone):
        head = letter_head(case, school, number)
        facts = letter_facts(case, school, procedure, rule)
        if own is not None:
            return guardian_letter(head, facts, procedure, rule, own)
        return authority_letter(head, facts, procedure, rule)
