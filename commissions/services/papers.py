"""A paper is made: its number taken, its content frozen, the case's chronology told, in one transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cases.enums import SideRole
from cases.models import Case, Involvement
from cases.selectors.clocks import definition_of
from cases.services.events import draft, locked_case, record
from commissions.domain.excerpts import Others
from commissions.models import CommissionOrder, Seat
from commissions.selectors.composition import commission_for, seats_on
from commissions.selectors.paper_sheet import LAYOUT, Answers, build_paper
from commissions.selectors.papers import Target, composition_paper, offers_of, target_of
from commissions.selectors.sides import coded_people
from commissions.selectors.versions import versions_of
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.procedures.papers import AskKind, Numbered
from safeguard.registers.enums import OrderKind, Register
from safeguard.registers.numbers import next_number
from safeguard.registers.orders import enter_order
from safeguard.registers.years import register_year
from safeguard.vault import keys
from safeguard.vault.models import Purpose

#: The kind of an order in its register, by the kind of the paper.
_ORDERS = {DocumentKind.INVESTIGATION: OrderKind.INVESTIGATION, DocumentKind.MINUTES_ORDER: OrderKind.MINUTES}


@transaction.atomic
def make_paper(*, case_id: UUID, school: School, form: str, key: str, answers: Answers, by: Member) -> Document:
    """One of those that `offers_of` lists. An order takes the next line of its register, a letter the next number."""
    case = locked_case(case_id)
    target = _target(case, form, key)
    check_answers(case, school, target, answers)
    number = _number(target, school, answers)
    sheet = build_paper(target, case, school, definition_of(case.procedure), number=number, answers=answers)
    document = issue_document(
        kind=DocumentKind(form),
        number=number,
        layout=LAYOUT,
        sheet=sheet,
        language=sheet.language,
        data_key=case.data_key,
        subject_id=target.subject_id or case.pk,
        case_id=case.pk,
        by=by,
    )
    _enter(target, answers, document, by)
    said: dict[str, object] = {"document": document.pk, "number": number, "kind": form}
    said |= {"side": target.side.person_id} if target.side else {}
    said |= {"adult": target.who.adult_id} if target.who else {}
    record(case, draft("paper.issued", by=by, data=said))
    return document


def _target(case: Case, form: str, key: str) -> Target:
    found = target_of(offers_of(case), form, key)
    if found is None:
        raise RuleViolation(gettext_noop("This paper can't be made for this case now."))
    return found


def check_answers(case: Case, school: School, target: Target, answers: Answers) -> None:
    """An order has its number and day; what is typed names no child; nobody investigates their own matter."""
    form = target.paper.form
    if form.numbered is Numbered.ORDERS:
        _check_order(answers, clock.today(zone_of(school)))
    for ask in form.asks:
        answer = {
            AskKind.WORDS: answers.words.get(ask.key, "").strip(),
            AskKind.DAY: answers.days.get(ask.key),
            AskKind.STAFF: answers.people.get(ask.key),
        }[ask.kind]
        if not answer:
            raise RuleViolation(gettext_noop("Fill in this answer"), field=ask.key)
        if ask.kind is AskKind.WORDS:
            _check_names(case, school, target, ask.key, str(answer))
        if ask.kind is AskKind.STAFF:
            _check_staff(case, ask.key, {each.pk for each in answers.people[ask.key]})


def _check_order(answers: Answers, today: date) -> None:
    if not answers.number.strip():
        raise RuleViolation(gettext_noop("Give the number of the order."), field="number")
    if answers.signed_on is None:
        raise RuleViolation(gettext_noop("Give the date of the order."), field="signed_on")
    if answers.signed_on > today:
        raise RuleViolation(gettext_noop("The date of the order is in the future."), field="signed_on")


def _check_names(case: Case, school: School, target: Target, field: str, text: str) -> None:
    """A paper of one family names no other child; an order names none."""
    children, _adults = coded_people([case.pk], school.organisation.language)
    own = target.side.person_id if target.side else None
    for each in children:
        if each.child.pk != own and Others((), (each.child.open("name"),), ()).are_in(text):
            raise RuleViolation(
                gettext_noop("The text names another child. Write the code instead: %(code)s."),
                field=field,
                code=each.code,
            )


def _check_staff(case: Case, field: str, people: set[UUID]) -> None:
    sides = Involvement.objects.filter(case=case, adult__in=people).exclude(role=SideRole.WITNESS)
    if sides.exists():
        raise RuleViolation(gettext_noop("Somebody chosen here is a side of this case."), field=field)


def voting_investigators(case: Case, target: Target, answers: Answers) -> list[Seat]:
    """Members of the commission who would investigate and then vote (C-15): allowed, and said."""
    if target.paper.form.numbered is not Numbered.ORDERS:
        return []
    people = {each.pk for found in answers.people.values() for each in found}
    held = commission_for([case.pk])
    seats = seats_on(answers.signed_on or clock.today(), held.pk) if held else []
    return [seat for seat in seats if seat.adult_id in people]


def _number(target: Target, school: School, answers: Answers) -> str:
    numbered = target.paper.form.numbered
    if numbered is Numbered.LETTERS:
        return str(next_number(Register.LETTERS, register_year(Register.LETTERS, clock.today(zone_of(school)))))
    if numbered is Numbered.ORDERS:
        return answers.number.strip()
    if numbered is Numbered.MINUTES:
        about = target.decision or (target.opinion.item if target.opinion else None)
        versions = versions_of(about.meeting_id) if about else []
        return versions[0].number if versions else ""
    return target.order.number if target.order else ""


def _enter(target: Target, answers: Answers, document: Document, by: Member) -> None:
    """The deed that is recorded once the order is signed finds this line and takes no second one."""
    if target.paper.form.numbered is Numbered.ORDERS and answers.signed_on is not None:
        enter_order(
            kind=_ORDERS.get(DocumentKind(document.kind), OrderKind.OTHER),
            office_number=answers.number,
            signed_on=answers.signed_on,
            subject_id=document.pk,
            case_id=document.case_id,
            by=by,
        )


@transaction.atomic
def make_composition_paper(*, school: School, order: CommissionOrder, by: Member) -> Document:
    """The head's order as it was entered: its line in the register is there already."""
    target, procedure = composition_paper(school, order)
    sheet = build_paper(target, None, school, procedure, number=order.number, answers=Answers())
    return issue_document(
        kind=DocumentKind.COMPOSITION,
        number=order.number[:20],
        layout=LAYOUT,
        sheet=sheet,
        language=sheet.language,
        data_key=keys.new_key(Purpose.PERSON),
        subject_id=order.pk,
        case_id=None,
        by=by,
    )
