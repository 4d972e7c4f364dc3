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


class DocumentState(TextChoices):
    FINALISED = "finalised", _("Finalised")
    RENDERED = "rendered", _("Ready to print")
