"""Answers that several forms offer."""

from django.utils.translation import get_language

from safeguard.organisations.services.changes import procedures_of


def procedure_choices(country: str) -> list[tuple[str, str]]:
    """By title, in the reader's language."""
    language = get_language() or "en"
    return [(name, f"{title.in_(language)} ({name})") for name, title in procedures_of(country).items()]
