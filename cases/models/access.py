"""Need to know inside a school: handlers, grants (django-guardian) and recusals."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from cases.enums import RecusalGround
from cases.models.case import Case
from safeguard.tenancy.models import SchoolRow, current_school_default


class CaseUserObjectPermission(UserObjectPermissionBase):
    """A grant to see one case; counts only with a live membership and never against a recusal."""

    content_object = models.ForeignKey(Case, models.CASCADE)
    school = models.ForeignKey(
        "organisations.School", models.PROTECT, related_name="+", db_default=current_school_default(), editable=False
    )

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["school", "user"], name="case_grant_by_user")]


class Handling(SchoolRow):
    """A member assigned to a case, until released or handed over."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handlings", db_index=False)
    user_id = models.UUIDField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(
                name="handling_once", fields=["school", "case", "user_id"], condition=models.Q(until_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["school", "user_id"], name="handling_by_user")]


class Recusal(SchoolRow):
    """This user must not know that the case exists. Beats office, duty and grant, the principal's too."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals", db_index=False)
    user_id = models.UUIDField()
    ground = models.CharField(max_length=10, choices=RecusalGround)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta(SchoolRow.Meta):
        constraints = [
            *SchoolRow.Meta.constraints,
            models.UniqueConstraint(name="recusal_once", fields=["school", "case", "user_id"]),
        ]
        indexes = [models.Index(fields=["school", "user_id"], name="recusal_by_user")]
