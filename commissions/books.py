"""The registers that the commission keeps: of its decisions and of the orders around them."""

from cases.books import last_numbers
from cases.models import Case
from cases.selectors.registers import hidden_from, layout_of
from commissions.presenters.registers import decision_book, order_book
from commissions.selectors.registers import decision_rows, decisions_in, years_with_decisions_hidden_from
from safeguard.access.member import Member
from safeguard.procedures.bindings import DECISIONS
from safeguard.registers.book import Book
from safeguard.registers.enums import Register
from safeguard.registers.models import OrderEntry
from safeguard.registers.notes import notes_on
from safeguard.web.books import Asked, Kept, register_book


@register_book
class Decisions:
    register = Register.DECISIONS

    def years(self) -> dict[int, int]:
        return last_numbers(self.register)

    def closed_years(self, member: Member) -> set[int]:
        return years_with_decisions_hidden_from(member)

    def book(self, asked: Asked) -> Book:
        decisions = list(decisions_in(asked.year)[asked.start : asked.stop])
        notes = notes_on(self.register, asked.year, (row.number for row in decisions if row.number))
        layout = layout_of(asked.school, DECISIONS)
        return decision_book(decision_rows(decisions), asked.year, layout, notes, asked.language)

    def kept(self, year: int, number: int) -> Kept | None:
        found = decisions_in(year).filter(number=number).first()
        return Kept(found.case_id) if found else None


@register_book
class Orders:
    register = Register.ORDERS

    def years(self) -> dict[int, int]:
        return last_numbers(self.register)

    def closed_years(self, member: Member) -> set[int]:
        return set(
            OrderEntry.objects.filter(case_id__in=hidden_from(member).values("pk")).values_list("year", flat=True)
        )

    def book(self, asked: Asked) -> Book:
        orders = list(OrderEntry.objects.filter(year=asked.year).order_by("number")[asked.start : asked.stop])
        ids = {row.case_id for row in orders if row.case_id}
        cases: dict[object, int] = dict(Case.objects.filter(pk__in=ids).values_list("pk", "number"))
        notes = notes_on(self.register, asked.year, (row.number for row in orders))
        return order_book(orders, cases, asked.year, notes)

    def kept(self, year: int, number: int) -> Kept | None:
        found = OrderEntry.objects.filter(year=year, number=number).first()
        return Kept(found.case_id) if found else None
