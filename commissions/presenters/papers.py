"""The papers of a case as its page lists them: what can be made, what was made, what is missing."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.presenters.documents import card
from commissions.selectors.papers import Offer, Target, label_of
from safeguard.documents.models import Document


def rows(offers: Iterable[Offer], made: Iterable[Document], case: Case, school: str) -> list[dict[str, Any]]:
    known, language = list(made), get_language() or "en"
    return [
        {
            "title": offer.paper.form.title.in_(language),
            "source": offer.paper.citation.in_(language),
            "is_default": offer.paper.is_default,
            "targets": [{"label": label_of(each), "href": address(each, case, school)} for each in offer.targets],
            "missing": _missing(offer),
            "made": card((each for each in known if each.kind == offer.paper.key), school),
        }
        for offer in offers
    ]


def address(target: Target, case: Case, school: str) -> str:
    place = {"school": school, "case_id": case.pk, "form": target.paper.key}
    return reverse("commissions:paper", kwargs=place) + (f"?for={target.key}" if target.key else "")


def _missing(offer: Offer) -> list[str]:
    nobody = _("%(name)s: nobody who may be told is known. Add a representative.")
    return [*([str(offer.missing)] if offer.missing else []), *(nobody % {"name": each} for each in offer.unreached)]
