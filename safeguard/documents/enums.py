from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    POLICE_NOTICE = "police_notice", _("Letter to the police")
    GUARDIAN_NOTICE = "guardian_notice", _("Letter to a representative")
    CHILD_SERVICE_NOTICE = "child_service_notice", _("Letter to the service for children")
    SOCIAL_SERVICES_NOTICE = "social_services_notice", _("Letter to the centre of social services")
    AGENCY_NOTICE = "agency_notice", _("Letter to an authority")
    MEETING_NOTICE = "meeting_notice", _("Notice of a meeting")
    MINUTES = "minutes", _("Minutes")
    COMPOSITION = "composition", _("Order on the composition")
    INVESTIGATION = "investigation", _("Decision to investigate")
    EXPLANATIONS = "explanations", _("Request for explanations")
    ACCUSED_NOTICE = "accused_notice", _("Explanation to the accused")
    MINUTES_ORDER = "minutes_order", _("Order that formalises the minutes")
    EXTRACT = "extract", _("Extract of the decision")
    NOT_CONFIRMED = "not_confirmed", _("Notice: not confirmed")
    POLICE_RIGHT = "police_right", _("Notice of the right to go to the police")
    OPINION = "opinion", _("Separate opinion")
    UNDERTAKING_GUEST = "undertaking_guest", _("Undertaking of an invited person")
    UNDERTAKING_MEMBER = "undertaking_member", _("Undertaking of a member")


class DocumentState(TextChoices):
    FINALISED = "finalised", _("Finalised")
    RENDERED = "rendered", _("Ready to print")
