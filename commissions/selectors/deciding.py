"""The decision as the minutes print it: findings by code with their signs, who is told by when, copies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.utils.translation import gettext, pgettext

from cases.models import Case
from cases.selectors.clocks import Clocks, clocks_of, definition_of
from commissions.domain.findings import Found, outcome, standing
from commissions.domain.motions import Verdict
from commissions.domain.signing import Keeper
from commissions.enums import CopyKeeper, Harm
from commissions.models import Hearing, Signs
from commissions.selectors.decisions import standing_verdicts
from commissions.selectors.room import Room
from commissions.selectors.sides import side_codes
from commissions.selectors.signs import listed_kinds, signs_of
from commissions.selectors.told import Told, told_of
from commissions.sheets import AddressedBlock, AddressedLine, FindingBlock, FindingLine, PersonLine
from safeguard import clock, dates
from safeguard.organisations.models import School
from safeguard.procedures.schema import Procedure

Headings = Mapping[UUID, str]


def finding_blocks(
    room: Room, hearings: Sequence[Hearing], headings: Headings, language: str
) -> Iterable[FindingBlock]:
    """Each case with what was decided about each accused, and about whom nothing was."""
    noted = signs_of(hearings)
    for hearing in hearings:
        procedure = definition_of(hearing.case.procedure)
        found = {each.accused: each for each in room.findings(hearing.case_id)}
        people = [each.id for each in room.accused_in(hearing.case_id)]
        asked: list[UUID | None] = [*people, *([None] if None in found or not people else [])]
        lines = [
            _finding(room, person, found.get(person), noted.get((hearing.pk, person)), procedure, language)
            for person in asked
        ]
        if found:
            yield FindingBlock(headings[hearing.pk], tuple(lines))


def _finding(
    room: Room, person: UUID | None, found: Found | None, signs: Signs | None, procedure: Procedure, language: str
) -> FindingLine:
    # Translators: minutes, uk: особу не встановлено
    code = room.code_of(person) or pgettext("minutes", "the offender isn't known")
    return FindingLine(
        code=code,
        finding=finding_words(found.verdict if found else None),
        qualification=qualification_words(found.verdict) if found else "–",
        signs="; ".join(signs_words(signs, procedure, language)) if signs else "–",
    )


def finding_words(verdict: Verdict | None) -> str:
    if verdict is None or verdict.is_substantiated is None:
        # Translators: minutes, uk: рішення немає, строк триває
        return pgettext("minutes", "no decision, the time limit goes on")
    if verdict.is_substantiated:
        # Translators: minutes, uk: обставини підтверджено
        return pgettext("minutes", "the circumstances are confirmed")
    # Translators: minutes, uk: обставини не підтверджено
    return pgettext("minutes", "the circumstances aren't confirmed")


def qualification_words(verdict: Verdict) -> str:
    if not verdict.is_substantiated:
        return "–"
    return {
        # Translators: minutes, uk: булінг (цькування)
        True: pgettext("minutes", "bullying"),
        # Translators: minutes, uk: одноразовий конфлікт або сварка
        False: pgettext("minutes", "a one-off conflict or quarrel"),
        # Translators: minutes, uk: не кваліфіковано
        None: pgettext("minutes", "not qualified"),
    }[verdict.is_bullying]


def signs_words(signs: Signs, procedure: Procedure, language: str) -> list[str]:
    """Systematic or once, the signs in the procedure's own words, the harm."""
    listed = listed_kinds(procedure, language)
    once = {
        # Translators: minutes, uk: дії систематичні
        True: pgettext("minutes", "the acts are systematic"),
        # Translators: minutes, uk: дії одноразові
        False: pgettext("minutes", "the acts happened once"),
    }
    harm = {
        # Translators: minutes, uk: шкоди не завдано
        Harm.NONE: pgettext("minutes", "no harm"),
        # Translators: minutes, uk: шкода була можлива
        Harm.POSSIBLE: pgettext("minutes", "harm was possible"),
        # Translators: minutes, uk: завдано шкоди
        Harm.DONE: pgettext("minutes", "harm was done"),
    }
    systematic = [once[signs.is_systematic]] if signs.is_systematic is not None else []
    kinds = [listed[kind] for kind in signs.kinds if kind in listed]
    return [*systematic, *kinds, *([harm[Harm(signs.harm)]] if signs.harm else [])]


def addressed_blocks(
    room: Room, hearings: Sequence[Hearing], school: School, headings: Headings
) -> Iterable[AddressedBlock]:
    """Who is told of each decision and by when, in the language of record."""
    for hearing in hearings:
        clocks = clocks_of(school, hearing.case.procedure)
        told = told_at_meeting(room, hearing.case, clocks, language=school.organisation.language)
        if told:
            yield AddressedBlock(headings[hearing.pk], tuple(_addressed(told)))


def told_at_meeting(room: Room, case: Case, clocks: Clocks, *, language: str) -> list[Told]:
    now = {each.accused: each.verdict for each in room.findings(case.pk)}
    verdict = outcome(standing(standing_verdicts(case.pk), now) if now else ())
    sides = side_codes(room.meeting.pk, case.pk, language)
    return told_of(case, sides, clocks, verdict, at=_decided_at(room), language=language)


def _decided_at(room: Room) -> datetime:
    """The decision counts from the end of the meeting; before that from now."""
    return room.meeting.closed_at or clock.now()


def _addressed(told: Iterable[Told]) -> Iterable[AddressedLine]:
    """Those who are told by the same time on the same ground share a line."""
    lines = [AddressedLine(each.whom, when_words(each, dates.moment_plain), each.ground) for each in told]
    for (by_when, ground), group in groupby(lines, key=attrgetter("by_when", "ground")):
        yield AddressedLine("; ".join(line.whom for line in group), by_when, ground)


def when_words(told: Told, written: Callable[[datetime], str] = dates.moment) -> str:
    """`written` is how the time stands there: in figures on paper, in words on a page."""
    if told.due_at is None:
        # Translators: minutes, uk: строку текст не встановлює
        return pgettext("minutes", "the text sets no time")
    # Translators: minutes, uk: до %(at)s
    words = pgettext("minutes", "by %(at)s") % {"at": written(told.due_at)}
    if told.is_default:
        # Translators: minutes, uk: %(words)s (строк закладу: текст його не встановлює)
        return pgettext("minutes", "%(words)s (the school's own limit: the text sets none)") % {"words": words}
    return words


def copy_lines(keepers: Iterable[Keeper], codes: Mapping[UUID, str]) -> Iterable[PersonLine]:
    """Only where there are several: number and whom it is for."""
    known = list(keepers)
    if len(known) > 1:
        yield from (PersonLine(keeper_words(each, codes), str(each.number)) for each in known)


def keeper_words(keeper: Keeper, codes: Mapping[UUID, str]) -> str:
    """A family is written by the child's code."""
    if keeper.party and (code := codes.get(keeper.party.child_id)):
        return gettext("representative of %(code)s") % {"code": code}
    return {
        # Translators: minutes, uk: заклад освіти
        CopyKeeper.SCHOOL: pgettext("minutes", "the school"),
        # Translators: minutes, uk: законний представник постраждалої дитини
        CopyKeeper.VICTIM_GUARDIAN: pgettext("minutes", "representative of the victim"),
        # Translators: minutes, uk: законний представник дитини, яка вчинила
        CopyKeeper.ACCUSED_GUARDIAN: pgettext("minutes", "representative of the accused"),
        # Translators: minutes, uk: служба у справах дітей
        CopyKeeper.CHILD_SERVICE: pgettext("minutes", "service for children"),
        # Translators: minutes, uk: поліція
        CopyKeeper.POLICE: pgettext("minutes", "police"),
    }[keeper.keeper]


def tells_the_right(hearing: Hearing) -> bool:
    """The text of the case says that the victim is told of the right to go to the police."""
    asked = definition_of(hearing.case.procedure).qualification
    return asked is not None and asked.right_told
