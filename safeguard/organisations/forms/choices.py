"""Answers that several forms offer."""

from django.utils.translation import get_language

from safeguard.organisations.services.changes import procedures_of
from safeguard.organisations.services.learners import suiting


def procedure_choices(country: str, *, adults: bool | None = None) -> list[tuple[str, str]]:
    """By title, in the reader's language; `adults` narrows them to those for adult learners or for children."""
    language, titles = get_language() or "en", procedures_of(country)
    return [(name, f"{titles[name].in_(language)} ({name})") for name in suiting(titles, adults)]
