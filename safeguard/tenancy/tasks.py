"""Celery tasks that work inside one school."""

from typing import Any
from uuid import UUID

from celery import Task
from django.db import InterfaceError, OperationalError

from safeguard.tenancy.scope import school_scope


class SchoolTask(Task):  # type: ignore[misc]
    """Takes the keyword `school`, opens its scope around the body and closes it with the transaction.

    Delivered at least once: the body must be safe to run twice. Arguments hold ids only.
    """

    abstract = True
    acks_late = True
    reject_on_worker_lost = True
    autoretry_for = (OperationalError, InterfaceError)
    retry_backoff = True
    retry_backoff_max = 60
    max_retries = 10

    def __call__(self, *args: Any, school: str, **kwargs: Any) -> Any:
        with school_scope(UUID(school)):
            return super().__call__(*args, **kwargs)
