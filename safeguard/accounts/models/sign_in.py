from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class SignIn(models.Model):
    """One session, so that its owner can see and end it. The key that opens it is kept as digest and sealed only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    key_digest = models.CharField(max_length=64, unique=True)
    key_sealed = models.CharField(max_length=200)
    browser = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()
