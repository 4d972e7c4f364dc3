"""What happens to finalised minutes in the demo: signatures on paper, a slip that is corrected."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commissions.enums import SignatureState
from commissions.models import Meeting
from commissions.selectors.signing import awaited_by_meeting
from commissions.services.corrections import finalise_correction, save_correction
from commissions.services.signing import SignatureAnswer, record_signature
from demo.build import BuiltSchool
from demo.words import MINUTES
from safeguard import clock

DAY = timedelta(days=1)


def sign_minutes(built: BuiltSchool, meeting: Meeting, at: datetime, *, most: int | None = None) -> None:
    """Everybody who came, or only the first of them: who is missing stands on the secretary's desk."""
    by, day = built.members["secretary"], at.astimezone(ZoneInfo(built.school.organisation.timezone)).date()
    answer = SignatureAnswer(SignatureState.SIGNED, seen=0, signed_on=day)
    with clock.frozen(at):
        for row in awaited_by_meeting([meeting.pk])[meeting.pk][:most]:
            record_signature(school=built.school, signature_id=row.pk, answer=answer, by=by)


def correct_minutes(built: BuiltSchool, meeting: Meeting, at: datetime) -> None:
    """Version 2 says what changed and why; version 1 stays."""
    by, texts = built.members["secretary"], {"items-1-spoke": MINUTES["spoke_corrected"]}
    with clock.frozen(at):
        saved = save_correction(meeting_id=meeting.pk, texts=texts, reason=MINUTES["correction"], seen=0, by=by)
        finalise_correction(school=built.school, meeting_id=meeting.pk, seen=saved.version, by=by)
