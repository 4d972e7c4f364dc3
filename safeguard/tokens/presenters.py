"""Tokens as rows that people read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from safeguard.dates import moment
from safeguard.tokens.enums import Scope
from safeguard.tokens.models import ApiToken


def rows(tokens: Iterable[ApiToken], place: dict[str, str], *, at: datetime) -> list[dict[str, Any]]:
    return [_row(token, place, at) for token in tokens]


def _row(token: ApiToken, place: dict[str, str], at: datetime) -> dict[str, Any]:
    word, kind = _state(token, at)
    is_live = token.revoked_at is None and token.expires_at > at
    return {
        "name": token.name,
        "prefix": token.prefix,
        "scopes": "; ".join(str(Scope(scope).label) for scope in token.scopes),
        "word": word,
        "kind": kind,
        "made": _("made by %(name)s, %(at)s") % {"name": token.created_by.display_name, "at": moment(token.created_at)},
        "expires": moment(token.expires_at),
        "used": moment(token.last_used_at) if token.last_used_at else "",
        "holder": token.holder.display_name if token.holder_id != token.created_by_id else "",
        "revoke_href": address("revoke", place, token_id=token.pk) if is_live else "",
        "take_href": address("take", place, token_id=token.pk) if is_live and not has_holder(token) else "",
    }


def _state(token: ApiToken, at: datetime) -> tuple[str, str]:
    if token.revoked_at is not None:
        return _("revoked"), ""
    if token.expires_at <= at:
        return _("expired"), "soon"
    return (_("works"), "done") if has_holder(token) else (_("stands still"), "soon")


def has_holder(token: ApiToken) -> bool:
    return bool(token.has_holder)  # type: ignore[attr-defined]


def address(name: str, place: dict[str, str], **kwargs: Any) -> str:
    """`place` is {"school": slug} or {"department": slug}, as in the address."""
    mount = "department_" if "department" in place else ""
    return reverse(f"tokens:{mount}{name}", kwargs={**place, **kwargs})
