"""New numbers beside those held, for the second person and for the record."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safeguard import dates
from safeguard.editions.presenters.words import late_texts, length_text, limit_text
from safeguard.limits import full_title
from safeguard.organisations.models import DraftReview, VersionDraft
from safeguard.procedures.amend import NewLimit, length_of
from safeguard.procedures.schema import Procedure, Rule


def differences(old: Procedure, entered: Mapping[str, NewLimit], draft: VersionDraft) -> dict[str, Any]:
    """Limit, held, new, and where each stands."""
    labels = (_("Limit"), pgettext("edition", "Held"), pgettext("edition", "New"), _("Where the new one is written"))
    return {
        "caption": _("What changes"),
        "columns": [{"label": label} for label in labels],
        "rows": [_row(rule, entered[rule.key], draft) for rule in old.rules if rule.key in entered],
    }


def _row(rule: Rule, new: NewLimit, draft: VersionDraft) -> list[dict[str, Any]]:
    is_same = rule.limit is not None and length_of(rule) == new.length
    return [
        {"text": full_title(rule), "is_head": True},
        {"text": limit_text(rule)},
        {"text": _("the same: %(time)s") % {"time": length_text(new.length)} if is_same else length_text(new.length)},
        {"text": _place(new, draft)},
    ]


def _place(new: NewLimit, draft: VersionDraft) -> str:
    parts = [_("No. %(number)s of %(day)s") % {"number": draft.act_number, "day": dates.day_plain(draft.act_on)}]
    named = (
        (_("chapter “%(words)s”"), new.chapter),
        (_("point %(words)s"), new.point),
        (_("paragraph %(words)s"), new.paragraph),
    )
    return ", ".join(parts + [words % {"words": value} for words, value in named if value])


def unchanged(old: Procedure, entered: Mapping[str, NewLimit]) -> list[str]:
    """What stays as it was held, said in full: silence must not look like agreement."""
    return [f"{full_title(rule)}: {limit_text(rule)}" for rule in old.rules if rule.key not in entered]


def look_at(new: Procedure) -> list[str]:
    """Where the limits of the new edition don't fit together."""
    return late_texts(new)


def reviews(rows: Iterable[DraftReview]) -> list[dict[str, Any]]:
    return [
        {
            "title": str(row.get_outcome_display()),
            "by": f"{row.by_name}, {row.organisation.name}",
            "at": row.at,
            "lines": [row.words] if row.words else [],
            "tag": None,
        }
        for row in rows
    ]
