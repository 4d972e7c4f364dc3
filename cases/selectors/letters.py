"""What the letters of a case tell, read together."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.domain.codes import codes
from cases.enums import SideRole
from cases.models import RANKED, Case, Deadline, Handling, Involvement, Notice, Recusal
from cases.selectors.joined import told_in
from cases.selectors.sides import Side, children_with_suspects, sides_of, standing_notices
from cases.sheets import CodedSide, Head, LetterFacts
from safeguard import clock, dates
from safeguard.access.roles import Role
from safeguard.documents.domain.sheet import Issuer
from safeguard.organisations.models import Membership, School
from safeguard.organisations.selectors.members import holders_of, live_memberships
from safeguard.organisations.selectors.tree import parent_of
from safeguard.procedures.country import Source, load_reference, penalties_of
from safeguard.procedures.schema import Procedure, Rule, Start


def letter_head(case: Case, school: School, number: str) -> Head:
    """Signed by the head, or by the deputy when the head may not know of the case (C-22)."""
    today = _today(school)
    above = parent_of(school.pk, on=today)
    contacts = ", ".join(part for part in (school.address, school.settlement, school.phone) if part)
    signer, contact = _signer(case), _contact(case)
    return Head(
        language=school.organisation.language,
        issuer=Issuer(name=school.organisation.name, above=above.name if above else "", contacts=contacts),
        sent_on=dates.day_plain(today),
        number=number,
        signatory_office=_office(signer) if signer else "",
        signatory=signer.user.display_name if signer else "",
        contact=contact.user.display_name if contact else "",
        phone=school.phone,
    )


def office_head(school: School, number: str) -> Head:
    """The head of a paper that belongs to no case."""
    today = _today(school)
    above = parent_of(school.pk, on=today)
    found = (holders_of(school.pk, [role], on=today).first() for role in (Role.PRINCIPAL, Role.DEPUTY))
    signer = next((each for each in found if each), None)
    return Head(
        language=school.organisation.language,
        issuer=Issuer(name=school.organisation.name, above=above.name if above else ""),
        sent_on=dates.day_plain(today),
        number=number,
        signatory_office=_office(signer) if signer else "",
        signatory=signer.user.display_name if signer else "",
    )


def letter_facts(case: Case, school: School, procedure: Procedure, rule: Rule) -> LetterFacts:
    """A child keeps the same code in every paper of the case."""
    ever = list(Involvement.ever.filter(case=case).order_by(*RANKED))
    named = codes(((_person(row), SideRole(row.role)) for row in ever), school.organisation.language)
    rows = [row for row in ever if row.left_at is None]
    limits = {row.rule: row for row in Deadline.objects.filter(case=case).order_by("starts_at")}
    told, instead = _told(case, procedure)
    return LetterFacts(
        report=told_in(case).order_by("head_received_at")[0],
        kinds=case.kinds,
        sides=tuple(_coded(rows, named)),
        told=tuple(_first_times(told, named)),
        instead=tuple(_first_times(instead, named)),
        suspected=tuple(named[child] for child in children_with_suspects(case) if child in named),
        has_commission=procedure.commission is not None,
        meeting_at=_meeting(limits, procedure),
        due_at=_due(limits.get(rule.key)),
        hotlines=tuple(hotline_lines(school, procedure)) if rule.each else (),
        liability=tuple(_liability(school, procedure)) if rule.each else (),
    )


def _due(limit: Deadline | None) -> datetime | None:
    """An official paper names the law's limits, never the system's own."""
    return limit.due_at if limit is not None and not limit.is_default else None


def hotline_lines(school: School, procedure: Procedure) -> Iterator[str]:
    """The lines of the country as of today, with the day of the check where that is long ago."""
    language, today = school.organisation.language, _today(school)
    for line in load_reference(procedure.country, today).hotlines:
        if not (procedure.adult_learners and line.for_children):
            reached = ", ".join(part for part in (*line.numbers, line.site) if part)
            hours = f" ({line.hours.in_(language)})" if line.hours else ""
            yield f"{line.title.in_(language)}: {reached}{hours}{_checked(line.source, today)}"


def _liability(school: School, procedure: Procedure) -> Iterator[str]:
    """What the law says, with its place. What only an institution prints against the law isn't told to a family."""
    language, today = school.organisation.language, _today(school)
    for each in penalties_of(procedure, today):
        if not each.is_disputed:
            said = f"{_capital(each.act.in_(language))} – {each.who.in_(language)}: {each.penalty.in_(language)}"
            yield f"{said} ({each.source.words.in_(language)}){_checked(each.source, today)}"


def _checked(source: Source, today: date) -> str:
    return "; " + _("checked on %(day)s") % {"day": dates.day_plain(source.checked_on)} if source.is_due(today) else ""


def _today(school: School) -> date:
    return clock.today(ZoneInfo(school.organisation.timezone))


def side_of_child(case: Case, child_id: UUID) -> Side | None:
    return next((side for side in sides_of(case) if side.involvement.child_id == child_id), None)


def _person(row: Involvement) -> UUID:
    return row.child_id or row.adult_id or row.pk


def _coded(rows: Iterable[Involvement], named: dict[UUID, str]) -> Iterator[CodedSide]:
    seen: set[UUID] = set()
    for row in rows:
        if _person(row) not in seen:
            seen.add(_person(row))
            yield CodedSide(SideRole(row.role), named[_person(row)], row.age)


def _told(case: Case, procedure: Procedure) -> tuple[list[Notice], list[Notice]]:
    """Representatives, and whoever was told instead of them: a letter never passes one off as the other (C-06)."""
    counted = {rule.key for rule in procedure.rules if rule.each}
    rows = [row for row in standing_notices(case) if row.rule in counted]
    return [row for row in rows if row.adult_id], [row for row in rows if not row.adult_id]


def _first_times(rows: Iterable[Notice], named: dict[UUID, str]) -> Iterator[tuple[str, datetime]]:
    """One line a child, at the first time."""
    seen: set[UUID] = set()
    for row in rows:
        if row.side_child_id in named and row.side_child_id not in seen:
            seen.add(row.side_child_id)
            yield named[row.side_child_id], row.told_at


def _meeting(limits: dict[str, Deadline], procedure: Procedure) -> datetime | None:
    """When the commission meets: the notice of a meeting counts back from it."""
    for rule in procedure.rules:
        if rule.starts_on is Start.MEETING and rule.key in limits:
            return limits[rule.key].starts_at
    return None


def _signer(case: Case) -> Membership | None:
    """While an order makes somebody acting head, that one and not the head on leave."""
    return _first(case, Role.PRINCIPAL) or _first(case, Role.DEPUTY)


def _contact(case: Case) -> Membership | None:
    """Who works on the case, else the responsible person."""
    handlers = Handling.objects.filter(case=case, until_at__isnull=True).order_by("from_at").values_list("user_id")
    members = live_memberships(on=clock.today()).filter(organisation_id=case.school_id, user_id__in=handlers)
    return members.select_related("user").first() or _first(case, Role.RESPONSIBLE_PERSON)


def _first(case: Case, role: Role) -> Membership | None:
    recused = Recusal.objects.filter(case=case).values("user_id")
    return holders_of(case.school_id, [role], on=clock.today()).exclude(user_id__in=recused).first()


def _office(signer: Membership) -> str:
    """An acting head signs as such: the order gives the right to sign, the person's own position doesn't."""
    is_acting = signer.is_acting_head  # type: ignore[attr-defined]
    return _("Acting head") if is_acting else _capital(signer.position)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
