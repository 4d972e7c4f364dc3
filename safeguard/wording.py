"""Refusals in the reader's language."""

from django.utils.translation import gettext

from safeguard.errors import DomainError


def say(error: DomainError) -> str:
    """The translated sentence of a refusal."""
    text = gettext(error.message)
    return text % error.params if error.params else text
