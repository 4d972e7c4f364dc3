"""Which written procedure an institution works under."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from safeguard.organisations.enums import Country, TieRule, VersionSource
from safeguard.organisations.models.organisation import Organisation


class ProcedureVersion(models.Model):
    """One released file of the rulebook, or an edition that an institution entered; a case points at the row for ever.

    The file holds the rules of the one, `ProcedureText` those of the other. An institution's is for itself and below.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.CharField(max_length=40)
    version = models.CharField(max_length=20, help_text="the date of entry into force in the file's name")
    country = models.CharField(max_length=2, choices=Country)
    in_force_on = models.DateField()
    content_hash = models.CharField(max_length=64, help_text="SHA-256 of the file or of the stored text, hex")
    source = models.CharField(max_length=12, choices=VersionSource, default=VersionSource.RULEBOOK)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="procedure_versions")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="procedure_version_once", fields=["procedure", "version"], condition=Q(owner__isnull=True)
            ),
            models.UniqueConstraint(
                name="procedure_version_once_per_owner",
                fields=["owner", "procedure", "version"],
                condition=Q(owner__isnull=False),
            ),
            models.CheckConstraint(
                name="procedure_version_entered_has_owner",
                condition=Q(source=VersionSource.RULEBOOK, owner__isnull=True, based_on__isnull=True)
                | Q(source=VersionSource.INSTITUTION, owner__isnull=False, based_on__isnull=False),
            ),
        ]


class ProcedureText(models.Model):
    """What an institution's edition says, found by its hash. Append-only: cases are pinned to it."""

    content_hash = models.CharField(primary_key=True, max_length=64)
    content = models.TextField()


class Adoption(models.Model):
    """An institution adopts a procedure by an order; the next adoption ends the one before.

    With a `version`, that edition counts for it and for those below that follow; without, whichever is in force. One
    that was withdrawn counts no more and stays to be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="adoptions")
    procedure = models.CharField(max_length=40)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="adoptions")
    order_number = models.CharField(max_length=40)
    order_on = models.DateField()
    from_on = models.DateField()
    tie_rule = models.CharField(max_length=10, choices=TieRule, default=TieRule.HARMONISED)

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True, help_text="name, as it was then")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="adoption_one_a_day",
                fields=["organisation", "from_on"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]
