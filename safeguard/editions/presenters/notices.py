"""The warning where an edition is superseded: what is known, what isn't held, what to do, how to enter the new text."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.editions.presenters.words import held_text, is_superseded, language
from safeguard.organisations.enums import DraftState
from safeguard.procedures.country import EditionNotice, edition_notice
from safeguard.procedures.schema import Procedure


@dataclass(frozen=True)
class Superseded:
    """`action` is empty for who may not enter numbers."""

    title: str
    known: str
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
        known=_known(notice),
        missing=_("Its new text isn’t held here. Limits are counted by: %(held)s.") % {"held": held_text(notice)},
        advice=_(
            "Act on the new text: where it gives a shorter limit, that limit binds you, whatever is counted here."
        ),
    )


def _known(notice: EditionNotice) -> str:
    code = language()
    return " ".join(f"{act.title.in_(code)}. {act.note.in_(code)}" for act in notice.by)


def how_on(state: str) -> str:
    """What the next step is, by how far the new numbers have come."""
    return {
        "": _("Enter the new numbers"),
        str(DraftState.DRAFT): _("Go on entering the new numbers"),
        str(DraftState.RETURNED): _("Correct the new numbers"),
        str(DraftState.SUBMITTED): _("The new numbers wait for the second person"),
        str(DraftState.APPROVED): _("Adopt the approved edition by an order"),
    }.get(state, _("Enter the new numbers"))
