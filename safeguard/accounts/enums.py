from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailKind(TextChoices):
    """Letters about an account. None says what anybody works on."""

    INVITATION = "invitation", _("Invitation")
    PASSWORD_RESET = "password_reset", _("New password asked for")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    FACTOR_SET = "factor_set", _("Second step set up")
    FACTOR_REMOVED = "factor_removed", _("Second step removed")
    FACTOR_RESET = "factor_reset", _("Second step reset by somebody else")
    CODES_MADE = "codes_made", _("New recovery codes")


class InvitationState(TextChoices):
    """Derived from instants, never stored."""

    OPEN = "open", _("Waiting for an answer")
    EXPIRED = "expired", _("Expired")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Withdrawn")
