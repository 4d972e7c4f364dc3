"""What each line would do: nobody is doubled, and where two people may be meant nobody is guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from safeguard.errors import gettext_noop
from safeguard.people.importing.columns import Kind
from safeguard.people.importing.known import Known, KnownAdult, KnownChild, agrees, key_of
from safeguard.people.importing.lines import PersonLine, Reason, RepresentativeLine
from safeguard.people.names import FullName

SEVERAL = gettext_noop("several people here are called %(name)s: write the date of birth")
MAYBE = gettext_noop("%(name)s is here already, in class %(place)s: write the date of birth, or move the child first")
NAMESAKE = gettext_noop(
    "an adult called %(name)s is here already: write the same telephone, or choose the person on the child's page"
)
HAS_ACCOUNT = gettext_noop(
    "%(name)s has an account here: write its e-mail, so that the person isn't entered a second time"
)
OTHER_EMAIL = gettext_noop("the account of %(email)s belongs to somebody of another name")
_DIGITS = re.compile(r"\D")


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Change:
    """One thing that differs. `what` is the key of its column."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Tied:
    """A representative of a line: somebody who is here, or a new person (`known` empty)."""

    line: RepresentativeLine
    known: KnownAdult | None
    is_tied: bool


@dataclass(frozen=True)
class Planned:
    line: PersonLine
    fate: Fate
    changes: tuple[Change, ...] = ()
    child: KnownChild | None = None
    adult: KnownAdult | None = None
    user_id: UUID | None = None
    tied: tuple[Tied, ...] = field(default_factory=tuple)


def plan(kind: Kind, lines: Iterable[PersonLine], known: Known) -> list[Planned]:
    one = _pupil if kind is Kind.PUPILS else _colleague
    return [one(line, known) for line in lines]


# --- pupils ---


def _pupil(line: PersonLine, known: Known) -> Planned:
    reasons = list(line.reasons)
    child = _child(line, known, reasons)
    tied = tuple(_tied(each, child, known, reasons) for each in line.representatives)
    if reasons:
        return Planned(replace(line, reasons=tuple(reasons)), Fate.FAULTY)
    changes = tuple(_changes_of_child(line, child, tied)) if child else ()
    return Planned(line, _fate(child, changes), changes, child=child, tied=tied)


def _fate(known: object | None, changes: tuple[Change, ...]) -> Fate:
    return Fate.NEW if known is None else Fate.CHANGED if changes else Fate.SAME


def _child(line: PersonLine, known: Known, reasons: list[Reason]) -> KnownChild | None:
    """The same name and the same birthday; without one of the birthdays, the same class."""
    called = [each for each in known.children.get(key_of(line.name), []) if agrees(line.name, each.name)]
    called = [each for each in called if not (line.born_on and each.born_on and line.born_on != each.born_on)]
    sure = [each for each in called if line.born_on and each.born_on]
    if len(sure) == 1:
        return sure[0]
    if len(called) > 1:
        reasons.append(Reason(SEVERAL, {"name": line.name.spoken}))
        return None
    if called and not _is_there(line, called[0]):
        label = called[0].school_class.label if called[0].school_class else "–"
        reasons.append(Reason(MAYBE, {"name": line.name.spoken, "place": label}))
        return None
    return called[0] if called else None


def _is_there(line: PersonLine, child: KnownChild) -> bool:
    held, said = child.school_class, line.school_class
    return held is None or said is None or (held.grade, held.letter) == (said.grade, said.letter)


def _changes_of_child(line: PersonLine, child: KnownChild, tied: Iterable[Tied]) -> Iterable[Change]:
    held = child.school_class.label if child.school_class else ""
    if line.school_class and line.school_class.label != held:
        yield Change("class", held, line.school_class.label)
    yield from _changes_of_person(line, child.name, child.row.sex)
    if line.born_on and child.born_on is None:
        yield Change("born_on", "", line.born_on.isoformat())
    for each in tied:
        if not each.is_tied:
            yield Change("representative", "", each.line.name.spoken)
        elif each.known and each.line.contact and _digits(each.line.contact) != _digits(each.known.contact):
            yield Change("contact", each.known.contact, each.line.contact)


def _changes_of_person(line: PersonLine, name: FullName, sex: str) -> Iterable[Change]:
    """An empty cell changes nothing, and a patronymic that is known stays when the table leaves it out."""
    patronymic = line.name.patronymic or name.patronymic
    wanted = FullName(line.name.family, line.name.given, patronymic).tidied()
    if wanted.spoken != name.spoken:
        yield Change("name", name.spoken, wanted.spoken)
    if line.sex and line.sex != sex:
        yield Change("sex", sex, line.sex)


def _tied(line: RepresentativeLine, child: KnownChild | None, known: Known, reasons: list[Reason]) -> Tied:
    """Who represents the child already; else the one adult of that name and telephone; else somebody new."""
    own = [each for each in (child.representatives if child else []) if _is_called(line.name, each)]
    if len(own) == 1:
        return Tied(line, own[0], is_tied=True)
    called = [each for each in known.adults.get(key_of(line.name), []) if agrees(line.name, each.name)]
    reached = [each for each in called if line.contact and _digits(line.contact) == _digits(each.contact)]
    if len(reached) == 1:
        return Tied(line, reached[0], is_tied=False)
    if called:
        reasons.append(Reason(NAMESAKE, {"name": line.name.spoken}))
    return Tied(line, None, is_tied=False)


def _is_called(name: FullName, adult: KnownAdult) -> bool:
    return key_of(name) == key_of(adult.name) and agrees(name, adult.name)


def _digits(text: str) -> str:
    return _DIGITS.sub("", text)[-9:] or text.strip().casefold()


# --- staff ---


def _colleague(line: PersonLine, known: Known) -> Planned:
    """By the account's e-mail, else the one colleague of that name who is entered."""
    reasons = list(line.reasons)
    member = known.members_by_email.get(line.email) if line.email else None
    if member and not _is_member(line.name, member.user.display_name):
        reasons.append(Reason(OTHER_EMAIL, {"email": line.email}))
    called = [each for each in known.adults.get(key_of(line.name), []) if agrees(line.name, each.name)]
    by_account = [each for each in called if member and each.row.user_id == member.user_id]
    adult = _adult(line, by_account or [each for each in called if each.row.is_staff], reasons)
    if adult is None and not member and known.members.get(key_of(line.name)):
        reasons.append(Reason(HAS_ACCOUNT, {"name": line.name.spoken}))
    if reasons:
        return Planned(replace(line, reasons=tuple(reasons)), Fate.FAULTY)
    changes = tuple(_changes_of_adult(line, adult, known)) if adult else ()
    user_id = member.user_id if member and adult is None else None
    return Planned(line, _fate(adult, changes), changes, adult=adult, user_id=user_id)


def _adult(line: PersonLine, called: list[KnownAdult], reasons: list[Reason]) -> KnownAdult | None:
    if len(called) > 1:
        reasons.append(Reason(SEVERAL, {"name": line.name.spoken}))
    return called[0] if len(called) == 1 else None


def _is_member(name: FullName, display_name: str) -> bool:
    return set(key_of(name)) <= set(key_of(FullName(display_name)))


def _changes_of_adult(line: PersonLine, adult: KnownAdult, known: Known) -> Iterable[Change]:
    yield from _changes_of_person(line, adult.name, adult.row.sex)
    if line.position and line.position != adult.position:
        yield Change("position", adult.position, line.position)
    if line.contact and _digits(line.contact) != _digits(adult.contact):
        yield Change("contact", adult.contact, line.contact)
    if line.school_class:
        held = known.classes.get(line.school_class)
        if held is None or held.teacher_id != adult.row.pk:
            yield Change("class_teacher", "", line.school_class.label)
