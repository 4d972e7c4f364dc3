"""The warning where an edition is superseded: what is known, what isn't held, what to do, how to enter the new text."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.editions.presenters.words import act_line, held_text, is_superseded
from safeguard.organisations.enums import DraftState
from safeguard.procedures.country import edition_notice
from safeguard.procedures.schema import Procedure


@dataclass(frozen=True)
class Superseded:
    """`action` is empty for who may not enter numbers."""

    title: str
    known: list[dict[str, Any]]
    missing: str
    advice: str
    action: str = ""
    href: str = ""


def warning_of(procedure: Procedure, today: date) -> Superseded | None:
    """None while nothing newer is known."""
    notice = edition_notice(procedure, today)
    if not is_superseded(notice, today):
        return None
    return Superseded(
        title=_("The procedure was re-issued on %(day)s") % {"day": dates.day(notice.superseded_on or today)},
        known=[act_line(act, today) for act in notice.by],
        missing=_("Its new text isn’t held here. Limits are counted by: %(held)s.") % {"held": held_text(notice)},
        advice=_(
            "Act on the new text: where it gives a shorter limit, that limit binds you, whatever is counted here."
        ),
    )


def how_on(state: str) -> str:
    """What the next step is, by how far the new numbers have come."""
    return {
        "": _("Enter the new numbers"),
        str(DraftState.DRAFT): _("Go on entering the new numbers"),
        str(DraftState.RETURNED): _("Correct the new numbers"),
        str(DraftState.SUBMITTED): _("The new numbers wait for the second person"),
        str(DraftState.APPROVED): _("Adopt the approved edition by an order"),
    }.get(state, _("Enter the new numbers"))


def adopted_on(day: date) -> str:
    """The order is there, its day isn't yet."""
    return _("The edition that was entered counts from %(day)s") % {"day": dates.day(day)}
