"""Who looked, and who administered."""

from django.db import models
from uuid_utils.compat import uuid7

from safeguard.tenancy.models import SchoolRow


class AccessRecord(SchoolRow):
    """Somebody looked at a case, or was refused. Append-only; not chained, because a look must not lock a case."""

    user_id = models.UUIDField()
    user_name = models.CharField(max_length=200)
    case_id = models.UUIDField()
    what = models.CharField(max_length=40)
    is_allowed = models.BooleanField()
    at = models.DateTimeField()

    class Meta(SchoolRow.Meta):
        indexes = [models.Index(fields=["school", "case_id", "at"], name="access_record_by_case")]


class AdministrativeAct(models.Model):
    """Who changed roles, invitations, schools, adoptions. Shared directory: ids and codes, no data of a case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    by_user_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    subject_user_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "at"], name="administrative_act_log")]
