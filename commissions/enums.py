from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Office(TextChoices):
    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class MeetingState(TextChoices):
    CALLED = "called", _("Called")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")
    FINALISED = "finalised", _("Minutes finalised")


class Capacity(TextChoices):
    """Why somebody is told of a meeting or sits in it without a vote."""

    MEMBER = "member", _("Member")
    APPLICANT = "applicant", _("Applicant")
    GUARDIAN = "guardian", _("Representative, by consent")
    AGENCY = "agency", _("Subject of response")
    OTHER = "other", _("Other person")


class Choice(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstained")


class MotionKind(TextChoices):
    """`substantiated` and `not_substantiated` are two motions: one failing doesn't carry the other (M2)."""

    AGENDA = "agenda", _("Approve the agenda")
    SUBSTANTIATED = "substantiated", _("The circumstances reported are confirmed")
    NOT_SUBSTANTIATED = "not_substantiated", _("The circumstances reported are not confirmed")
    BULLYING = "bullying", _("Qualify as bullying")
    CONFLICT = "conflict", _("Qualify as a one-off conflict")
    MEASURES = "measures", _("Approve measures and recommendations")
    OTHER = "other", _("Another question")


class Outcome(TextChoices):
    ADOPTED = "adopted", _("Adopted")
    REJECTED = "rejected", _("Not adopted")
    NO_QUORUM = "no_quorum", _("No quorum")
