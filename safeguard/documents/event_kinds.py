"""The sentences of a document's own chain."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from safeguard.audit.kinds import Erasure, EventKind, register_event_kinds


def _finalised(data: Mapping[str, object]) -> str:
    return _("Document No. %(number)s frozen with its content's digest") % {"number": data.get("number", "")}


def _rendered(_data: Mapping[str, object]) -> str:
    return _("Its PDF stored with its own digest")


register_event_kinds(
    EventKind("document.finalised", _finalised, Erasure.NOTHING_SEALED),
    EventKind("document.rendered", _rendered, Erasure.NOTHING_SEALED),
)
