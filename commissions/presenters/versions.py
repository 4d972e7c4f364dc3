"""The versions of finalised minutes as their page lists them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from commissions.presenters.links import Links
from safeguard import dates
from safeguard.documents.models import Document


def version_rows(versions: Sequence[Document], shown: Document, links: Links) -> list[dict[str, Any]]:
    """The newest first; nothing to list while there is only one."""
    if len(versions) < 2:
        return []
    return [
        {
            "label": _("Version %(version)d") % {"version": row.version},
            "href": "" if row.pk == shown.pk else f"{links.to('minutes')}?version={row.version}",
            "note": corrected_by(versions, row) or dates.moment(row.finalised_at),
        }
        for row in versions
    ]


def corrected_by(versions: Sequence[Document], shown: Document) -> str:
    """What a version that doesn't stand any more says of itself."""
    later = next((row for row in versions if row.version == shown.version + 1), None)
    if later is None:
        return ""
    words = {"version": later.version, "day": dates.day(later.finalised_at)}
    return _("corrected by version %(version)d on %(day)s") % words
