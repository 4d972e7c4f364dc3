"""A report as its pages show it: the steps, the answers to be checked, what happens next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.domain.filing import Answers
from cases.enums import Channel, Danger, Kind, ReportStatus
from cases.forms.questions import CARE, CHECK, TOLD, WHAT, WHO, Questions
from cases.models import Report
from cases.presenters.reference import dial, first_numbers
from cases.selectors.reports import Reader
from safeguard import clock, dates
from safeguard.documents.models import Attachment
from safeguard.people.selectors.directory import Listed
from safeguard.procedures.schema import Procedure

TITLES = {
    WHO: gettext_lazy("Who"),
    WHAT: gettext_lazy("What happened"),
    CARE: gettext_lazy("Witnesses and first aid"),
    TOLD: gettext_lazy("How it came in"),
    CHECK: gettext_lazy("Check and file"),
}
#: In both countries the same short number calls an ambulance; Kazakhstan has one for rescue beside it. The police and
#: the children's line come from the reference data.
_AMBULANCE = ((gettext_lazy("Ambulance"), "103"),)
_RESCUE = {"kz": ((gettext_lazy("Rescue service"), "112"),)}


@dataclass(frozen=True)
class Role:
    """A group of people on the page."""

    key: str
    title: str
    empty: str
    put: str


def roles() -> dict[str, Role]:
    return {
        "victim": Role("victim", _("Who was hurt"), _("Nobody chosen yet"), _("Was hurt")),
        "accused": Role(
            "accused",
            _("Who may have done it"),
            _("Nobody chosen. Leave it empty if it isn't known."),
            _("May have done it"),
        ),
        "witness": Role("witness", _("Who saw it"), _("Nobody chosen. Leave it empty if nobody saw it."), _("Saw it")),
    }


def steps(questions: Questions, current: str, school: str, draft_id: object | None) -> list[dict[str, Any]]:
    """For `_ui/steps.html`."""
    found = []
    for name in questions.order:
        state = "current" if name == current else "done" if questions.is_done(name) else "ahead"
        href = ""
        if draft_id is not None:
            href = reverse("cases:report_step", kwargs={"school": school, "draft_id": draft_id, "step": name})
        found.append({"label": TITLES[name], "href": href, "state": state})
    return found


def caption(questions: Questions, current: str) -> str:
    words = (
        _("Earlier report · step %(step)s of %(all)s")
        if questions.answers.is_later
        else _("New report · step %(step)s of %(all)s")
    )
    return words % {"step": questions.order.index(current) + 1, "all": len(questions.order)}


def readers_sentence(readers: Sequence[Reader]) -> str:
    """Shown before anything is typed."""
    if not readers:
        return _("Parents and other teachers won't see it.")
    names = ", ".join(f"{reader.name} ({reader.position})" if reader.position else reader.name for reader in readers)
    return _("Will read it: %(names)s. Parents and other teachers won't see it.") % {"names": names}


def numbers(country: str) -> list[dict[str, str]]:
    """Whom to call first: label and number, for the page and for the telephone."""
    police, child_line = first_numbers(country, clock.today())
    lines = [police, *_AMBULANCE, *_RESCUE.get(country, ()), child_line]
    return [
        {"label": str(label), "number": number.replace(" ", "\N{NO-BREAK SPACE}"), "dial": dial(number)}
        for label, number in lines
    ]


def check_rows(
    answers: Answers,
    people: Mapping[str, Sequence[Listed]],
    procedure: Procedure,
    language: str,
    hrefs: Mapping[str, str],
) -> list[dict[str, Any]]:
    """What will be filed, each line with the way back to its question."""
    titles = roles()
    rows = [
        _row(titles[role].title, ", ".join(_person(one) for one in people[role]), hrefs[WHO])
        for role in ("victim", "accused")
    ]
    rows += [
        _row(_("When"), happened(answers.happened_at, is_exact=answers.happened_exactly), hrefs[WHAT]),
        _row(_("Where"), _place(answers, procedure, language), hrefs[WHAT]),
        _row(_("What kind of violence"), kinds(answers.kinds, procedure, language), hrefs[WHAT]),
        _row(_("What was seen or heard"), answers.narrative, hrefs[WHAT]),
        _row(_("Danger now"), str(Danger(answers.danger_now).label), hrefs[WHAT]),
        _row(titles["witness"].title, ", ".join(_person(one) for one in people["witness"]), hrefs[CARE]),
        _row(_("First aid"), first_aid(is_given=answers.first_aid_given, note=answers.first_aid_note), hrefs[CARE]),
    ]
    return rows + (_told_rows(answers, hrefs[TOLD]) if TOLD in hrefs else [])


def _told_rows(answers: Answers, href: str) -> list[dict[str, Any]]:
    return [
        _row(_("Came in"), str(Channel(answers.channel).label), href),
        _row(_("Who told the school"), answers.reporter_name, href),
        _row(_("Received by the school"), _moment(answers.received_at), href),
        _row(_("Received by the head"), _moment(answers.head_received_at), href),
    ]


def report_rows(report: Report, procedure: Procedure, language: str) -> list[dict[str, Any]]:
    """A filed report, as it was told."""
    place = _title(procedure.places, report.place, language)
    rows = [
        _row(_("Happened"), happened(report.happened_at, is_exact=report.happened_exactly)),
        _row(_("Where"), ". ".join(part for part in (place, report.open("place_note")) if part)),
        _row(_("What kind of violence"), kinds(report.kinds, procedure, language)),
        _row(_("What was seen or heard"), report.open("narrative")),
        _row(_("Danger now"), str(Danger(report.danger_now).label)),
        _row(_("First aid"), first_aid(is_given=report.first_aid_given, note=report.open("first_aid_note"))),
        _row(_("Came in"), str(Channel(report.channel).label)),
        _row(_("Who told the school"), report.open("reporter_name")),
        _row(_("Received by the school"), dates.moment(report.received_at)),
        _row(_("Received by the head"), dates.moment(report.head_received_at)),
        _row(_("Entered"), dates.moment(report.entered_at)),
    ]
    return [row for row in rows if row["value"]]


def own_rows(found: Iterable[tuple[Report, bool]], school: str) -> list[dict[str, Any]]:
    """One's own reports, told apart by what they're about; without a word of the case or a name.

    Who is recused from the case is led to the number alone.
    """
    return [
        {
            "label": _("Report No. %(number)s") % {"number": report.number},
            "href": reverse(
                "cases:report_done" if is_recused else "cases:report",
                kwargs={"school": school, "report_id": report.pk},
            ),
            "about": "" if is_recused else _about(report),
            "at": report.entered_at,
            "tag": state_tag(report),
        }
        for report, is_recused in found
    ]


def _about(report: Report) -> str:
    kinds = ", ".join(str(Kind(kind).label).lower() for kind in report.kinds)
    return f"{kinds[:1].upper()}{kinds[1:]} · {dates.day(report.happened_at)}"


def state_tag(report: Report) -> dict[str, str]:
    is_live = report.status == ReportStatus.RECEIVED
    return {"word": str(ReportStatus(report.status).label), "kind": "done" if is_live else ""}


def file_lines(files: Sequence[Attachment]) -> list[dict[str, Any]]:
    return [{"id": row.pk, "name": row.open("name"), "size": dates.size(row.size)} for row in files]


def happened(at: Any, *, is_exact: bool) -> str:
    return dates.moment(at) if is_exact else dates.day(at)


def kinds(keys: Sequence[str], procedure: Procedure, language: str) -> str:
    return "\n".join(_title(procedure.kinds, key, language) for key in keys)


def first_aid(*, is_given: bool, note: str) -> str:
    given = _("Given") if is_given else _("Not given")
    return f"{given}. {note}" if note else given


def _place(answers: Answers, procedure: Procedure, language: str) -> str:
    title = _title(procedure.places, answers.place, language)
    return f"{title}. {answers.place_note}" if answers.place_note else title


def _title(titles: Mapping[str, Any], key: str, language: str) -> str:
    """Capitalised; the key itself for one that this edition doesn't know."""
    text = titles[key].title.in_(language) if key in titles else key
    return text[:1].upper() + text[1:]


def _person(person: Listed) -> str:
    return f"{person.spoken} ({person.place})" if person.place else person.spoken


def _row(key: str, value: str, href: str = "") -> dict[str, Any]:
    row = {"key": key, "value": value}
    return row | ({"action_href": href, "action_label": _("Change")} if href else {})


def _moment(at: datetime | None) -> str:
    return dates.moment(at) if at else ""
