"""Hand-over to the worker, only once the rows that it needs are committed."""

import logging
from typing import Any
from uuid import UUID

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def after_commit(task: Task, **kwargs: Any) -> None:
    """Queue after the commit. When the broker is away nothing is lost: a sweep finds the row again.

    Arguments are ids, never words: the broker's memory holds nothing about a case.
    """
    ids = {name: str(value) if isinstance(value, UUID) else value for name, value in kwargs.items()}

    def send() -> None:
        try:
            task.apply_async(kwargs=ids, retry=False)
        except OperationalError:
            log.warning("broker away, %s left to the sweep", task.name)

    transaction.on_commit(send)
