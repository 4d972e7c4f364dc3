"""The orders of a place on its procedure: what counted from when, what is to come, what was withdrawn."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.editions.presenters.pages import Addresses, order_text
from safeguard.organisations.models import Adoption
from safeguard.organisations.services.changes import may_be_withdrawn


def orders(rows: Iterable[Adoption], place: Addresses, today: date) -> list[dict[str, Any]]:
    """The newest first; the one that counts now and those to come say so."""
    found, counts = [], True
    for row in rows:
        is_now = counts and row.withdrawn_at is None and row.from_on <= today
        counts = counts and not is_now
        may_withdraw = place.enters and may_be_withdrawn(row, today=today)
        href = place.url("withdraw_order", adoption_id=row.pk) if may_withdraw else ""
        found.append(order_line(row, today) | {"withdraw_href": href} | ({"tag": _now()} if is_now else {}))
    return found


def order_line(row: Adoption, today: date) -> dict[str, Any]:
    return {
        "name": _edition(row),
        "procedure": row.procedure,
        "from": _("from %(first)s") % {"first": dates.day(row.from_on)},
        "order": order_text(row),
        "tag": _tag(row, today),
        "withdrawn": _withdrawn(row),
    }


def _edition(row: Adoption) -> str:
    """With its owner: each institution numbers the editions that it enters from one."""
    if row.version is None:
        return _("whichever edition is in force")
    return f"{row.version.version} · {row.version.owner.name}" if row.version.owner else row.version.version


def _now() -> dict[str, str]:
    return {"word": _("counts now"), "kind": "done"}


def _tag(row: Adoption, today: date) -> dict[str, str] | None:
    if row.withdrawn_at is not None:
        return {"word": _("withdrawn"), "kind": ""}
    return {"word": _("coming"), "kind": "go"} if row.from_on > today else None


def _withdrawn(row: Adoption) -> str:
    if row.withdrawn_at is None:
        return ""
    words = _("Withdrawn by %(who)s, %(at)s: %(why)s")
    return words % {"who": row.withdrawn_by, "at": dates.moment(row.withdrawn_at), "why": row.withdrawn_why}
