"""Which papers can be made: what the procedure asks for, for whom of the people there are, and what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.domain.duties import Finding, is_unqualified
from cases.enums import SideRole
from cases.models import Case
from cases.selectors.clocks import definition_of
from cases.selectors.sides import Representative, Side, sides_of
from commissions.domain.names import spoken
from commissions.enums import MeetingState
from commissions.models import CommissionOrder, Decision, Invitation, Meeting, Seat, SeparateOpinion
from commissions.selectors.decisions import decisions_of
from safeguard import clock
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.editions import in_force
from safeguard.procedures.papers import About, Needs, Paper, To, papers_about
from safeguard.procedures.schema import Procedure
from safeguard.vault import keys

_ROLES = {
    To.SIDES: frozenset({SideRole.VICTIM, SideRole.ACCUSED}),
    To.FAMILIES: frozenset({SideRole.VICTIM, SideRole.ACCUSED}),
    To.VICTIMS: frozenset({SideRole.VICTIM}),
    To.ACCUSED: frozenset({SideRole.ACCUSED}),
}
_NOT_YET: dict[Needs, str | Promise] = {
    Needs.ALWAYS: "",
    Needs.DECIDED: _("The commission hasn't decided yet."),
    Needs.UNCONFIRMED: _("Only after a decision that confirms nothing."),
    Needs.UNQUALIFIED: _("Only after a decision that doesn't qualify the case as bullying."),
}


@dataclass(frozen=True)
class Target:
    """One paper that can be made. `key` tells it from the others of its kind.

    `side` and `who`: to whom it goes, a representative of a minor or the adult themselves.
    """

    paper: Paper
    key: str = ""
    side: Side | None = None
    who: Representative | None = None
    decision: Decision | None = None
    opinion: SeparateOpinion | None = None
    invitation: Invitation | None = None
    seat: Seat | None = None
    order: CommissionOrder | None = None

    @property
    def addressee(self) -> str:
        if self.who is not None:
            return self.who.name
        return self.side.name if self.side is not None else ""

    @property
    def subject_id(self) -> UUID | None:
        about = self.opinion or self.invitation or self.seat or self.order
        return about.pk if about else self.side.person_id if self.side else None


@dataclass(frozen=True)
class Offer:
    """A paper that the procedure asks for, with those that can be made now and what the others wait for.

    `unreached`: children of whom no representative may be told.
    """

    paper: Paper
    targets: list[Target]
    missing: str | Promise = ""
    unreached: tuple[str, ...] = ()


def offers_of(case: Case) -> list[Offer]:
    """Of one case, in the order of the definition's file. The caller came through `case_for`."""
    sides, decisions = _people(case), decisions_of(case.pk)
    asked = papers_about(definition_of(case.procedure), About.CASE, About.DECISION, About.OPINION)
    return [_offer(paper, case, sides, decisions) for paper in asked]


def _offer(paper: Paper, case: Case, sides: list[Side], decisions: list[Decision]) -> Offer:
    form = paper.form
    if form.about is About.OPINION:
        targets = _opinions(paper, case)
        return Offer(paper, targets, "" if targets else _("No member has noted a separate opinion."))
    about: list[Decision | None] = [None]
    if form.about is About.DECISION:
        about = [each for each in decisions if _fits(form.needs, each)]
    if not about:
        return Offer(paper, [], _NOT_YET[form.needs])
    if not form.to:
        return Offer(paper, [Target(paper, _key(each), decision=each) for each in about])
    asked = [side for side in sides if side.role in _ROLES[form.to]]
    accused = {side.person_id for side in sides if side.role == SideRole.ACCUSED and not side.is_minor}
    targets = [target for each in about for side in asked for target in _addressed(paper, side, each, accused)]
    reached = {target.side.person_id for target in targets if target.side}
    return Offer(paper, targets, unreached=tuple(side.name for side in asked if side.person_id not in reached))


def target_of(offers: Iterable[Offer], form: str, key: str) -> Target | None:
    return next((each for offer in offers for each in offer.targets if (each.paper.key, each.key) == (form, key)), None)


def _people(case: Case) -> list[Side]:
    """Each person once, in the role that counts first: victim before accused before witness."""
    order = list(SideRole)
    found: dict[UUID, Side] = {}
    for side in sorted(sides_of(case), key=lambda each: order.index(each.role)):
        found.setdefault(side.person_id, side)
    return list(found.values())


def _addressed(paper: Paper, side: Side, decision: Decision | None, accused: set[UUID]) -> Iterator[Target]:
    """To each representative who isn't suspected or accused themselves (C-06); an adult gets their own."""
    if not side.is_minor:
        yield Target(paper, _key(decision, side.person_id), side, decision=decision)
    for who in side.representatives:
        if not who.is_suspected and who.adult_id not in accused:
            yield Target(paper, _key(decision, side.person_id, who.adult_id), side, who, decision)


def _fits(needs: Needs, decision: Decision) -> bool:
    finding = Finding(decision.is_substantiated, decision.is_bullying)
    return {
        Needs.ALWAYS: True,
        Needs.DECIDED: True,
        Needs.UNCONFIRMED: not decision.is_substantiated,
        Needs.UNQUALIFIED: is_unqualified(finding),
    }[needs]


def _key(about: Decision | None, *ids: UUID) -> str:
    return ":".join(str(each) for each in ((about.pk,) if about else ()) + ids)


def _opinions(paper: Paper, case: Case) -> list[Target]:
    """Those noted at a meeting whose minutes are finalised: the number of the minutes stands on it."""
    rows = SeparateOpinion.objects.filter(item__case=case, item__meeting__state=MeetingState.FINALISED)
    found = list(rows.select_related("data_key", "item__meeting", "seat__adult__data_key").order_by("added_at"))
    return [Target(paper, str(row.pk), opinion=row) for row in found]


def undertakings_of(meeting: Meeting, case_ids: Iterable[UUID]) -> list[Target]:
    """One for every member of the list and every invited person of these cases, whom the procedure asks to sign."""
    asked = {
        paper.form.about: paper for paper in papers_about(definition_of(meeting.procedure), About.GUEST, About.SEAT)
    }
    rows = Invitation.objects.filter(meeting=meeting).select_related(
        "seat__adult__data_key", "adult__data_key", "data_key", "case", "side_child"
    )
    found = []
    for row in rows.order_by("added_at", "pk"):
        paper = asked.get(About.SEAT if row.seat_id else About.GUEST)
        if paper is not None and (row.seat_id or row.case_id in set(case_ids)):
            found.append(Target(paper, str(row.pk), invitation=None if row.seat_id else row, seat=row.seat))
    keys.load({row.data_key_id for row in (each.invitation for each in found) if row})
    return found


def notice_of(row: Invitation) -> Target | None:
    """The notice on paper to one recipient; none where the procedure knows no meeting of a commission."""
    about = About.SEAT_NOTICE if row.seat_id else About.GUEST_NOTICE
    paper = next(papers_about(definition_of(row.meeting.procedure), about), None)
    return Target(paper, str(row.pk), invitation=row, seat=row.seat) if paper else None


def label_of(target: Target) -> str | Promise:
    """Whom it is for, as the list of papers says it."""
    if target.opinion is not None:
        return spoken(target.opinion.seat.adult.open("name"))
    if target.who is not None and target.side is not None:
        return f"{target.who.name} ({target.who.kinship}) · {target.side.name}"
    return target.addressee or pgettext_lazy("paper", "one paper")


def composition_paper(school: School, order: CommissionOrder) -> tuple[Target, Procedure]:
    """By the procedure in force on the day of the order."""
    found = in_force(school.pk, on=order.signed_on) or in_force(school.pk, on=clock.today())
    papers = list(papers_about(found.definition, About.COMPOSITION)) if found else []
    if found is None or not papers:
        raise RuleViolation(gettext_noop("The procedure of this school knows no commission"))
    return Target(papers[0], str(order.pk), order=order), found.definition


def made_orders() -> set[UUID]:
    """Orders on the composition whose paper is frozen."""
    return set(Document.objects.filter(kind=DocumentKind.COMPOSITION).values_list("subject_id", flat=True))
