"""The minutes as they stand, built from the rows: the preview shows this sheet, finalising freezes it."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext, override, pgettext

from cases.selectors.clocks import definition_of
from commissions.domain.names import listed, signed
from commissions.domain.notice import complete_at
from commissions.domain.quorum import Stay, present_at
from commissions.enums import Capacity, Choice, ItemKind, Office
from commissions.models import (
    AgendaItem,
    GuestRemark,
    Hearing,
    Invitation,
    Measure,
    Motion,
    SeparateOpinion,
)
from commissions.selectors.agenda import remarks_of
from commissions.selectors.annexes import annex_lines
from commissions.selectors.deciding import addressed_blocks, copy_lines, finding_blocks, tells_the_right
from commissions.selectors.measure_lines import measure_lines
from commissions.selectors.minutes import measures_of, opinions_of, verdict_of
from commissions.selectors.numerals import is_even, labels, numeral
from commissions.selectors.room import Room
from commissions.selectors.sides import CodedAdult, CodedChild, coded_people
from commissions.selectors.signers import keepers_of, minutes_of, signers_of
from commissions.sheets import (
    BallotRow,
    BasisLine,
    ItemBlock,
    KeyLine,
    MeasureLine,
    MinutesSheet,
    PersonLine,
    ToldLine,
    VoteLine,
)
from safeguard import dates
from safeguard.organisations.enums import TieRule
from safeguard.organisations.models import School
from safeguard.vault import keys


def build_sheet(room: Room, hearings: Sequence[Hearing], school: School, *, number: str) -> MinutesSheet:
    """Everything in the language of record and in the school's zone, whoever looks."""
    language = school.organisation.language
    measures, opinions = measures_of(hearings), opinions_of(room)
    people = coded_people([hearing.case_id for hearing in hearings], language)
    keys.load({row.data_key_id for row in [*measures, *opinions, *hearings]})
    with override(language), timezone.override(room.zone):
        return _Draft(room, hearings, measures, opinions, people, school).sheet(number)


class _Draft:
    """One building of a sheet; only holds what all its parts need."""

    def __init__(
        self,
        room: Room,
        hearings: Sequence[Hearing],
        measures: Sequence[Measure],
        opinions: Sequence[SeparateOpinion],
        people: tuple[list[CodedChild], list[CodedAdult]],
        school: School,
    ) -> None:
        self.room, self.hearings, self.measures, self.opinions = room, hearings, measures, opinions
        (self.children, self.adults), self.school = people, school
        self.remarks, self.guests = remarks_of(room), {row.pk: row for row in room.invitations}
        order = {item.pk: place for place, item in enumerate(room.items)}
        closed = [motion for motion in room.motions if motion.closed_at]
        self.closed = sorted(closed, key=lambda motion: (order[motion.item_id], motion.opened_at))
        self.labels = labels(self.closed, order)
        self.codes = {each.child.pk: each.code for each in self.children}
        self.codes |= {each.adult.pk: each.code for each in self.adults}
        procedure = definition_of(room.meeting.procedure)
        self.procedure = procedure.title.in_(school.organisation.language)

    def sheet(self, number: str) -> MinutesSheet:
        room, meeting = self.room, self.room.meeting
        at = dates.local(meeting.opened_at or meeting.starts_at)
        presiding, keeper = self._presiding(), self._keeper()
        return MinutesSheet(
            language=self.school.organisation.language,
            number=number,
            institution=self.school.organisation.name,
            held_on=dates.day_official(at),
            hours=f"{at:%H}",
            minutes=f"{at:%M}",
            bases=tuple(self._basis(hearing) for hearing in self.hearings),
            order=self._order(),
            present=tuple(self._member(seat_id) for seat_id in self._came()),
            others=tuple(self._guests()),
            place=meeting.place,
            closed=dates.clock_time(meeting.closed_at) if meeting.closed_at else "",
            entered_from_paper=dates.moment(meeting.called_at) if meeting.is_from_paper else "",
            procedure=self.procedure,
            chapters="",
            agenda=tuple(item.open("title") for item in room.items if item.kind != ItemKind.AGENDA),
            composition=room.quorum.composition,
            quorum=room.quorum.needed,
            present_at_opening=self._present_at_opening(),
            majority=room.quorum.majority,
            tie_rule=str(TieRule(meeting.tie_rule).label),
            has_even_vote=any(is_even(motion) for motion in self.closed),
            absent=tuple(self._absent()),
            told=tuple(self._told()),
            late_reason=meeting.open("late_reason"),
            presiding=self._name(presiding),
            keeper=self._name(keeper),
            substitutions=tuple(self._substitutions(presiding)),
            items=tuple(self._item(place, item) for place, item in enumerate(room.items)),
            ballot_heads=tuple(self.labels[motion.pk] for motion in self.closed),
            ballots=tuple(self._ballots()),
            ballot_sums=tuple(f"{m.votes_for} / {m.votes_against} / {m.votes_abstained}" for m in self.closed),
            reasons=tuple(self._reasons()),
            rights=tuple(self._rights()),
            signatures=tuple(self._signatures()),
            not_signing=tuple(signed(self._full(seat_id)) for seat_id in self._stayed_away()),
            key=tuple(self._key()),
            editions=tuple(self._editions()),
            findings=tuple(finding_blocks(room, self.hearings, self._headings(), self.school.organisation.language)),
            addressed=tuple(addressed_blocks(room, self.hearings, self.school, self._headings())),
            copies=tuple(copy_lines(keepers_of(room, self.hearings, self.children), self.codes)),
            needs_order=self._needs_order(),
            annexes=tuple(annex_lines(self.hearings, self.opinions, self.codes)),
        )

    def _editions(self) -> list[str]:
        """A case keeps the edition in force when its report was received, so those of one meeting may differ."""
        held = {hearing.case.number: self._edition(hearing) for hearing in self.hearings}
        if len(set(held.values())) == 1:
            return [next(iter(held.values()))]
        # Translators: minutes, uk: справа № %(number)s: %(edition)s
        words = gettext("case No. %(number)s: %(edition)s")
        return [words % {"number": number, "edition": edition} for number, edition in held.items()]

    def _edition(self, hearing: Hearing) -> str:
        procedure, language = definition_of(hearing.case.procedure), self.school.organisation.language
        return f"{procedure.title.in_(language)}. {procedure.edition.held.in_(language)}"

    def _headings(self) -> dict[UUID, str]:
        """Case No. 7, where several were heard."""
        return {hearing.pk: self._basis(hearing).heading for hearing in self.hearings}

    def _needs_order(self) -> bool:
        wanted = minutes_of(self.room)
        return wanted is None or wanted.needs_order

    # --- people

    def _full(self, seat_id: UUID) -> str:
        return self.room.seat_by_id[seat_id].adult.open("name")

    def _name(self, seat_id: UUID | None) -> str:
        return listed(self._full(seat_id)) if seat_id in self.room.seat_by_id else ""

    def _came(self) -> list[UUID]:
        stayed = {row.seat_id for row in self.room.attendances if row.arrived_at}
        return [seat_id for seat_id in self.room.seat_by_id if seat_id in stayed]

    def _stayed_away(self) -> list[UUID]:
        came = set(self._came())
        return [seat_id for seat_id in self.room.seat_by_id if seat_id not in came]

    def _member(self, seat_id: UUID) -> PersonLine:
        seat = self.room.seat_by_id[seat_id]
        office = "" if seat.office == Office.MEMBER else self._office(Office(seat.office))
        return PersonLine(listed(self._full(seat_id)), ", ".join(part for part in (seat.position, office) if part))

    def _office(self, office: Office) -> str:
        return {
            # Translators: minutes, uk: голова комісії
            Office.CHAIR: pgettext("minutes", "chair of the commission"),
            # Translators: minutes, uk: заступник голови комісії
            Office.DEPUTY: pgettext("minutes", "deputy chair of the commission"),
            # Translators: minutes, uk: секретар комісії
            Office.SECRETARY: pgettext("minutes", "secretary of the commission"),
            # Translators: minutes, uk: член комісії
            Office.MEMBER: pgettext("minutes", "member of the commission"),
        }[office]

    def _guests(self) -> list[PersonLine]:
        came = {row.invitation_id for row in self.room.attendances if row.arrived_at and row.invitation_id}
        return [self._guest(row) for row in self.room.invitations if row.pk in came]

    def _guest(self, row: Invitation) -> PersonLine:
        """A representative is written by the child's code: the minutes name no family."""
        if row.capacity == Capacity.GUARDIAN and row.side_child_id:
            # Translators: minutes, uk: законний представник %(code)s
            name = gettext("representative of %(code)s") % {"code": self.codes.get(row.side_child_id, "")}
            # Translators: minutes, uk: за згодою
            return PersonLine(name, pgettext("minutes", "by consent"))
        whom = listed(row.adult.open("name")) if row.adult else row.open("whom")
        return PersonLine(whom, str(Capacity(row.capacity).label).lower() if row.adult else "")

    def _absent(self) -> list[PersonLine]:
        return [PersonLine(self._name(seat_id), self._why_absent(seat_id)) for seat_id in self._stayed_away()]

    def _why_absent(self, seat_id: UUID) -> str:
        if self.room.is_recused(seat_id):
            # Translators: minutes, uk: має відвід
            return pgettext("minutes", "recused")
        row = self.room.latest.get(seat_id)
        return row.absence_reason if row else ""

    def _told(self) -> list[ToldLine]:
        """Per moment, so that ten told together are one line; late is never hidden."""
        groups: dict[tuple[str, bool], list[str]] = {}
        for row in self.room.invitations:
            done = complete_at(row.sent_at, row.materials_at) or row.sent_at
            # Translators: minutes, uk: не повідомлено
            when = dates.moment_plain(done) if done else pgettext("minutes", "not told")
            groups.setdefault((when, row.is_late), []).append(self._recipient(row))
        return [ToldLine(when, tuple(names), is_late) for (when, is_late), names in sorted(groups.items())]

    def _recipient(self, row: Invitation) -> str:
        is_member = row.capacity == Capacity.MEMBER and row.seat_id in self.room.seat_by_id
        return self._name(row.seat_id) if is_member else self._guest(row).name

    # --- the head of the form

    def _order(self) -> str:
        order = max((seat.order for seat in self.room.seats), key=lambda order: order.signed_on, default=None)
        return f"{dates.day_plain(order.signed_on)} №\u00a0{order.number}" if order else ""

    def _basis(self, hearing: Hearing) -> BasisLine:
        several = len(self.hearings) > 1
        # Translators: minutes, uk: Справа № %(number)d
        heading = gettext("Case No. %(number)d") % {"number": hearing.case.number} if several else ""
        return BasisLine(hearing.open("basis"), hearing.open("summary"), heading)

    def _present_at_opening(self) -> int:
        opened = self.room.meeting.opened_at
        rows = self.room.attendances
        stays = [Stay(row.seat_id, row.arrived_at, row.left_at) for row in rows if row.seat_id]
        return len(present_at(stays, opened)) if opened else 0

    def _presiding(self) -> UUID | None:
        voted = [motion.presided_by_id for motion in self.closed if motion.presided_by_id]
        return voted[-1] if voted else self.room.presiding()

    def _keeper(self) -> UUID | None:
        came = set(self._came())
        secretary = next((pk for pk, office in self.room.offices.items() if office == Office.SECRETARY), None)
        return secretary if secretary in came else self.room.meeting.keeper_id

    def _substitutions(self, presiding: UUID | None) -> list[str]:
        found = []
        if presiding and self.room.offices.get(presiding) == Office.DEPUTY:
            # Translators: minutes, uk: За відсутності голови головує заступник голови %(name)s.
            said = gettext("In the chair's absence the deputy chair %(name)s presides.")
            found.append(said % {"name": self._name(presiding)})
        elections = [motion for motion in self.closed if motion.candidate_id and motion.outcome == "adopted"]
        return [*found, *(self._election(motion) for motion in elections)]

    def _election(self, motion: Motion) -> str:
        # Translators: minutes, uk: За пропозицією %(proposer)s: %(text)s – %(name)s.
        return gettext("On the proposal of %(proposer)s: %(text)s – %(name)s.") % {
            "proposer": self._name(motion.proposed_by_id),
            "text": motion.open("text"),
            "name": self._name(motion.candidate_id),
        }

    # --- questions

    def _item(self, place: int, item: AgendaItem) -> ItemBlock:
        votes = [motion for motion in self.closed if motion.item_id == item.pk]
        return ItemBlock(
            numeral=numeral(place),
            title=item.open("title"),
            heard=item.open("heard"),
            spoke=item.open("spoke"),
            resolved=item.open("resolved") or self._resolved_by_vote(item),
            votes=tuple(self._vote(motion) for motion in votes),
            opinions=tuple(self._opinion(each) for each in self.opinions if each.item_id == item.pk),
            remarks=tuple(self._remark(each) for each in self.remarks if each.item_id == item.pk),
            measures=tuple(self._measures(item)) if item.kind == ItemKind.MEASURES else (),
        )

    def _opinion(self, opinion: SeparateOpinion) -> PersonLine:
        # Translators: minutes, uk: з голосу
        aloud, name = pgettext("minutes", "dictated"), self._name(opinion.seat_id)
        return PersonLine(f"{name} ({aloud})" if opinion.is_dictated else name, opinion.open("text"))

    def _remark(self, remark: GuestRemark) -> PersonLine:
        return PersonLine(self._guest(self.guests[remark.invitation_id]).name, remark.open("text"))

    def _resolved_by_vote(self, item: AgendaItem) -> str:
        """The agenda has no text of its own: what was adopted on it."""
        adopted = [motion for motion in self.closed if motion.item_id == item.pk and motion.outcome == "adopted"]
        return "\n".join(motion.open("text") for motion in adopted) if item.kind == ItemKind.AGENDA else ""

    def _vote(self, motion: Motion) -> VoteLine:
        return VoteLine(
            label=self.labels[motion.pk],
            text=motion.open("text"),
            votes_for=motion.votes_for or 0,
            votes_against=motion.votes_against or 0,
            votes_abstained=motion.votes_abstained or 0,
            is_adopted=motion.outcome == "adopted",
            composition=motion.composition or 0,
            present=motion.present or 0,
            quorum=motion.quorum or 0,
            majority=motion.majority or 0,
            rule=str(TieRule(motion.tie_rule).label),
            is_casting_vote=motion.is_casting_vote,
            is_disputed_tie=motion.is_disputed_tie,
            is_even=is_even(motion),
            presided_by=self._name(motion.presided_by_id),
        )

    def _measures(self, item: AgendaItem) -> list[MeasureLine]:
        hearings = {hearing.pk for hearing in self.hearings if hearing.case_id == item.case_id}
        return measure_lines((row for row in self.measures if row.hearing_id in hearings), self.codes)

    def _ballots(self) -> list[BallotRow]:
        held = {(ballot.motion_id, ballot.seat_id): ballot.choice for ballot in self.room.ballots}
        return [
            BallotRow(self._voter(seat), tuple(self._choice(held.get((motion.pk, seat))) for motion in self.closed))
            for seat in self.room.seat_by_id
        ]

    def _voter(self, seat_id: UUID) -> str:
        if self.room.offices[seat_id] != Office.CHAIR:
            return self._name(seat_id)
        # Translators: minutes, uk: голова
        chair = pgettext("minutes", "chair")
        return f"{self._name(seat_id)} ({chair})"

    def _choice(self, choice: str | None) -> str:
        if choice is None:
            # Translators: minutes, uk: не голосував
            return pgettext("minutes", "no vote")
        return {
            # Translators: minutes, uk: за
            Choice.FOR: pgettext("minutes", "for"),
            # Translators: minutes, uk: проти
            Choice.AGAINST: pgettext("minutes", "against"),
            # Translators: minutes, uk: утримався
            Choice.ABSTAIN: pgettext("minutes", "abstained"),
        }[Choice(choice)]

    # --- the end

    def _reasons(self) -> list[PersonLine]:
        said = [hearing for hearing in self.hearings if hearing.reasons]
        return [PersonLine(self._basis(hearing).heading, hearing.open("reasons")) for hearing in said]

    def _rights(self) -> list[str]:
        """Not qualified: the right to go to the police is said aloud and noted (UA-B-IV.8.8). No decision: that too."""
        found = []
        for hearing in self.hearings:
            decided, name = verdict_of(self.room, hearing.case_id), self._basis(hearing).heading
            lead = f"{name}: " if name else ""
            if not decided.is_decision:
                # Translators: minutes, uk: Жодна пропозиція не набрала більшості: рішення немає, строк триває.
                text = gettext("No motion reached the majority: there is no decision and the time limit goes on.")
                found.append(lead + text)
            elif not decided.is_substantiated or (not decided.is_bullying and tells_the_right(hearing)):
                # Translators: minutes, uk: Роз'яснено право в будь-який час звернутися до територіального органу
                # поліції.
                found.append(lead + gettext("The right to turn to the territorial police at any time was explained."))
        return found

    def _signatures(self) -> list[PersonLine]:
        """Every member of the composition: an absent one's cell says so. Then families, where they sign, by code."""
        signers = signers_of(self.room, self.hearings, self.children)
        # Translators: minutes, uk: Законний представник %(code)s
        family = pgettext("minutes", "Representative of %(code)s")
        return [
            self._signature(each.seat_id) if each.seat_id else PersonLine("", family % {"code": each.code})
            for each in signers
        ]

    def _signature(self, seat_id: UUID) -> PersonLine:
        office = self._office(Office(self.room.offices[seat_id]))
        return PersonLine(signed(self._full(seat_id)), office[:1].upper() + office[1:])

    def _key(self) -> list[KeyLine]:
        children = [
            KeyLine(child.code, listed(child.child.open("name")), str(child.role.label), child.school_class)
            for child in self.children
        ]
        return children + [
            KeyLine(each.code, listed(each.adult.open("name")), str(each.role.label), "") for each in self.adults
        ]
