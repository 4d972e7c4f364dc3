from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Office(TextChoices):
    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class Speciality(TextChoices):
    """Specialists whom the procedure wants on the commission where the school has them (UA-B-IV.4.2a)."""

    PSYCHOLOGIST = "psychologist", _("Practical psychologist")
    SOCIAL_PEDAGOGUE = "social_pedagogue", _("Social pedagogue")


class MeetingState(TextChoices):
    CALLED = "called", _("Called")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")
    FINALISED = "finalised", _("Minutes finalised")
    CANCELLED = "cancelled", _("Not held")


class Capacity(TextChoices):
    """Why somebody is told of a meeting or sits in it without a vote."""

    MEMBER = "member", _("Member")
    APPLICANT = "applicant", _("Applicant")
    GUARDIAN = "guardian", _("Representative, by consent")
    AGENCY = "agency", _("Subject of response")
    OTHER = "other", _("Other person")


class ItemKind(TextChoices):
    """What a question of the agenda is about; it decides which motions can be put to the vote under it."""

    AGENDA = "agenda", _("Approval of the agenda")
    FINDING = "finding", _("Whether the circumstances are confirmed")
    QUALIFICATION = "qualification", _("Bullying or a one-off conflict")
    MEASURES = "measures", _("Needs, measures and recommendations")
    OTHER = "other", _("Another question")


class MeasureKind(TextChoices):
    """The headings under which a decision says what is to be done (UA-B-IV.5.3c-h)."""

    NEEDS = "needs", _("Needs of the sides and services")
    CAUSES = "causes", _("Causes and how to remove them")
    EDUCATIONAL = "educational", _("Educational measures")
    STAFF_ADVICE = "staff_advice", _("Recommendations to the staff")
    FAMILY_ADVICE = "family_advice", _("Recommendations to parents")
    MONITORING = "monitoring", _("Monitoring of the effect")


class MeasureFor(TextChoices):
    """Whom a measure is for; a side is named by code."""

    VICTIM = "victim", _("Victim")
    ACCUSED = "accused", _("Accused")
    WITNESS = "witness", _("Witnesses")
    CLASS = "class", _("The class or group")
    STAFF = "staff", _("The staff")
    PARENTS = "parents", _("Parents")


class Harm(TextChoices):
    """Part of the signs of bullying: harm that could follow or did (UA-B-IV.1.4b)."""

    NONE = "none", _("No harm")
    POSSIBLE = "possible", _("Harm was possible")
    DONE = "done", _("Harm was done")


class SignatureState(TextChoices):
    """What became of one signature under the minutes."""

    AWAITED = "awaited", _("Not yet")
    SIGNED = "signed", _("Signed on paper")
    REFUSED = "refused", _("Refused to sign")
    ABSENT = "absent", pgettext_lazy("signature", "Absent")


class CopyKeeper(TextChoices):
    """Who keeps a numbered copy of the minutes; the words of the rulebook."""

    SCHOOL = "school", _("The school")
    VICTIM_GUARDIAN = "victim_guardian", _("Representative of the victim")
    ACCUSED_GUARDIAN = "accused_guardian", _("Representative of the accused")
    CHILD_SERVICE = "child_service", _("Service for children")
    POLICE = "police", _("Police")


class Choice(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstained")


class MotionKind(TextChoices):
    """`substantiated` and `not_substantiated` are two motions: one failing doesn't carry the other (M2)."""

    PRESIDE = "preside", _("Elect who presides over this meeting")
    KEEP_MINUTES = "keep_minutes", _("Elect who keeps the minutes of this meeting")
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


class StepKind(TextChoices):
    """What was recorded about a measure after the decision; the last one that says so opens or ends it."""

    LOOKED = "looked", _("Looked at, goes on")
    DONE = "done", _("Carried out")
    ENDED = "ended", _("Ended without being carried out")
    RESUMED = "resumed", _("Goes on again")
    PASSED_ON = "passed_on", _("Somebody else answers for it")


class Effect(TextChoices):
    """Whether the measure helped, judged as the decision says it is to be judged (UA-B-IV.5.3f)."""

    HELPED = "helped", _("It helped")
    PARTLY = "partly", _("It helped in part")
    NONE = "none", _("It didn't help")
    TOO_EARLY = "too_early", _("Too early to say")
