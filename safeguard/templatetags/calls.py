"""Whom to call, where nobody has said yet who they are: the entrance, and the public page before its first question."""

from typing import Any

from django import template

from safeguard import clock
from safeguard.questions.presenters.about import calls_by_country

register = template.Library()


@register.inclusion_tag("questions/calls.html")
def whom_to_call() -> dict[str, Any]:
    """The reference data of the day; no statement."""
    return {"countries": calls_by_country(clock.today())}
