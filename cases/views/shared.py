"""What every page of a case passes to its template, and how an act answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cases.models import Case
from cases.presenters import case as present
from cases.presenters.changes import kin
from safeguard.errors import DomainError
from safeguard.forms import GovForm
from safeguard.web import SchoolRequest


def slug_of(request: SchoolRequest) -> str:
    return str(request.school.organisation.slug)


def frame(request: SchoolRequest, case: Case, current: str) -> dict[str, Any]:
    slug = slug_of(request)
    return {
        "case": case,
        "title": case.open("title"),
        "caption": present.caption(case),
        "tabs": present.tabs(case, slug, current),
        "tags": [*present.danger_tag(case), present.stage_tag(case)],
        "slug": slug,
        "kin": kin(case, slug),
    }


def act_frame(request: SchoolRequest, case: Case, back: str, *, heading: str, submit: str) -> dict[str, Any]:
    """For a page that asks one thing about a case; `back` is the tab it belongs to."""
    found = frame(request, case, back)
    href = next(tab["href"] for tab in found["tabs"] if tab["is_current"])
    label = next(tab["label"] for tab in found["tabs"] if tab["is_current"])
    about = f"{found['caption']} · {found['title']}"
    return found | {
        "about": about,
        "heading": heading,
        "submit_label": submit,
        "cancel_href": href,
        "back_href": href,
        "back_label": label,
    }


def to_page(request: SchoolRequest, case: Case, name: str) -> HttpResponse:
    return redirect(f"cases:{name}", school=slug_of(request), case_id=case.pk)


def done(request: SchoolRequest, form: GovForm, act: Callable[[], object], said: object = "") -> bool:
    """Whether the act was done. A refusal stands beside its field, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    if said:
        messages.success(request, str(said))
    return True
