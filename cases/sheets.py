"""What the letters of a case hold. Every text comes out in the language that is active: the one of record."""

from collections import Counter
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.enums import Kind, Place, SideRole
from cases.models import Case, Deadline, Involvement, Notice, Report
from safeguard import clock, dates
from safeguard.access.member import Member
from safeguard.documents.domain.sheet import Fact, Issuer, Letter
from safeguard.organisations.models import School
from safeguard.procedures.schema import Procedure, Rule

#: The letter of a side's code, by role: П-1 is the first victim.
CODES = {"uk": {"victim": "П", "accused": "К", "witness": "С"}, "kk": {"victim": "З", "accused": "Ж", "witness": "К"}}


def notice_letter(case: Case, school: School, procedure: Procedure, rule: Rule, number: str, by: Member) -> Letter:
    """A letter to an authority: times, ages and codes, no child's name."""
    language = school.organisation.language
    report = Report.objects.filter(case=case).order_by("head_received_at")[0]
    contact = ", ".join(part for part in (school.settlement, school.address, school.phone) if part)
    return Letter(
        language=language,
        issuer=Issuer(name=school.organisation.name, contacts=contact),
        sent_on=dates.day_plain(clock.today(ZoneInfo(school.organisation.timezone))),
        number=number,
        answer_to="",
        addressee=(procedure.recipients[rule.recipient].title.in_(language),),
        subject=_("On a report of violence or bullying"),
        opening=(
            _("Under %(source)s I inform you that the school has received a report of violence or bullying.")
            % {"source": rule.citation.in_(language)},
        ),
        table_head=("№", _("What"), _("Content")),
        facts=tuple(_facts(case, report, language)),
        closing=(
            _(
                "Names, addresses and a copy of the report are handed to the authorised official in person or by a "
                "protected channel on request."
            ),
        ),
        signatory_office=_("Head of the school"),
        signatory=by.name,
        receipt_title=_("Mark of handing over and receipt"),
        receipt=_receipt(case, rule),
    )


def _facts(case: Case, report: Report, language: str) -> list[Fact]:
    happened = (
        dates.moment_plain(report.happened_at) if report.happened_exactly else dates.day_plain(report.happened_at)
    )
    received = _("%(at)s, register No. %(number)s") % {
        "at": dates.moment_plain(report.head_received_at),
        "number": report.number,
    }
    kinds = ", ".join(str(Kind(kind).label).lower() for kind in case.kinds)
    aid = _("First aid was given.") if report.first_aid_given else _("First aid wasn't needed.")
    return [
        Fact(_("Received by the head"), (received,)),
        Fact(_("Time and place"), (f"{happened}, {str(Place(report.place).label).lower()}",)),
        Fact(_("Kinds of violence"), (kinds,)),
        Fact(_("Persons involved"), tuple(_codes(case, language))),
        Fact(_("Urgent measures"), (aid,)),
        Fact(_("Representatives told"), tuple(_told(case)) or (_("not yet"),)),
    ]


def _codes(case: Case, language: str) -> list[str]:
    """Role, code and age of everybody: П-1, 12."""
    letters, seen, lines = CODES.get(language, CODES["uk"]), Counter[str](), []
    for row in Involvement.objects.filter(case=case).order_by("role", "pk"):
        seen[row.role] += 1
        age = _("age %(age)s") % {"age": row.age} if row.age else _("age unknown")
        lines.append(f"{SideRole(row.role).label}: {letters[row.role]}-{seen[row.role]}, {age}")
    return lines


def _told(case: Case) -> list[str]:
    rows = Notice.objects.filter(case=case, rule="guardian_notice").order_by("told_at")
    return [dates.moment_plain(row.told_at) for row in rows]


def _receipt(case: Case, rule: Rule) -> tuple[Fact, ...]:
    due = Deadline.objects.filter(case=case, rule=rule.key).values_list("due_at", flat=True).first()
    limit = _("Handed over (limit: %(at)s)") % {"at": dates.moment_plain(due)} if due else _("Handed over")
    return (
        Fact(limit, ("",)),
        Fact(_("Taken by: office, name, signature"), ("",)),
        Fact(_("Date, time, register number"), ("",)),
    )
