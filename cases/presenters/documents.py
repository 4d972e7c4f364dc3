"""The papers of a case: which there are, and which can be made."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from cases.presenters.deadlines import Row, is_notice
from cases.selectors.sides import Side
from cases.services.letters import KINDS
from safeguard import dates
from safeguard.documents.enums import DocumentKind, DocumentState
from safeguard.documents.models import Document
from safeguard.limits import full_title, short_title
from safeguard.procedures.schema import Evidence, Procedure, Rule

#: Characters of a digest that a person compares by eye.
_DIGEST = 16


def address(document: Document, school: str) -> str:
    return reverse("cases:document_pdf", kwargs=_place(document, school))


def _place(document: Document, school: str) -> dict[str, Any]:
    return {"school": school, "case_id": document.case_id, "document_id": document.pk}


def papers_href(case: Case, school: str) -> str:
    """What the procedure asks for beside letters: the page of the app above, known by its name only."""
    return reverse("commissions:papers", kwargs={"school": school, "case_id": case.pk})


def materials_href(case: Case, school: str) -> str:
    return reverse("cases:materials", kwargs={"school": school, "case_id": case.pk})


def label(document: Document) -> str:
    """Letter to the police № 4; Minutes № 7, version 2."""
    kind = str(DocumentKind(document.kind).label)
    named = f"{kind} № {document.number}" if document.number else kind
    if document.version == 1:
        return named
    return _("%(document)s, version %(version)d") % {"document": named, "version": document.version}


def is_ready(document: Document) -> bool:
    return bool(document.state == DocumentState.RENDERED)


def card(documents: Iterable[Document], school: str) -> list[dict[str, Any]]:
    """For the aside and the list: a link as soon as the PDF is stored."""
    return [
        {
            "label": label(row),
            "href": address(row, school) if is_ready(row) else "",
            "word_href": reverse("commissions:document_word", kwargs=_place(row, school)),
            "note": dates.moment(row.finalised_at),
            "tag": None if is_ready(row) else {"word": _("being printed"), "kind": ""},
            "digest": f"SHA-256 {row.sheet_sha256[:_DIGEST]}…",
        }
        for row in documents
    ]


def paper_for(row: Row, documents: Iterable[Document], documents_href: str) -> dict[str, str]:
    """The newest letter for this rule, or where it can be made."""
    if not is_notice(row) or row.rule.each:
        return {}
    kind = KINDS.get(row.rule.recipient, DocumentKind.AGENCY_NOTICE)
    if any(document.kind == kind for document in documents):
        return {"link_href": documents_href, "link": _("The letter is made: open it")}
    return {"link_href": f"{documents_href}#make", "link": _("Make the letter")}


def to_make(case: Case, procedure: Procedure, sides: Iterable[Side], school: str) -> list[dict[str, Any]]:
    """Every letter that this procedure knows: to bodies, then to each representative who isn't suspected."""
    place = {"school": school, "case_id": case.pk}
    notices = [rule for rule in procedure.rules if rule.met_by is Evidence.NOTICE_GIVEN]
    bodies = [
        {
            "label": short_title(rule),
            "note": full_title(rule),
            "action": reverse("cases:letter_new", kwargs={**place, "rule": rule.key}),
        }
        for rule in notices
        if not rule.each
    ]
    letters = [rule for rule in notices if rule.each]
    return bodies + [line for rule in letters for line in _representatives(rule, sides, place)]


def _representatives(rule: Rule, sides: Iterable[Side], place: dict[str, Any]) -> list[dict[str, Any]]:
    by_child = {side.involvement.child_id: side for side in sides if side.is_minor}
    action = reverse("cases:letter_new", kwargs={**place, "rule": rule.key})
    return [
        {
            "label": f"{who.name} ({who.kinship})",
            "note": _("for %(child)s") % {"child": side.name},
            "action": action,
            "name": "whom",
            "value": f"{child_id}:{who.adult_id}",
        }
        for child_id, side in by_child.items()
        for who in side.representatives
        if not who.is_suspected
    ]
