"""The rows of a paper that are filled from the rows of the case: no more than its reader may know."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext, pgettext

from cases.enums import Kind, Place, SideRole
from cases.models import Case, Report
from cases.selectors.letters import hotline_lines
from cases.selectors.sides import Side, sides_of
from cases.sheets import word_of
from commissions.domain.excerpts import Others, own_part
from commissions.domain.motions import Verdict
from commissions.domain.names import listed, signed
from commissions.enums import Capacity, MeasureFor, Office
from commissions.models import AgendaItem, Decision, Finding, Measure, Meeting, Seat
from commissions.selectors.deciding import finding_words, qualification_words
from commissions.selectors.measure_lines import whom_words
from commissions.selectors.papers import Target
from commissions.selectors.sides import coded_people, side_codes
from commissions.selectors.versions import sheet_of, version_of, versions_of
from safeguard import dates
from safeguard.documents.domain.paper import Grid
from safeguard.documents.domain.sheet import Fact
from safeguard.organisations.models import School
from safeguard.procedures.papers import Part
from safeguard.procedures.schema import Procedure

_OFFICES = {
    Office.CHAIR: ("minutes", "chair of the commission"),
    Office.DEPUTY: ("minutes", "deputy chair of the commission"),
    Office.SECRETARY: ("minutes", "secretary of the commission"),
    Office.MEMBER: ("minutes", "member of the commission"),
}


class Parts:
    """What one paper tells, in the language that is active. Nothing is read before a row asks for it."""

    def __init__(self, target: Target, case: Case | None, school: School, procedure: Procedure) -> None:
        self.target, self.school, self.procedure = target, school, procedure
        self.language = school.organisation.language
        self._case = case
        self.rows: Mapping[Part, Callable[[], Iterator[Fact]]] = {
            Part.OWN: self._own,
            Part.INCIDENT: self._incident,
            Part.SIDES: self._sides,
            Part.MEETING: self._meeting,
            Part.SESSION: self._session,
            Part.AGENDA: self._agenda,
            Part.FINDINGS: self._findings,
            Part.FINDINGS_OWN: self._findings_own,
            Part.REASONS_OWN: self._reasons_own,
            Part.MEASURES_OWN: self._measures_own,
            Part.RIGHT: self._right,
            Part.HOTLINES: self._hotlines,
            Part.OPINION: self._opinion,
            Part.PERSON: self._person,
        }
        self.grids: Mapping[Part, Callable[[], Grid]] = {
            Part.MEASURES: self._measures,
            Part.COMPOSITION: self._composition,
        }

    # --- what the rows are read from

    @property
    def case(self) -> Case:
        assert self._case is not None  # noqa: S101
        return self._case

    @property
    def decision(self) -> Decision:
        assert self.target.decision is not None  # noqa: S101
        return self.target.decision

    @property
    def side(self) -> Side:
        assert self.target.side is not None  # noqa: S101
        return self.target.side

    @cached_property
    def meeting(self) -> Meeting:
        if self.target.opinion is not None:
            return self.target.opinion.item.meeting
        if self.target.invitation is not None:
            return self.target.invitation.meeting
        return self.decision.meeting

    @cached_property
    def report(self) -> Report:
        return Report.objects.filter(case=self.case).order_by("head_received_at")[0]

    @cached_property
    def codes(self) -> dict[UUID, str]:
        """As the minutes write them, where the paper belongs to a decision; else as the letters do."""
        if self.target.decision is not None:
            sides = side_codes(self.meeting.pk, self.case.pk, self.language)
            return {side.person.pk: side.code for side in sides}
        children, adults = coded_people([self.case.pk], self.language)
        return {each.child.pk: each.code for each in children} | {each.adult.pk: each.code for each in adults}

    @cached_property
    def people(self) -> list[Side]:
        return sides_of(self.case)

    @cached_property
    def others(self) -> Others:
        """Everybody but the side whose paper it is: children, adults, their representatives, who reported."""
        own = self.side.person_id
        rest = [side for side in self.people if side.person_id != own]
        names = {side.name for side in rest} | {who.name for side in rest for who in side.representatives}
        reporter = self.report.reporter
        names |= {" ".join(reporter.open("name").split("\n"))} if reporter is not None else set()
        names -= {self.side.name} | {who.name for who in self.side.representatives}
        codes = tuple(code for person, code in self.codes.items() if person != own)
        return Others(codes, tuple(_in_lines(name) for name in sorted(names)), tuple({side.role for side in rest}))

    # --- rows

    def _own(self) -> Iterator[Fact]:
        code = self.codes.get(self.side.person_id, "")
        lines = [self.side.name, *([gettext("in the papers of the case: %(code)s") % {"code": code}] if code else [])]
        yield Fact(gettext("Your child") if self.side.is_minor else gettext("To whom it applies"), tuple(lines))

    def _incident(self) -> Iterator[Fact]:
        report = self.report
        at = dates.moment_plain(report.happened_at) if report.happened_exactly else dates.day_plain(report.happened_at)
        place = word_of(self.procedure.places, Place(report.place), self.language)
        kinds = [word_of(self.procedure.kinds, Kind(kind), self.language) for kind in self.case.kinds]
        yield Fact(gettext("Time and place"), (f"{at}, {place}",))
        yield Fact(gettext("Signs named in the report"), tuple(kinds))

    def _sides(self) -> Iterator[Fact]:
        found = {side.person_id: side.role for side in reversed(self.people)}
        lines = [f"{role.label}: {self.codes[person]}" for person, role in found.items() if person in self.codes]
        yield Fact(gettext("Persons involved"), tuple(reversed(lines)))

    def _meeting(self) -> Iterator[Fact]:
        at = self.meeting.opened_at or self.meeting.starts_at
        yield Fact(
            gettext("Meeting of the commission"),
            (
                f"{dates.moment_plain(at)}, {self.meeting.place}",
                gettext("Minutes: %(minutes)s") % {"minutes": self.minutes()},
            ),
        )

    def _session(self) -> Iterator[Fact]:
        at = f"{dates.moment_plain(self.meeting.starts_at)}, {self.meeting.place}"
        yield Fact(gettext("Time and place"), (at,))

    def _agenda(self) -> Iterator[Fact]:
        """Somebody invited to one case learns nothing of the others."""
        rows = AgendaItem.objects.filter(meeting=self.meeting).select_related("data_key").order_by("rank")
        invitation = self.target.invitation
        if invitation is not None and invitation.seat_id is None:
            rows = rows.filter(Q(case__isnull=True) | Q(case=invitation.case_id))
        yield Fact(gettext("Agenda"), tuple(f"{place}. {row.open('title')}" for place, row in enumerate(rows, 1)))

    def _findings(self) -> Iterator[Fact]:
        yield Fact(gettext("What was decided"), tuple(self._found(row) for row in self._rows()))

    def _findings_own(self) -> Iterator[Fact]:
        """Whoever was hurt reads what was found about each, by code; who is accused only about themselves."""
        rows = self._rows()
        if self.side.role == SideRole.ACCUSED:
            own = self.side.person_id
            rows = [row for row in rows if row.accused and own in (row.accused.child_id, row.accused.adult_id)]
        words = tuple(self._found(row) for row in rows) or (finding_words(None),)
        yield Fact(gettext("What was decided"), words)

    def _rows(self) -> list[Finding]:
        return list(Finding.objects.filter(decision=self.decision).select_related("accused").order_by("rank"))

    def _found(self, row: Finding) -> str:
        verdict = Verdict(row.is_substantiated, row.is_bullying)
        person = row.accused.child_id or row.accused.adult_id if row.accused else None
        code = self.codes.get(person, "") if person else pgettext("minutes", "the offender isn't known")
        words = finding_words(verdict)
        return f"{code}: {words}" + (f"; {qualification_words(verdict)}" if verdict.is_substantiated else "")

    def _reasons_own(self) -> Iterator[Fact]:
        """The sentences that speak of nobody else. The reader learns that there is more, not what."""
        text, is_cut = own_part(self._as_corrected(self.decision.open("reasons")), self.others)
        lines = [text] if text else []
        lines += [gettext("What concerns other people is left out.")] if is_cut else []
        if lines:
            yield Fact(gettext("Reasons"), tuple(lines))

    def _as_corrected(self, text: str) -> str:
        """As the newest version of the minutes has it."""
        for version in reversed(versions_of(self.meeting.pk)):
            document = version_of(self.meeting.pk, version.version)
            changes = (sheet_of(document).get("correction") or {}).get("changes", []) if document else []
            text = next((str(change["now"]) for change in changes if change["was"] == text), text)
        return text

    def _measures_own(self) -> Iterator[Fact]:
        """What is to be done for this person or by their parents, and for the whole class."""
        lines = tuple(line for row in self._of_decision() if (line := self._measure_of_own(row)))
        if lines:
            yield Fact(gettext("Measures and recommendations"), lines)

    def _of_decision(self) -> list[Measure]:
        rows = Measure.objects.filter(decision=self.decision).select_related(
            "person", "responsible__data_key", "data_key"
        )
        return list(rows.order_by("pk"))

    def _measure_of_own(self, row: Measure) -> str:
        person = row.person.child_id or row.person.adult_id if row.person else None
        is_common = person is None and row.for_whom == MeasureFor.CLASS
        if person != self.side.person_id and not is_common:
            return ""
        text, is_cut = own_part(row.open("text"), self.others)
        if not text:
            return "" if is_common else gettext("A measure that concerns other people too: the secretary explains it.")
        until = gettext("by %(day)s") % {"day": dates.day_plain(row.due_on)} if row.due_on else ""
        note, _cut = own_part(row.open("due_note"), self.others)
        said = text.rstrip(".") if until or note else text
        return ", ".join(part for part in (said, until, note) if part) + (" […]" if is_cut else "")

    def _right(self) -> Iterator[Fact]:
        if self.side.role == SideRole.VICTIM and not (self.decision.is_substantiated and self.decision.is_bullying):
            words = gettext("If you disagree, you may turn to the police with an application at once.")
            yield Fact(gettext("Your right"), (words,))

    def _hotlines(self) -> Iterator[Fact]:
        yield Fact(gettext("Whom to call"), tuple(hotline_lines(self.school, self.procedure)))

    def _opinion(self) -> Iterator[Fact]:
        opinion = self.target.opinion
        assert opinion is not None  # noqa: S101
        yield Fact(
            gettext("Member of the commission"), (listed(opinion.seat.adult.open("name")), opinion.seat.position)
        )
        yield Fact(gettext("Question of the agenda"), (opinion.item.open("title"),))
        yield Fact(gettext("Opinion"), tuple(opinion.open("text").splitlines()))

    def _person(self) -> Iterator[Fact]:
        name, note = self.person()
        yield Fact(pgettext("paper", "Name"), (name,))
        yield Fact(gettext("In which capacity"), (note,))
        if self.target.invitation is not None:
            at = dates.moment_plain(self.meeting.starts_at)
            yield Fact(gettext("Meeting of the commission"), (f"{at}, {self.meeting.place}",))

    def person(self) -> tuple[str, str]:
        """Who signs an undertaking, and as what."""
        seat, invitation = self.target.seat, self.target.invitation
        if seat is not None:
            return " ".join(seat.adult.open("name").split("\n")), office_of(seat)
        assert invitation is not None  # noqa: S101
        name = " ".join(invitation.adult.open("name").split("\n")) if invitation.adult else invitation.open("whom")
        return name, str(Capacity(invitation.capacity).label)

    def signer(self) -> tuple[str, str]:
        """As under a signature: given name, then the family name in capitals."""
        person = self.target.seat or self.target.invitation
        adult = person.adult if person else None
        name, office = self.person()
        return (signed(adult.open("name")) if adult else name), office

    def minutes(self) -> str:
        """№ 7 від 11.09.2025, with the version where there are several."""
        at, newest = self.meeting.opened_at or self.meeting.starts_at, versions_of(self.meeting.pk)
        number = newest[0].number if newest else str(self.meeting.number or "")
        words = {"number": number, "day": dates.day_plain(dates.local(at))}
        if newest and newest[0].version > 1:
            words["version"] = str(newest[0].version)
            return gettext("No. %(number)s of %(day)s, version %(version)s") % words
        # Translators: paper, uk: № %(number)s від %(day)s
        return gettext("No. %(number)s of %(day)s") % words

    # --- tables

    def _measures(self) -> Grid:
        """For those who carry out the decision: by code, as the minutes have it."""
        rows = [
            (
                str(place),
                row.open("text"),
                whom_words(row, self.codes),
                listed(row.responsible.open("name")) if row.responsible else "",
                ", ".join(p for p in (dates.day_plain(row.due_on) if row.due_on else "", row.open("due_note")) if p),
            )
            for place, row in enumerate(self._of_decision(), 1)
        ]
        head = (gettext("№"), gettext("Measure"), gettext("For whom"), gettext("Responsible"), gettext("By when"))
        return Grid(head, tuple(rows))

    def _composition(self) -> Grid:
        rows = [
            (str(place), listed(seat.adult.open("name")), seat.position, pgettext(*_OFFICES[Office(seat.office)]))
            for place, seat in enumerate(self.seats(), 1)
        ]
        head = (gettext("№"), pgettext("paper", "Name"), gettext("Position"), gettext("Office in the commission"))
        return Grid(head, tuple(rows))

    def seats(self) -> list[Seat]:
        """The composition that the order approved."""
        from commissions.selectors.composition import seats_on

        assert self.target.order is not None  # noqa: S101
        return seats_on(self.target.order.signed_on, self.target.order.commission_id)


def office_of(seat: Seat) -> str:
    office = pgettext(*_OFFICES[Office(seat.office)])
    return ", ".join(part for part in (seat.position, office) if part)


def _in_lines(name: str) -> str:
    """Family name, given name and patronymic, one a line again."""
    return "\n".join(name.split(" "))
