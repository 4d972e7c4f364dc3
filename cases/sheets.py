"""What the letters of a case hold. Every text comes out in the language that is active: the one of record.

A letter to an authority tells times, ages and codes, no child's name. A letter to a representative names their own
child and nobody else's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.enums import Danger, Kind, Place, SideRole
from cases.models import Report
from safeguard import dates
from safeguard.documents.domain.sheet import Fact, Issuer, Letter
from safeguard.procedures.schema import Procedure, Rule


@dataclass(frozen=True)
class CodedSide:
    """A side as a letter tells it: role, code, age; no name."""

    role: SideRole
    code: str
    age: int | None


@dataclass(frozen=True)
class Head:
    """The head of the letter and its end: who writes, under which number, who signs and whom to ask."""

    language: str
    issuer: Issuer
    sent_on: str
    number: str
    signatory_office: str
    signatory: str
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class LetterFacts:
    """What the letters of a case tell.

    `told`: code and instant of each child of whom a representative was told; `instead`: the same where somebody else
    was told, because none of them may be; `suspected`: codes of the children of whom a representative is suspected;
    `hotlines` and `liability`: the reference data of the day, for a letter to a family.
    """

    report: Report
    kinds: Sequence[str]
    sides: Sequence[CodedSide]
    told: Sequence[tuple[str, datetime]]
    instead: Sequence[tuple[str, datetime]]
    suspected: Sequence[str]
    has_commission: bool
    meeting_at: datetime | None
    due_at: datetime | None
    hotlines: Sequence[str] = ()
    liability: Sequence[str] = ()


@dataclass(frozen=True)
class OwnChild:
    """Whom a letter to a representative speaks of. Nobody else is named in it."""

    representative: str
    child: str
    role: SideRole


_OWN_ROLE = {
    SideRole.VICTIM: gettext_lazy("may have been harmed"),
    SideRole.ACCUSED: gettext_lazy("is named as somebody who may have caused harm; nothing has been decided yet"),
    SideRole.WITNESS: gettext_lazy("may have seen what happened"),
}
#: Ukraine and Kazakhstan name a police letter's first column alike.
_HEADS = (gettext_lazy("№"), gettext_lazy("What"), gettext_lazy("Content"))


def authority_letter(head: Head, facts: LetterFacts, procedure: Procedure, rule: Rule) -> Letter:
    """To the police, the service for children, social services or another body that the rule names."""
    opening = _("Under %(source)s I inform you that the school has received a report of violence or bullying.")
    return Letter(
        language=head.language,
        issuer=head.issuer,
        sent_on=head.sent_on,
        number=head.number,
        answer_to="",
        addressee=(capital(procedure.recipients[rule.recipient].title.in_(head.language)),),
        subject=_("On a report of violence or bullying"),
        opening=(opening % {"source": rule.citation.in_(head.language)},),
        table_head=table_head(),
        facts=(
            *_what_happened(head, facts, procedure),
            *_who(facts),
            *_what_next(head, facts),
            _edition(head, procedure),
        ),
        closing=(
            _(
                "Names, addresses and a copy of the report are handed to the authorised official in person or by a "
                "protected channel on request."
            ),
        ),
        signatory_office=head.signatory_office,
        signatory=head.signatory,
        receipt_title=_("Mark of handing over and receipt"),
        receipt=_receipt(facts, _("Taken by: office, name, signature")),
        executor=" ".join(part for part in (head.contact, head.phone) if part),
    )


def guardian_letter(head: Head, facts: LetterFacts, procedure: Procedure, rule: Rule, own: OwnChild) -> Letter:
    """To one representative, about their own child."""
    opening = _("Under %(source)s I inform you of a report in which your child is named.")
    return Letter(
        language=head.language,
        issuer=head.issuer,
        sent_on=head.sent_on,
        number=head.number,
        answer_to="",
        addressee=(own.representative,),
        subject=_("On a report that concerns your child"),
        opening=(opening % {"source": rule.citation.in_(head.language)},),
        table_head=table_head(),
        facts=(
            Fact(_("Your child"), (own.child, str(_OWN_ROLE[own.role]))),
            *_what_happened(head, facts, procedure),
            *_what_next(head, facts),
            _edition(head, procedure),
            *_reference(facts),
        ),
        closing=tuple(_rights(facts)),
        signatory_office=head.signatory_office,
        signatory=head.signatory,
        receipt_title=_("Mark of handing over and receipt"),
        receipt=_receipt(facts, _("Received by: name, signature")),
        executor=" ".join(part for part in (head.contact, head.phone) if part),
    )


def table_head() -> tuple[str, str, str]:
    number, what, content = (str(word) for word in _HEADS)
    return number, what, content


def _what_happened(head: Head, facts: LetterFacts, procedure: Procedure) -> list[Fact]:
    report = facts.report
    happened = (
        dates.moment_plain(report.happened_at) if report.happened_exactly else dates.day_plain(report.happened_at)
    )
    received = _("%(at)s, register No. %(number)s") % {
        "at": dates.moment_plain(report.head_received_at),
        "number": report.number,
    }
    kinds = [word_of(procedure.kinds, Kind(kind), head.language) for kind in facts.kinds]
    danger = [Fact(_("Danger"), (str(Danger(report.danger_now).label),))] if report.danger_now != Danger.NO else []
    return [
        *danger,
        Fact(_("Received by the head"), (received,)),
        Fact(_("Time and place"), (f"{happened}, {word_of(procedure.places, Place(report.place), head.language)}",)),
        Fact(_("Signs named in the report"), tuple(kinds)),
        Fact(_("Urgent measures"), (_first_aid(report),)),
    ]


def _first_aid(report: Report) -> str:
    return _("first aid was given") if report.first_aid_given else _("first aid wasn't given")


def _who(facts: LetterFacts) -> list[Fact]:
    rows = [
        Fact(_("Persons involved"), tuple(_side(side) for side in facts.sides)),
        Fact(_("Representatives told"), _times(facts.told) or (_("not yet"),)),
    ]
    if facts.suspected:
        rows.append(Fact(_("A representative is suspected and wasn't told"), tuple(facts.suspected)))
    if facts.instead:
        rows.append(Fact(_("Somebody else told instead of a representative"), _times(facts.instead)))
    return rows


def _times(lines: Sequence[tuple[str, datetime]]) -> tuple[str, ...]:
    return tuple(f"{code}: {dates.moment_plain(at)}" for code, at in lines)


def _side(side: CodedSide) -> str:
    """alleged offender: К-1, 13 years."""
    age = ngettext("%(age)s year", "%(age)s years", side.age) % {"age": side.age} if side.age else _("age unknown")
    return f"{str(side.role.label).lower()}: {side.code}, {age}"


def _what_next(head: Head, facts: LetterFacts) -> list[Fact]:
    rows = []
    if facts.has_commission:
        meeting = dates.moment_plain(facts.meeting_at) if facts.meeting_at else _("not called yet")
        rows.append(Fact(_("Meeting of the commission"), (meeting,)))
    if head.contact:
        rows.append(Fact(_("Whom to ask"), (", ".join(part for part in (head.contact, head.phone) if part),)))
    return rows


def _edition(head: Head, procedure: Procedure) -> Fact:
    """The case keeps it for good, whatever is adopted later."""
    return Fact(
        _("Procedure and edition"), (procedure.title.in_(head.language), procedure.edition.held.in_(head.language))
    )


def _reference(facts: LetterFacts) -> list[Fact]:
    """Frozen with the letter: what was known on its day."""
    rows = [(_("Whom to call"), facts.hotlines), (_("What the law provides (for reference)"), facts.liability)]
    return [Fact(label, tuple(lines)) for label, lines in rows if lines]


def _rights(facts: LetterFacts) -> list[str]:
    lines = [_("You may turn to the police and to the service for children at any time, directly and by yourself.")]
    if facts.has_commission:
        lines.append(_("If you agree, you may take part in the meeting of the commission, without a vote."))
    lines.append(_("What you learn about other children is confidential and may not be passed on."))
    return lines


def _receipt(facts: LetterFacts, taken_by: str) -> tuple[Fact, ...]:
    limit = (
        _("Handed over (limit: %(at)s)") % {"at": dates.moment_plain(facts.due_at)}
        if facts.due_at
        else _("Handed over")
    )
    return (Fact(limit, ("",)), Fact(taken_by, ("",)), Fact(_("Date, time, register number"), ("",)))


def word_of(titles: Mapping[str, object], choice: Kind | Place, language: str) -> str:
    """As the procedure calls it; in the words of the form for one that this edition doesn't name."""
    found = titles.get(choice)
    return str(found.title.in_(language)) if found is not None else str(choice.label).lower()  # type: ignore[attr-defined]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
