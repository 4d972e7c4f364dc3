from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Delivery(TextChoices):
    """What became of the e-mail. An outcome that nobody saw is shown as unknown, never as sent."""

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    UNKNOWN = "unknown", _("Outcome unknown")
    FAILED = "failed", _("Not delivered")
    BOUNCED = "bounced", _("Returned")
    WITHDRAWN = "withdrawn", _("No longer needed")


class MessageKind(TextChoices):
    REMINDER = "reminder", _("A deadline is near")
    ESCALATION = "escalation", _("A deadline has passed")
    NEW_REPORT = "new_report", _("A report has come in")
    MEETING_NOTICE = "meeting_notice", _("A meeting is called")
    MEETING_INVITATION = "meeting_invitation", _("You are invited to a meeting")
    LIMIT_MOVED = "limit_moved", _("A limit is due sooner")
    DUTY = "duty", _("Something waits for you")
    MEASURE_NEAR = "measure_near", _("A measure is due soon")
    MEASURE_LATE = "measure_late", _("A measure is overdue")
