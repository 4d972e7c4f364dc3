"""What the page of procedures and the page of one edition show."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.editions.presenters.notices import Superseded, adopted_on, how_on, warning_of
from safeguard.editions.presenters.words import (
    act_line,
    citation_text,
    held_text,
    language,
    late_texts,
    limit_text,
    source_text,
    title_of,
)
from safeguard.editions.selectors.places import Counting
from safeguard.limits import full_title
from safeguard.organisations.enums import DraftState, ReviewOutcome, VersionSource
from safeguard.organisations.models import Adoption, DraftReview, Organisation, ProcedureVersion, VersionDraft
from safeguard.organisations.selectors.editions import definition_of
from safeguard.procedures.catalogue import load_procedure, versions
from safeguard.procedures.country import CHECK_EVERY, edition_notice
from safeguard.procedures.schema import Procedure
from safeguard.procedures.texts import Texts

_TAGS = {"draft": "", "submitted": "soon", "returned": "late", "approved": "done", "withdrawn": ""}


class Addresses(Protocol):
    """What the presenters need to know of the place."""

    @property
    def organisation(self) -> Organisation: ...
    @property
    def enters(self) -> bool: ...
    def url(self, name: str, **kwargs: Any) -> str: ...


def cards(found: Iterable[Counting], owners: Mapping[UUID, str], place: Addresses, today: date) -> list[dict[str, Any]]:
    """One card a procedure that counts at the place."""
    return [_card(each, owners, place, today) for each in found]


def _card(each: Counting, owners: Mapping[UUID, str], place: Addresses, today: date) -> dict[str, Any]:
    procedure = definition_of(each.version)
    return {
        "title": title_of(procedure),
        "href": place.url("edition", version_id=each.version.pk),
        "rows": _rows(each.version, procedure, owners, today) + _order(each.adoption) + _edition_order(each.above),
        "warning": warning_of(procedure, today),
        "note": note_of(each.version, procedure),
        "acts": acts(procedure, today),
    }


def note_of(version: ProcedureVersion, procedure: Procedure) -> str:
    """Of an entered edition: what wasn't entered is as old as before."""
    is_entered = version.source == VersionSource.INSTITUTION and procedure.edition.note is not None
    return procedure.edition.note.in_(language()) if is_entered and procedure.edition.note else ""


def _rows(
    version: ProcedureVersion, procedure: Procedure, owners: Mapping[UUID, str], today: date
) -> list[dict[str, Any]]:
    notice = edition_notice(procedure, today)
    checked: dict[str, Any] = {"key": _("Checked"), "value": dates.day(notice.checked_on)}
    if today - notice.checked_on > CHECK_EVERY:
        checked["tag"] = {"word": _("due for another look"), "kind": "soon"}
    return [
        {"key": _("Edition held"), "value": held_text(notice)},
        {"key": _("In force from"), "value": dates.day(version.in_force_on)},
        checked,
        {"key": _("Where it comes from"), "value": source_text(version, _owner(version, owners))},
    ]


def _owner(version: ProcedureVersion, owners: Mapping[UUID, str]) -> str:
    return owners.get(version.owner_id, "") if version.owner_id else ""


def _order(adoption: Adoption | None) -> list[dict[str, Any]]:
    if adoption is None:
        return []
    return [{"key": _("Adopted"), "lines": [order_text(adoption), _from(adoption.from_on)]}]


def _edition_order(above: Adoption | None) -> list[dict[str, Any]]:
    if above is None:
        return []
    return [
        {
            "key": _("This edition counts by"),
            "lines": [above.organisation.name, order_text(above), _from(above.from_on)],
        }
    ]


def order_text(adoption: Adoption) -> str:
    words = {"number": adoption.order_number, "day": dates.day(adoption.order_on)}
    return _("Order No. %(number)s of %(day)s") % words


def _from(day: date) -> str:
    return _("from %(first)s") % {"first": dates.day(day)}


def acts(procedure: Procedure, today: date) -> list[dict[str, Any]]:
    """Known acts that stand beside it; one that replaces it stands in the warning."""
    return [act_line(act, today) for act in edition_notice(procedure, today).beside]


def edition_rows(
    version: ProcedureVersion, owners: Mapping[UUID, str], reviews: Iterable[DraftReview], today: date
) -> list[dict[str, Any]]:
    """The summary of one edition; for an entered one the act, who entered it and who reviewed."""
    rows = _rows(version, definition_of(version), owners, today)
    if version.source == VersionSource.INSTITUTION:
        rows += [row for row in act_rows(version.draft) if row["key"] in {_("Newer act"), _("Entered by")}]
        by = [f"{row.by_name}, {row.organisation.name}" for row in reviews if row.outcome == ReviewOutcome.APPROVED]
        rows.append({"key": _("Reviewed by"), "lines": by})
    rows.append({"key": _("Version"), "value": f"{version.procedure} @ {version.version}"})
    return [*rows, {"key": _("Fingerprint of its text"), "value": version.content_hash[:16]}]


def act_rows(draft: VersionDraft) -> list[dict[str, Any]]:
    words = {"title": draft.act_title, "number": draft.act_number, "day": dates.day(draft.act_on)}
    return [
        {"key": _("Newer act"), "value": _("%(title)s, No. %(number)s of %(day)s") % words},
        {"key": _("In force from"), "value": dates.day(draft.in_force_on)},
        {"key": _("Its text was read"), "value": dates.day(draft.checked_on)},
        {"key": _("Entered by"), "value": draft.created_by_name},
    ]


def limits(procedure: Procedure) -> list[dict[str, Any]]:
    """Every limit with its place in the text."""
    return [{"key": full_title(rule), "lines": [limit_text(rule), citation_text(rule)]} for rule in procedure.rules]


def entered(rows: Iterable[ProcedureVersion], place: Addresses) -> list[dict[str, Any]]:
    """Editions that the place or somebody above it entered; approved isn't adopted yet."""
    return [
        {
            "name": f"{row.procedure} @ {row.version}",
            "href": place.url("edition", version_id=row.pk),
            "act": held_text(edition_notice(definition_of(row))),
            "owner": row.owner.name if row.owner else "",
        }
        for row in rows
    ]


def drafts(rows: Iterable[VersionDraft], place: Addresses) -> list[dict[str, Any]]:
    return [
        {
            "name": _("%(title)s, No. %(number)s of %(day)s")
            % {"title": row.act_title, "number": row.act_number, "day": dates.day(row.act_on)},
            "href": place.url("draft", draft_id=row.pk),
            "tag": {"word": str(row.get_state_display()), "kind": _TAGS[row.state]},
            "note": row.base.procedure,
            "owner": row.organisation.name if row.organisation_id != place.organisation.pk else "",
        }
        for row in rows
    ]


def step_of(
    procedure: Procedure, place: Addresses, version: ProcedureVersion, draft: VersionDraft | None, today: date
) -> Superseded | None:
    """The warning with the next step, for who may take it."""
    warning = warning_of(procedure, today)
    if warning is None or not place.enters:
        return warning
    if draft is None:
        return replace(warning, action=how_on(""), href=place.url("enter", version_id=version.pk))
    if adopted := getattr(draft, "adopted_from", None):
        return replace(warning, action=adopted_on(adopted), href=place.url("list"))
    href = place.url("adopt") if draft.state == DraftState.APPROVED else place.url("draft", draft_id=draft.pk)
    return replace(warning, action=how_on(draft.state), href=href)


def state_tag(draft: VersionDraft) -> dict[str, str]:
    return {"word": str(draft.get_state_display()), "kind": _TAGS[draft.state]}


def late_steps(name: str) -> list[str]:
    """Said before it is adopted: which of its own steps come after a limit that binds (conflict C-01)."""
    return late_texts(load_procedure(name, versions(name)[-1]))


def adoptable(
    editions: Iterable[ProcedureVersion], titles: Mapping[str, Texts], follows: str
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Entered editions by their act, then the procedures by whichever edition is in force; a hint for each."""
    choices, hints = [], {}
    for row in editions:
        procedure = definition_of(row)
        choices.append((str(row.pk), f"{title_of(procedure)}: {held_text(edition_notice(procedure))}"))
        hints[str(row.pk)] = f"{row.procedure} @ {row.version} · {row.owner.name if row.owner else ''}"
    for name, title in titles.items():
        choices.append((follows + name, f"{title.in_(language())} ({name})"))
        follow = _("Whichever edition is in force: the product's, or one adopted by a department above.")
        hints[follows + name] = " ".join([follow, *late_steps(name)])
    return choices, hints
