"""What every page of a case passes to its template."""

from typing import Any

from cases.models import Case
from cases.presenters import case as present
from safeguard.web import SchoolRequest


def frame(request: SchoolRequest, case: Case, current: str) -> dict[str, Any]:
    slug = request.school.organisation.slug
    return {
        "case": case,
        "title": case.open("title"),
        "caption": present.caption(case),
        "tabs": present.tabs(case, slug, current),
        "slug": slug,
    }
