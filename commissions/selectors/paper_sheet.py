"""A paper as it would be frozen now: the form's words, what a secretary typed, the rows of the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext, override, pgettext

from cases.models import Case, Report
from cases.selectors.letters import letter_head, office_head
from cases.sheets import Head, table_head
from commissions.domain.names import listed, signed
from commissions.selectors.paper_parts import Parts, office_of
from commissions.selectors.papers import Target
from commissions.selectors.versions import sheet_of, version_of
from safeguard import dates
from safeguard.documents.domain.paper import Grid, PaperSheet, SignLine
from safeguard.documents.domain.sheet import Fact
from safeguard.organisations.models import School
from safeguard.people.models import Adult
from safeguard.procedures.papers import About, AskKind, Part, Signer
from safeguard.procedures.schema import Procedure
from safeguard.procedures.texts import Texts

LAYOUT = "paper@1"


@dataclass(frozen=True)
class Answers:
    """What was typed. An order has the number and the day that the office gave it."""

    number: str = ""
    signed_on: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    people: Mapping[str, tuple[Adult, ...]] = field(default_factory=dict)


def build_paper(
    target: Target,
    case: Case | None,
    school: School,
    procedure: Procedure,
    *,
    number: str,
    answers: Answers,
    language: str = "",
) -> PaperSheet:
    """Everything in the language of record and in the school's zone, whoever looks; a notice in its reader's."""
    language = language or school.organisation.language
    with override(language), timezone.override(ZoneInfo(school.organisation.timezone)):
        head = letter_head(case, school, number) if case is not None else office_head(school, number)
        return _Sheet(target, case, school, procedure, head, answers, language).built()


class _Sheet:
    """One building of a sheet."""

    def __init__(
        self,
        target: Target,
        case: Case | None,
        school: School,
        procedure: Procedure,
        head: Head,
        answers: Answers,
        language: str,
    ) -> None:
        self.target, self.case, self.school, self.head, self.answers = target, case, school, head, answers
        self.form, self.language = target.paper.form, language
        self.parts = Parts(target, case, school, procedure)
        self.typed = self._typed()

    def built(self) -> PaperSheet:
        form, head = self.form, self.head
        on = self.answers.signed_on or (self.target.order.signed_on if self.target.order else None)
        return PaperSheet(
            language=self.language,
            issuer=head.issuer,
            heading=form.heading.in_(self.language) if form.heading else "",
            dated_on=dates.day_plain(on) if on else head.sent_on,
            place=self.school.settlement,
            number=head.number,
            addressee=self._addressee(),
            subject=form.subject.in_(self.language),
            opening=(self._words(form.opening),),
            order_word=form.order_word.in_(self.language) if form.order_word else "",
            points=(*(self._words(point) for point in form.points), *self._term()),
            table_head=table_head(),
            facts=tuple(self._facts()),
            grids=tuple(grid for each in form.facts if (grid := self._grid(each)) and grid.rows),
            closing=(*([form.closing.in_(self.language)] if form.closing else []), *self._ground()),
            signs=tuple(self._signs()),
            source=self.target.paper.citation.in_(self.language),
            receipt_title=gettext("Mark of handing over and receipt") if form.has_receipt else "",
            receipt=self._receipt() if form.has_receipt else (),
            acquainted=self._acquainted(),
            executor="" if form.heading else " ".join(part for part in (head.contact, head.phone) if part),
        )

    def _addressee(self) -> tuple[str, ...]:
        if self.form.about in (About.GUEST_NOTICE, About.SEAT_NOTICE):
            return self.parts.person()
        return (self.target.addressee,) if self.form.to and not self.form.heading else ()

    def _typed(self) -> dict[str, str]:
        """By key of what is asked, in words."""
        found = {}
        for ask in self.form.asks:
            if ask.kind is AskKind.STAFF:
                found[ask.key] = ", ".join(listed(each.open("name")) for each in self.answers.people.get(ask.key, ()))
            elif ask.kind is AskKind.DAY:
                found[ask.key] = dates.day_plain(self.answers.days[ask.key]) if ask.key in self.answers.days else "…"
            else:
                found[ask.key] = self.answers.words.get(ask.key, "").strip()
        return found

    def _words(self, texts: Texts) -> str:
        blanks = {"source": self.target.paper.citation.in_(self.language), **self.typed}
        words = texts.in_(self.language)
        if "{report}" in words:
            blanks["report"] = self._report()
        if "{minutes}" in words:
            blanks["minutes"] = self.parts.minutes()
        return words.format_map(blanks).replace("..", ".")

    def _report(self) -> str:
        report = Report.objects.filter(case=self.case).order_by("head_received_at")[0]
        words = {"number": report.number, "day": dates.day_plain(dates.local(report.head_received_at))}
        return gettext("No. %(number)s of %(day)s") % words

    def _term(self) -> list[str]:
        until = self.target.order.term_until if self.target.order else None
        return (
            [gettext("The commission works until %(day)s, this day included.") % {"day": dates.day_plain(until)}]
            if until
            else []
        )

    def _ground(self) -> list[str]:
        ground = self.target.order.ground if self.target.order else ""
        return [gettext("Ground: %(ground)s") % {"ground": ground}] if ground else []

    def _facts(self) -> list[Fact]:
        """In the order of the form; what is asked and has no place in the words stands at the end."""
        found: list[Fact] = []
        asks = {ask.key: ask for ask in self.form.asks}
        for key in self.form.facts:
            if key in asks:
                found.append(Fact(asks[key].label.in_(self.language), tuple(self.typed[key].splitlines()) or ("…",)))
            elif key not in self.parts.grids:
                found.extend(self.parts.rows[Part(key)]())
        words = "".join(texts.in_(self.language) for texts in (self.form.opening, *self.form.points))
        left = [ask for key, ask in asks.items() if key not in self.form.facts and f"{{{key}}}" not in words]
        return found + [Fact(ask.label.in_(self.language), (self.typed[ask.key],)) for ask in left]

    def _grid(self, key: str) -> Grid | None:
        return self.parts.grids[Part(key)]() if key in self.parts.grids else None

    def _signs(self) -> list[SignLine]:
        lines = []
        minutes = self._minutes() if {Signer.PRESIDING, Signer.KEEPER} & set(self.form.signs) else {}
        for signer in self.form.signs:
            if signer is Signer.HEAD:
                lines.append(SignLine(self.head.signatory_office, self.head.signatory))
            elif signer is Signer.PRESIDING:
                lines.append(SignLine(pgettext("paper", "Presided at the meeting"), str(minutes.get("presiding", ""))))
            elif signer is Signer.KEEPER:
                lines.append(SignLine(pgettext("paper", "Kept the minutes"), str(minutes.get("keeper", ""))))
            elif signer is Signer.PERSON:
                lines.append(self._person())
        return lines

    def _minutes(self) -> Mapping[str, object]:
        document = version_of(self.parts.meeting.pk)
        return sheet_of(document) if document else {}

    def _person(self) -> SignLine:
        opinion = self.target.opinion
        if opinion is not None:
            return SignLine(office_of(opinion.seat), signed(opinion.seat.adult.open("name")))
        name, office = self.parts.signer()
        return SignLine(office, name)

    def _receipt(self) -> tuple[Fact, ...]:
        titles = (
            gettext("Handed over"),
            gettext("Received by: name, signature"),
            gettext("Date, time, register number"),
        )
        return tuple(Fact(title, ("",)) for title in titles)

    def _acquainted(self) -> Grid | None:
        """Everybody whom an order names signs that they know of it."""
        if Signer.ACQUAINTED not in self.form.signs:
            return None
        head = (pgettext("paper", "Name"), pgettext("paper", "Signature"), gettext("Date"))
        rows = tuple((listed(seat.adult.open("name")), "", "") for seat in self.parts.seats())
        return Grid(head, rows, pgettext("paper", "Acquainted with the order:"))
