"""The prohibitions are asked before a measure or an outcome is written down (KZ-39.4). The refusal cites its place."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.domain.duties import UNDECIDED
from cases.domain.outcomes import Contents, forbidden, unexplained
from cases.models import Case
from cases.selectors.duties import duties_of_case
from cases.services.events import draft, locked_case, record
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.procedures.duties import Prohibition, Until

NOW: Final = gettext_noop("Not while the investigation runs: %(what)s. %(source)s.%(note)s")
EVER: Final = gettext_noop("This may be no measure and no outcome: %(what)s. %(source)s.%(note)s")
MEANT: Final = gettext_noop(
    "The words speak of this: %(what)s. Choose it above; or write below why it isn't meant. %(source)s.%(note)s"
)

WORDED: Final = gettext_noop(
    "The words speak of this: %(what)s. Write them otherwise; or write below why it isn't meant. %(source)s.%(note)s"
)


def check_contents(case: Case, contents: Contents, words: str, *, is_investigated: bool | None = None) -> None:
    """Said, not forbidden, and not hidden in the words. The investigation runs until the case is decided.

    `is_investigated` for those who know better: a commission that hears the case is still looking into it.
    """
    known = duties_of_case(case).prohibitions
    if not known:
        return
    if not contents.is_said:
        raise RuleViolation(gettext_noop("Say which of these it contains, or that it contains none."), field="contains")
    if is_investigated is None:
        is_investigated = case.status in UNDECIDED
    if found := forbidden(known, contents, is_investigated=is_investigated):
        message = EVER if found.until is Until.ALWAYS else NOW
        raise RuleViolation(message, field="contains", **_named(found))
    if found := unexplained(known.values(), contents, words):
        raise RuleViolation(MEANT, field="why_not", **_named(found))


def check_words(case: Case, words: str, why_not: str) -> None:
    """For what has no list to choose from, as the wording of a motion."""
    if found := unexplained(duties_of_case(case).prohibitions.values(), Contents(why_not=why_not), words):
        raise RuleViolation(WORDED, field="why_not", **_named(found))


def explain_words(case_id: UUID, why_not: str, *, by: Member, data: Mapping[str, object]) -> None:
    """Words that speak of something forbidden were explained: sealed with the case, in its chronology."""
    if why_not.strip():
        record(locked_case(case_id), draft("words.explained", by=by, data=data, text=why_not.strip()))


def said(contents: Contents) -> dict[str, object]:
    """For the event: codes only; the explanation is sealed with the words."""
    return {"contains": sorted(contents.kinds)} | ({"is_explained": True} if contents.why_not.strip() else {})


def sealed_words(words: str, contents: Contents) -> str:
    """What the event keeps: the words, and why those that speak of something forbidden don't mean it."""
    return "\n".join(part for part in (words.strip(), contents.why_not.strip()) if part)


def _named(found: Prohibition) -> dict[str, object]:
    """In the reader's language, with the place. What is only the product's default says so."""
    language = get_language() or "en"
    note = ""
    if found.is_default:
        note = " " + _("The text has no such words; the system refuses it by default, from the place named.")
    return {"what": found.title.in_(language), "source": found.citation.in_(language), "note": note}
