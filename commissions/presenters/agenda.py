"""Proposals for the agenda as the page lists them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commissions.models import AgendaProposal
from commissions.presenters.links import Links
from commissions.presenters.people import name_of


def rows(found: Iterable[AgendaProposal], links: Links, *, may_answer: bool) -> list[dict[str, object]]:
    return [_row(each, links, may_answer=may_answer) for each in found]


def _row(each: AgendaProposal, links: Links, *, may_answer: bool) -> dict[str, object]:
    waits = each.answered_at is None
    word, kind = (
        (_("Waits"), "soon") if waits else (_("On the agenda"), "done") if each.item_id else (_("Left off"), "")
    )
    return {
        "text": each.open("text"),
        "by": name_of(each.seat),
        "at": each.proposed_at,
        "case": _("Case No. %(number)s") % {"number": each.case.number} if each.case else "",
        "word": word,
        "kind": kind,
        "reason": each.open("reason"),
        "put_href": links.to("put_item", proposal_id=each.pk) if waits and may_answer else "",
        "leave_href": links.to("leave_item", proposal_id=each.pk) if waits and may_answer else "",
    }
