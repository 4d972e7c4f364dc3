"""Lines for the desk and for a department's first page: what waits for a review, what came back, what is approved."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeguard.access.member import Member
from safeguard.editions.domain.rules import may_answer
from safeguard.editions.presenters.notices import how_on
from safeguard.editions.presenters.words import title_of
from safeguard.editions.selectors.waiting import waiting_at_department, waiting_at_school
from safeguard.organisations.enums import DraftState
from safeguard.organisations.models import VersionDraft
from safeguard.organisations.selectors.editions import definition_of
from safeguard.web.desk import DeskLine, Section


def school_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """Nothing for who may neither enter nor review."""
    if may_answer(member):
        yield from _lines(waiting_at_school(member), "", {"school": school})


def department_lines(member: Member, department: str) -> Iterator[DeskLine]:
    if may_answer(member):
        yield from _lines(waiting_at_department(member), "department_", {"department": department})


def _lines(found: list[VersionDraft], mount: str, place: dict[str, str]) -> Iterator[DeskLine]:
    yield from _reviews([row for row in found if row.state == DraftState.SUBMITTED], mount, place)
    for row in found:
        if row.state == DraftState.RETURNED:
            href = _href(mount, "draft", place, row)
            yield _line(_("Your new numbers came back with words"), row, href, how_on(row.state))
        if row.state == DraftState.APPROVED:
            href = reverse(f"editions:{mount}adopt", kwargs=place)
            yield _line(_("Your new numbers are approved"), row, f"{href}?edition={row.version_id}", how_on(row.state))


def _reviews(rows: Iterable[VersionDraft], mount: str, place: dict[str, str]) -> Iterator[DeskLine]:
    """One leads to its page; of several the list is shorter than their lines."""
    waiting = list(rows)
    if len(waiting) == 1:
        words, href = _("New numbers wait for your review"), _href(mount, "draft", place, waiting[0])
        yield _line(words, waiting[0], href, _("Compare them with the act"))
    elif waiting:
        words = ngettext(
            "%(count)s set of new numbers waits for your review",
            "%(count)s sets of new numbers wait for your review",
            len(waiting),
        )
        href = reverse(f"editions:{mount}list", kwargs=place)
        yield DeskLine(Section.WARNING, words % {"count": len(waiting)}, href, link=_("All that wait"))


def _line(words: str, row: VersionDraft, href: str, link: str) -> DeskLine:
    note = f"{title_of(definition_of(row.base))}. {row.organisation.name}, {row.created_by_name}."
    return DeskLine(Section.WARNING, words, href, note, link=link)


def _href(mount: str, page: str, place: dict[str, str], row: VersionDraft) -> str:
    kwargs: dict[str, Any] = {**place, "draft_id": row.pk}
    return reverse(f"editions:{mount}{page}", kwargs=kwargs)
