"""What the commission or those who investigate have collected (UA-B-IV.5.3a, UA-D-IV.3a)."""

from django.db import models
from django.db.models import Q

from cases.enums import MaterialKind
from cases.models.case import Case
from cases.models.involvement import Involvement
from safeguard.tenancy.models import SchoolRow
from safeguard.vault.fields import SealedField, SealedRow


class Material(SealedRow, SchoolRow):
    """One paper or record about a case. Its files are attachments of it. A wrong one is set aside with the reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="materials", db_index=False)
    kind = models.CharField(max_length=20, choices=MaterialKind)
    side = models.ForeignKey(Involvement, models.PROTECT, null=True, related_name="+", db_index=False)
    whom = SealedField(help_text="who gave it: name and office, or the side itself")
    words = SealedField(null=True, help_text="what it says, in short")
    reference = models.CharField(max_length=60, blank=True, help_text="number on the paper")
    received_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    added_by_name = models.CharField(max_length=200)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.UUIDField(null=True)
    set_aside_reason = SealedField(null=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.CheckConstraint(
                name="material_set_aside_by_somebody",
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_reason__isnull=True)
                | Q(set_aside_at__isnull=False, set_aside_by__isnull=False, set_aside_reason__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "case", "received_on"], name="material_by_case")]
