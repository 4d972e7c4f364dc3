"""Notices as their page shows them: what is still owed, who was told, what was corrected."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import Channel
from cases.models import Case, Notice
from cases.selectors.sides import Side
from safeguard import dates
from safeguard.documents.models import Attachment
from safeguard.limits import full_title, short_title
from safeguard.procedures.schema import Evidence, Procedure, Rule

_LATER = 60


def given(
    notices: list[Notice],
    procedure: Procedure,
    names: Mapping[UUID, str],
    files: Mapping[UUID, list[Attachment]],
    case: Case,
    school: str,
    *,
    may_correct: bool,
) -> list[dict[str, Any]]:
    """The newest first, as a timeline; a corrected one stays, and says so."""
    titles = {rule.key: short_title(rule) for rule in procedure.rules}
    replaced = {row.corrects_id for row in notices}
    return [
        {
            "id": row.pk,
            "title": f"{titles.get(row.rule, row.rule)}: {row.open('told_whom')}",
            "by": "",
            "at": row.told_at,
            "recorded_at": row.recorded_at if (row.recorded_at - row.told_at).total_seconds() > _LATER else None,
            "lines": [line for line in _lines(row, names) if line],
            "tag": {"word": _("corrected later"), "kind": ""} if row.pk in replaced else None,
            "files": [file_line(each, case, school) for each in files.get(row.pk, [])],
            **(_correct(row, case, school) if may_correct and row.pk not in replaced else {}),
        }
        for row in reversed(notices)
    ]


def _correct(row: Notice, case: Case, school: str) -> dict[str, str]:
    place = {"school": school, "case_id": case.pk, "rule": row.rule}
    return {"href": f"{reverse('cases:notice_new', kwargs=place)}?corrects={row.pk}", "link": _("Correct this entry")}


def file_line(file: Attachment, case: Case, school: str) -> dict[str, str]:
    """Name, address and size."""
    place = {"school": school, "case_id": case.pk, "attachment_id": file.pk}
    href = reverse("cases:evidence", kwargs=place)
    return {"label": file.open("name"), "href": href, "note": dates.size(file.size)}


def _lines(row: Notice, names: Mapping[UUID, str]) -> Iterable[str]:
    if row.side_child_id and (child := names.get(row.side_child_id)):
        yield _("For %(child)s") % {"child": child}
    how = str(Channel(row.channel).label)
    yield f"{how}, № {row.reference}" if row.reference else how
    if reason := row.open("decided_reason"):
        yield _("Told instead of a representative: %(reason)s") % {"reason": reason}
    if row.corrects_id:
        yield _("Corrects an earlier entry.")
    yield str(row.open("remark"))


def by_nature(procedure: Procedure, case: Case, school: str) -> list[dict[str, str]]:
    """Whom the procedure names only when the nature of the case asks for it: no clock runs until they are told."""
    return [
        {
            "label": full_title(rule),
            "note": rule.citation.in_(procedure.language),
            "href": reverse("cases:notice_new", kwargs={"school": school, "case_id": case.pk, "rule": rule.key}),
        }
        for rule in procedure.rules
        if rule.by_nature and rule.met_by is Evidence.NOTICE_GIVEN
    ]


def untold(sides: Iterable[Side], told: Iterable[Notice], rule: Rule) -> list[Side]:
    """Minor sides of whom no representative has been told yet; each child once."""
    reached = {row.side_child_id for row in told if row.rule == rule.key}
    found = {side.involvement.child_id: side for side in sides if side.is_minor}
    return [side for child_id, side in found.items() if child_id not in reached]
