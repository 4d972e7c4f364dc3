"""Every act in a meeting ends here: one event, chained, in the act's transaction, and the version rises."""

from uuid import UUID

from commissions.enums import MeetingState
from commissions.models import Meeting, MeetingEvent
from safeguard.audit.chain import EventDraft, append_events
from safeguard.errors import RuleViolation, gettext_noop


def locked_meeting(meeting_id: UUID) -> Meeting:
    """The meeting under a row lock: its chain grows by one writer at a time. Locked before any of its cases."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("data_key", "procedure").get(pk=meeting_id)


def record(meeting: Meeting, *drafts: EventDraft, **changes: object) -> list[MeetingEvent]:
    """Append to the chain of a locked meeting and save its caches and `changes` in the same update."""
    changes["version"] = meeting.version + 1
    return append_events(MeetingEvent, "meeting", meeting, list(drafts), changes=changes)


def record_after(meeting: Meeting, *drafts: EventDraft) -> list[MeetingEvent]:
    """Append to the chain of a locked meeting whose minutes are finalised: nothing in it changes any more."""
    return append_events(MeetingEvent, "meeting", meeting, list(drafts))


def check_finalised(meeting: Meeting) -> None:
    """Signatures, copies and corrections belong to finalised minutes."""
    if meeting.state != MeetingState.FINALISED:
        raise RuleViolation(gettext_noop("The minutes aren't finalised yet."))


def check_state(meeting: Meeting, *states: MeetingState) -> None:
    """Nothing finalised changes, and each act has its time in a meeting's life."""
    if meeting.state == MeetingState.FINALISED:
        raise RuleViolation(gettext_noop("The minutes are finalised. Nothing in them can be changed."))
    if meeting.state not in states:
        raise RuleViolation(gettext_noop("This can't be done at this point of the meeting."))
