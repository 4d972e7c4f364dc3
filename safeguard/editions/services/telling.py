"""E-mails about new numbers: something waits, and where. What it is, the pages say."""

from safeguard.editions.selectors.reviewers import authors_of, reviewers_of
from safeguard.editions.selectors.waiting import forget_waiting
from safeguard.organisations.models import VersionDraft
from safeguard.outbox.services.messages import queue_directory_mail, withdraw_directory_mail


def tell_reviewers(draft: VersionDraft) -> None:
    """Everybody who may review; again each time the numbers are handed in."""
    forget_waiting(draft.organisation_id)
    told = reviewers_of(draft.organisation_id, not_by=draft.written_by)
    queue_directory_mail(draft.pk, f"review {draft.submitted_at:%Y%m%d%H%M%S%f}", told)


def tell_authors(draft: VersionDraft) -> None:
    """It's decided: the others needn't look any more."""
    stop_telling(draft)
    queue_directory_mail(draft.pk, f"{draft.state} {draft.submitted_at:%Y%m%d%H%M%S%f}", authors_of(draft))


def stop_telling(draft: VersionDraft) -> None:
    forget_waiting(draft.organisation_id)
    withdraw_directory_mail(draft.pk)
