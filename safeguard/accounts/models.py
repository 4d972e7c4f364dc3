"""A stand-in until the accounts are built: enough for foreign keys to point at."""

from uuid import UUID

import uuid_utils
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


def uuid7() -> UUID:
    return UUID(str(uuid_utils.uuid7()))


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
