from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseStatus(TextChoices):
    """Where a case stands. Every move is an event; the column is its cache."""

    OPEN = "open", _("Open")
    COMMISSION = "commission", _("Before the commission")
    DECIDED = "decided", _("Decided")
    MONITORED = "monitored", _("Measures are being followed")
    CLOSED = "closed", _("Closed")
    JOINED = "joined", _("Joined to another case")


class Kind(TextChoices):
    """One internal list of kinds of violence; each procedure maps its own words to it (conflict C-20)."""

    PSYCHOLOGICAL = "psychological", _("Psychological")
    PHYSICAL = "physical", _("Physical")
    CYBER = "cyber", _("Online")
    SOCIAL = "social", _("Exclusion")
    ECONOMIC = "economic", _("Taking money or things")
    SEXUAL = "sexual", _("Sexual")
    NEGLECT = "neglect", _("Neglect")
    EXPLOITATION = "exploitation", _("Exploitation")
    BULLYING = "bullying", _("Bullying")
    INTIMIDATION = "intimidation", _("Intimidation")
    PRESSURE = "pressure", _("Pressure")
    OTHER = "other", _("Other")


class Place(TextChoices):
    CLASSROOM = "classroom", _("Classroom")
    CORRIDOR = "corridor", _("Corridor or stairs")
    CHANGING_ROOM = "changing_room", _("Changing room or toilet")
    CANTEEN = "canteen", _("Canteen")
    YARD = "yard", _("School yard")
    EVENT = "event", _("Event outside the school")
    WAY = "way", _("On the way to or from school")
    ONLINE = "online", _("On the internet")
    HOME = "home", _("At home")
    COMMUNITY = "community", _("Elsewhere in the community")
    OTHER = "other", _("Another place")


class Channel(TextChoices):
    """How a report came in, or how somebody was told."""

    PRODUCT = "product", _("In this system")
    ORAL = "oral", _("In conversation")
    PHONE = "phone", _("By telephone")
    EMAIL = "email", _("By e-mail")
    PAPER = "paper", _("On paper")
    LINE_102 = "line_102", _("By calling 102")


class Danger(TextChoices):
    YES = "yes", _("Yes, a child is at risk of harm now")
    NO = "no", _("No, the child is safe now")
    UNKNOWN = "unknown", _("I don't know")


class SideRole(TextChoices):
    """The sides of a case; witnesses are a side too (UA-B-IV.1.2)."""

    VICTIM = "victim", _("Victim")
    ACCUSED = "accused", _("Alleged offender")
    WITNESS = "witness", _("Witness")


class ReportStatus(TextChoices):
    RECEIVED = "received", _("Received")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DeadlineState(TextChoices):
    """Missed stays missed: a late act is `met_late` and keeps how late it was."""

    OPEN = "open", _("Open")
    MET = "met", _("Met in time")
    MISSED = "missed", _("Missed")
    MET_LATE = "met_late", _("Done late")


class DutyState(TextChoices):
    """What a person answers to a duty without a deadline. Without an answer it's open."""

    DONE = "done", _("Done")
    NOT_APPLICABLE = "not_applicable", _("Doesn't apply here")
    WITHDRAWN = "withdrawn", _("Entered by mistake: not done yet")


class StageKind(TextChoices):
    REMIND = "remind", _("Reminder")
    ESCALATE = "escalate", _("Escalation")


class RecusalGround(TextChoices):
    """`doubt` holds until whose office it is says whether the member is the side of that name or another person."""

    SIDE = "side", _("Is a side of the case")
    RELATIVE = "relative", _("Is a relative of a side")
    TEACHER = "teacher", _("Is the class teacher of a side")
    DECLARED = "declared", _("Declared a conflict of interest")
    DOUBT = "doubt", _("Bears the name of a side")


class CaseAction(TextChoices):
    REFER = "refer", _("Refer to the commission")
    DECIDE = "decide", _("Record the decision")
    MONITOR = "monitor", _("Follow the measures")
    CLOSE = "close", _("Close the case")
    REOPEN = "reopen", _("Reopen the case")
    REHEAR = "rehear", _("Hear the case again")
    JOIN = "join", _("Join the case to an earlier one")
    SPLIT = "split", _("Split the case")


#: Nothing more is done in them, and nothing is owed.
OVER = (CaseStatus.CLOSED, CaseStatus.JOINED)


class ReopenGround(TextChoices):
    """Why a case that was decided or closed goes on. Only new facts must stand in a report or an addition to one."""

    NEW_FACTS = "new_facts", _("New facts came in")
    ANNULLED = "annulled", _("A court or an authority set the decision aside")
    MISTAKE = "mistake", _("It was decided or closed by mistake")


#: Not a role of a procedure: those whose office it is to receive reports.
READERS = "readers"


class MaterialKind(TextChoices):
    """What is collected about a case (UA-B-IV.5.3a, UA-D-IV.3a)."""

    EXPLANATION = "explanation", _("Explanation of a side")
    REPRESENTATIVE = "representative", _("Explanation of parents or representatives")
    PSYCHOLOGIST = "psychologist", _("Conclusion of the psychologist")
    PEDAGOGUE = "pedagogue", _("Conclusion of the social pedagogue")
    CHILD_SERVICE = "child_service", _("Information of the service for children")
    SOCIAL_SERVICES = "social_services", _("Information of the centre of social services")
    EXPERT = "expert", _("Conclusion of an expert")
    TECHNICAL = "technical", _("Information from technical means and networks")
    OTHER = "other", _("Another material")
